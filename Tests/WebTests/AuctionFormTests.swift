// The auction form: every input becomes a member of the rules document, every mistake stands beside its input.

import Auctions
import Commerce
import SiteSupport
import StrictJSON
import Testing
import Transcript

@testable import Web

@Suite struct AuctionFormTests {
  typealias Stage = AuctionFormStage

  // MARK: - What is shown is what is meant

  @Test(arguments: Presets.supplied) func aFormThatIsPostedAsItIsChangesNothing(name: String) throws {
    for prices in [["1000.00"], ["1000.00", "20.00"]] {
      let subject = try Stage.subject(prices: prices)
      let reading = try Stage.post(name, ["openers": "\(Stage.buyer.id)"], subject)
      #expect(reading.faults.document.isEmpty)
      #expect(reading.rules == AuctionReading(try Stage.preset(name), for: subject).rules)
    }
  }

  @Test(arguments: RuleSample.all) func rulesOfAnyKindCanBeShown(sample: RuleSample) throws {
    guard (try? sample.rules.check()) != nil else { return }
    let tree = RulesDocument(rules: sample.rules).tree
    let sections = RuleSection.all(for: sample.rules.clock.kind, hasSeveralLots: true)
    let shown = RuleDraft(sections, showing: tree)
    // Every value that is shown is a text, as it would be posted.
    let posted = RuleDraft(sections, posted: shown.form)
    #expect(try RulesDocument(posted.document(over: tree)).rules == sample.rules)
  }

  // MARK: - Each input

