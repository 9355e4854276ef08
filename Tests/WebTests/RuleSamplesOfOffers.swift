// Which offers count and how they are ranked, in sentences: one sample for each parameter.

import Auctions

@testable import Web

extension RuleSample {
  private static func owing(
    _ sentence: String, _ step: Admissibility.Decrement.Step, base: Admissibility.Decrement.Base = .own,
    of percentOf: Admissibility.Decrement.PercentOf = .base, _ scope: Admissibility.Decrement.Scope = .every,
    change: (inout Rules) -> Void = { _ in }
  ) -> RuleSample {
    RuleSample(sentence) {
      $0.admissibility.decrement = .init(step, base: base, percentOf: percentOf, appliesTo: scope)
      change(&$0)
    }
  }

  private static let half = Admissibility.Decrement.Step.portion(percent(50))
  private static let bands = Admissibility.Decrement.Step.banded([
    .init(above: money("1000"), step: money("200")), .init(above: money("800"), step: money("70")),
    .init(above: .zero, step: money("30")),
  ])

  static let decrement: [RuleSample] = [
    owing("Each offer must be at least 0.5 % below your own last one.", half),
    owing("Each offer must be at least 0.5 % above your own last one.", half) { $0.ranking.direction = .higher },
    owing("Whatever a percentage comes to beyond the decimals of a price is dropped, in your favour.", half),
    owing("Your first offer owes no step.", half),
    owing("Each offer must be at least 0.5 % below the best one.", half, base: .best),
    owing("Each offer must be at least 0.5 % above the best one.", half, base: .best) {
      $0.ranking.direction = .higher
    },
    owing("Each offer must be at least 0.5 % below the best one.", half, base: .best, of: .best),
    owing("Each offer must be at least 0.5 % of your own last offer below the best one.", half, base: .best, of: .own),
    owing("Each offer must be at least 0.5 % of the best offer below your own last one.", half, of: .best),
    owing("Each offer must be at least 0.5 % of the lot’s ceiling below your own last one.", half, of: .start),
    owing("Each offer must be at least 0.5 % of the lot’s minimum above your own last one.", half, of: .start) {
      $0.ranking.direction = .higher
    },
    owing(
      "Each offer must be at least 0.5 % below the one ranked just ahead of yours. As long as you have "
        + "none, the last one in the ranking counts instead; if you lead, your own.",
      half, base: .nextAbove),
    owing(
      "Each offer must be at least 0.5 % above the one ranked just ahead of yours. As long as you have "
        + "none, the last one in the ranking counts instead; if you lead, your own.",
      half, base: .nextAbove
    ) { $0.ranking.direction = .higher },
    owing(
      "An offer that takes or keeps the lead must be at least 0.5 % below your own last one. Any other "
        + "offer need only be below your own last one.",
      half, .lead),
    owing(
      "An offer that takes or keeps the lead must be at least 0.5 % above your own last one. Any other "
        + "offer need only be above your own last one.",
      half, .lead
    ) { $0.ranking.direction = .higher },
    owing("An offer that takes or keeps the lead must be at least 0.5 % below the best one.", half, base: .best, .lead)
    {
      $0.admissibility.ownMustImprove = false
    },
    owing("An offer that takes or keeps the lead must be at least 0.5 % above the best one.", half, base: .best, .lead)
    {
      $0.admissibility.ownMustImprove = false
      $0.ranking.direction = .higher
    },
    owing("A new offer may also be worse than your last one: the newest counts.", half, base: .best, .lead) {
      $0.admissibility.ownMustImprove = false
    },
    owing(
      "An offer that takes or keeps the lead must be at least 0.5 % below the one ranked just ahead of "
        + "yours. As long as you have none, the last one in the ranking counts instead; if you lead, your own. "
        + "Any other offer need only be below your own last one.",
      half, base: .nextAbove, .lead),
    owing(
      "An offer that takes or keeps the lead must be at least 0.5 % above the one ranked just ahead of "
        + "yours. As long as you have none, the last one in the ranking counts instead; if you lead, your own. "
        + "Any other offer need only be above your own last one.",
      half, base: .nextAbove, .lead
    ) { $0.ranking.direction = .higher },
    owing(
      "Each offer must be at least 5.00 EUR or 0.5 % (whichever is less) below your own last one.",
      .either(amount: money("5"), percentHundredths: 50, .smaller)),
    owing(
      "Each offer must be at least 5.00 EUR or 0.5 % (whichever is more) below your own last one.",
      .either(amount: money("5"), percentHundredths: 50, .larger)),
    owing("Each offer must be at least one step below your own last one.", bands),
    owing(
      "How large a step is depends on the price that it is measured from: 200.00 EUR above 1000.00 EUR, "
        + "70.00 EUR above 800.00 EUR, 30.00 EUR otherwise.",
      bands),
    owing(
      "Each offer must be at least 30.00 EUR below your own last one.",
      .banded([.init(above: money("1"), step: money("30"))])),
    RuleSample("The difference must be a whole number of steps.") { $0.admissibility.decrement?.exactMultiples = true },
    RuleSample("Each offer must be below your own last one, by however little.") { $0.admissibility.decrement = nil },
    RuleSample("Each offer must be above your own last one, by however little.") {
      $0.admissibility.decrement = nil
      $0.ranking.direction = .higher
    },
    RuleSample("A new offer may also be worse than your last one: the newest counts.") {
      $0.admissibility.decrement = nil
      $0.admissibility.ownMustImprove = false
    },
  ]

