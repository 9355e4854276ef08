// The words of the pages: every state, refusal, notice and event has some in every language.
import Auctions
import Commerce
import Engine
import Interchange
import StrictJSON
import Testing

@testable import Web

@Suite struct PageWordsTests {
  static func texts(_ language: Language) throws -> Texts { try #require(ViewTests.renderer).texts(language) }

  @Test(arguments: Language.allCases) func everyNoticeIsWritten(language: Language) throws {
    let texts = try Self.texts(language)
    for kind in NoticeKind.allCases { #expect(texts.text("notice.\(kind.rawValue)") != nil, "\(kind)") }
    // A notice travels in a cookie, whose value needs no escaping.
    #expect(NoticeKind.allCases.allSatisfy { $0.rawValue.utf8.allSatisfy { (0x41...0x7A).contains($0) } })
  }

  @Test(arguments: Language.allCases) func everyStateIsWritten(language: Language) throws {
    let states: [(String, [String])] = [
      ("requirement", Requirement.Status.allCases.map(\.rawValue)),
      ("invitation", Invitation.Status.allCases.map(\.rawValue)),
      ("auction", ["scheduled", "open", "closed", "cancelled"]), ("life", Order.Life.allCases.map(\.rawValue)),
      ("delivery", Order.Delivery.allCases.map(\.rawValue)), ("billing", Order.Billing.allCases.map(\.rawValue)),
      ("acknowledgement", Order.Acknowledgement.allCases.map(\.rawValue)),
      ("verification", VerificationState.allCases.map(\.rawValue)), ("idea", Idea.Status.allCases.map(\.rawValue)),
    ]
    let texts = try Self.texts(language)
    for (noun, names) in states {
      for name in names { #expect(texts.text("state.\(noun)_\(name)") != nil, "\(noun) \(name)") }
    }
  }

  @Test(arguments: Language.allCases) func everyEventIsWritten(language: Language) throws {
    let events = [
      "requirement": ["created", "revised", "published", "cancelled", "completed"],
      "order": [
        "placed", "acknowledged", "refused", "shipped", "delivered", "deliveryAccepted", "deliveryRejected",
        "invoiced", "paid", "completed", "cancelled", "feedbackGiven",
      ],
    ]
    let texts = try Self.texts(language)
    for (noun, kinds) in events {
      for kind in kinds { #expect(texts.text("timeline.\(noun)_\(kind)") != nil, "\(noun) \(kind)") }
    }
  }

  /// Everything that the domain refuses.
  static let refusals: [any Error] =
    Company.Rejection.allCases as [any Error] + Members.Rejection.allCases + Requirement.Rejection.allCases
    + Invitation.Rejection.allCases + Invitation.Refused.allCases + Award.Rejection.allCases + Award.Refused.allCases
    + Order.Rejection.allCases + Feedback.Refused.allCases + Idea.Rejection.allCases + announcements

  private static let announcements: [any Error] =
    Rules.Fault.Reason.allCases.map { EngineRejection.schedule(.rules(Rules.Fault("/clock", $0))) }
    + Announcement.Fault.allCases.map { EngineRejection.schedule(.announcement($0)) }

  @Test(arguments: Language.allCases) func everyRefusalIsWritten(language: Language) throws {
    let texts = try Self.texts(language)
    for error in Self.refusals {
      let problem = try #require(Problem.told(error), "\(error)")
      #expect(texts.text("problem.\(problem.reason)") != nil, "\(problem.reason)")
    }
    for reason in Refusal.Reason.allCases { #expect(texts.text("problem.\(reason.rawValue)") != nil, "\(reason)") }
  }

  @Test(arguments: [
    (JSON.Fault.Reason.missing, "title", "This is needed."),
    (.tooLong(maximum: 300), "title", "At most 300 characters."),
    (.malformed(expected: "…"), "lots[0][targetPrice]", "Please give an amount like 1234.50, at most four decimals."),
    (.malformed(expected: "…"), "deliveryDate", "Please give a date."),
    (.malformed(expected: "…"), "lots[0][items][1][unit]", "This code is not known."),
    (.refused("must not be in the past"), "deliveryDate", "This lies in the past."),
    (.refused("validation.commonPassword"), "password", "Anybody would guess this one first."),
    (.refused("must not name a category twice"), "categories", "must not name a category twice"),
  ])
  func wordsForAField(reason: JSON.Fault.Reason, field: String, words: String) throws {
    #expect(try Self.texts(.en).words(for: reason, of: field) == words)
  }

  @Test func importFaultsAreWritten() throws {
    let reasons: [ImportFault.Reason] = [
      .unknownFormat, .noTender, .onlyLinkedReleases, .missing, .wrongKind(expected: .string), .malformedDate,
      .tooPrecise, .tooLarge, .unknownCurrency, .unknownCountry, .unknownUnit, .unknownUnitScheme, .unknownCategory,
      .unknownCategoryScheme, .unknownMethod, .directAward, .higherIsBetter, .currencyDiffers(from: "UAH"),
      .deliveryAddressDiffers, .deliveryDateDiffers, .duplicateLot, .unknownLot, .withoutLot, .allLotsCancelled,
      .lotWithoutItems, .requirement(.inThePast), .requirement(.notPositive),
    ]
    for language in Language.allCases {
      let texts = try Self.texts(language)
      for reason in reasons {
        let words = texts.words(for: reason)
        #expect(words.contains(" ") && !words.hasPrefix("import."), "\(reason)")
      }
    }
  }

  @Test(arguments: [
    ("87.60", "100.00", "\u{2212}12.4\u{A0}%"), ("100.00", "100.00", nil), ("101.00", "100.00", nil),
    ("99.99", "100.00", nil), ("0.01", "999999999.99", "\u{2212}100.0\u{A0}%"),
  ])
  func savings(price: String, target: String, words: String?) throws {
    let (price, target) = (try #require(Money(price)), try #require(Money(target)))
    #expect(Format(.en).saving(price, against: target) == words)
  }

  @Test(arguments: [("8.00", "8"), ("12.50", "12.5"), ("0.0625", "0.0625"), ("12345.00", "12\u{202F}345")])
  func quantities(quantity: String, words: String) throws {
    #expect(Format(.en).quantity(try #require(Quantity(quantity))) == words)
  }

  @Test(arguments: [(50, "0.5"), (100, "1"), (125, "1.25"), (9_999, "99.99"), (1, "0.01")])
  func percentages(hundredths: Int64, words: String) {
    #expect(Format(.en).percent(hundredths: hundredths) == words + "\u{A0}%")
  }

  @Test(arguments: [
    ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Windows"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
    ("curl/8.5.0", "curl"), ("", nil), ("something else", nil),
  ])
  func devices(userAgent: String, words: String?) {
    #expect(Device(userAgent)?.words == words)
  }
}
