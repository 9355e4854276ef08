// The departure board of one lot: the time that is left of its stage.
import { digits } from "./digits.js";
import { stageOf } from "./stage.js";
import { say, sayCount } from "./words.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export class LotClock {
  #board; #label; #digits; #foot; #extensions; #phases; #announcer; #stage = null;
  #text = "";
  #saidMinute = false;

  constructor(console, announcer) {
    this.#board = console.querySelector("[data-clock-board]");
    this.#label = console.querySelector("[data-clock-label]");
    this.#digits = console.querySelector("[data-clock]");
    this.#foot = console.querySelector("[data-clock-foot]");
    this.#extensions = console.querySelector("[data-extensions]");
    this.#phases = [...console.querySelectorAll("[data-phases] li")];
    this.#announcer = announcer;
  }

  /** What does not change from second to second. */
  show(lot) {
    this.#stage = stageOf(lot, this.#phases.length);
    write(this.#foot, this.#stage.foot);
    const count = lot.current.extensions ?? 0;
    this.#extensions.hidden = count === 0;
    this.#extensions.textContent = say("extended", { n: count });
    this.#board.classList.toggle("is-open", lot.isOpen && this.#stage.isRunning);
    this.#board.classList.toggle("is-paused", lot.isPaused && !lot.isClosed);
    this.#board.classList.toggle("is-own-turn", lot.stage.kind === "turn" && lot.stage.own === true && !lot.isClosed);
    this.#showPhases(lot);
  }

  #showPhases(lot) {
    const now = lot.stage.kind === "bidding" ? lot.stage.phase : lot.isClosed ? Infinity : 0;
    for (const [index, element] of this.#phases.entries()) {
      element.classList.toggle("is-past", index + 1 < now);
      element.classList.toggle("is-now", index + 1 === now);
    }
  }

  extend() {
    this.#saidMinute = false;
    this.#board.classList.remove("is-extended");
    void this.#board.offsetWidth; // so that the animation starts anew
    this.#board.classList.add("is-extended");
  }

  /** @param {number} now the server's time, milliseconds */
  tick(lot, now) {
    const { endsAt, words, label, isRunning } = this.#stage;
    const left = endsAt === null ? 0 : Math.max(0, endsAt - now);
    // Stages that follow each other quickly are no reason to be alarmed; the end of the lot and one's own turn are.
    const isLast = endsAt === null || endsAt >= lot.closesAt || lot.stage.own === true;
    const isUrgent = isRunning && words === null && lot.isOpen && isLast && left < MINUTE;
    if (words !== null) this.#write(words, label, "is-words");
    else if (left >= DAY) this.#write(sayCount("days", Math.floor(left / DAY)), label, "is-words");
    else this.#write(digits(left, isUrgent), this.#caption(lot, left, label), left >= HOUR ? "is-long" : "");
    this.#board.classList.toggle("is-urgent", isUrgent);
    if (isUrgent && !this.#saidMinute && left > 0 && lot.stage.kind !== "turn") {
      this.#saidMinute = true;
      this.#announcer.announce("minute", say("minuteLeft"));
    }
    return { text: this.#text.replace("|", ""), isUrgent };
  }

  #caption(lot, left, label) {
    return left <= 0 && lot.isOpen && lot.stage.kind === "bidding" ? say("closing") : label;
  }

  #write(text, label, size) {
    write(this.#label, label);
    if (this.#text === text) return;
    this.#text = text;
    const [main, tenths] = text.split("|");
    this.#digits.textContent = main;
    this.#digits.className = `clock ${size}`;
    if (tenths) {
      const small = document.createElement("span");
      small.className = "tenths";
      small.textContent = tenths;
      this.#digits.append(small);
    }
  }
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