  static let offers: [RuleSample] = [
    RuleSample(
      "No offer may be above the lot’s ceiling (or above your own, where one was set for you), nor below "
        + "its floor, where it has one."
    ),
    RuleSample("No offer may be below the lot’s minimum (or below your own, where one was set for you).") {
      $0.ranking.direction = .higher
    },
    RuleSample("To take the lead, an offer must be at least 0.25 % below the leader’s.") {
      $0.admissibility.buffers = .init(front: percent(25), back: nil)
    },
    RuleSample(
      "An offer that does not take the lead must stay at least 2.00 EUR above the leader’s; anything in "
        + "between is refused."
    ) {
      $0.admissibility.buffers = .init(front: percent(25), back: amount("2"))
    },
    RuleSample("To take the lead, an offer must be at least 0.25 % above the leader’s.") {
      $0.admissibility.buffers = .init(front: percent(25), back: percent(25))
      $0.ranking.direction = .higher
    },
    RuleSample(
      "No offer may be more than 10 % below your own last one; as long as you have none, it is measured "
        + "from the lot’s ceiling."
    ) {
      $0.admissibility.largestDecrement = .init(step: percent(1_000), base: .own, passesWhenRepeated: false)
    },
    RuleSample(
      "No offer may be more than 10 % of the lot’s ceiling below the best one; as long as there is none, it "
        + "is measured from the lot’s ceiling. If you mean it, send the same price a second time, and it "
        + "passes."
    ) {
      $0.admissibility.largestDecrement = .init(
        step: percent(1_000), base: .best, percentOf: .start, passesWhenRepeated: true)
    },
    RuleSample(
      "No offer may be more than 99.00 EUR above your own last one; as long as you have none, it is "
        + "measured from the lot’s minimum."
    ) {
      $0.admissibility.largestDecrement = .init(step: amount("99"), base: .own, passesWhenRepeated: false)
      $0.ranking.direction = .higher
    },
    RuleSample(
      "No offer may be more than 99.00 EUR above the best one; as long as there is none, it is measured "
        + "from the lot’s minimum."
    ) {
      $0.admissibility.largestDecrement = .init(step: amount("99"), base: .best, passesWhenRepeated: false)
      $0.ranking.direction = .higher
    },
    RuleSample("Whoever leads cannot improve its own offer until somebody else takes the lead.") {
      $0.admissibility.leaderMayImprove = false
    },
    RuleSample("No offer may equal that of another supplier.") { $0.admissibility.tiesAllowed = false },
    RuleSample("Prices have at most 2 decimals."),
    RuleSample("Prices have at most 1 decimal.") { $0.admissibility.decimals = 1 },
    RuleSample("Prices are whole numbers.") { $0.admissibility.decimals = 0 },
    RuleSample("A price may be zero or below: then it is you who pays the buyer.") {
      $0.admissibility.belowZero = true
    },
    RuleSample("You may make an offer before the opening already; it stands when the auction opens.") {
      $0.admissibility.preBids = .allowed
    },
    RuleSample(
      "To take part in a lot you must make an offer for it before the opening; it stands when the auction opens."
    ) {
      $0.admissibility.preBids = .required
    },
    RuleSample("An offer is binding, and nobody can take it back.") { $0.admissibility.withdrawal = .never },
    RuleSample(
      "An offer is binding: you cannot take it back. Only the buyer can remove one, for a reason that is put on record."
    ),
    RuleSample("You must make an offer in every phase: whoever lets one pass is out of that lot.") {
      $0.clock.format = .english(.init(durationMilliseconds: 1_800_000, phases: 2))
      $0.admissibility.activity = .everyRound
    },
    RuleSample(
      "You must make an offer in every round: whoever lets one pass is out of that lot.", .sealed { $0.rounds = 2 }
    ) {
      $0.admissibility.activity = .everyRound
    },
    RuleSample(
      "You may leave a limit with the server. It then bids for you, only as far as it has to or by a step "
        + "that you choose, and never below the limit. Nobody else sees the limit, and you may take it back at "
        + "any time."
    ) { $0.admissibility.proxyBids = true },
    RuleSample(
      "You may leave a limit with the server. It then bids for you, only as far as it has to or by a step "
        + "that you choose, and never above the limit. Nobody else sees the limit, and you may take it back at "
        + "any time."
    ) {
      $0.admissibility.proxyBids = true
      $0.ranking.direction = .higher
    },
    RuleSample("The buyer may enter an offer for a supplier; it is always marked as such.") {
      $0.admissibility.surrogateBids = true
    },
  ]
}

