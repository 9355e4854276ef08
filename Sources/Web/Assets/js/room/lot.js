// One lot in the room: its state and everything on the page that shows it.
import { AnswerForm } from "./answer-form.js";
import { BidForm } from "./bid-form.js";
import { BidList } from "./bid-list.js";
import { Chart } from "./chart.js";
import { Dial } from "./dial.js";
import { Ladder } from "./ladder.js";
import { LotClock } from "./lot-clock.js";
import { LotFigures } from "./lot-figures.js";
import { LotState } from "./lot-state.js";
import { fromServer, toReader } from "./money.js";
import { Pending } from "./pending.js";
import { ProxyForm } from "./proxy-form.js";
import { Result } from "./result.js";
import { Seal } from "./seal.js";
import { SealingForm } from "./sealing-form.js";
import { Turns } from "./turns.js";
import { say } from "./words.js";

export class Lot {
  #state; #console; #clock; #list; #ladder; #chart; #room; #title;
  /** What else shows the state; some have forms that must know about the connection. */
  #parts;

  /**
   * @param {object} room what all lots share: {auction, currency, format, hasLevels, direction, isWeighed, pauseRule,
   *   announcer, sound, tabs, clock}
   */
  constructor(console, board, room) {
    this.#console = console;
    this.#room = room;
    this.#title = console.getAttribute("aria-label");
    this.#state = new LotState(console, room);
    this.#clock = room.hasLevels ? new Dial(console) : new LotClock(console, room.announcer);
    this.#list = new BidList(board, room);
    this.#ladder = Ladder.within(board, console);
    const chart = board.querySelector("[data-chart]");
    this.#chart = chart && new Chart(chart, room.currency);
    this.#parts = [
      new LotFigures(console, room.currency), this.#ladder, Turns.within(board), BidForm.within(console, room),
      AnswerForm.within(console, room), Pending.within(console, room), ProxyForm.within(console, room),
      Seal.within(board), SealingForm.within(console, room), Result.within(console),
    ].filter((part) => part !== null);
  }

  get id() { return this.#console.dataset.lot; }

  /** @param {{paused?: boolean}} message the whole message that the lot is part of */
  take(lot, isWhole, message) {
    const before = this.#state.take(lot, isWhole, message, this.#room.clock.now());
    this.#console.dataset.phase = lot.phase;
    this.#console.dataset.stage = this.#state.stage.kind;
    this.#clock.show(this.#state);
    this.#list.show(this.#state, isWhole);
    for (const part of this.#parts) part.show(this.#state);
    this.#room.tabs.show(this.id, { note: this.#note() });
    if (before) this.#tellChanges(before, lot);
    this.tick();
    this.draw();
  }

  connected(isConnected) { for (const part of this.#parts) part.connected?.(isConnected); }

  tick() {
    if (!this.#state.current) return;
    const { text, isUrgent } = this.#clock.tick(this.#state, this.#room.clock.now());
    this.#room.tabs.show(this.id, { clock: text, isUrgent });
  }

  draw() {
    if (!this.#state.current || !this.#chart) return;
    this.#chart.draw(this.#state, this.#room.clock.now(), this.#ladder);
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
    this.#tellStage(before.stage, lot.stage, tell);
    if (lot.ownRank != null && lot.ownRank !== before.ownRank) tell("rank", say("rankNow", { rank: lot.ownRank }));
    else if (lot.bestPrice != null && lot.bestPrice !== before.bestPrice) {
      tell("best", say("bestNow", { price: `${toReader(this.#state.best)} ${this.#room.currency}` }));
    }
    if ((lot.bids ?? []).length > 0) this.#room.sound.play(lot.ownRank > (before.ownRank ?? Infinity));
  }

  #tellStage(before, stage, tell) {
    const isSame = stage.kind === before.kind && stage.level === before.level && stage.bidder === before.bidder
      && stage.round === before.round && stage.phase === before.phase;
    if (isSame) return;
    if (stage.kind === "level") {
      tell("stage", say("levelNow", { n: stage.level + 1, price: this.#state.words(fromServer(stage.price)) }));
    } else if (stage.kind === "turn" && stage.own) {
      tell("stage", say("yourTurnNow"));
      this.#room.sound.play(false);
    } else if (stage.kind === "turn") {
      tell("stage", say("turnOf", { bidder: stage.bidder }));
    } else if (stage.kind === "pause") {
      tell("stage", say("pauseBefore", { n: stage.round }));
    } else if (stage.kind === "improvement" || stage.kind === "announcement") {
      tell("stage", say(stage.kind));
    } else if (stage.kind === "hidden") {
      tell("stage", say("hiddenEnd"));
    }
  }
}
