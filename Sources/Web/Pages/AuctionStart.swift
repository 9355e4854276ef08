// The form that starts an auction as rules: those of the English presets in contracts/rules, with what was chosen.

import Auctions
import Commerce
import StrictJSON

struct AuctionStart: Sendable {
  let rules: Rules
  /// Nil: at once.
  let opensAt: Instant?

  private enum Opening: String, CaseIterable { case now, at }
  private enum Sight: String, CaseIterable { case open, ranked }
  private enum Step: String, CaseIterable { case absolute, percent }

  /// - Parameter content: the requirement, whose target prices say how many decimals bids need.
  init(_ form: PostedForm, for content: RequirementContent) throws {
    let decimals = max(2, content.lots.map(\.targetPrice.decimals).max() ?? 2)
    self = try form.decode { fields in
      let opens = fields.enumeration("opens", Opening.self)
      // The script makes an instant of local time; without it the text is UTC.
      let instant = fields.optionalValue("opensAtInstant", expected: "a time") { Instant($0) }
      let text = fields.optionalValue("opensAt", expected: "a time") { Instant("\($0):00Z") ?? Instant("\($0)Z") }
      if opens.value == .at, instant.value == .some(.none), text.value == .some(.none) {
        fields.refuse("opensAt", .missing)
      }
      let minutes = fields.int("durationMinutes", in: Int64(1)...43_200)
      let decrement = Self.decrement(fields)
      let base = fields.enumeration("decrementBase", Admissibility.Base.self)
      let window = fields.int("softCloseWindowMinutes", in: Int64(0)...1_440)
      let addition = fields.int("extensionMinutes", in: Int64(0)...1_440)
      let sight = fields.enumeration("visibility", Sight.self)
      let rules = try Rules(
        clock: .english(durationMilliseconds: minutes.get() * 60_000),
        admissibility: Self.admissibility(decrement.get(), base.get(), sight.get(), decimals: decimals),
        ranking: Ranking(ties: .earlierFirst),
        visibility: Self.visibility(sight.get(), isAnonymous: form.isTicked("anonymous")),
        closing: Self.closing(windowMinutes: window.get(), extensionMinutes: addition.get()))
      return try AuctionStart(rules: rules, opensAt: opens.get() == .at ? instant.get() ?? text.get() : nil)
    }
  }

  private init(rules: Rules, opensAt: Instant?) {
    self.rules = rules
    self.opensAt = opensAt
  }
}

extension AuctionStart {
  private static func decrement(_ fields: JSON.Fields) -> JSON.Field<Admissibility.Decrement> {
    let step = fields.enumeration("decrementKind", Step.self)
    return fields.value("decrementValue", expected: "a decimal number") { text in
      switch step.value {
      case .absolute: Money(text).flatMap { $0 > .zero ? .absolute($0) : nil }
      case .percent: percent(text)
      case nil: Admissibility.Decrement.none
      }
    }
  }

  /// Reads a percentage with at most two decimals.
  private static func percent(_ text: String) -> Admissibility.Decrement? {
    guard let percent = Quantity(text), percent.decimals <= 2 else { return nil }
    let hundredths = percent.tenThousandths / 100
    return Admissibility.Decrement.percentages.contains(hundredths) ? .percent(hundredths: hundredths) : nil
  }

  /// Where prices are hidden, refusing a tie would show them.
  private static func admissibility(
    _ decrement: Admissibility.Decrement, _ base: Admissibility.Base, _ sight: Sight, decimals: Int
  ) -> Admissibility {
    Admissibility(
      decrement: decrement, base: base, leaderMayImprove: true, tiesAllowed: sight == .ranked, decimals: decimals)
  }

  private static func visibility(_ sight: Sight, isAnonymous: Bool) -> Visibility {
    let all: Visibility.Exposure = sight == .open ? .always : .never
    return Visibility(
      ownRank: .always, bestPrice: .always, allPrices: all, bidderCount: all,
      names: isAnonymous ? .never : .afterClose, namesToBuyer: .always,
      observers: sight == .open ? .afterClose : .never)
  }

  private static func closing(windowMinutes: Int64, extensionMinutes: Int64) -> Closing {
    guard windowMinutes > 0, extensionMinutes > 0 else { return Closing(softClose: nil) }
    return Closing(
      softClose: .init(
        trigger: .leadChanges, windowMilliseconds: windowMinutes * 60_000,
        extensionMilliseconds: extensionMinutes * 60_000, base: .receipt, limit: nil))
  }
}

extension AuctionForm {
  /// The form as it was sent, or a fresh one that offers the smallest step of the requirement's source.
  init(offering content: RequirementContent, _ objections: Objections, _ texts: Texts) {
    let wasSent = objections.typed["durationMinutes"] != nil
    let step = content.minimalStep.map {
      ["decrementKind": "absolute", "decrementValue": "\($0)", "anonymous": "1"]
    }
    self.init(typed: wasSent ? objections.typed : step ?? [:], errors: objections.byField, texts: texts)
  }
}
