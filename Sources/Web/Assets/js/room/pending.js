// The offer of one's own turn: noted, not public yet, and it can be taken back until the turn ends.
import { Answer } from "./answer.js";
import { fromServer } from "./money.js";
import { send } from "./send.js";
import { say } from "./words.js";

export class Pending {
  #box; #price; #button; #answer; #address;
  #lot = null;

  /** @returns {Pending | null} null for viewers who make no offers, and for formats without turns */
  static within(console, room) {
    const box = console.querySelector("[data-pending]");
    return box ? new Pending(box, console, room) : null;
  }

  constructor(box, console, room) {
    this.#box = box;
    this.#price = box.querySelector("[data-pending-price]");
    this.#button = box.querySelector("[data-retract]");
    this.#answer = new Answer(box.closest("form").querySelector("[data-answer]"));
    this.#address = `/api/auctions/${room.auction}/lots/${console.dataset.lot}/offer`;
    this.#button.addEventListener("click", () => this.#retract());
  }

  show(lot) {
    this.#lot = lot;
    const price = fromServer(lot.current.pendingPrice);
    this.#box.hidden = price === null;
    if (price !== null) this.#price.textContent = lot.words(price);
  }

  async #retract() {
    this.#button.disabled = true;
    const outcome = await send("DELETE", this.#address, {}, (reason) => this.#answer.wait(say(reason)));
    this.#button.disabled = false;
    if (outcome.accepted) this.#answer.good(say("retracted"));
    else this.#answer.refuse(outcome, (price) => this.#lot.words(price));
  }
}
