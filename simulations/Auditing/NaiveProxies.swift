// What proxies do, by the auditor: no second way to bid for them, but what each of their offers must be.

import Auctions

extension NaiveAuditor {
  /// What is wrong with an offer that the server makes for a supplier; `nil` where nothing is.
  func objection(toProxyBid bid: Bid) -> String? {
    guard let proxy = proxy(bid.bidder, bid.lot), let lot = lot(bid.lot) else { return "nobody left a limit" }
    if let reason = objection(to: bid.bidder, on: bid.lot, isSealed: false) { return "\(reason)" }
    let prices = NaivePrices(self, bid.bidder, lot, isProxy: true)
    let price = bid.price.tenThousandths
    if prices.isPast(proxy.limit, price) { return "past its limit" }
    if let wrong = prices.objection(to: price) { return "\(wrong.reason)" }
    if prices.isRetreat(price) { return "worse than its owner's own" }
    // Just as much as it takes to lead, or as far as its limit lets it go.
    let leading = prices.first { prices.isLead($0, by: proxy.step) }
    if leading == .price(price) || leading == .unknown { return nil }
    let further = prices.first { prices.isPast(bid.price, $0) && !prices.isPast(proxy.limit, $0) }
    return further == .none || further == .unknown ? nil : "neither just leading nor at its limit"
  }

  /// A proxy that could take the lead and has not; `nil` where all have done what they can.
  func idleProxy(on number: LotNumber) -> CompanyID? {
    guard let lot = lot(number), pausedAt == nil else { return nil }
    switch stage(number) {
    case .bidding, .hidden: break
    default: return nil
    }
    let leader = standing(number).first?.bidder
    return admissions.map(\.company).first { bidder in
      guard bidder != leader, let proxy = proxy(bidder, number) else { return false }
      guard objection(to: bidder, on: number, isSealed: false) == nil else { return false }
      let prices = NaivePrices(self, bidder, lot, isProxy: true)
      let found = prices.first { prices.isLead($0, by: proxy.step) && !prices.isPast(proxy.limit, $0) }
      return found != .none && found != .unknown
    }
  }
}
