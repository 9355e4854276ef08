// The form for bidding in one lot: steps, a question before a price far below, sending, the answer in words.
import { fromServer, fromTyped, percentBelow, stepOf, toReader, toServer } from "./money.js";
import { send } from "./send-bid.js";
import { say } from "./words.js";

export class BidForm {
  #form; #input; #submit; #answer; #next; #dialog; #address; #lotID; #currency; #decrement; #closedNote;
  #lot = null;
  #isTyped = false;
  #isSending = false;
  #isConnected = false;
  /** The rank in the answer that is shown: out of date as soon as somebody answers the bid. */
  #answeredRank;

  /** @returns {BidForm | null} null for viewers who cannot bid */
  static within(console, room) {
    const form = console.querySelector("[data-bid-form]");
    return form ? new BidForm(form, console, room) : null;
  }

  constructor(form, console, room) {
    this.#form = form;
    this.#input = form.querySelector("[data-price]");
    this.#submit = form.querySelector("[data-submit]");
    this.#answer = form.querySelector("[data-answer]");
    this.#next = form.querySelector("[data-next]");
    this.#closedNote = console.querySelector("[data-closed-note]");
    this.#dialog = document.querySelector("[data-far-dialog]");
    this.#address = `/api/auctions/${room.auction}/bids`;
    this.#currency = room.currency;
    this.#lotID = console.dataset.lot;
    this.#decrement = { kind: console.dataset.decrementKind, value: console.dataset.decrementValue };
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#bid(); });
    form.addEventListener("click", (event) => {
      const steps = event.target.closest("button[data-steps]");
      if (steps) this.#stepDown(Number(steps.dataset.steps));
    });
    this.#input.addEventListener("input", () => { this.#isTyped = this.#input.value.trim() !== ""; });
  }

  show(lot) {
    this.#lot = lot;
    this.#form.hidden = !lot.isOpen;
    this.#next.textContent = lot.next === null ? "–" : `${toReader(lot.next)}\u00A0${this.#currency}`;
    if (!this.#isTyped && lot.next !== null) this.#input.value = toServer(lot.next);
    if (this.#answeredRank !== undefined && lot.current.ownRank > this.#answeredRank) this.#clear();
    this.#showClosed(lot);
    this.#enable();
  }

  connected(isConnected) {
    this.#isConnected = isConnected;
    this.#enable();
  }

  #showClosed(lot) {
    const note = this.#closedNote;
    note.hidden = !(lot.current.phase === "closed" && lot.own !== null);
    if (note.hidden) return;
    note.textContent = say(lot.isLeading ? "won" : "lost", { price: this.#words(lot.own) });
    note.className = `notice tone-${lot.isLeading ? "good" : "neutral"}`;
  }

  #enable() {
    const isBarred = this.#form.hasAttribute("data-barred");
    this.#submit.disabled = isBarred || this.#isSending || !this.#isConnected || !this.#lot?.isOpen;
  }

  #stepDown(count) {
    const from = (this.#isTyped ? fromTyped(this.#input.value) : null) ?? this.#lot?.next ?? null;
    if (from === null) return;
    let price = from;
    for (let i = 0; i < count; i += 1) price -= stepOf(price, this.#decrement.kind, this.#decrement.value);
    if (price <= 0n) return;
    this.#input.value = toServer(price);
    this.#isTyped = true;
  }

  async #bid(offered = fromTyped(this.#input.value)) {
    if (this.#submit.disabled) return;
    if (offered === null || offered === 0n) {
      this.#say("is-bad", say("notAPrice"));
      this.#input.focus();
      return;
    }
    if (!(await this.#isMeant(offered))) return;
    this.#isSending = true;
    this.#answeredRank = undefined;
    this.#enable();
    this.#say("", say("sending"));
    const bid = { lot: this.#lotID, price: toServer(offered) };
    const outcome = await send(this.#address, bid, (reason) => this.#say("", say(reason)));
    this.#isSending = false;
    this.#enable();
    this.#tell(outcome, offered);
  }

  /** A price more than a tenth below what there is may be a slip of the finger; a bid cannot be taken back. */
  async #isMeant(price) {
    const base = this.#lot.best ?? this.#lot.own ?? this.#lot.ceiling;
    if (base === null || price * 10n >= base * 9n) return true;
    const values = { percent: percentBelow(base, price), best: this.#words(base) };
    this.#dialog.querySelector("[data-far-text]").textContent = say("farText", values);
    this.#dialog.querySelector("[data-far-price]").textContent = this.#words(price);
    this.#dialog.returnValue = "no";
    this.#dialog.showModal();
    await new Promise((resolve) => this.#dialog.addEventListener("close", resolve, { once: true }));
    return this.#dialog.returnValue === "yes";
  }

  #tell(outcome, offered) {
    if (outcome.accepted) {
      const { rank } = outcome.accepted;
      this.#isTyped = false;
      if (this.#lot?.next != null) this.#input.value = toServer(this.#lot.next);
      this.#answeredRank = rank;
      const key = rank === undefined ? "accepted" : "acceptedRank";
      this.#say("is-good", say(key, { price: this.#words(offered), rank }));
      return;
    }
    if (outcome.signedOut) return this.#say("is-bad", say("signedOut"));
    const problem = outcome.problem ?? {};
    this.#say("is-bad", [say("refused"), problem.detail ?? problem.title ?? ""].join(" "));
    const next = fromServer(problem.nextAdmissiblePrice);
    if (next !== null) this.#suggest(next);
  }

  #suggest(price) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = say("offerInstead", { price: this.#words(price) });
    button.addEventListener("click", () => {
      this.#input.value = toServer(price);
      this.#isTyped = true;
      this.#bid(price);
    });
    this.#answer.append(button);
  }

  #say(tone, text) {
    this.#answer.className = `bid-answer ${tone}`;
    const line = document.createElement("p");
    line.textContent = text;
    this.#answer.replaceChildren(line);
  }

  #clear() {
    this.#answeredRank = undefined;
    this.#answer.replaceChildren();
  }

  #words(price) { return `${toReader(price)}\u00A0${this.#currency}`; }
}
