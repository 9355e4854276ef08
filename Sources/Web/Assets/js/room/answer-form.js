// Answers to a clock with levels: "accept" and "out" on a Japanese one, "take it" (or a share of it) on a Dutch one.
import { Answer } from "./answer.js";
import { fromServer, shareFromTyped, shareToReader, shareToServer } from "./money.js";
import { send } from "./send.js";
import { say } from "./words.js";

/** A price that has just fallen is not accepted by a finger that was on its way to the one before. */
const GUARD_MILLISECONDS = 450;

export class AnswerForm {
  #form; #take; #takePrice; #out; #accepted; #share; #choices; #answer; #dialog; #auction; #lotID;
  #smallest; #isFalling;
  #lot = null;
  #level;
  #isGuarded = false;
  #isSending = false;
  #isConnected = false;
  #isTyped = false;

  /** @returns {AnswerForm | null} null for viewers who cannot answer, and for formats without levels */
  static within(console, room) {
    const form = console.querySelector("[data-answer-form]");
    return form ? new AnswerForm(form, console, room) : null;
  }

  constructor(form, console, room) {
    this.#form = form;
    this.#take = form.querySelector("[data-take]");
    this.#takePrice = form.querySelector("[data-take-price]");
    this.#out = form.querySelector("[data-out]");
    this.#accepted = form.querySelector("[data-accepted]");
    this.#share = form.querySelector("[data-share]");
    this.#choices = form.querySelector("[data-share-choices]");
    this.#answer = new Answer(form.querySelector("[data-answer]"));
    this.#dialog = document.querySelector("[data-out-dialog]");
    this.#auction = `/api/auctions/${room.auction}`;
    this.#lotID = console.dataset.lot;
    this.#smallest = Number(console.dataset.smallestShare ?? 10_000);
    this.#isFalling = console.dataset.levelStep.startsWith("-");
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#accept(); });
    this.#out?.addEventListener("click", () => this.#leave());
    this.#share?.addEventListener("input", () => { this.#isTyped = true; });
    this.#choices?.addEventListener("click", (event) => {
      const share = event.target.closest("button")?.dataset.choice;
      if (share !== undefined) this.#write(Number(share));
    });
  }

  show(lot) {
    const isNewLevel = this.#lot !== null && lot.stage.level !== this.#level;
    this.#lot = lot;
    this.#level = lot.stage.level;
    this.#form.hidden = !lot.isOpen || lot.isOut || lot.stage.kind !== "level";
    if (lot.stage.kind !== "level") return;
    if (isNewLevel) this.#turnOver();
    this.#takePrice.textContent = ` ${lot.words(fromServer(lot.stage.price))}`;
    this.#showAccepted(lot.current.accepted === true && this.#isFalling);
    this.#showShare(lot);
    this.#enable();
  }

  connected(isConnected) {
    this.#isConnected = isConnected;
    this.#enable();
  }

  #turnOver() {
    if (!this.#isSending) this.#answer.clear();
    if (!this.#isFalling) return;
    this.#isGuarded = true;
    setTimeout(() => { this.#isGuarded = false; this.#enable(); }, GUARD_MILLISECONDS);
  }

  #showAccepted(isAccepted) {
    if (!this.#accepted) return;
    this.#accepted.hidden = !isAccepted;
    this.#take.hidden = isAccepted;
    const text = isAccepted ? say("acceptedWait", { price: this.#lot.words(this.#lot.own) }) : "";
    if (this.#accepted.textContent !== text) this.#accepted.textContent = text;
  }

  /** The share that is asked for: what is left, until the reader has written another. */
  #showShare(lot) {
    const left = lot.current.shareLeft;
    if (!this.#share || left === undefined) return;
    const least = Math.min(this.#smallest, left);
    if (!this.#isTyped || (shareFromTyped(this.#share.value) ?? 0) > left) this.#write(left);
    const choices = [...new Set([least, Math.floor(left / 2), left])].filter((share) => share >= least && share > 0);
    const key = choices.join();
    if (this.#choices.dataset.shown === key) return;
    this.#choices.dataset.shown = key;
    this.#choices.replaceChildren(...choices.map((share) => choice(share, share === left)));
  }

  #write(share) {
    this.#share.value = shareToServer(share).replace(/\.?0+$/, "");
    this.#isTyped = share !== this.#lot?.current.shareLeft;
  }

  #enable() {
    const lot = this.#lot;
    const isBarred = this.#form.hasAttribute("data-barred") || !this.#isConnected || this.#isSending;
    const mayAnswer = !isBarred && lot?.stage.kind === "level" && lot.mayOffer;
    this.#take.disabled = !mayAnswer || this.#isGuarded;
    if (this.#out) this.#out.disabled = !mayAnswer || lot.current.accepted === true;
  }

  async #accept() {
    if (this.#take.disabled) return;
    const price = this.#lot.stage.price;
    const bid = { lot: this.#lotID, price };
    let share = 10_000;
    if (this.#share) {
      share = shareFromTyped(this.#share.value);
      const left = this.#lot.current.shareLeft ?? 10_000;
      const least = Math.min(this.#smallest, left);
      if (share === null || share < least || share > left) {
        const values = { min: shareToReader(least), max: shareToReader(left) };
        this.#answer.bad(say("notAShare", values));
        this.#share.focus();
        return;
      }
      bid.share = shareToServer(share);
    }
    const outcome = await this.#send("POST", `${this.#auction}/bids`, bid);
    if (!outcome.accepted) return void this.#answer.refuse(outcome, (line) => this.#lot.words(line));
    this.#isTyped = false;
    const words = this.#lot.words(fromServer(price));
    if (this.#isFalling) this.#answer.clear();
    else if (share < 10_000) this.#answer.good(say("takenShare", { share: shareToReader(share), price: words }));
    else this.#answer.good(say("taken", { price: words }));
  }

  /** Leaving is for good, so it is asked about. */
  async #leave() {
    this.#dialog.returnValue = "no";
    this.#dialog.showModal();
    await new Promise((resolve) => this.#dialog.addEventListener("close", resolve, { once: true }));
    if (this.#dialog.returnValue !== "yes" || this.#out.disabled) return;
    const outcome = await this.#send("PUT", `${this.#auction}/lots/${this.#lotID}/departure`, {});
    if (outcome.accepted) this.#answer.clear();
    else this.#answer.refuse(outcome, (line) => this.#lot.words(line));
  }

  async #send(method, address, body) {
    this.#isSending = true;
    this.#enable();
    this.#answer.wait(say("sending"));
    const outcome = await send(method, address, body, (reason) => this.#answer.wait(say(reason)));
    this.#isSending = false;
    this.#enable();
    return outcome;
  }
}

function choice(share, isAll) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.dataset.choice = share;
  button.textContent = isAll ? `${say("shareAll")} (${shareToReader(share)})` : shareToReader(share);
  return button;
}
