// The big clock of one lot.
import { say, sayCount, sayTime } from "./words.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export class LotClock {
  #board; #label; #digits; #foot; #extensions; #announcer;
  #text = "";
  #saidMinute = false;

  constructor(console, announcer) {
    this.#board = console.querySelector("[data-clock-board]");
    this.#label = console.querySelector("[data-clock-label]");
    this.#digits = console.querySelector("[data-clock]");
    this.#foot = console.querySelector("[data-clock-foot]");
    this.#extensions = console.querySelector("[data-extensions]");
    this.#announcer = announcer;
  }

  /** What does not change from second to second. */
  show(lot) {
    const key = lot.isClosed ? "closedAt" : lot.isOpen ? "closesAt" : "opensAt";
    this.#foot.textContent = `${say(key)} ${sayTime(lot.isOpen || lot.isClosed ? lot.closesAt : lot.opensAt)}`;
    const count = lot.current.extensions ?? 0;
    this.#extensions.hidden = count === 0;
    this.#extensions.textContent = say("extended", { n: count });
    this.#board.classList.toggle("is-open", lot.isOpen);
  }

  extend() {
    this.#saidMinute = false;
    this.#board.classList.remove("is-extended");
    void this.#board.offsetWidth; // so that the animation starts anew
    this.#board.classList.add("is-extended");
  }

  /** @param {number} now the server's time, milliseconds */
  tick(lot, now) {
    const left = lot.isClosed ? 0 : (lot.isOpen ? lot.closesAt : lot.opensAt) - now;
    const isUrgent = lot.isOpen && left < MINUTE;
    const ending = lot.current.phase === "cancelled" ? "phase_cancelled" : "closed";
    if (lot.isClosed) this.#write(say(ending), "", "is-words");
    else if (left >= DAY) this.#write(sayCount("days", Math.floor(left / DAY)), this.#caption(lot, left), "is-words");
    else this.#write(digits(Math.max(0, left), isUrgent), this.#caption(lot, left), left >= HOUR ? "is-long" : "");
    this.#board.classList.toggle("is-urgent", isUrgent);
    if (isUrgent && !this.#saidMinute && left > 0) {
      this.#saidMinute = true;
      this.#announcer.announce("minute", say("minuteLeft"));
    }
    return { text: this.#text.replace("|", ""), isUrgent };
  }

  #caption(lot, left) {
    if (left <= 0 && lot.isOpen) return say("closing");
    return say(lot.isOpen ? "timeLeft" : "opensIn");
  }

  #write(text, label, size) {
    if (this.#label.textContent !== label) this.#label.textContent = label;
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

/** "1:02:03", "4:05", and in the last ten seconds "0:07|.3". */
function digits(left, isUrgent) {
  const shown = isUrgent && left < 10 * SECOND ? left : Math.ceil(left / SECOND) * SECOND;
  const hours = Math.floor(shown / HOUR);
  const minutes = Math.floor(shown / MINUTE) % 60;
  const seconds = String(Math.floor(shown / SECOND) % 60).padStart(2, "0");
  const tenths = isUrgent && left < 10 * SECOND ? `|.${Math.floor(shown / 100) % 10}` : "";
  return (hours ? `${hours}:${String(minutes).padStart(2, "0")}` : String(minutes)) + `:${seconds}${tenths}`;
}
