// How a lot ended for the reader, or why it can offer there no more.
import { fromServer, shareToReader } from "./money.js";
import { has, say } from "./words.js";

export class Result {
  #departure; #result;

  /** @returns {Result | null} null for viewers who make no offers */
  static within(console) {
    const result = console.querySelector("[data-result]");
    return result ? new Result(console, result) : null;
  }

  constructor(console, result) {
    this.#departure = console.querySelector("[data-departure]");
    this.#result = result;
  }

  show(lot) {
    this.#write(this.#departure, lot.isClosed ? null : departure(lot.current));
    const won = (lot.current.winners ?? []).filter((winner) => winner.own);
    this.#write(this.#result, lot.current.phase === "closed" ? outcome(lot, won) : null);
    this.#result.className = `notice result-note tone-${won.length > 0 ? "good" : "neutral"}`;
  }

  #write(element, text) {
    element.hidden = text === null;
    if (text !== null && element.textContent !== text) element.textContent = text;
  }
}

function departure(lot) {
  if (lot.disqualified) return say("refusal_disqualified");
  if (lot.departure === undefined) return null;
  const key = `departed_${lot.departure}`;
  return has(key) ? say(key) : null;
}

function outcome(lot, won) {
  if (won.length === 0) return lot.own === null ? null : say("lost", { price: lot.words(lot.own) });
  const share = won.reduce((sum, winner) => sum + (winner.share ?? 10_000), 0);
  if (won.length === 1 && share === 10_000) return say("won", { price: lot.words(fromServer(won[0].price)) });
  return say("wonShare", { share: shareToReader(share) });
}
