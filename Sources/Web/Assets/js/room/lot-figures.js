// Best price, own price, rank, share and counts of one lot.
import { converted, fromServer, percentBetween, shareToReader, textToReader, toReader } from "./money.js";
import { say, sayCount } from "./words.js";

export class LotFigures {
  #find; #currency;

  constructor(console, currency) {
    this.#find = (name) => console.querySelector(`[data-${name}]`);
    this.#currency = currency;
  }

  show(lot) {
    const known = lot.bids.length > 0 || (lot.current.bidderCount ?? 0) > 0;
    const hasLevels = lot.stage.kind === "level" || lot.room.hasLevels;
    // A clock shows its price itself: what is best is of interest only when it is over.
    const hasShares = (lot.current.ranking ?? []).some((one) => one.share !== undefined);
    this.#reveal("best-box", !hasLevels || (lot.isClosed && lot.best !== null && !hasShares));
    this.#price("best", lot.best, this.#currency, known && lot.current.bestPrice === undefined);
    this.#saving(lot);
    this.#price("own", lot.own, lot.unit, false);
    this.#value(lot);
    this.#share(lot);
    // Under seal there is nothing to count, and nothing of one's own but the receipt.
    const isSealed = lot.room.format === "sealed" && !lot.isClosed && (lot.current.ranking ?? []).length === 0;
    this.#reveal("own-box", !(isSealed && lot.own === null));
    const count = isSealed ? undefined : lot.current.bidderCount;
    // How many are still in is over with the clock.
    this.#reveal("count-box", count !== undefined && !(lot.isClosed && lot.room.format === "japanese"));
    this.#text("bidder-count", count ?? "–");
    this.#text("bid-count", lot.bids.length > 0 && !lot.room.hasLevels ? sayCount("bids", lot.bids.length) : "");
    this.#rank(lot, hasLevels, isSealed);
  }

  #saving(lot) {
    const isComparable = !lot.room.isWeighed && !lot.rate && lot.unit === this.#currency;
    const { best, ceiling } = lot;
    const isBeyond = isComparable && best !== null && ceiling !== null && ceiling > 0n && lot.isBetter(best, ceiling);
    const key = lot.higherWins ? "aboveLeast" : "belowCeiling";
    this.#text("saving", isBeyond ? say(key, { percent: percentBetween(ceiling, best) }) : "");
  }

  /** What one's own price comes to, and how: by weights, or by the rate of its currency. */
  #value(lot) {
    const { ownValue, ownExplanation } = lot.current;
    const isExchanged = ownValue === undefined && lot.rate && lot.own !== null;
    const value = isExchanged ? toReader(converted(lot.own, lot.rate)) : ownValue && textToReader(ownValue);
    this.#text("own-note", value ? `${isExchanged ? "≈" : say("value")} ${value}\u00A0${this.#currency}` : "");
    this.#text("own-sum", ownExplanation ?? "");
  }

  #share(lot) {
    const left = lot.current.shareLeft;
    if (left === undefined || !this.#find("share-left")) return;
    this.#text("share-left", shareToReader(left));
    this.#find("share-bar").value = left;
  }

  #rank(lot, hasLevels, isSealed) {
    const box = this.#find("rank-box");
    if (!box) return;
    const rank = lot.current.ownRank;
    const hasOffer = lot.own !== null;
    const isHidden = hasOffer && rank === undefined;
    // Whoever takes something on a Dutch clock has it: there is no race to be told of.
    box.hidden = (hasLevels && (rank === undefined || lot.room.format === "dutch")) || (isSealed && !hasOffer);
    const element = this.#find("rank");
    element.textContent = isHidden ? say("hidden") : rank ?? "–";
    element.classList.toggle("is-hidden", isHidden);
    const bidders = lot.current.bidderCount;
    if (rank != null && bidders) element.append(smallText(say("ofBidders", { n: bidders })));
    this.#text("rank-note", !hasOffer ? say("noOffer") : isHidden ? "" : say(lot.isLeading ? "leading" : "outbid"));
    box.classList.toggle("is-leading", hasOffer && !isHidden && lot.isLeading);
    box.classList.toggle("is-outbid", hasOffer && !isHidden && !lot.isLeading);
  }

  #price(name, price, unit, isHidden) {
    const element = this.#find(name);
    if (!element) return;
    const text = isHidden ? say("hidden") : price === null ? "–" : toReader(price);
    if (element.dataset.shown === text) return;
    const isChange = element.dataset.shown !== undefined;
    element.dataset.shown = text;
    element.textContent = text;
    element.classList.toggle("is-hidden", isHidden);
    if (price !== null && !isHidden) element.append(smallText(unit));
    if (isChange) flash(element.closest(".figure"));
  }

  #reveal(name, isShown) {
    const element = this.#find(name);
    if (element) element.hidden = !isShown;
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
