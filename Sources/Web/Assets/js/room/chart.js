// The price curve of one lot as SVG: the best price (or the price of a clock) as a stair, every bid a dot, one's own in
// the signal colour. All colours are in chart.css.
import { priceTicks, timeTicks } from "./ticks.js";
import { toReader } from "./money.js";
import { svg } from "./svg.js";
import { say, sayCount, sayTime } from "./words.js";

const MARGIN = { top: 14, right: 18, bottom: 28, left: 84 };
const DOTS = 400;

export class Chart {
  #container; #svg; #currency; #lot = null; #ladder = null; #now = 0;
  /** Position of the bid that is pointed at. */
  #chosen = null;

  constructor(container, currency) {
    this.#container = container;
    this.#currency = currency;
    this.#svg = svg("svg", { role: "img", tabindex: "0" });
    container.append(this.#svg);
    this.#svg.addEventListener("pointermove", (event) => this.#point(event));
    this.#svg.addEventListener("pointerleave", () => this.#choose(null));
    this.#svg.addEventListener("blur", () => this.#choose(null));
    this.#svg.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {import("./ladder.js").Ladder | null} ladder of a clock with levels; null where offers make the curve */
  draw(lot, now, ladder = null) {
    this.#lot = lot;
    this.#ladder = ladder;
    this.#now = now;
    const { clientWidth: width, clientHeight: height } = this.#container;
    if (width === 0 || height === 0) return;
    this.#svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const scene = this.#scene(width, height);
    this.#svg.replaceChildren(...this.#axes(scene), ...this.#curve(scene), ...this.#tip(scene));
    this.#svg.setAttribute("aria-label", this.#summary(scene));
  }

  /** Everything the drawing needs: the points, and where they lie. */
  #scene(width, height) {
    const lot = this.#lot;
    const descent = this.#ladder?.course ?? lot.descent;
    const from = lot.opensAt;
    const until = Math.max(this.#end(descent), from + 1000);
    const plan = this.#ladder?.plan(lot, until) ?? [];
    // Weighed prices are no points of the same curve as the bids behind them.
    const bids = lot.room.isWeighed ? [] : lot.bids.map((bid) => ({ ...bid, worth: lot.worth(bid) }));
    const ceiling = lot.ceiling === null || lot.room.isWeighed || lot.rate ? null : Number(lot.ceiling);
    const prices = [...bids.map((bid) => bid.worth), ...[...descent, ...plan].map((point) => point.price)].map(Number);
    const around = ceiling ?? 10_000;
    const low = prices.length > 0 ? Math.min(...prices) : around * (lot.higherWins ? 1 : 0.9);
    const top = Math.max(...prices, prices.length > 0 ? low : around * (lot.higherWins ? 1.1 : 1));
    const reach = 5 * Math.max(top - low, Math.abs(low) * 0.01);
    const isCeilingNear = ceiling !== null
      && (prices.length < 2 || Math.max(ceiling - low, top - ceiling) <= reach + (top - low));
    const high = isCeilingNear ? Math.max(top, ceiling) : top;
    const bottom = isCeilingNear ? Math.min(low, ceiling) : low;
    const room = Math.max((high - bottom) * 0.08, Math.abs(bottom) * 0.002, 1);
    const least = bottom >= 0 ? 0 : -Infinity;
    const count = Math.max(3, Math.floor(height / 55));
    const y = priceTicks(Math.max(least, bottom - room), high + room * 0.6, count);
    const box = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
    return {
      bids, descent, plan, box, from, until, ticks: y, ceiling: isCeilingNear ? ceiling : null,
      x: (at) => box.left + ((Math.min(Math.max(at, from), until) - from) / (until - from)) * (box.right - box.left),
      y: (price) => box.bottom - ((Number(price) - y.from) / (y.until - y.from)) * (box.bottom - box.top),
    };
  }

  /** Where the time axis ends. A clock may run for long: its curve keeps a little room ahead of it. */
  #end(course) {
    const { closesAt, opensAt, isOpen, stageEndsAt } = this.#lot;
    // A hidden end lies behind the known one, and what was offered last behind that.
    const last = isOpen ? Math.max(this.#now, stageEndsAt ?? 0) : Number(course.at(-1)?.at ?? 0);
    if (this.#ladder === null || course.length === 0) return Math.max(closesAt, last);
    if (!isOpen) return Math.min(closesAt, this.#ladder.endOf(course.at(-1)));
    const run = (stageEndsAt ?? this.#now) - opensAt;
    return Math.min(closesAt, opensAt + Math.max(run * 1.3, run + 5 * (run / course.length)));
  }

  #axes({ box, ticks, x, y, from, until }) {
    const parts = [];
    for (const price of ticks.values) {
      const at = Math.round(y(price)) + 0.5;
      parts.push(svg("path", { class: "grid-line", d: `M${box.left} ${at}H${box.right}` }));
      parts.push(svg("text", { class: "tick-y", x: box.left - 10, y: at + 4 }, tickText(price)));
    }
    for (const { at, text } of timeTicks(from, until, Math.max(2, Math.floor((box.right - box.left) / 95)))) {
      const place = Math.round(x(at)) + 0.5;
      parts.push(svg("path", { class: "axis-line", d: `M${place} ${box.bottom}v5` }));
      parts.push(svg("text", { class: "tick-x", x: place, y: box.bottom + 20 }, text));
    }
    parts.push(svg("path", { class: "axis-line", d: `M${box.left} ${box.bottom + 0.5}H${box.right}` }));
    return parts;
  }

  #curve({ bids, descent, plan, box, ceiling, x, y }) {
    const parts = [];
    const line = (name, d) => parts.push(svg("path", { class: name, d }));
    if (ceiling !== null) line("ceiling-line", `M${box.left} ${y(ceiling)}H${box.right}`);
    if (this.#lot.isOpen) line("now-line", `M${x(this.#now)} ${box.top}V${box.bottom}`);
    if (descent.length === 0 && bids.length === 0) {
      const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
      return [...parts, svg("text", { class: "chart-empty", ...middle }, say("chartEmpty"))];
    }
    if (plan.length > 0) {
      const steps = plan.map((point) => `H${x(point.at)}V${y(point.price)}`).join("");
      line("plan-line", `M${x(this.#now)} ${y(descent.at(-1).price)}${steps}H${box.right}`);
    }
    parts.push(...this.#stair(descent, box, x, y));
    parts.push(...this.#dots(bids, x, y));
    return parts;
  }

  #stair(descent, box, x, y) {
    if (descent.length === 0) return [];
    const parts = [];
    const line = (name, d) => parts.push(svg("path", { class: name, d }));
    const stair = descent.map((p, i) => `${i === 0 ? "M" : "H"}${x(p.at)}${i === 0 ? " " : "V"}${y(p.price)}`).join("");
    const end = x(this.#lot.isOpen ? this.#now : this.#end(descent));
    const last = descent.at(-1);
    line("best-area", `${stair}H${end}V${box.bottom}H${x(descent[0].at)}Z`);
    line("best-line", `${stair}H${end}`);
    if (this.#lot.isOpen && this.#ladder === null) line("best-rest", `M${end} ${y(last.price)}H${box.right}`);
    const own = last.own ? " is-own" : "";
    if (this.#lot.isOpen) parts.push(svg("circle", { class: `pulse${own}`, cx: end, cy: y(last.price), r: 11 }));
    parts.push(svg("circle", { class: `best-dot${own}`, cx: end, cy: y(last.price), r: 5 }));
    return parts;
  }

  #dots(bids, x, y) {
    const shown = bids.length > DOTS ? bids.filter((bid, i) => bid.own || i >= bids.length - DOTS) : bids;
    return shown.map((bid) => {
      const marks = `${bid.own ? " is-own" : ""}${bid.position === this.#chosen ? " is-chosen" : ""}`;
      return svg("circle", { class: `bid${marks}`, cx: x(bid.at), cy: y(bid.worth), r: bid.own ? 5.5 : 4 });
    });
  }

  #tip({ bids, box, x, y }) {
    const bid = bids.find((one) => one.position === this.#chosen);
    if (!bid) return [];
    const [at, height] = [x(bid.at), y(bid.worth)];
    const price = bid.own ? this.#lot.words(bid.price) : `${toReader(bid.price)} ${this.#currency}`;
    const note = `${sayTime(bid.at)} · ${bid.own ? say("you") : bid.bidder}`;
    const width = Math.max(price.length * 8.2, note.length * 6.6) + 22;
    const left = Math.min(Math.max(at - width / 2, box.left), box.right - width);
    const top = height - 62 < box.top ? height + 14 : height - 60;
    return [
      svg("path", { class: "cross", d: `M${at} ${box.top}V${box.bottom}` }),
      svg("rect", { class: "tip-box", x: left, y: top, width, height: 46, rx: 6 }),
      svg("text", { class: "tip-price", x: left + 11, y: top + 20 }, price),
      svg("text", { class: "tip-note", x: left + 11, y: top + 37 }, note),
    ];
  }

  #point(event) {
    if (!this.#lot) return;
    const { clientWidth: width, clientHeight: height } = this.#container;
    const place = event.clientX - this.#container.getBoundingClientRect().left;
    const { bids, x } = this.#scene(width, height);
    let nearest = null;
    for (const bid of bids) {
      if (nearest === null || Math.abs(x(bid.at) - place) < Math.abs(x(nearest.at) - place)) nearest = bid;
    }
    this.#choose(nearest?.position ?? null);
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined || !this.#lot) return;
    event.preventDefault();
    const bids = this.#lot.room.isWeighed ? [] : this.#lot.bids;
    const index = bids.findIndex((bid) => bid.position === this.#chosen);
    const next = index < 0 ? bids.length - 1 : Math.min(Math.max(index + step, 0), bids.length - 1);
    this.#choose(bids[next]?.position ?? null);
  }

  #choose(position) {
    if (this.#chosen === position) return;
    this.#chosen = position;
    if (this.#lot) this.draw(this.#lot, this.#now);
  }

  #summary({ bids, descent }) {
    if (descent.length === 0) return say("chartEmpty");
    const words = (point) => `${toReader(point.price)} ${this.#currency}`;
    const chosen = bids.find((bid) => bid.position === this.#chosen);
    if (chosen) return `${sayTime(chosen.at)}: ${words(chosen)}, ${chosen.own ? say("you") : chosen.bidder}`;
    const values = { first: words(descent[0]), last: words(descent.at(-1)), bids: sayCount("bids", bids.length) };
    return say("chartSummary", values);
  }
}

/** Ticks are round numbers: their decimals are left out when they are zero. */
function tickText(price) {
  return toReader(BigInt(Math.round(price))).replace(/[.,]00$/, "");
}
