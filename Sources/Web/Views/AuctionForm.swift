// The form that starts an auction, and the result that becomes an award.

/// Posted to `/requirements/{id}/auction`: `opens` (`now`, `at`), `opensAt` ("2026-11-21T22:30", UTC) or, set by the
/// script from local time and winning when not empty, `opensAtInstant` (RFC 3339), `durationMinutes`, `decrementKind`
/// (`absolute`, `percent`), `decrementValue`, `decrementBase` (`own`, `best`), `softCloseWindowMinutes`,
/// `extensionMinutes`, `visibility` (`open`, `ranked`), `anonymous` (`1`), `revision`.
struct AuctionForm: View {
  let opens: ChoiceField
  var opensAt = Field("opensAt")
  var durationMinutes = Field("durationMinutes", "30")
  let decrementKind: ChoiceField
  var decrementValue = Field("decrementValue", "0.5")
  let decrementBase: ChoiceField
  var softCloseWindowMinutes = Field("softCloseWindowMinutes", "3")
  var extensionMinutes = Field("extensionMinutes", "3")
  let visibility: ChoiceField
  let anonymous: CheckField

  static let names: Names<AuctionForm> = [
    "opens": .view { $0.opens }, "opensAt": .view { $0.opensAt }, "durationMinutes": .view { $0.durationMinutes },
    "decrementKind": .view { $0.decrementKind }, "decrementValue": .view { $0.decrementValue },
    "decrementBase": .view { $0.decrementBase }, "softCloseWindowMinutes": .view { $0.softCloseWindowMinutes },
    "extensionMinutes": .view { $0.extensionMinutes }, "visibility": .view { $0.visibility },
    "anonymous": .view { $0.anonymous },
  ]
}

extension AuctionForm {
  /// The form with what was typed, or with its usual values where nothing was.
  /// - Parameters:
  ///   - typed: values by field name; empty for a fresh form. An unticked box is absent from a form that was sent.
  ///   - errors: messages by field name.
  init(typed: [String: String] = [:], errors: [String: String] = [:], texts: Texts) {
    func field(_ name: String, _ usual: String) -> Field { Field(name, typed[name] ?? usual, errors: errors) }
    func choice(_ name: String, _ values: [String]) -> ChoiceField {
      let choices = values.map { (value: $0, label: texts["auctionForm.\(name)_\($0)"]) }
      return ChoiceField(name, typed[name] ?? values[0], of: choices, error: errors[name])
    }
    self.init(
      opens: choice("opens", ["now", "at"]), opensAt: field("opensAt", ""),
      durationMinutes: field("durationMinutes", "30"), decrementKind: choice("decrementKind", ["percent", "absolute"]),
      decrementValue: field("decrementValue", "0.5"), decrementBase: choice("decrementBase", ["best", "own"]),
      softCloseWindowMinutes: field("softCloseWindowMinutes", "3"), extensionMinutes: field("extensionMinutes", "3"),
      visibility: choice("visibility", ["ranked", "open"]),
      anonymous: CheckField(
        "anonymous", texts["auctionForm.anonymous"], checked: typed.isEmpty || typed["anonymous"] == "1"))
  }
}

/// A lot after the close. Awarding posts `lot`, `supplier` (company id), `reason` and `revision` to
/// `/requirements/{id}/awards`; ordering posts `revision` to `/awards/{id}/order`.
struct LotResult: View {
  let lot: String
  let number: String
  let title: String
  /// Best first.
  let offers: [RankedOffer]
  /// The lot can be awarded now.
  var mayAward = false
  /// What has been awarded.
  var award: AwardState?

  static let names: Names<LotResult> = [
    "lot": .text { $0.lot }, "lotNumber": .text { $0.number }, "title": .text { $0.title },
    "offers": .list { $0.offers }, "hasOffers": .flag { !$0.offers.isEmpty }, "mayAward": .flag { $0.mayAward },
    "award": .view { $0.award },
  ]
}

/// One supplier's last offer for a lot.
struct RankedOffer: View {
  let rank: String
  let companyID: String
  let supplier: Party
  /// Formatted with currency.
  let price: String
  /// e.g. "−12.4 %" against the target price.
  var saving: String?

  static let names: Names<RankedOffer> = [
    "rank": .text { $0.rank }, "companyID": .text { $0.companyID }, "supplier": .view { $0.supplier },
    "price": .text { $0.price }, "saving": .text { $0.saving }, "isBest": .flag { $0.rank == "1" },
  ]
}

/// An award, and the order it has become or may become.
struct AwardState: View {
  let awardID: String
  let supplier: Party
  let price: String
  let revision: String
  /// The order, once placed.
  var orderHref: String?
  var mayOrder = false

  static let names: Names<AwardState> = [
    "awardID": .text { $0.awardID }, "supplier": .view { $0.supplier }, "price": .text { $0.price },
    "awardRevision": .text { $0.revision }, "orderHref": .text { $0.orderHref }, "mayOrder": .flag { $0.mayOrder },
  ]
}
