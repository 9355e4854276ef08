// The limit that a bidder leaves with the server, which then bids for it: leave one, change it, drop it.
import { Answer } from "./answer.js";
import { fromServer, fromTyped, toServer } from "./money.js";
import { send } from "./send.js";
import { say } from "./words.js";

export class ProxyForm {
  #box; #limit; #step; #leave; #drop; #state; #answer; #address;
  #lot = null;
  #shown;
  #isConnected = false;
  #isSending = false;

  /** @returns {ProxyForm | null} null where no limits are taken */
  static within(console, room) {
    const box = console.querySelector("[data-proxy]");
    return box ? new ProxyForm(box, console, room) : null;
  }

  constructor(box, console, room) {
    this.#box = box;
    const form = box.querySelector("[data-proxy-form]");
    this.#limit = form.querySelector("[data-limit]");
    this.#step = form.querySelector("[data-limit-step]");
    this.#leave = form.querySelector("[data-leave-limit]");
    this.#drop = form.querySelector("[data-drop-limit]");
    this.#state = box.querySelector("[data-proxy-state]");
    this.#answer = new Answer(form.querySelector("[data-proxy-answer]"));
    this.#address = `/api/auctions/${room.auction}/lots/${console.dataset.lot}/proxy`;
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#set(); });
    this.#drop.addEventListener("click", () => this.#send("DELETE", {}, say("limitDropped")));
  }

  show(lot) {
    this.#lot = lot;
    const limit = fromServer(lot.current.proxy?.limit);
    this.#box.hidden = lot.isClosed || lot.isOut;
    this.#drop.hidden = limit === null;
    this.#leave.textContent = say(limit === null ? "leaveLimit" : "changeLimit");
    this.#state.textContent = limit === null ? say("limitNone") : `${say("limitSet")} ${lot.words(limit)}`;
    this.#state.classList.toggle("is-set", limit !== null);
    // What the reader is writing is left alone.
    if (limit !== null && limit !== this.#shown) this.#limit.value = toServer(limit);
    this.#shown = limit ?? undefined;
    this.#enable();
  }

  connected(isConnected) {
    this.#isConnected = isConnected;
    this.#enable();
  }

  #enable() {
    const isBarred = this.#box.hasAttribute("data-barred") || !this.#isConnected || this.#isSending;
    this.#leave.disabled = isBarred || !this.#lot?.isOpen;
    this.#drop.disabled = this.#leave.disabled;
  }

  #set() {
    const limit = fromTyped(this.#limit.value);
    const step = this.#step.value.trim() === "" ? undefined : fromTyped(this.#step.value);
    if (limit === null || step === null) {
      this.#answer.bad(say("notAPrice"));
      (limit === null ? this.#limit : this.#step).focus();
      return;
    }
    const body = step === undefined ? { limit: toServer(limit) } : { limit: toServer(limit), step: toServer(step) };
    this.#send("PUT", body, say("limitLeft", { price: this.#lot.words(limit) }));
  }

  async #send(method, body, done) {
    this.#isSending = true;
    this.#enable();
    this.#answer.wait(say("sending"));
    const outcome = await send(method, this.#address, body, (reason) => this.#answer.wait(say(reason)));
    this.#isSending = false;
    this.#enable();
    if (outcome.accepted) this.#answer.good(done);
    else this.#answer.refuse(outcome, (price) => this.#lot.words(price));
  }
}
