// What the lint of rules warns of, in sentences.

import Auctions

extension RuleWords {
  func sentence(for warning: Rules.Warning) -> String {
    switch warning {
    case .tooShort(let span, let time): warn("tooShort_\(span.rawValue)", ["length": length(time)])
    case .levelStepComesToNothing(let lot): warn("levelStepComesToNothing", ["lot": number(lot)])
    case .tooFewLevels(let lot): warn("tooFewLevels", ["lot": number(lot)])
    case .manyLevels(let lot, let count): manyLevels(lot, count)
    case .lastsLong(let time): warn("lastsLong", ["length": length(time)])
    case .outlastsEverything(let time): warn("outlastsEverything", ["length": length(time)])
    case .lotsCloseTooNear(let interval, let reach):
      warn("lotsCloseTooNear", ["interval": length(interval), "reach": length(reach)])
    case .oneOpener: warn("oneOpener")
    case .oneAdvances: warn("oneAdvances")
    case .stepExceedsRange(let lot, let step, let range):
      warn("stepExceedsRange", ["lot": number(lot), "step": money(step), "range": money(range)])
    case .stepComesToNothing(let lot): warn("stepComesToNothing", ["lot": number(lot)])
    case .largestBelowSmallest(let trap): warn("largestBelowSmallest_\(trap.rawValue)")
    case .largestBelowFront(let trap): warn("largestBelowFront_\(trap.rawValue)")
    case .buffersWithStepFromBest: warn("buffersWithStepFromBest")
    case .noTimeForPreBids: warn("noTimeForPreBids")
    case .surrogateBidsInTheOpen: warn("surrogateBidsInTheOpen")
    case .firstOfferIsBlind: warn("firstOfferIsBlind")
    case .pricesNeverShown(let minimum, let bidders):
      warn("pricesNeverShown", ["minimum": number(Int64(minimum)), "bidders": number(Int64(bidders))])
    case .observersSeeNothing: warn("observersSeeNothing")
    case .namesVisible: warn("namesVisible")
    case .tellsHiddenPrice(let teller): warn("tellsHiddenPrice_\(teller.rawValue)")
    case .tellsHiddenRank(let teller): warn("tellsHiddenRank_\(teller.rawValue)")
    case .closeNeverComes: warn("closeNeverComes")
    case .everyOfferExtends(let window): warn("everyOfferExtends", ["window": length(window)])
    case .extensionsWithoutCap: warn("extensionsWithoutCap")
    case .windowOutlastsBidding(let window, let bidding):
      warn("windowOutlastsBidding", ["window": length(window), "bidding": length(bidding)])
    case .windowPartlyIdle(let window, let extending):
      warn("windowPartlyIdle", ["window": length(window), "extending": length(extending)])
    case .hiddenEndIsNoSurprise(let span): warn("hiddenEndIsNoSurprise", ["length": length(span)])
    case .pauseEatsTheEnd: warn("pauseEatsTheEnd")
    case .outageIgnored: warn("outageIgnored")
    }
  }

  private func warn(_ name: String, _ values: KeyValuePairs<String, String> = [:]) -> String {
    texts("warning.\(name)", values)
  }

  private func number(_ lot: LotNumber) -> String { number(Int64(lot.value)) }

  private func manyLevels(_ lot: LotNumber, _ count: Int64) -> String {
    let isTooMany = count > Clock.levelLimit
    let values: KeyValuePairs = ["lot": number(lot), "number": number(isTooMany ? Clock.levelLimit : count)]
    return warn(isTooMany ? "tooManyLevels" : "manyLevels", values)
  }
}
