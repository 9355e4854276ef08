// Seals an offer, and shows the receipt of the one that is sealed. The salt of an offer is shown once.
import { Answer } from "./answer.js";
import { fromTyped, toServer } from "./money.js";
import { send } from "./send.js";
import { has, say, sayTime } from "./words.js";

export class SealingForm {
  #form; #input; #submit; #answer; #receipt; #address; #lotID;
  #lot = null;
  #isConnected = false;
  #isSending = false;

  /** @returns {SealingForm | null} null for viewers who make no offers, and for formats that seal nothing */
  static within(console, room) {
    const form = console.querySelector("[data-sealing-form]");
    return form ? new SealingForm(form, console, room) : null;
  }

  constructor(form, console, room) {
    this.#form = form;
    this.#input = form.querySelector("[data-price]");
    this.#submit = form.querySelector("[data-submit]");
    this.#answer = new Answer(form.querySelector("[data-answer]"));
    this.#receipt = console.querySelector("[data-receipt]");
    this.#address = `/api/auctions/${room.auction}/sealed-offers`;
    this.#lotID = console.dataset.lot;
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#seal(); });
  }

  show(lot) {
    this.#lot = lot;
    this.#form.hidden = lot.stage.kind !== "sealed" || !lot.mayOffer;
    const sealed = lot.current.sealedOffer;
    this.#submit.textContent = say(sealed === undefined ? "sealOffer" : "sealAgain");
    this.#showReceipt(sealed);
    this.#enable();
  }

  connected(isConnected) {
    this.#isConnected = isConnected;
    this.#enable();
  }

  #enable() {
    const isBarred = this.#form.hasAttribute("data-barred") || !this.#isConnected || this.#isSending;
    this.#submit.disabled = isBarred || this.#form.hidden;
  }

  #showReceipt(sealed) {
    this.#receipt.hidden = sealed === undefined;
    if (sealed === undefined) return;
    const outcome = this.#receipt.querySelector("[data-receipt-outcome]");
    const refusal = `refusal_${sealed.refusal?.reason}`;
    outcome.textContent = has(refusal) ? say(refusal) : say(`receipt_${sealed.outcome}`);
    outcome.className = `mark ${{ opened: "is-good", void: "is-bad" }[sealed.outcome] ?? ""}`;
    this.#receipt.querySelector("[data-commitment]").textContent = sealed.commitment;
    this.#receipt.querySelector("[data-received-at]").textContent =
      `${say("receivedAt")} ${sayTime(Date.parse(sealed.receivedAt))}`;
    // The salt belongs to the offer it was shown for.
    const salt = this.#receipt.querySelector("[data-salt]");
    if (salt.dataset.of !== sealed.commitment) this.#showSalt(undefined, sealed.commitment);
  }

  #showSalt(salt, commitment) {
    const code = this.#receipt.querySelector("[data-salt]");
    code.textContent = salt ?? "";
    code.dataset.of = commitment;
    this.#receipt.querySelector("[data-salt-line]").hidden = salt === undefined;
    this.#receipt.querySelector("[data-salt-note]").hidden = salt === undefined;
  }

  async #seal() {
    if (this.#submit.disabled) return;
    const price = fromTyped(this.#input.value);
    if (price === null) {
      this.#answer.bad(say("notAPrice"));
      this.#input.focus();
      return;
    }
    this.#isSending = true;
    this.#enable();
    this.#answer.wait(say("sending"));
    const offer = { lot: this.#lotID, price: toServer(price) };
    const outcome = await send("POST", this.#address, offer, (reason) => this.#answer.wait(say(reason)));
    this.#isSending = false;
    this.#enable();
    if (!outcome.accepted) return void this.#answer.refuse(outcome, (line) => this.#lot.words(line));
    const { commitment, receivedAt, salt } = outcome.accepted;
    // Written nowhere any more, not even here.
    this.#input.value = "";
    this.#answer.good(say("sealedNow"));
    this.#showReceipt({ commitment, receivedAt, outcome: "sealed" });
    if (salt !== undefined) this.#showSalt(salt, commitment);
  }
}
