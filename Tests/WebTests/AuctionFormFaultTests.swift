// What stands against an auction form: beside its inputs, beside the document, and what must be confirmed.

import Auctions
import Commerce
import Foundation
import StrictJSON
import Testing
import Transcript

@testable import Web

@Suite struct AuctionFormFaultTests {
  typealias Stage = AuctionFormStage

  @Test(
    arguments: [
      ("english-open", ["clock[durationMilliseconds][value]": "soon"], "clock[durationMilliseconds]"),
      ("english-open", ["clock[durationMilliseconds][value]": ""], "clock[durationMilliseconds]"),
      ("english-open", ["clock[durationMilliseconds][value]": "0"], "clock[durationMilliseconds]"),
      ("english-open", ["clock[durationMilliseconds][value]": "9999999999999"], "clock[durationMilliseconds]"),
      ("english-open", ["clock[durationMilliseconds][unit]": "weeks"], "clock[durationMilliseconds]"),
      ("english-open", ["clock[phases]": "1.5"], "clock[phases]"),
      ("english-open", ["clock[phases]": "21"], "clock[phases]"),
      ("japanese", ["clock[step][value]": "1,5"], "clock[step]"),
      ("japanese", ["clock[step][value]": ""], "clock[step]"),
      ("japanese", ["clock[step][kind]": "amount", "clock[step][value]": "0"], "clock[step]"),
      ("dutch", ["clock[smallestShare]": "101"], "clock[smallestShare]"),
      ("english-open", ["admissibility[decrement][percent]": "100"], "admissibility[decrement][percent]"),
      (
        "english-open",
        ["admissibility[decrement][kind]": "amount", "admissibility[decrement][amount]": "0.001"],
        "admissibility[decrement][amount]"
      ),
      ("english-open", ["admissibility[decrement][kind]": "banded"], "admissibility[decrement][bands]"),
      (
        "english-open",
        [
          "admissibility[decrement][kind]": "banded", "admissibility[decrement][bands][0][above]": "5",
          "admissibility[decrement][bands][0][step]": "-1",
        ], "admissibility[decrement][bands][0][step]"
      ),
      ("english-open", ["admissibility[activity]": "everyRound"], "admissibility[activity]"),
      ("english-open", ["admissibility[decimals]": "5"], "admissibility[decimals]"),
      ("english-open", ["ranking[ties]": "drawn"], "ranking[ties]"),
      ("english-open", ["ranking[model][kind]": "everything"], "ranking[model][kind]"),
      (
        "three-rounds-features", ["ranking[model][features][1][maximum]": "95"], "ranking[model][features]"
      ),
      ("three-rounds-features", ["ranking[model][features][1][maximum]": "x"], "ranking[model][features][1][maximum]"),
      ("three-rounds-features", ["ranking[model][features][1][code]": "a b"], "ranking[model][features][1][code]"),
      ("english-open", ["visibility[namesToBuyer]": "afterOwnOffer"], "visibility[namesToBuyer]"),
      (
        "georgia", ["closing[softClose][extensionMilliseconds][value]": "1"],
        "closing[softClose][extensionMilliseconds]"
      ),
      ("english-open", ["closing[softClose][limit]": "0"], "closing[softClose][limit]"),
      (
        "english-open", ["closing[hiddenEnd][present]": "1", "closing[hiddenEnd][latestMilliseconds][value]": "0"],
        "closing[hiddenEnd][latestMilliseconds]"
      ),
      (
        "ru-44fz", ["closing[hiddenEnd][present]": "1"], "closing[improvementMilliseconds]"
      ),
      ("sealed-rounds", ["clock[pricing]": "second"], "clock[pricing]"),
      ("english-open", ["opens": "at", "opensAt": ""], "opensAt"),
      ("english-open", ["opens": "at", "opensAt": "noon"], "opensAt"),
      ("english-open", ["lots[0][floor]": "10.001"], "lots[0][floor]"),
      ("english-open", ["lots[0][floor]": "1001"], "lots[0][floor]"),
      (
        "english-open", ["rates[0][currency]": "EUR", "rates[0][units]": "1", "rates[0][equal]": "1"],
        "rates[0][currency]"
      ),
      (
        "english-open", ["rates[0][currency]": "QQQ", "rates[0][units]": "1", "rates[0][equal]": "1"],
        "rates[0][currency]"
      ),
      (
        "english-open", ["rates[0][currency]": "USD", "rates[0][units]": "0", "rates[0][equal]": "1"], "rates[0][units]"
      ),
      ("sealed-first-price", ["openers": "\(CompanyID(bits: 1))"], "openers"),
      ("sealed-first-price", ["openers": "\(CompanyID(bits: 999))"], "openers"),
      ("english-open", terms(["currency": "USD"]), "terms[0][currency]"),
      ("english-open", terms(["scopes][0][ceiling": "-1"]), "terms[0][scopes][0][ceiling]"),
      ("total-cost", terms(["scopes][0][declared][code:duty": "many"]), "terms[0][scopes][0][declared][code:duty]"),
      ("three-rounds-features", terms(["scopes][0][declared][code:delivery": "6"]), "terms[0]"),
    ] as [(String, [String: String], String)])
  func aMistakeStandsBesideItsInput(preset: String, changes: [String: String], field: String) throws {
    let reading = try Stage.post(preset, changes)
    let openers = preset.hasPrefix("sealed") && field != "openers" ? ["openers"] : []
    #expect(Set(reading.faults.byField.keys).subtracting(openers) == [field], "\(reading.faults)")
    #expect(reading.faults.document.isEmpty)
    #expect(reading.plan == nil)
    for language in Language.allCases {
      let inputs = Stage.inputs(AuctionReading(try Stage.preset(preset), for: try Stage.subject()))
      let again = try Stage.post(inputs.merging(changes) { $1 }, preset, Stage.subject(), language)
      let message = try #require(again.faults.byField[field])
      #expect(!message.contains("ruleFault.") && !message.contains("validation."), "\(message)")
    }
  }

