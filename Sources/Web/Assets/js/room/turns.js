// Rounds with turns: the track of the whole auction, and the order in which bidders speak in the present round.
import { renew } from "./fragment.js";
import { fromServer, toReader } from "./money.js";
import { say } from "./words.js";

export class Turns {
  #track; #order; #rounds;
  #lot = null;

  /** @returns {Turns | null} null for formats without turns */
  static within(board) {
    const track = board.querySelector("[data-track]");
    return track ? new Turns(track, board.querySelector("[data-turns]")) : null;
  }

  constructor(track, order) {
    this.#track = track;
    this.#order = order;
    this.#rounds = [...track.querySelectorAll("[data-track-round]")];
    order.addEventListener("renewed", () => { if (this.#lot) this.#draw(this.#lot); });
  }

  show(lot) {
    this.#lot = lot;
    const { kind, round } = lot.stage;
    // The order is the server's: it is made anew when a round begins.
    if ((kind === "pause" || kind === "turn") && this.#order.dataset.round !== String(round)) {
      this.#order.dataset.round = round;
      renew(this.#order.dataset.fragment);
    }
    this.#draw(lot);
  }

  #draw(lot) {
    const isOver = lot.isClosed || lot.stage.kind === "waiting";
    this.#order.hidden = isOver || this.#order.querySelector("[data-speaker]") === null;
    const rows = [...this.#order.querySelectorAll("[data-speaker]")];
    const speaking = this.#speaking(lot, rows);
    for (const [index, row] of rows.entries()) this.#showSpeaker(row, index, speaking, lot);
    this.#showTrack(lot, speaking, rows.length);
  }

  /** The place of the one whose turn it is; -1 in a pause, the end when all have spoken. */
  #speaking(lot, rows) {
    const { kind, bidder, own } = lot.stage;
    if (kind === "turn") return rows.findIndex((row) => (
      own ? row.classList.contains("is-own") : row.dataset.speaker === bidder));
    return kind === "pause" || kind === "waiting" ? -1 : rows.length;
  }

  #showSpeaker(row, index, speaking, lot) {
    const state = index < speaking ? "spoken" : index === speaking ? "speaking" : "waiting";
    row.classList.remove("is-spoken", "is-speaking", "is-waiting");
    row.classList.add(`is-${state}`);
    if (state === "speaking") row.setAttribute("aria-current", "step");
    else row.removeAttribute("aria-current");
    write(row.querySelector("[data-turn-state]"), say(`turn_${state}`));
    const isOwn = row.classList.contains("is-own");
    const standing = (lot.current.ranking ?? []).find((one) => (
      isOwn ? one.own : !one.own && one.bidder === row.dataset.speaker));
    if (standing) write(row.querySelector(".turn-price"), toReader(fromServer(standing.price)));
  }

  #showTrack(lot, speaking, count) {
    const { kind, round } = lot.stage;
    const isDone = lot.isClosed || kind === "over" || kind === "announcement";
    for (const [index, element] of this.#rounds.entries()) {
      const number = index + 1;
      const isPast = isDone || (round !== undefined && number < round);
      const isNow = !isDone && number === round;
      element.classList.toggle("is-past", isPast);
      element.classList.toggle("is-now", isNow);
      if (isNow) element.setAttribute("aria-current", "step");
      else element.removeAttribute("aria-current");
      const parts = this.#parts(element.querySelector(".track-parts"), count);
      for (const [place, part] of parts.entries()) {
        const turn = place - 1;
        const isPartNow = isNow && (kind === "pause" ? place === 0 : place > 0 && (speaking < 0 || turn === speaking));
        part.classList.toggle("is-now", isPartNow);
        part.classList.toggle("is-past", isPast || (isNow && kind === "turn" && (place === 0 || turn < speaking)));
      }
    }
    const end = this.#track.querySelector("[data-track-end]");
    end.classList.toggle("is-now", kind === "announcement" && !lot.isClosed);
    end.classList.toggle("is-past", lot.isClosed);
  }

  /** As many turns on the track as there are speakers. */
  #parts(list, count) {
    while (list.childElementCount < count + 1) {
      const turn = document.createElement("span");
      turn.className = "track-turn";
      list.append(turn);
    }
    while (count > 0 && list.childElementCount > count + 1) list.lastElementChild.remove();
    return [...list.children];
  }
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
