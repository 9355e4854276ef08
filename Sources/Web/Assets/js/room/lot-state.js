// What is known about one lot: the last message, every bid since the snapshot, and how the best price fell.
import { fromServer } from "./money.js";

export class LotState {
  /** The lot as in the last message. */
  current = null;
  /** Every bid seen, oldest first: {position, at, price, bidder, own}; price is null where the rules hide it. */
  bids = [];
  /** Best prices seen in messages, for viewers who do not see the bids behind them. */
  #seen = [];

  /**
   * @param {object} lot as in the message
   * @param {boolean} isWhole the message is a snapshot: it has all bids
   * @param {number} now the server's time, milliseconds
   * @returns {object | null} the lot as it was before
   */
  take(lot, isWhole, now) {
    const before = this.current;
    if (isWhole) this.bids = [];
    const last = this.bids.at(-1)?.position ?? -1;
    for (const bid of lot.bids ?? []) {
      if (bid.position > last) this.bids.push({ ...bid, at: Date.parse(bid.at), price: fromServer(bid.price) });
    }
    this.current = lot;
    const best = fromServer(lot.bestPrice);
    if (best !== null && best !== this.#seen.at(-1)?.price) {
      this.#seen.push({ at: now, price: best, own: lot.leading === true });
    }
    return before;
  }

  get best() { return fromServer(this.current?.bestPrice); }
  get own() { return fromServer(this.current?.ownPrice); }
  get next() { return fromServer(this.current?.nextAdmissiblePrice); }
  get ceiling() { return fromServer(this.current?.ceiling); }
  get opensAt() { return Date.parse(this.current?.opensAt); }
  get closesAt() { return Date.parse(this.current?.closesAt); }
  get isOpen() { return this.current?.phase === "open"; }
  get isClosed() { return this.current?.phase === "closed" || this.current?.phase === "cancelled"; }
  get isLeading() { return this.current?.leading ?? this.current?.ownRank === 1; }

  /** How the best price fell: {at, price, own}, each lower than the one before. */
  get descent() {
    const priced = this.bids.filter((bid) => bid.price !== null);
    const steps = [];
    for (const point of [...priced, ...this.#seen].sort((a, b) => a.at - b.at)) {
      if (steps.length === 0 || point.price < steps.at(-1).price) steps.push(point);
    }
    return steps;
  }
}
