// Best price, own price, rank and counts of one lot.
import { percentBelow, toReader } from "./money.js";
import { say, sayCount } from "./words.js";

export class LotFigures {
  #find; #currency;

  constructor(console, currency) {
    this.#find = (name) => console.querySelector(`[data-${name}]`);
    this.#currency = currency;
  }

  show(lot) {
    const known = lot.bids.length > 0 || (lot.current.bidderCount ?? 0) > 0;
    this.#price("best", lot.best, known && lot.current.bestPrice === undefined);
    const isBelow = lot.best !== null && lot.ceiling !== null && lot.best < lot.ceiling;
    this.#text("saving", isBelow ? say("belowCeiling", { percent: percentBelow(lot.ceiling, lot.best) }) : "");
    this.#price("own", lot.own, false);
    this.#text("bidder-count", lot.current.bidderCount ?? "–");
    this.#text("bid-count", sayCount("bids", lot.bids.length));
    this.#rank(lot);
  }

  #rank(lot) {
    const box = this.#find("rank-box");
    if (!box) return;
    const rank = lot.current.ownRank;
    const hasOffer = lot.own !== null;
    const isHidden = hasOffer && rank === undefined;
    const element = this.#find("rank");
    element.textContent = isHidden ? say("hidden") : rank ?? "–";
    element.classList.toggle("is-hidden", isHidden);
    const bidders = lot.current.bidderCount;
    if (rank != null && bidders) element.append(smallText(say("ofBidders", { n: bidders })));
    this.#text("rank-note", !hasOffer ? say("noOffer") : isHidden ? "" : say(lot.isLeading ? "leading" : "outbid"));
    box.classList.toggle("is-leading", hasOffer && !isHidden && lot.isLeading);
    box.classList.toggle("is-outbid", hasOffer && !isHidden && !lot.isLeading);
  }

  #price(name, price, isHidden) {
    const element = this.#find(name);
    if (!element) return;
    const text = isHidden ? say("hidden") : price === null ? "–" : toReader(price);
    if (element.dataset.shown === text) return;
    const isChange = element.dataset.shown !== undefined;
    element.dataset.shown = text;
    element.textContent = text;
    element.classList.toggle("is-hidden", isHidden);
    if (price !== null && !isHidden) element.append(smallText(this.#currency));
    if (isChange) flash(element.closest(".figure"));
  }

  #text(name, text) {
    const element = this.#find(name);
    if (element && element.textContent !== String(text)) element.textContent = text;
  }
}

/** The currency after a price, the number of bidders after a rank. */
function smallText(text) {
  const element = document.createElement("span");
  element.className = "figure-small";
  element.textContent = `\u00A0${text}`;
  return element;
}

function flash(element) {
  element.classList.remove("has-changed");
  void element.offsetWidth; // so that the animation starts anew
  element.classList.add("has-changed");
}
