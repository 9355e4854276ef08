// Seam 4, visibility: who may see what, and when. A leak is a failing unit test of this file and `View.swift`.

package struct Visibility: Hashable, Sendable {
  /// `afterOwnOffer` is the starting gate: from one's own first accepted offer on that lot. To who makes no offers it
  /// is the same as `afterClose`. A cancelled auction was never closed.
  package enum Exposure: String, Hashable, Sendable, CaseIterable { case never, always, afterOwnOffer, afterClose }

  /// What a bidder is called where its name is hidden: a number of its own that stays, or one word for all.
  package enum Aliases: String, Hashable, Sendable, CaseIterable { case stable, common }

  /// Companies that take no part and may look on, as bidders without an offer see it.
  package enum Observers: String, Hashable, Sendable, CaseIterable { case nobody, invited, everyone }

  /// To a bidder: its own rank.
  package var ownRank: Exposure
  /// To bidders and observers: the best price of each lot.
  package var bestPrice: Exposure
  /// With fewer bidders than this on the lot, bidders and observers see neither the best price nor any other of the
  /// others': where few take part, a price says whose it is.
  package var bestPriceMinimumBidders: Int
  /// To bidders and observers: every standing offer.
  package var allPrices: Exposure
  /// To bidders and observers: every accepted bid, one by one.
  package var history: Exposure
  /// To bidders and observers: how the best price fell over time, without who.
  package var priceGraph: Exposure
  /// To bidders and observers: how many take part.
  package var bidderCount: Exposure
  /// To bidders and observers: the names behind the aliases.
  package var names: Exposure
  /// To the buyer: the names behind the aliases.
  package var namesToBuyer: Exposure
  package var aliases: Aliases
  package var observers: Observers
  /// From when observers may look on.
  package var observersFrom: Exposure

  package init(
    ownRank: Exposure, bestPrice: Exposure, bestPriceMinimumBidders: Int = 0, allPrices: Exposure,
    history: Exposure? = nil, priceGraph: Exposure? = nil, bidderCount: Exposure, names: Exposure,
    namesToBuyer: Exposure, aliases: Aliases = .stable, observers: Observers = .nobody,
    observersFrom: Exposure = .always
  ) {
    self.ownRank = ownRank
    self.bestPrice = bestPrice
    self.bestPriceMinimumBidders = bestPriceMinimumBidders
    self.allPrices = allPrices
    self.history = history ?? allPrices
    self.priceGraph = priceGraph ?? bestPrice
    self.bidderCount = bidderCount
    self.names = names
    self.namesToBuyer = namesToBuyer
    self.aliases = aliases
    self.observers = observers
    self.observersFrom = observersFrom
  }

  func check() throws(Rules.Fault) {
    let pointer = "/visibility"
    try ruling((0...1_000).contains(bestPriceMinimumBidders), "\(pointer)/bestPriceMinimumBidders", .outOfRange)
    // The buyer and observers make no offers.
    try ruling(namesToBuyer != .afterOwnOffer, "\(pointer)/namesToBuyer", .doesNotApply)
    try ruling(observersFrom != .afterOwnOffer && observersFrom != .never, "\(pointer)/observersFrom", .doesNotApply)
  }
}