  /// Preset, input, what is typed, and the member that it becomes.
  static let inputs: [(String, String, String, String, JSON)] = [
    (
      "english-open", "clock[durationMilliseconds][value]", "45", "/clock/durationMilliseconds",
      .milliseconds(2_700_000)
    ),
    (
      "english-open", "clock[durationMilliseconds][unit]", "hours", "/clock/durationMilliseconds",
      .milliseconds(108_000_000)
    ),
    (
      "english-open", "clock[durationMilliseconds][value]", " 1.5 ", "/clock/durationMilliseconds",
      .milliseconds(90_000)
    ),
    ("english-open", "clock[phases]", "3", "/clock/phases", .milliseconds(3)),
    ("japanese", "clock[step][value]", "2.5", "/clock/step", .sample(#"{"percent": "2.5"}"#)),
    ("japanese", "clock[step][kind]", "amount", "/clock/step", .sample(#"{"amount": "1.00"}"#)),
    ("japanese", "clock[intervalMilliseconds][value]", "2", "/clock/intervalMilliseconds", .milliseconds(120_000)),
    ("dutch", "clock[start][value]", "40", "/clock/start", .sample(#"{"percent": "40"}"#)),
    ("dutch", "clock[smallestShare]", "25", "/clock/smallestShare", .string("25")),
    ("dutch-partial", "clock[smallestShare]", "", "/clock/smallestShare", .null),
    (
      "sealed-first-price", "clock[durationMilliseconds][value]", "3", "/clock/durationMilliseconds",
      .milliseconds(259_200_000)
    ),
    ("sealed-first-price", "clock[pricing]", "second", "/clock/pricing", .string("second")),
    ("sealed-first-price", "clock[openersNeeded]", "3", "/clock/openersNeeded", .milliseconds(3)),
    ("sealed-rounds", "clock[rounds]", "4", "/clock/rounds", .milliseconds(4)),
    ("sealed-rounds", "clock[pauseMilliseconds][value]", "0", "/clock/pauseMilliseconds", .milliseconds(0)),
    ("sealed-rounds", "clock[advancing]", "", "/clock/advancing", .null),
    ("three-rounds", "clock[turnMilliseconds][value]", "3", "/clock/turnMilliseconds", .milliseconds(180_000)),
    ("three-rounds", "clock[firstPauseMilliseconds][value]", "0", "/clock/firstPauseMilliseconds", .milliseconds(0)),
    (
      "three-rounds", "clock[finalPauseMilliseconds][unit]", "seconds", "/clock/finalPauseMilliseconds",
      .milliseconds(2_000)
    ),
    ("english-open", "clock[lots][order]", "parallel", "/clock/lots", .sample(#"{"order": "parallel"}"#)),
    ("english-open", "admissibility[decrement][percent]", "2", "/admissibility/decrement/percent", .string("2")),
    (
      "english-open", "admissibility[decrement][base]", "nextAbove", "/admissibility/decrement/base",
      .string("nextAbove")
    ),
    (
      "english-open", "admissibility[decrement][percentOf]", "start", "/admissibility/decrement/percentOf",
      .string("start")
    ),
    (
      "english-open", "admissibility[decrement][appliesTo]", "lead", "/admissibility/decrement/appliesTo",
      .string("lead")
    ),
    (
      "english-open", "admissibility[decrement][exactMultiples]", "1", "/admissibility/decrement/exactMultiples",
      .bool(true)
    ),
    ("english-open", "admissibility[decrement][kind]", "none", "/admissibility/decrement", .null),
    (
      "english-buffered", "admissibility[buffers][front][value]", "1", "/admissibility/buffers/front",
      .sample(#"{"percent": "1"}"#)
    ),
    ("english-buffered", "admissibility[buffers][back][kind]", "none", "/admissibility/buffers/back", .null),
    ("english-buffered", "admissibility[buffers][front][kind]", "none", "/admissibility/buffers", .null),
    (
      "ru-44fz", "admissibility[largestDecrement][step][value]", "6", "/admissibility/largestDecrement/step",
      .sample(#"{"percent": "6"}"#)
    ),
    ("ru-44fz", "admissibility[largestDecrement][base]", "own", "/admissibility/largestDecrement/base", .string("own")),
    (
      "ru-44fz", "admissibility[largestDecrement][passesWhenRepeated]", "1",
      "/admissibility/largestDecrement/passesWhenRepeated", .bool(true)
    ),
    ("ru-44fz", "admissibility[largestDecrement][step][kind]", "none", "/admissibility/largestDecrement", .null),
    ("english-open", "admissibility[decimals]", "3", "/admissibility/decimals", .milliseconds(3)),
    ("english-open", "admissibility[tiesAllowed]", "1", "/admissibility/tiesAllowed", .bool(true)),
    ("english-open", "admissibility[ownMustImprove]", "", "/admissibility/ownMustImprove", .bool(false)),
    ("english-open", "admissibility[leaderMayImprove]", "", "/admissibility/leaderMayImprove", .bool(false)),
    ("english-open", "admissibility[belowZero]", "1", "/admissibility/belowZero", .bool(true)),
    ("english-open", "admissibility[preBids]", "allowed", "/admissibility/preBids", .string("allowed")),
    ("three-rounds", "admissibility[withdrawal]", "never", "/admissibility/withdrawal", .string("never")),
    ("sealed-rounds", "admissibility[activity]", "none", "/admissibility/activity", .string("none")),
    ("english-open", "admissibility[proxyBids]", "1", "/admissibility/proxyBids", .bool(true)),
    ("english-open", "admissibility[surrogateBids]", "1", "/admissibility/surrogateBids", .bool(true)),
    ("english-open", "ranking[model][kind]", "lifeCycleCost", "/ranking/model", .sample(#"{"kind": "lifeCycleCost"}"#)),
    (
      "three-rounds-features", "ranking[model][features][0][maximum]", "12.5", "/ranking/model/features",
      .sample(#"[{"code": "warranty", "maximum": "0.125"}, {"code": "delivery", "maximum": "0.05"}]"#)
    ),
    ("english-open", "ranking[direction]", "higher", "/ranking/direction", .string("higher")),
    ("english-open", "ranking[ties]", "equalBest", "/ranking/ties", .string("equalBest")),
    ("sealed-first-price", "ranking[ties]", "earlierFirst", "/ranking/ties", .string("earlierFirst")),
    ("japanese", "ranking[ties]", "equalWorst", "/ranking/ties", .string("equalWorst")),
    (
      "three-rounds", "ranking[abnormallyLow][belowMeanPercent]", "35", "/ranking/abnormallyLow/belowMeanPercent",
      .string("35")
    ),
    ("three-rounds", "ranking[abnormallyLow][present]", "", "/ranking/abnormallyLow", .null),
    ("english-open", "visibility[ownRank]", "never", "/visibility/ownRank", .string("never")),
    ("english-open", "visibility[bestPrice]", "afterOwnOffer", "/visibility/bestPrice", .string("afterOwnOffer")),
    (
      "english-open", "visibility[bestPriceMinimumBidders]", "3", "/visibility/bestPriceMinimumBidders",
      .milliseconds(3)
    ),
    ("english-open", "visibility[allPrices]", "afterClose", "/visibility/allPrices", .string("afterClose")),
    ("english-open", "visibility[history]", "never", "/visibility/history", .string("never")),
    ("english-open", "visibility[priceGraph]", "never", "/visibility/priceGraph", .string("never")),
    ("english-open", "visibility[bidderCount]", "never", "/visibility/bidderCount", .string("never")),
    ("english-open", "visibility[names]", "afterClose", "/visibility/names", .string("afterClose")),
    ("english-open", "visibility[namesToBuyer]", "never", "/visibility/namesToBuyer", .string("never")),
    ("english-open", "visibility[aliases]", "common", "/visibility/aliases", .string("common")),
    ("english-open", "visibility[observers]", "invited", "/visibility/observers", .string("invited")),
    ("english-open", "visibility[observersFrom]", "always", "/visibility/observersFrom", .string("always")),
    ("english-open", "closing[softClose][trigger]", "anyBid", "/closing/softClose/trigger", .string("anyBid")),
    ("english-open", "closing[softClose][trigger]", "none", "/closing/softClose", .null),
    (
      "english-open", "closing[softClose][windowMilliseconds][value]", "2", "/closing/softClose/windowMilliseconds",
      .milliseconds(120_000)
    ),
    (
      "english-open", "closing[softClose][extensionMilliseconds][value]", "5",
      "/closing/softClose/extensionMilliseconds", .milliseconds(300_000)
    ),
    ("english-open", "closing[softClose][base]", "end", "/closing/softClose/base", .string("end")),
    ("english-open", "closing[softClose][scope]", "allLots", "/closing/softClose/scope", .string("allLots")),
    ("english-open", "closing[softClose][limit]", "7", "/closing/softClose/limit", .milliseconds(7)),
    ("english-ranked", "closing[softClose][limit]", "", "/closing/softClose/limit", .null),
    (
      "english-open", "closing[softClose][totalMilliseconds][value]", "60", "/closing/softClose/totalMilliseconds",
      .milliseconds(3_600_000)
    ),
    (
      "ru-44fz", "closing[improvementMilliseconds][value]", "5", "/closing/improvementMilliseconds",
      .milliseconds(300_000)
    ),
    ("ru-44fz", "closing[improvementMilliseconds][value]", "", "/closing/improvementMilliseconds", .null),
    ("english-open", "closing[pause]", "runsOn", "/closing/pause", .string("runsOn")),
    ("japanese", "closing[outage]", "ignored", "/closing/outage", .string("ignored")),
  ]

  @Test(arguments: inputs) func anInputIsAMember(
    preset: String, name: String, typed: String, pointer: String, expected: JSON
  ) throws {
    let subject = try Stage.subject(prices: ["1000.00", "500.00"])
    let before = AuctionReading(try Stage.preset(preset), for: subject)
    var inputs = Stage.inputs(before)
    // A portion keeps its number when its kind changes; an amount wants two decimals here to be recognised.
    if typed == "amount" { inputs["clock[step][value]"] = "1.00" }
    inputs[name] = typed
    let reading = try Stage.post(inputs, preset, subject)
    #expect(reading.member(pointer) ?? .null == expected, "\(reading.faults)")
    // Nothing else has changed.
    let path = pointer.split(separator: "/").map(String.init)
    let restored = try #require(reading.tree).setting(path, to: before.member(pointer) ?? .null)
    #expect(try RulesDocument(restored).rules == before.rules)
  }

  @Test func aPartThatIsSwitchedOnHasItsUsualValues() throws {
    let hidden = try Stage.post("english-open", ["closing[hiddenEnd][present]": "1"])
    #expect(
      hidden.rules?.closing.hiddenEnd
        == .init(afterExtensions: 0, earliestMilliseconds: 0, latestMilliseconds: 300_000))
    let soft = try Stage.post("eu-article-35", ["closing[softClose][trigger]": "rank"])
    #expect(soft.rules?.closing.softClose?.trigger == .rank(1))
    #expect(soft.rules?.closing.softClose?.windowMilliseconds == 180_000)
    let low = try Stage.post("english-open", ["ranking[abnormallyLow][present]": "1"])
    #expect(low.rules?.ranking.abnormallyLow == .init(belowMeanHundredths: 4_000, belowNextHundredths: 3_000))
  }

  @Test func theKindOfAStepDecidesWhatItHas() throws {
    let either = try Stage.post(
      "english-open",
      [
        "admissibility[decrement][kind]": "either", "admissibility[decrement][amount]": "5",
        "admissibility[decrement][choice]": "smaller",
      ])
    let step = either.rules?.admissibility.decrement?.step
    #expect(step == .either(amount: Money(tenThousandths: 50_000), percentHundredths: 50, .smaller))
    let banded = try Stage.post(
      "english-open",
      [
        "admissibility[decrement][kind]": "banded", "admissibility[decrement][bands][0][above]": "500",
        "admissibility[decrement][bands][0][step]": "10", "admissibility[decrement][bands][3][above]": "0",
        "admissibility[decrement][bands][3][step]": "1", "admissibility[decrement][bands][4][above]": " ",
      ])
    #expect(banded.member("/admissibility/decrement/bands")?.elements?.count == 2)
    #expect(banded.member("/admissibility/decrement/percent") == nil)
  }

  @Test func rowsBecomeCriteria() throws {
    let reading = try Stage.post(
      "english-open",
      [
        "ranking[model][kind]": "totalCost", "ranking[model][criteria][0][code]": "days",
        "ranking[model][criteria][0][kind]": "each", "ranking[model][criteria][0][cost]": "-4.00",
        "ranking[model][criteria][1][code]": "duty", "ranking[model][criteria][1][kind]": "percent",
        "ranking[model][criteria][1][cost]": "7",
      ])
    #expect(
      reading.rules?.ranking.model
        == .totalCost([
          .init(code: "days", kind: .each(cost: Measure(tenThousandths: -40_000))), .init(code: "duty", kind: .percent),
        ]))
    let index = try Stage.post(
      "english-open",
      [
        "ranking[model][kind]": "index", "ranking[model][name]": "LME copper", "ranking[model][reference]": "9000",
        "ranking[model][unit]": "percent",
      ])
    #expect(index.member("/ranking/model/reference")?.text == "9000.00")
  }

  @Test func lotsThatFollowEachOther() throws {
    let subject = try Stage.subject(prices: ["1000.00", "500.00"])
    let changes = ["clock[lots][order]": "staggered", "clock[lots][intervalMilliseconds][value]": "4"]
    #expect(
      try Stage.post("english-open", changes, subject).rules?.clock.lots == .staggered(intervalMilliseconds: 240_000))
    let serial = ["clock[lots][order]": "serial", "clock[lots][pauseMilliseconds][value]": "0"]
    #expect(try Stage.post("japanese", serial, subject).rules?.clock.lots == .serial(pauseMilliseconds: 0))
    // With one lot nobody is asked, and what the preset says stays.
    #expect(try Stage.post("staggered-lots").rules?.clock.lots == .staggered(intervalMilliseconds: 180_000))
  }

  // MARK: - What does not fit the purchase

  @Test(arguments: [
    ("english-open", "10.00", nil, 2, "0.5"), ("english-open", "10.0005", nil, 4, "0.5"),
    ("english-open", "10.00", "2.50", 2, "2.50"), ("english-open", "10.00", "0.125", 3, "0.125"),
    ("three-rounds", "10.00", "7.00", 2, "7.00"), ("ru-44fz", "10.00", "7.00", 2, "0.5"),
    ("georgia", "10.00", "7.00", 2, nil), ("japanese", "10.00", "7.00", 2, nil),
  ] as [(String, String, String?, Int, String?)]) func aPresetIsFittedToTheRequirement(
    preset: String, price: String, minimalStep: String?, decimals: Int, step: String?
  ) throws {
    let subject = try Stage.subject(prices: [price], minimalStep: minimalStep)
    let reading = AuctionReading(try Stage.preset(preset), for: subject)
    #expect(reading.rules?.admissibility.decimals == decimals)
    let decrement = reading.member("/admissibility/decrement")
    #expect((decrement?["amount"] ?? decrement?["percent"])?.text == step)
    try reading.rules?.check()
  }
}

extension JSON {
  static func milliseconds(_ number: Int64) -> JSON { .number(JSON.Number(number)) }
}