  static func terms(_ inputs: [String: String]) -> [String: String] {
    inputs.reduce(into: ["terms[0][company]": "\(CompanyID(bits: 7))"]) { $0["terms[0][\($1.key)]"] = $1.value }
  }

  /// A mistake that was typed is shown again.
  @Test func whatWasTypedStays() throws {
    let reading = try Stage.post("english-open", ["clock[durationMilliseconds][value]": "soon"])
    #expect(reading.draft.form.at(["clock", "durationMilliseconds", "value"])?.text == "soon")
  }

  // MARK: - The document

  @Test func aDocumentThatWasChangedWins() throws {
    let fresh = AuctionReading(try Stage.preset("english-open"), for: try Stage.subject())
    let changed = fresh.document.replacing("1800000", with: "600000")
    let reading = try Stage.post("english-open", ["document": changed, "clock[durationMilliseconds][value]": "45"])
    #expect(reading.member("/clock/durationMilliseconds") == .milliseconds(600_000))
    #expect(reading.draft.form.at(["clock", "durationMilliseconds", "value"])?.text == "10")
    #expect(reading.base == reading.document)
    // From here on the inputs count again.
    let next = try Stage.post(
      Stage.inputs(reading).merging(["clock[phases]": "2"]) { $1 }, "english-open", Stage.subject())
    #expect(next.rules?.clock.format == .english(.init(durationMilliseconds: 600_000, phases: 2)))
  }

  @Test func whiteSpaceIsNoChange() throws {
    let fresh = AuctionReading(try Stage.preset("english-open"), for: try Stage.subject())
    let spaced = "\n" + fresh.document.replacing("\n", with: "\r\n\t") + " "
    let reading = try Stage.post("english-open", ["document": spaced, "clock[durationMilliseconds][value]": "45"])
    #expect(reading.member("/clock/durationMilliseconds") == .milliseconds(2_700_000))
  }

  @Test func aDocumentMayBeOfAnotherFormat() throws {
    let japanese = RulesDocument(rules: try Stage.preset("japanese").rules)
    let reading = try Stage.post("english-open", ["document": String(decoding: japanese.encoded(), as: UTF8.self)])
    #expect(reading.rules == japanese.rules)
    #expect(reading.kind == .japanese)
    #expect(reading.draft.sections.input(concernedBy: "/clock/step") != nil)
  }

