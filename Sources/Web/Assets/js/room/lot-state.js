// What is known about one lot: the last message, every bid since the snapshot, and how the best price went.
import { converted, fromServer, toReader } from "./money.js";

export class LotState {
  /** The lot as in the last message. */
  current = null;
  /** Every bid seen, oldest first: {position, at, price, bidder, origin, own}. One's own are in one's own currency. */
  bids = [];
  isPaused = false;
  /** What all lots of the room have in common: {format, direction, isWeighed, currency, pauseRule}. */
  room;
  /** What the reader's own prices are counted in, and what they are worth: "units/equal" or undefined. */
  unit;
  rate;
  /** Best prices as the server tells their history, or else as they were seen in messages. */
  #graph = [];
  #seen = [];

  constructor(console, room) {
    this.room = room;
    this.unit = console.dataset.unit;
    this.rate = console.dataset.rate;
  }

  /**
   * @param {object} lot as in the message
   * @param {boolean} isWhole the message is a snapshot: it has all bids
   * @param {{paused?: boolean}} message
   * @param {number} now the server's time, milliseconds
   * @returns {object | null} the lot as it was before
   */
  take(lot, isWhole, message, now) {
    const before = this.current;
    if (isWhole) [this.bids, this.#graph] = [[], []];
    const last = this.bids.at(-1)?.position ?? -1;
    for (const bid of lot.bids ?? []) {
      if (bid.position > last) this.bids.push({ ...bid, at: Date.parse(bid.at), price: fromServer(bid.price) });
    }
    for (const point of lot.priceGraph ?? []) {
      this.#graph.push({ at: Date.parse(point.at), price: fromServer(point.price) });
    }
    this.current = lot;
    this.isPaused = message.paused === true;
    const best = fromServer(lot.bestPrice);
    if (best !== null && best !== this.#seen.at(-1)?.price) this.#seen.push({ at: now, price: best });
    return before;
  }

  get best() { return fromServer(this.current?.bestPrice); }
  get own() { return fromServer(this.current?.ownPrice); }
  get next() { return fromServer(this.current?.nextAdmissiblePrice); }
  /** In the auction's currency. */
  get ceiling() { return fromServer(this.current?.ceiling); }
  /** The reader's own, in its currency. */
  get ownCeiling() { return fromServer(this.current?.ownCeiling) ?? (this.rate ? null : this.ceiling); }
  get opensAt() { return Date.parse(this.current?.opensAt); }
  get closesAt() { return Date.parse(this.current?.closesAt); }
  get stage() { return this.current?.stage ?? { kind: "waiting" }; }
  /** When the present stage ends by itself; null while people are awaited. */
  get stageEndsAt() { return this.current?.stageEndsAt ? Date.parse(this.current.stageEndsAt) : null; }
  get isOpen() { return this.current?.phase === "open"; }
  get isClosed() { return this.current?.phase === "closed" || this.current?.phase === "cancelled"; }
  get isLeading() { return this.current?.leading ?? this.current?.ownRank === 1; }
  get higherWins() { return this.room.direction === "higher"; }
  /** Whether the clock stands still: a pause that lets it run stops only the offers. */
  get isStopped() { return this.isPaused && this.room.pauseRule !== "runsOn"; }
  /** Out of the lot for good. */
  get isOut() { return this.current?.departure !== undefined || this.current?.disqualified === true; }

  /** Whether an offer can be made at this moment. The server decides; this is what the form shows. */
  get mayOffer() {
    if (!this.current || this.isOut || this.isPaused || this.isClosed) return false;
    switch (this.stage.kind) {
      case "bidding": case "improvement": case "hidden": case "level": case "sealed": return true;
      case "turn": return this.stage.own === true;
      // Offers before the opening: where they are taken the server says which would be.
      case "waiting": return !this.isOpen && this.current.nextAdmissiblePrice !== undefined;
      default: return false;
    }
  }

  /** Whether a price is the better one. */
  isBetter(price, than) { return this.higherWins ? price > than : price < than; }

  /** What a bid comes to in the auction's currency. */
  worth(bid) { return bid.own && this.rate ? converted(bid.price, this.rate) : bid.price; }

  /** An own price in words. */
  words(price) { return `${toReader(price)}\u00A0${this.unit}`; }

  /** How the best price went: {at, price, own}. */
  get descent() {
    if (this.#graph.length > 0) {
      const last = this.#graph.length - 1;
      return this.#graph.map((point, i) => ({ ...point, own: i === last && this.isLeading }));
    }
    // Weighed prices are no points of the same curve as the bids behind them.
    const bids = this.room.isWeighed ? [] : this.bids.map((bid) => ({ ...bid, price: this.worth(bid) }));
    const steps = [];
    for (const point of [...bids, ...this.#seen].sort((a, b) => a.at - b.at)) {
      if (steps.length === 0 || this.isBetter(point.price, steps.at(-1).price)) steps.push(point);
    }
    if (steps.length > 0) steps.at(-1).own = this.isLeading;
    return steps;
  }
}
