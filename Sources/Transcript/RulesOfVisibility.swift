// Visibility in a rules document.

import Auctions
import StrictJSON

extension Visibility {
  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let ownRank = fields.enumeration("ownRank", Exposure.self)
    let bestPrice = fields.enumeration("bestPrice", Exposure.self)
    let minimumBidders = fields.omissibleInt("bestPriceMinimumBidders", in: 0...1_000)
    let allPrices = fields.enumeration("allPrices", Exposure.self)
    let history = fields.omissibleEnumeration("history", Exposure.self)
    let priceGraph = fields.omissibleEnumeration("priceGraph", Exposure.self)
    let bidderCount = fields.enumeration("bidderCount", Exposure.self)
    let names = fields.enumeration("names", Exposure.self)
    let namesToBuyer = fields.enumeration("namesToBuyer", Exposure.self)
    let aliases = fields.omissibleEnumeration("aliases", Aliases.self)
    let observers = fields.omissibleEnumeration("observers", Observers.self)
    let observersFrom = fields.omissibleEnumeration("observersFrom", Exposure.self)
    try fields.end()
    self.init(
      ownRank: try ownRank.get(), bestPrice: try bestPrice.get(), allPrices: try allPrices.get(),
      history: try history.get(), priceGraph: try priceGraph.get(), bidderCount: try bidderCount.get(),
      names: try names.get(), namesToBuyer: try namesToBuyer.get())
    try minimumBidders.replace(&bestPriceMinimumBidders)
    try aliases.replace(&self.aliases)
    try observers.replace(&self.observers)
    try observersFrom.replace(&self.observersFrom)
  }

  func writeMembers(to writer: inout JSONWriter) {
    writer.member("ownRank", ownRank)
    writer.member("bestPrice", bestPrice)
    writer.member("bestPriceMinimumBidders", bestPriceMinimumBidders)
    writer.member("allPrices", allPrices)
    writer.member("history", history)
    writer.member("priceGraph", priceGraph)
    writer.member("bidderCount", bidderCount)
    writer.member("names", names)
    writer.member("namesToBuyer", namesToBuyer)
    writer.member("aliases", aliases)
    writer.member("observers", observers)
    writer.member("observersFrom", observersFrom)
  }
}