// MARK: - How offers are ranked

extension RuleSample {
  private static let features = ValueModel.features([
    .init(code: "warranty", maximum: Measure(tenThousandths: 1_000)),
    .init(code: "delivery", maximum: Measure(tenThousandths: 525)),
  ])
  private static let cost = ValueModel.totalCost([
    .init(code: "freight", kind: .amount), .init(code: "duty", kind: .percent),
    .init(code: "deliveryDays", kind: .each(cost: Measure(tenThousandths: 125_000))),
    .init(code: "paymentDays", kind: .each(cost: Measure(tenThousandths: -40_000))),
  ])

  private static func index(_ unit: ValueModel.Index.Unit) -> Rules {
    .ranked(by: .index(.init(name: "LME copper", reference: money("9000"), unit: unit)))
  }

  static let ranking: [RuleSample] = [
    RuleSample("The lowest price ranks first."),
    RuleSample("The highest price ranks first.", .ranked(by: .price, .higher)),
    RuleSample(
      "Offers are compared by price divided by your coefficient. To get it, add up what is declared for "
        + "you, divide the sum by 84.75 % and add 1.",
      .ranked(by: features)),
    RuleSample(
      "Offers are compared by price multiplied by your coefficient. To get it, add up what is declared for "
        + "you, divide the sum by 84.75 % and add 1.",
      .ranked(by: features, .higher)),
    RuleSample("What can be declared: “warranty” up to 10 % and “delivery” up to 5.25 %.", .ranked(by: features)),
    RuleSample("The lowest result ranks first.", .ranked(by: features)),
    RuleSample("The highest result ranks first.", .ranked(by: features, .higher)),
    RuleSample("This decides the order only: the winner is paid the price it offered.", .ranked(by: features)),
    RuleSample(
      "Where another supplier’s offer is the measure, it is first turned into the price at which yours "
        + "would come to the same.",
      .ranked(by: features)
    ) { $0.admissibility.decrement?.base = .best },
    RuleSample(
      "Offers are compared by price plus the costs that are declared for later (“nonPriceCost”).",
      .ranked(by: .lifeCycleCost)),
    RuleSample(
      "Offers are compared by price divided by “denominator”, plus “addition”; both are declared before the start.",
      .ranked(by: .mixed)),
    RuleSample(
      "Offers are compared by total cost: the price, and on top of it what is declared for you.", .ranked(by: cost)),
    RuleSample("“freight” is added as an amount.", .ranked(by: cost)),
    RuleSample("“duty” is added as a percentage of the price.", .ranked(by: cost)),
    RuleSample("Each unit of “deliveryDays” adds 12.50 EUR.", .ranked(by: cost)),
    RuleSample("Each unit of “paymentDays” takes off 4.00 EUR.", .ranked(by: cost)),
    RuleSample(
      "You offer a premium in percent on “LME copper”, whose reference value is 9000.00 EUR: 2 means 2 % above it.",
      index(.percent)),
    RuleSample(
      "You offer a premium or a discount in percent on “LME copper”, whose reference value is 9000.00 EUR: "
        + "2 means 2 % above it, −2 means 2 % below it.",
      index(.percent)
    ) { $0.admissibility.belowZero = true },
    RuleSample(
      "You offer a premium on “LME copper”, whose reference value is 9000.00 EUR: what you offer is added to it.",
      index(.amount)),
    RuleSample(
      "You offer a premium or a discount on “LME copper”, whose reference value is 9000.00 EUR: what you "
        + "offer is added to it, or taken off where it is below zero.",
      index(.amount)
    ) { $0.admissibility.belowZero = true },
    RuleSample("Of equal offers the earlier one ranks better."),
    RuleSample("Equal offers share the better rank; where only one can win, it is the earlier one.") {
      $0.ranking.ties = .equalBest
    },
    RuleSample("Equal offers share the worse rank; where only one can win, it is the earlier one.") {
      $0.ranking.ties = .equalWorst
    },
    RuleSample(
      "Between equal offers a lot is drawn. Anybody can check the draw: the number that it comes from is "
        + "fixed before the start, and its hash is published.",
      .sealed()
    ) { $0.ranking.ties = .drawn },
    RuleSample("The winner is paid the price it offered.", .sealed()),
    RuleSample(
      "An offer needs a justification if it is at least 40 % below the mean of the others’ first offers, or "
        + "at least 30 % below the next one in the ranking."
    ) { $0.ranking.abnormallyLow = .init(belowMeanHundredths: 4_000, belowNextHundredths: 3_000) },
  ]
}