  @Test(arguments: [
    (#"{"format": "kontor-rules/1"}"#, ["/clock", "/admissibility", "/ranking", "/visibility", "/closing"]),
    ("{", ["Line 1, column 2:"]), ("[]", [""]), (#"{"a": 1, "a": 2}"#, ["Line 1, column 10:"]),
  ]) func faultsOfADocumentAreNamedWithTheirPlaces(document: String, places: [String]) throws {
    let reading = try Stage.post("english-open", ["document": document])
    #expect(reading.faults.document.map(\.place) == places)
    #expect(reading.document == document, "what was written stays")
    #expect(reading.rules == nil)
    #expect(!reading.draft.form.isEmptyForm, "the inputs stay as they were")
  }

  @Test func rulesThatContradictEachOtherAreToldInWords() throws {
    let texts = try #require(ViewTests.renderer).texts(.en)
    for reason in Rules.Fault.Reason.allCases {
      #expect(texts.text("ruleFault.\(reason.rawValue)") != nil)
    }
    // The reader of documents and the pages must use the same sentences, by which they are told apart.
    let fresh = AuctionReading(try Stage.preset("english-open"), for: try Stage.subject())
    let changed = fresh.document.replacing(#""earlierFirst""#, with: #""drawn""#)
    let reading = try Stage.post("english-open", ["document": changed])
    #expect(
      reading.faults.document == [DocumentFault(place: "/ranking/ties", message: texts["ruleFault.doesNotApply"])])
  }

  // MARK: - The plan

  @Test func thePlanIsRead() throws {
    let subject = try Stage.subject(prices: ["1000.00", "500.00"])
    let reading = try Stage.post(
      "total-cost",
      [
        "opens": "at", "opensAt": "2026-12-01T09:30", "practice": "1", "lots[0][floor]": "", "lots[1][floor]": "50",
        "rates[0][currency]": " ", "rates[2][currency]": "USD", "rates[2][units]": "100", "rates[2][equal]": "92.5",
        "terms[0][company]": "\(Stage.danube.id)", "terms[0][currency]": "USD", "terms[0][scopes][0][lot]": "",
        "terms[0][scopes][0][ceiling]": "900", "terms[0][scopes][0][declared][code:bonusMalus]": "-10",
        "terms[0][scopes][1][lot]": "2", "terms[0][scopes][1][ceiling]": "400",
        "terms[0][scopes][1][declared][code:duty]": "7.5", "terms[1][company]": "\(CompanyID(bits: 999))",
      ], subject)
    let plan = try #require(reading.plan, "\(reading.faults)")
    #expect(plan.opensAt == Instant("2026-12-01T09:30:00Z"))
    #expect(plan.isPractice)
    #expect(plan.floors == [LotNumber(2): Money(tenThousandths: 500_000)])
    #expect(plan.rates == [ExchangeRate(currency: "USD", units: try rate("100"), equal: try rate("92.5"))])
    let admission = try #require(plan.participants.first)
    #expect(plan.participants.count == 1, "who has not accepted cannot be let in by a form")
    #expect(admission.company == Stage.danube.id)
    #expect(admission.currency == "USD")
    #expect(admission.ceilings.map(\.lot) == [nil, LotNumber(2)])
    #expect(
      admission.declarations == [
        Declaration(code: "bonusMalus", value: Measure(tenThousandths: -100_000)),
        Declaration(code: "duty", lot: LotNumber(2), value: Measure(tenThousandths: 75_000)),
      ])
    // What was set can be shown and read again.
    let codes = plan.rules.ranking.model.declaredCodes
    var reader = TermsReader(
      rules: plan.rules, currency: "EUR", rates: plan.rates, lotCount: 2, suppliers: subject.suppliers,
      texts: try #require(ViewTests.renderer).texts(.en))
    let typed = JSON.nothing.setting(["terms"], to: .array([admission.typed(codes, lotCount: 2)]))
    #expect(reader.admissions(typed) == [admission])
  }

  private func rate(_ text: String) throws -> RateNumber { try #require(RateNumber(text)) }

  @Test func theInstantOfTheScriptWins() throws {
    let reading = try Stage.post(
      "english-open",
      ["opens": "at", "opensAt": "2026-12-01T09:30", "opensAtInstant": "2026-12-01T07:30:00.000Z"])
    #expect(reading.plan?.opensAt == Instant("2026-12-01T07:30:00Z"))
  }

  @Test func featuresAreDeclaredInPercent() throws {
    let reading = try Stage.post(
      "three-rounds-features", Self.terms(["scopes][0][declared][code:warranty": "7.5"]))
    #expect(reading.plan?.participants.first?.declarations.first?.value == Measure(tenThousandths: 750))
  }

  // MARK: - Warnings

  @Test func whatIsWrongMustBeConfirmedAsItIs() throws {
    let subject = try Stage.subject()
    func warnings(_ preset: String, _ changes: [String: String]) throws -> [Rules.Warning] {
      try Stage.post(preset, changes, subject).warnings(for: subject)
    }
    #expect(try warnings("english-open", [:]).confirmation == "")
    let step = ["admissibility[decrement][kind]": "amount", "admissibility[decrement][amount]": "2000"]
    #expect(try warnings("english-open", step).confirmation == "/admissibility/decrement")
    #expect(try warnings("three-rounds", [:]).confirmation == "/admissibility/preBids")
    let later = ["opens": "at", "opensAt": "2026-12-01T09:30"]
    #expect(try warnings("three-rounds", later).confirmation == "")
    #expect(try warnings("japanese", ["clock[intervalMilliseconds][unit]": "seconds"]).isEmpty == false)
  }
}

extension JSON {
  fileprivate var isEmptyForm: Bool { members?.entries.isEmpty ?? true }
}
