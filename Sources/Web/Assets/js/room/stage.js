// Where a lot stands in its course: what the clock counts, and what stands above and below it. The page says the same
// at first (`Pages/RoomStages.swift`).
import { say, sayTime } from "./words.js";

/**
 * @param {import("./lot-state.js").LotState} lot
 * @returns {{label: string, endsAt: number | null, words: string | null, foot: string, isRunning: boolean}} `endsAt` is
 *   what is counted down to; `words` stand in place of digits.
 */
export function stageOf(lot, phases) {
  if (lot.isClosed) {
    const words = say(lot.current.phase === "cancelled" ? "phase_cancelled" : "closed");
    return { label: "", endsAt: null, words, foot: foot("closedAt", lot.closesAt), isRunning: false };
  }
  const stage = running(lot, phases);
  if (lot.isStopped) return { ...stage, words: say("paused"), isRunning: false };
  return stage;
}

function running(lot, phases) {
  const { stage, stageEndsAt: end, closesAt } = lot;
  const at = (label, key, moment, more = {}) => (
    { label, endsAt: end, words: null, foot: foot(key, moment), isRunning: true, ...more });
  switch (stage.kind) {
    case "waiting": {
      const start = end ?? lot.opensAt;
      return at(say("opensIn"), "opensAt", start, { endsAt: start, isRunning: false });
    }
    case "bidding": {
      const label = phases > 1 ? say("phaseOf", { n: stage.phase, all: phases }) : say("timeLeft");
      return at(label, "closesAt", closesAt);
    }
    case "improvement": return at(say("improvement"), "closesAt", end ?? closesAt);
    case "hidden": return at(say("hiddenEnd"), "atTheLatest", end ?? closesAt, { words: say("anyMoment") });
    case "level": return at(say("level", { n: stage.level + 1 }), "closesLatest", closesAt);
    case "pause": return at(say("pauseBefore", { n: stage.round }), "closesAt", closesAt);
    case "turn": {
      const label = stage.own ? say("yourTurn") : say("turnOf", { bidder: stage.bidder });
      return at(label, "closesAt", closesAt);
    }
    case "announcement": return at(say("announcement"), "closesAt", end ?? closesAt);
    case "sealed": return at(say("sealedFor"), "opensSeals", end ?? closesAt);
    case "opening": {
      const label = say("openersAwaited");
      return at(label, "sealedSince", closesAt, { endsAt: null, words: say("opening"), isRunning: false });
    }
    default: return at("", "closedAt", closesAt, { endsAt: null, words: say("closed"), isRunning: false });
  }
}

function foot(key, moment) { return `${say(key)} ${sayTime(moment)}`; }
