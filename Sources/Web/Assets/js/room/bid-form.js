// The form for an offer on one lot: steps, a question before a price far off, sending, the answer in words.
import { Answer } from "./answer.js";
import { converted, fromTyped, percentBetween, stepOf, toReader, toServer } from "./money.js";
import { send } from "./send.js";
import { say } from "./words.js";

export class BidForm {
  #form; #input; #submit; #answer; #next; #dialog; #converted; #address; #lotID; #currency; #decrement;
  #lot = null;
  #isTyped = false;
  #isSending = false;
  #isConnected = false;
  /** The rank in the answer that is shown: out of date as soon as somebody answers the bid. */
  #answeredRank;

  /** @returns {BidForm | null} null for viewers who cannot bid, and for formats with other forms */
  static within(console, room) {
    const form = console.querySelector("[data-bid-form]");
    return form ? new BidForm(form, console, room) : null;
  }

  constructor(form, console, room) {
    this.#form = form;
    this.#input = form.querySelector("[data-price]");
    this.#submit = form.querySelector("[data-submit]");
    this.#answer = new Answer(form.querySelector("[data-answer]"));
    this.#next = form.querySelector("[data-next]");
    this.#converted = form.querySelector("[data-converted]");
    this.#dialog = document.querySelector("[data-far-dialog]");
    this.#address = `/api/auctions/${room.auction}/bids`;
    this.#currency = room.currency;
    this.#lotID = console.dataset.lot;
    this.#decrement = { kind: console.dataset.decrementKind, value: console.dataset.decrementValue };
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#bid(); });
    form.addEventListener("click", (event) => {
      const steps = event.target.closest("button[data-steps]");
      if (steps) this.#step(Number(steps.dataset.steps));
    });
    this.#input.addEventListener("input", () => {
      this.#isTyped = this.#input.value.trim() !== "";
      this.#convert();
    });
  }

  show(lot) {
    const isNewTurn = lot.stage.kind === "turn" && !this.#lot?.mayOffer;
    this.#lot = lot;
    if (isNewTurn) {
      this.#answer.clear();
      this.#isTyped = false;
    }
    this.#form.hidden = !lot.mayOffer;
    this.#next.textContent = lot.next === null ? "–" : lot.words(lot.next);
    if (!this.#isTyped && lot.next !== null) this.#input.value = toServer(lot.next);
    if (this.#answeredRank !== undefined && lot.current.ownRank > this.#answeredRank) this.#clear();
    this.#convert();
    this.#enable();
  }

  connected(isConnected) {
    this.#isConnected = isConnected;
    this.#enable();
  }

  #enable() {
    const isBarred = this.#form.hasAttribute("data-barred");
    this.#submit.disabled = isBarred || this.#isSending || !this.#isConnected || !this.#lot?.mayOffer;
  }

  /** What the written price comes to in the auction's currency. */
  #convert() {
    const price = this.#lot?.rate ? fromTyped(this.#input.value) : null;
    this.#converted.hidden = price === null;
    if (price === null) return;
    this.#converted.textContent = `≈ ${toReader(converted(price, this.#lot.rate))}\u00A0${this.#currency}`;
  }

  #step(count) {
    const from = (this.#isTyped ? fromTyped(this.#input.value) : null) ?? this.#lot?.next ?? null;
    if (from === null) return;
    let price = from;
    for (let i = 0; i < count; i += 1) {
      const step = stepOf(price, this.#decrement.kind, this.#decrement.value);
      price += this.#lot.higherWins ? step : -step;
    }
    if (price <= 0n && from > 0n) return;
    this.#input.value = toServer(price);
    this.#isTyped = true;
    this.#convert();
  }

  async #bid(offered = fromTyped(this.#input.value)) {
    if (this.#submit.disabled) return;
    if (offered === null) {
      this.#answer.bad(say("notAPrice"));
      this.#input.focus();
      return;
    }
    if (!(await this.#isMeant(offered))) return;
    this.#isSending = true;
    this.#answeredRank = undefined;
    this.#enable();
    this.#answer.wait(say("sending"));
    const bid = { lot: this.#lotID, price: toServer(offered) };
    const outcome = await send("POST", this.#address, bid, (reason) => this.#answer.wait(say(reason)));
    this.#isSending = false;
    this.#enable();
    this.#tell(outcome, offered);
  }

  /** A price more than a tenth off what there is may be a slip of the finger; a bid cannot be taken back. */
  async #isMeant(price) {
    const lot = this.#lot;
    // A weighed value and a price in another currency are no measure of what was written.
    const best = lot.room.isWeighed || lot.rate ? null : lot.best;
    const [what, base] = [["best", best], ["own", lot.own], ["ceiling", lot.ownCeiling]].find((one) => one[1] !== null)
      ?? ["", null];
    if (base === null || base <= 0n) return true;
    const isFar = lot.higherWins ? price * 10n > base * 11n : price * 10n < base * 9n;
    if (!isFar) return true;
    const key = lot.higherWins ? "farTextHigher" : "farText";
    const values = { percent: percentBetween(base, price), what: say(`far_${what}`), price: lot.words(base) };
    this.#dialog.querySelector("[data-far-text]").textContent = say(key, values);
    this.#dialog.querySelector("[data-far-price]").textContent = lot.words(price);
    this.#dialog.returnValue = "no";
    this.#dialog.showModal();
    await new Promise((resolve) => this.#dialog.addEventListener("close", resolve, { once: true }));
    return this.#dialog.returnValue === "yes";
  }

  #tell(outcome, offered) {
    const lot = this.#lot;
    if (outcome.accepted && lot.stage.kind === "turn") {
      // The note of the turn says it, and for as long as it holds.
      this.#answer.clear();
      return;
    }
    if (outcome.accepted) {
      const { rank } = outcome.accepted;
      this.#isTyped = false;
      if (lot?.next != null) this.#input.value = toServer(lot.next);
      this.#answeredRank = rank;
      this.#answer.good(say(rank === undefined ? "accepted" : "acceptedRank", { price: lot.words(offered), rank }));
      return;
    }
    const next = this.#answer.refuse(outcome, (price) => lot.words(price));
    if (next === null) return;
    this.#answer.offer(say("offerInstead", { price: lot.words(next) }), () => {
      this.#input.value = toServer(next);
      this.#isTyped = true;
      this.#bid(next);
    });
  }

  #clear() {
    this.#answeredRank = undefined;
    this.#answer.clear();
  }
}
