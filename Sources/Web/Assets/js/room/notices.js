// Pauses, and what else the buyer does: the words are the server's, fetched when something was done.
import { renew } from "./fragment.js";
import { say } from "./words.js";

/** What the buyer did without changing anything that this reader sees is looked for no more often than this. */
const QUIET_MILLISECONDS = 20_000;

export class Notices {
  #root; #pauseNote; #announcer; #before = null; #renewedAt = performance.now();

  constructor(root, announcer) {
    this.#root = root;
    this.#pauseNote = root.querySelector("[data-pause-note]");
    this.#announcer = announcer;
  }

  take(message) {
    const isPaused = message.paused === true && message.phase === "open";
    this.#pauseNote.hidden = !isPaused;
    this.#root.toggleAttribute("data-paused", isPaused);
    const before = this.#before;
    this.#before = message;
    if (before === null) return;
    const wasPaused = before.paused === true && before.phase === "open";
    if (isPaused !== wasPaused) this.#announcer.announce("pause", say(isPaused ? "pausedNow" : "resumedNow"));
    if (isPaused !== wasPaused || before.phase !== message.phase) this.#renew();
    else if (message.lots.some((lot, i) => isIntervention(before.lots[i], lot))) this.#renew();
    else if (isQuiet(before, message) && performance.now() - this.#renewedAt > QUIET_MILLISECONDS) this.#renew();
  }

  #renew() {
    this.#renewedAt = performance.now();
    renew("notices");
    renew("rules");
    renew("interventions");
  }
}

/** An end that moves without a bid, an offer that goes, a bidder that is excluded or let back in. */
function isIntervention(before, lot) {
  if (!before) return false;
  const hasBids = (lot.bids ?? []).length > 0;
  return (before.closesAt !== lot.closesAt && !hasBids && before.stage.kind === lot.stage.kind)
    || (before.ownPrice !== undefined && lot.ownPrice === undefined && lot.phase === "open")
    || before.disqualified !== lot.disqualified
    || (before.ranking ?? []).length > (lot.ranking ?? []).length;
}

/** Something has happened and nothing that is shown has changed: the rules, perhaps. */
function isQuiet(before, message) {
  return message.lots.every((lot, i) => JSON.stringify(lot) === JSON.stringify(before.lots[i]));
}
