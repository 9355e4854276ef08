// The levels that a clock has shown, the newest first, and who accepted which. The page brings those before.
import { fromServer, toReader } from "./money.js";
import { say } from "./words.js";

const SHOWN_RUNGS = 100;
const PLANNED_LEVELS = 200;

export class Ladder {
  #list; #step; #interval;
  /** By level from 0: {level, at, price}. */
  #rungs = new Map();

  /** @returns {Ladder | null} null for formats without levels */
  static within(board, console) {
    const list = board.querySelector("[data-ladder]");
    return list ? new Ladder(list, console) : null;
  }

  constructor(list, console) {
    this.#list = list;
    this.#step = fromServer(console.dataset.levelStep);
    this.#interval = Number(console.dataset.interval);
    for (const row of list.querySelectorAll("[data-rung]")) {
      const level = Number(row.dataset.rung) - 1;
      this.#rungs.set(level, { level, at: Date.parse(row.dataset.at), price: fromServer(row.dataset.price) });
    }
  }

  show(lot) {
    if (lot.stage.kind === "level") this.#climb(lot);
    this.#draw(lot);
  }

  /** The clock's course: {at, price}, oldest first. */
  get course() { return [...this.#rungs.values()].sort((a, b) => a.level - b.level); }

  /** When a level ended at the latest. */
  endOf(rung) { return rung.at + this.#interval; }

  /** The levels that will come as the clock goes on: {at, price}, up to the moment `until`. */
  plan(lot, until) {
    if (!lot.isOpen || lot.stage.kind !== "level" || lot.stageEndsAt === null) return [];
    const last = Math.min(until, lot.closesAt - this.#interval / 2);
    const price = fromServer(lot.stage.price);
    const points = [];
    for (let at = lot.stageEndsAt; at <= last && points.length < PLANNED_LEVELS; at += this.#interval) {
      points.push({ at, price: price + BigInt(points.length + 1) * this.#step });
    }
    return points;
  }

  /** Levels that were missed are told by the step and the interval. */
  #climb(lot) {
    const price = fromServer(lot.stage.price);
    const at = (lot.stageEndsAt ?? lot.closesAt) - this.#interval;
    for (let level = lot.stage.level; level >= 0 && !this.#rungs.has(level); level -= 1) {
      const back = lot.stage.level - level;
      this.#rungs.set(level, { level, at: at - back * this.#interval, price: price - BigInt(back) * this.#step });
    }
  }

  #draw(lot) {
    const now = lot.isOpen && lot.stage.kind === "level" ? lot.stage.level : -1;
    const bidders = new Map();
    for (const bid of lot.bids) {
      const names = bidders.get(bid.price) ?? [];
      names.push(bid);
      bidders.set(bid.price, names);
    }
    const rungs = this.course.slice(-SHOWN_RUNGS).reverse();
    const key = rungs.length + ":" + now + ":" + lot.bids.length;
    if (this.#list.dataset.shown === key) return;
    this.#list.dataset.shown = key;
    this.#list.replaceChildren(...rungs.map((rung) => row(rung, rung.level === now, bidders.get(rung.price) ?? [])));
  }
}

function row(rung, isNow, bids) {
  const item = document.createElement("li");
  item.className = "rung";
  item.classList.toggle("is-now", isNow);
  item.classList.toggle("is-accepted", bids.some((bid) => bid.own));
  item.append(part("rung-number", rung.level + 1), part("rung-price", toReader(rung.price)), marks(bids));
  return item;
}

function marks(bids) {
  const marks = part("rung-marks", bids.some((bid) => bid.own) ? say("acceptedMark") : "");
  for (const bid of bids.filter((one) => !one.own)) marks.append(part("rung-bidder", bid.bidder ?? ""));
  return marks;
}

function part(className, text) {
  const part = document.createElement("span");
  part.className = className;
  part.textContent = text;
  return part;
}
