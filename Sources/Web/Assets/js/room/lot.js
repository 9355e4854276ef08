// One lot in the room: its state and everything on the page that shows it.
import { BidForm } from "./bid-form.js";
import { BidList } from "./bid-list.js";
import { Chart } from "./chart.js";
import { LotClock } from "./lot-clock.js";
import { LotFigures } from "./lot-figures.js";
import { LotState } from "./lot-state.js";
import { toReader } from "./money.js";
import { say } from "./words.js";

export class Lot {
  #state = new LotState();
  #console; #clock; #figures; #form; #list; #chart; #room; #title;

  /** @param {{auction: string, currency: string, announcer, sound, tabs, clock}} room what all lots share */
  constructor(console, board, room) {
    this.#console = console;
    this.#room = room;
    this.#title = console.getAttribute("aria-label");
    this.#clock = new LotClock(console, room.announcer);
    this.#figures = new LotFigures(console, room.currency);
    this.#form = BidForm.within(console, room);
    this.#list = new BidList(board);
    this.#chart = new Chart(board.querySelector("[data-chart]"), room.currency);
  }

  get id() { return this.#console.dataset.lot; }

  take(lot, isWhole) {
    const before = this.#state.take(lot, isWhole, this.#room.clock.now());
    this.#console.dataset.phase = lot.phase;
    this.#figures.show(this.#state);
    this.#clock.show(this.#state);
    this.#list.show(this.#state, isWhole);
    this.#form?.show(this.#state);
    this.#room.tabs.show(this.id, { note: this.#note() });
    if (before && !isWhole) this.#tellChanges(before, lot);
    this.tick();
    this.draw();
  }

  connected(isConnected) { this.#form?.connected(isConnected); }

  tick() {
    if (!this.#state.current) return;
    const { text, isUrgent } = this.#clock.tick(this.#state, this.#room.clock.now());
    this.#room.tabs.show(this.id, { clock: text, isUrgent });
  }

  draw() {
    if (this.#state.current) this.#chart.draw(this.#state, this.#room.clock.now());
  }

  #note() {
    const { best, current } = this.#state;
    const price = best === null ? "" : toReader(best);
    return current.ownRank === undefined || current.ownRank === null ? price : `${price} · #${current.ownRank}`;
  }

  #tellChanges(before, lot) {
    const tell = (topic, text) => this.#room.announcer.announce(`${this.id} ${topic}`, text);
    if (lot.phase !== before.phase && lot.phase === "open") tell("phase", say("lotOpened", { lot: this.#title }));
    if (lot.phase !== before.phase && lot.phase === "closed") tell("phase", say("lotClosed", { lot: this.#title }));
    if ((lot.extensions ?? 0) > (before.extensions ?? 0)) {
      this.#clock.extend();
      tell("extension", say("extendedNow"));
    }
    if (lot.ownRank != null && lot.ownRank !== before.ownRank) tell("rank", say("rankNow", { rank: lot.ownRank }));
    else if (lot.bestPrice != null && lot.bestPrice !== before.bestPrice) {
      tell("best", say("bestNow", { price: `${toReader(this.#state.best)} ${this.#room.currency}` }));
    }
    if ((lot.bids ?? []).length > 0) this.#room.sound.play(lot.ownRank > (before.ownRank ?? Infinity));
  }
}
