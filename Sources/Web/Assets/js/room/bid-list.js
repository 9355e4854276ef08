// The list of bids and the ranking of one lot.
import { fromServer, toReader } from "./money.js";
import { say, sayCount, sayTime } from "./words.js";

const SHOWN_BIDS = 200;

export class BidList {
  #rows; #count; #empty; #rankingCard; #ranking;
  #last = -1;

  constructor(board) {
    this.#rows = board.querySelector("[data-bids]");
    this.#count = board.querySelector("[data-bids-count]");
    this.#empty = board.querySelector("[data-no-bids]");
    this.#rankingCard = board.querySelector("[data-ranking-card]");
    this.#ranking = board.querySelector("[data-ranking]");
  }

  show(lot, isWhole) {
    if (isWhole) {
      this.#rows.replaceChildren();
      this.#last = -1;
    }
    const fresh = lot.bids.filter((bid) => bid.position > this.#last).slice(-SHOWN_BIDS);
    this.#rows.prepend(...fresh.map((bid) => bidRow(bid, !isWhole)).reverse());
    while (this.#rows.childElementCount > SHOWN_BIDS) this.#rows.lastElementChild.remove();
    this.#last = lot.bids.at(-1)?.position ?? -1;
    this.#empty.hidden = lot.bids.length > 0;
    this.#count.textContent = lot.bids.length > 0 ? sayCount("bids", lot.bids.length) : "";
    this.#showRanking(lot.current.ranking);
  }

  #showRanking(ranking) {
    this.#rankingCard.hidden = !ranking || ranking.length === 0;
    if (!this.#rankingCard.hidden) this.#ranking.replaceChildren(...ranking.map(rankingRow));
  }
}

function bidRow(bid, isNew) {
  const row = document.createElement("tr");
  row.classList.toggle("is-own", bid.own === true);
  row.classList.toggle("is-new", isNew);
  const time = document.createElement("time");
  time.dateTime = new Date(bid.at).toISOString();
  time.textContent = sayTime(bid.at);
  const price = bid.price === null ? cell(say("hidden"), "number muted") : cell(toReader(bid.price), "number");
  row.append(cell(time), cell(bidderName(bid)), price);
  return row;
}

function rankingRow(entry) {
  const row = document.createElement("li");
  row.classList.toggle("is-own", entry.own === true);
  const price = fromServer(entry.price);
  const priceText = price === null ? "" : toReader(price);
  row.append(part("rank", `${entry.rank}.`), part("bidder", bidderName(entry)), part("price", priceText));
  return row;
}

function bidderName(entry) {
  if (!entry.own) return entry.bidder ?? say("hidden");
  return entry.bidder ? `${entry.bidder} (${say("you")})` : say("you");
}

function cell(content, className = "") {
  const cell = document.createElement("td");
  cell.className = className;
  cell.append(content);
  return cell;
}

function part(className, text) {
  const part = document.createElement("span");
  part.className = className;
  part.textContent = text;
  return part;
}
