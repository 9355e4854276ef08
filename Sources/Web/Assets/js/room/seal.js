// The seal: closed while offers are taken, cracking while the openers are awaited, gone when the offers are open.
import { say } from "./words.js";

const SENTENCES = { waiting: "sealBefore", sealed: "sealNow", opening: "sealOpening", pause: "sealPause" };

export class Seal {
  #card; #sentence;

  /** @returns {Seal | null} null for formats that seal nothing */
  static within(board) {
    const card = board.querySelector("[data-seal]");
    return card ? new Seal(card) : null;
  }

  constructor(card) {
    this.#card = card;
    this.#sentence = card.querySelector("[data-seal-sentence]");
  }

  show(lot) {
    const kind = lot.isClosed ? "over" : lot.stage.kind;
    this.#card.classList.toggle("is-sealed", kind === "sealed");
    this.#card.classList.toggle("is-opening", kind === "opening");
    this.#card.classList.toggle("is-broken", kind === "over" || kind === "pause");
    const text = say(SENTENCES[kind] ?? "sealAfter");
    if (this.#sentence.textContent !== text) this.#sentence.textContent = text;
  }
}
