// A clock that shows a price: the ring is what is left of the level, the price falls or rises when it is empty.
import { digits } from "./digits.js";
import { fromServer, toReader } from "./money.js";
import { stageOf } from "./stage.js";
import { say } from "./words.js";

export class Dial {
  #board; #label; #price; #time; #ring; #next; #foot; #step; #interval;
  #stage = null;
  #shownLevel;
  #text = "";

  constructor(console) {
    this.#board = console.querySelector("[data-clock-board]");
    this.#label = console.querySelector("[data-clock-label]");
    this.#price = console.querySelector("[data-dial-price]");
    this.#time = console.querySelector("[data-clock]");
    this.#ring = console.querySelector("[data-ring]");
    this.#next = console.querySelector("[data-dial-next]");
    this.#foot = console.querySelector("[data-clock-foot]");
    this.#step = fromServer(console.dataset.levelStep);
    this.#interval = Number(console.dataset.interval);
  }

  show(lot) {
    this.#stage = stageOf(lot, 1);
    const { kind, level, price } = lot.stage;
    const hasLevel = kind === "level" && !lot.isClosed;
    write(this.#label, this.#stage.label);
    write(this.#foot, this.#stage.foot);
    this.#showPrice(lot, hasLevel ? toReader(fromServer(price)) : null);
    write(this.#next, hasLevel ? this.#nextWords(lot, fromServer(price)) : "");
    this.#board.classList.toggle("is-open", hasLevel && this.#stage.isRunning);
    this.#board.classList.toggle("is-paused", lot.isPaused && !lot.isClosed);
    if (hasLevel && this.#shownLevel !== undefined && this.#shownLevel !== level) this.#turnOver();
    this.#shownLevel = hasLevel ? level : undefined;
  }

  /** The price stays on the board when the lot is over and was taken. */
  #showPrice(lot, text) {
    const words = this.#stage.words ?? (text === null ? "–" : text);
    const shown = lot.isPaused && text !== null ? text : words;
    write(this.#price, shown);
    this.#price.classList.toggle("is-words", text === null);
    this.#price.classList.toggle("is-long", shown.length > 8);
    this.#price.classList.toggle("is-longer", shown.length > 11);
    this.#board.classList.toggle("has-price", text !== null);
  }

  #nextWords(lot, price) {
    // The last level is the one with which the lot would close.
    const isLast = lot.stageEndsAt !== null && lot.closesAt - lot.stageEndsAt < this.#interval / 2;
    return isLast ? say("lastLevel") : say("levelNext", { price: lot.words(price + this.#step) });
  }

  #turnOver() {
    this.#board.classList.remove("has-turned");
    void this.#board.offsetWidth; // so that the animation starts anew
    this.#board.classList.add("has-turned");
  }

  extend() { /* levels are not extended */ }

  /** @param {number} now the server's time, milliseconds */
  tick(lot, now) {
    const { endsAt, isRunning, words } = this.#stage;
    const left = endsAt === null ? 0 : Math.max(0, endsAt - now);
    const hasLevel = lot.stage.kind === "level" && !lot.isClosed;
    const share = hasLevel && isRunning ? Math.min(1, left / this.#interval) : hasLevel ? 1 : 0;
    this.#ring.setAttribute("stroke-dasharray", `${(share * 100).toFixed(2)} 100`);
    const isUrgent = hasLevel && isRunning && left < Math.min(5000, this.#interval / 3);
    this.#board.classList.toggle("is-urgent", isUrgent);
    const isCounting = endsAt !== null && (isRunning || lot.stage.kind === "waiting");
    // Words stand where the price does, unless there is one.
    this.#write(isCounting ? digits(left, isUrgent) : hasLevel ? words ?? "" : "");
    const price = hasLevel ? `${toReader(fromServer(lot.stage.price))} · ` : "";
    return { text: price + (this.#text.replace("|", "") || words || ""), isUrgent };
  }

  #write(text) {
    if (this.#text === text) return;
    this.#text = text;
    this.#time.textContent = text.replace("|", "");
  }
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
