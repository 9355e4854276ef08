// The list of bids and the ranking of one lot.
import { fromServer, shareToReader, textToReader, toReader } from "./money.js";
import { say, sayCount, sayTime } from "./words.js";

const SHOWN_BIDS = 200;

export class BidList {
  #card; #rows; #count; #empty; #rankingCard; #ranking; #isOptional;
  #last = -1;
  #isFirst = true;

  constructor(board, room) {
    this.#card = board.querySelector("[data-bids-card]");
    this.#rows = board.querySelector("[data-bids]");
    this.#count = board.querySelector("[data-bids-count]");
    this.#empty = board.querySelector("[data-no-bids]");
    this.#rankingCard = board.querySelector("[data-ranking-card]");
    this.#ranking = board.querySelector("[data-ranking]");
    // A clock and a seal show nothing of the others for long: an empty list would only ask questions.
    this.#isOptional = room.hasLevels || room.format === "sealed";
  }

  show(lot, isWhole) {
    const known = this.#last;
    if (isWhole) {
      this.#rows.replaceChildren();
      this.#last = -1;
    }
    const fresh = lot.bids.filter((bid) => bid.position > this.#last).slice(-SHOWN_BIDS);
    const isNew = (bid) => !this.#isFirst && bid.position > known;
    this.#rows.prepend(...fresh.map((bid) => bidRow(bid, lot, isNew(bid))).reverse());
    while (this.#rows.childElementCount > SHOWN_BIDS) this.#rows.lastElementChild.remove();
    this.#last = lot.bids.at(-1)?.position ?? -1;
    this.#isFirst = false;
    this.#empty.hidden = lot.bids.length > 0;
    const isRepeated = lot.room.format === "dutch" && (lot.current.ranking ?? []).length > 0;
    this.#card.hidden = (this.#isOptional && lot.bids.length === 0) || isRepeated;
    this.#count.textContent = lot.bids.length > 0 && !this.#isOptional ? sayCount("bids", lot.bids.length) : "";
    this.#showRanking(lot.current);
  }

  #showRanking({ ranking = [], winners = [] }) {
    this.#rankingCard.hidden = ranking.length === 0;
    if (!this.#rankingCard.hidden) this.#ranking.replaceChildren(...ranking.map((one) => rankingRow(one, winners)));
  }
}

function bidRow(bid, lot, isNew) {
  const row = document.createElement("tr");
  row.classList.toggle("is-own", bid.own === true);
  row.classList.toggle("is-new", isNew);
  const time = document.createElement("time");
  time.dateTime = new Date(bid.at).toISOString();
  time.textContent = sayTime(bid.at);
  const name = cell(bidderName(bid));
  if (bid.origin === "surrogate") name.append(" ", part("mark", say("bySurrogate")));
  if (bid.origin === "proxy" && bid.own) name.append(" ", part("mark", say("byProxy")));
  // One's own are in one's own currency.
  const price = bid.own && lot.rate ? lot.words(bid.price) : toReader(bid.price);
  row.append(cell(time), name, cell(price, "number"));
  return row;
}

function rankingRow(entry, winners) {
  const row = document.createElement("li");
  row.classList.toggle("is-own", entry.own === true);
  const share = entry.share ?? 10_000;
  const win = winners.find((one) => one.bidder === entry.bidder && (one.share ?? 10_000) === share);
  const bidder = part("bidder", bidderName(entry));
  if (win) bidder.append(" ", part("mark is-good", say("winner")));
  if (entry.abnormallyLow) {
    const low = part("mark is-warning", say("abnormallyLow"));
    low.title = say("abnormallyLowHint");
    bidder.append(" ", low);
  }
  // At a second price the winner is paid another than its own.
  if (win && win.price !== entry.price && !entry.own) {
    bidder.append(small(say("paid", { price: textToReader(win.price) })));
  }
  row.append(part("rank", `${entry.rank}.`), bidder);
  if (share < 10_000) row.append(part("share", shareToReader(share)));
  row.append(part("price", toReader(fromServer(entry.price))));
  if (entry.value !== undefined) {
    const value = part("weighed", `= ${textToReader(entry.value)}`);
    value.append(small(entry.explanation ?? ""));
    row.append(value);
  }
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

function small(text) {
  const element = document.createElement("small");
  element.className = "muted";
  element.textContent = text;
  return element;
}
