// A lot after the close: the offers, who has won what, and what becomes of it.

/// Awarding posts `lot`, `supplier`, `reason` and `revision` to `/requirements/{id}/awards`; ordering posts `revision`
/// to `/awards/{id}/order`.
struct LotResult: View {
  let lot: String
  let number: String
  let title: String
  /// Best first.
  let offers: [RankedOffer]
  /// Whether prices are weighed, so that a column says what each offer comes to.
  var isWeighed = false
  /// Whether somebody takes only a part of the lot.
  var isShared = false
  /// The lot, or what is left of it, can be awarded now.
  var mayAward = false
  /// Nothing can be: it was for practice.
  var isPractice = false
  /// What has been awarded, to one supplier or to several that share the lot.
  var awards: [AwardState] = []

  static let names: Names<LotResult> = [
    "lot": .text { $0.lot }, "lotNumber": .text { $0.number }, "title": .text { $0.title },
    "offers": .list { $0.offers }, "hasOffers": .flag { !$0.offers.isEmpty }, "isWeighed": .flag { $0.isWeighed },
    "isShared": .flag { $0.isShared }, "mayAward": .flag { $0.mayAward }, "isPractice": .flag { $0.isPractice },
    "awards": .list { $0.awards },
  ]
}

/// One supplier's last offer for a lot, or all that it has accepted of it.
struct RankedOffer: View {
  let rank: String
  /// Posted as `supplier`: the company, or `bidder:2` where even the buyer does not know who it is.
  let supplierKey: String
  let supplier: Party
  /// As the supplier wrote it, formatted with currency.
  let price: String
  /// The same in the auction's currency, where that is another one.
  var converted: String?
  /// What it comes to, and how, where prices are weighed.
  var value: String?
  var explanation: String?
  /// Of the lot, e.g. "40 %".
  var share: String?
  /// What the supplier would be paid, where that is not its price.
  var paid: String?
  /// e.g. "−12.4 %" against the target price.
  var saving: String?
  var hasWon = false
  /// So low that it needs a justification.
  var isLow = false
  /// Can be awarded now; of these the first winner is ticked.
  var isChoice = false
  var isTicked = false

  static let names: Names<RankedOffer> = [
    "rank": .text { $0.rank }, "supplierKey": .text { $0.supplierKey }, "supplier": .view { $0.supplier },
    "price": .text { $0.price }, "converted": .text { $0.converted }, "value": .text { $0.value },
    "explanation": .text { $0.explanation }, "share": .text { $0.share }, "paid": .text { $0.paid },
    "saving": .text { $0.saving }, "hasWon": .flag { $0.hasWon }, "isLow": .flag { $0.isLow },
    "isChoice": .flag { $0.isChoice }, "isTicked": .flag { $0.isTicked },
  ]
}

/// An award, and the order it has become or may become.
struct AwardState: View {
  let awardID: String
  let supplier: Party
  let price: String
  /// Of the lot, where it is not all of it.
  var share: String?
  let revision: String
  /// The order, once placed.
  var orderHref: String?
  var mayOrder = false

  static let names: Names<AwardState> = [
    "awardID": .text { $0.awardID }, "supplier": .view { $0.supplier }, "price": .text { $0.price },
    "share": .text { $0.share }, "awardRevision": .text { $0.revision }, "orderHref": .text { $0.orderHref },
    "mayOrder": .flag { $0.mayOrder },
  ]
}
