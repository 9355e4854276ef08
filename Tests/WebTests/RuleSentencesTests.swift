// Rules in words: every preset in every language, one sentence for each parameter, and no text that nothing says.

import Auctions
import Foundation
import StrictJSON
import Testing
import Transcript

@testable import Web

@Suite struct RuleSentencesTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let catalogue = try? Texts.catalogue(directory: root.appending(path: "Sources/Web/Texts").path)

  static func texts(_ language: Language) throws -> Texts { try #require(catalogue?[language]) }

  static func presets() throws -> [(name: String, rules: Rules)] {
    let folder = root.appending(path: "contracts/rules")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try files.filter { $0.hasSuffix(".json") && $0 != "rules.schema.json" }.map { file in
      let document = try RulesDocument(JSON(parsing: Data(contentsOf: folder.appending(path: file))))
      return (file, document.rules)
    }
  }

  static func sentences(
    _ rules: Rules, _ language: Language = .en, currency: String? = "EUR", lotCount: Int? = 2
  ) throws -> [String] {
    try RuleText.chapters(for: rules, currency: currency, lotCount: lotCount, texts(language)).flatMap(\.sentences)
  }

  @Test(arguments: Language.allCases) func presetsInWords(language: Language) throws {
    let presets = try Self.presets()
    #expect(presets.count >= 18)
    for (name, rules) in presets {
      for currency in [nil, "EUR"] {
        let chapters = try RuleText.chapters(for: rules, currency: currency, Self.texts(language))
        #expect(chapters.count == (rules.clock.isDutch ? 4 : 5), "\(name)")
        for sentence in chapters.flatMap(\.sentences) { Self.expectWritten(sentence, name) }
      }
      let all = try Self.sentences(rules, language).joined(separator: " ")
      for fact in try Self.facts(rules, Self.texts(language)) { #expect(all.contains(fact), "\(name): \(fact)") }
    }
  }

  /// Whole, and nothing left to fill in.
  static func expectWritten(_ sentence: String, _ place: String) {
    #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"), "\(place): \(sentence)")
    #expect(!sentence.hasSuffix("..") && !sentence.contains("  "), "\(place): \(sentence)")
    #expect(!sentence.contains(where: { "{}|[]_".contains($0) }), "\(place): \(sentence)")
    #expect(sentence.firstMatch(of: /(rules|warning|length)\.[a-z]/) == nil, "\(place): \(sentence)")
  }

  /// The numbers of the rules as their readers write them.
  static func facts(_ rules: Rules, _ texts: Texts) -> [String] {
    let format = Format(texts.language)
    var times: [Int64?] = [
      rules.closing.softClose?.windowMilliseconds, rules.closing.softClose?.extensionMilliseconds,
      rules.closing.softClose?.totalMilliseconds, rules.closing.improvementMilliseconds,
    ]
    var portions = [rules.admissibility.buffers?.front, rules.admissibility.buffers?.back]
    portions.append(rules.admissibility.largestDecrement?.step)
    if case .portion(let portion) = rules.admissibility.decrement?.step { portions.append(portion) }
    switch rules.clock.format {
    case .english(let clock): times.append(clock.durationMilliseconds)
    case .japanese(let clock): portions += [clock.step, clock.floor]
    case .dutch(let clock): portions += [clock.start, clock.step]
    case .sealed(let clock): times.append(clock.durationMilliseconds)
    case .turns(let clock):
      times += [
        clock.turnMilliseconds, clock.firstPauseMilliseconds, clock.pauseMilliseconds, clock.finalPauseMilliseconds,
      ]
    }
    if case .staggered(let interval) = rules.clock.lots { times.append(interval) }
    let written = portions.compactMap(\.self).map { portion in
      switch portion {
      case .amount(let amount): format.money(amount, "EUR")
      case .percent(let hundredths): format.percent(hundredths: hundredths)
      }
    }
    let counts = [rules.closing.softClose?.limit, rules.clock.isSealed ? 2 : nil].compactMap(\.self)
    return times.compactMap(\.self).map(texts.length) + written + counts.map(format.number)
  }

  @Test func oneLotIsNotSeveral() throws {
    let several = try Self.sentences(.plain)
    let one = try Self.sentences(.plain, lotCount: 1)
    #expect(several.filter { !one.contains($0) } == ["All lots open together; each is extended, and ends, on its own."])
    #expect(one.allSatisfy(several.contains))
  }

  @Test func anAnnouncementIsSaidAtOnce() throws {
    let announcement = Announcement(
      buyer: .none, rules: .plain, currency: "EUR", opensAt: Instant(milliseconds: 0),
      lots: [.init(number: LotNumber(1), ceiling: Money(tenThousandths: 10_000))])
    let sentences = try RuleText.sentences(for: announcement, Self.texts(.en)).map(\.text)
    #expect(try sentences == Self.sentences(.plain, lotCount: 1))
  }

  static func practice() throws -> Announcement {
    let rate = try ExchangeRate(
      currency: "USD", units: #require(RateNumber("1.1172")), equal: #require(RateNumber("1")))
    return Announcement(
      buyer: .none, rules: .plain, currency: "EUR", opensAt: Instant(milliseconds: 0), lots: [], rates: [rate],
      isPractice: true)
  }

  @Test func practiceAndCurrenciesAreSaid() throws {
    let sentences = try RuleText.sentences(for: Self.practice(), Self.texts(.en)).map(\.text)
    #expect(sentences.first == "This is a practice auction: nothing in it is binding.")
    #expect(sentences.contains("Offers in USD are compared at a rate that does not change: 1.1172 USD = 1 EUR."))
  }

  @Test func withoutACurrencyAmountsAreBare() throws {
    var rules = Rules.plain
    rules.admissibility.decrement = .init(.portion(.amount(Money(tenThousandths: 12_345_600))), base: .own)
    let sentence = "Each offer must be at least 1234.56\u{A0}EUR below your own last one."
    #expect(try Self.sentences(rules).contains(sentence))
    #expect(try Self.sentences(rules, currency: nil).contains(sentence.replacing("\u{A0}EUR", with: "")))
  }

  // MARK: - Lengths of time

  @Test(arguments: [
    (Int64(60_000), "1 minute", "1 минуту", "1 minut"), (120_000, "2 minutes", "2 минуты", "2 minute"),
    (300_000, "5 minutes", "5 минут", "5 minute"), (660_000, "11 minutes", "11 минут", "11 minute"),
    (1_200_000, "20 minutes", "20 минут", "20 de minute"), (1_260_000, "21 minutes", "21 минуту", "21 de minute"),
    (90_000, "1 minute 30 seconds", "1 минуту 30 секунд", "1 minut 30 de secunde"),
    (3_600_000, "1 hour", "1 час", "1 oră"), (5_400_000, "1 hour 30 minutes", "1 час 30 минут", "1 oră 30 de minute"),
    (86_400_000, "1 day", "1 день", "1 zi"),
    (
      183_845_000, "2 days 3 hours 4 minutes 5 seconds",
      "2 дня 3 часа 4 минуты 5 секунд", "2 zile 3 ore 4 minute 5 secunde"
    ),
    (1_000, "1 second", "1 секунду", "1 secundă"), (0, "0 seconds", "0 секунд", "0 secunde"),
    (500, "0.5 seconds", "0,5 секунды", "0,5 secunde"),
    (
      61_001, "1 minute 1.001 seconds", "1 минуту 1,001 секунды",
      "1 minut 1,001 secunde"
    ),
  ])
  func lengths(milliseconds: Int64, english: String, russian: String, romanian: String) throws {
    #expect(try Self.texts(.en).length(milliseconds) == english)
    #expect(try Self.texts(.ru).length(milliseconds) == russian)
    #expect(try Self.texts(.ro).length(milliseconds) == romanian)
  }

  @Test(arguments: [
    (Int64(60_000), "every minute", "каждую минуту", "în fiecare minut"),
    (30_000, "every 30 seconds", "раз в 30 секунд", "la fiecare 30 de secunde"),
    (61_000, "every 1 minute 1 second", "раз в 1 минуту 1 секунду", "la fiecare 1 minut 1 secundă"),
  ])
  func intervals(milliseconds: Int64, english: String, russian: String, romanian: String) throws {
    #expect(try Self.texts(.en).every(milliseconds) == english)
    #expect(try Self.texts(.ru).every(milliseconds) == russian)
    #expect(try Self.texts(.ro).every(milliseconds) == romanian)
  }

  // MARK: - One parameter, one sentence

  @Test(arguments: RuleSample.all) func sample(_ sample: RuleSample) throws {
    let rules = sample.rules
    try rules.check()
    let sentences = try Self.sentences(rules)
    #expect(sentences.contains(sample.sentence), "\(sentences.joined(separator: "\n"))")
    for language in Language.allCases {
      for sentence in try Self.sentences(rules, language) { Self.expectWritten(sentence, sample.sentence) }
    }
  }

  @Test func russianAndRomanianAgreeWithTheirNumbers() throws {
    var rules = Rules.plain
    rules.closing.softClose?.limit = 2
    rules.closing.softClose?.windowMilliseconds = 60_000
    rules.closing.softClose?.extensionMilliseconds = 60_000
    let russian = try Self.sentences(rules, .ru)
    #expect(russian.contains("Лот продлевается не больше 2 раз."))
    let soft = "Если не раньше чем за 1 минуту до конца сменился лидер (первое предложение тоже считается), "
    #expect(russian.contains(soft + "лот остаётся открытым с этого момента ещё хотя бы на 1 минуту."))
    rules.clock.format = .english(.init(durationMilliseconds: 1_200_000))
    rules.closing.softClose?.limit = 1
    let romanian = try Self.sentences(rules, .ro)
    #expect(romanian.contains("Un lot se prelungește cel mult o dată."))
    #expect(romanian.contains { $0.hasPrefix("Licitația durează 20 de minute.") })
  }

  // MARK: - Warnings

  @Test(arguments: Language.allCases) func warningsInWords(language: Language) throws {
    let texts = try Self.texts(language)
    let words = RuleWords(rules: .plain, texts: texts, currency: "EUR", lotCount: nil)
    let sentences = RuleSample.warnings.map(words.sentence)
    for sentence in sentences { Self.expectWritten(sentence, "warning") }
    #expect(Set(sentences).count == sentences.count)
  }

  @Test func presetsAreNotWrong() throws {
    var found: [String] = []
    let lot = Announcement.Lot(number: LotNumber(1), ceiling: Money(tenThousandths: 10_000_000))
    for (name, rules) in try Self.presets() {
      for warning in rules.warnings(for: [lot], bidders: 5) {
        #expect(warning.severity == .doubtful, "\(name): \(warning)")
        found.append("\(name) \(warning.pointer)")
      }
    }
    // The law wants just that: the auction ends four minutes after the last better price, however many there are.
    #expect(found == ["ru-44fz.json /closing/softClose/windowMilliseconds"])
  }

  // MARK: - The catalogue

  /// Each text marked by its key: what is said then names the texts that were used.
  @Test func everyTextIsSaid() throws {
    let flat = try Texts.flat(.en, directory: Self.root.appending(path: "Sources/Web/Texts").path)
    let own = flat.filter { $0.key.hasPrefix("rules.") || $0.key.hasPrefix("warning.") || $0.key.hasPrefix("length.") }
    let marked = own.map { key, text in
      (key, "<\(key)>" + text.matches(of: /\{[a-z]+\}/).map { String($0.0) }.joined())
    }
    let texts = Texts(language: .en, flat: Dictionary(uniqueKeysWithValues: marked))
    var said = Rules.Severity.allCases.map { texts["warning.\($0.rawValue)"] }
    for rules in try RuleSample.all.map(\.rules) + Self.presets().map(\.rules) {
      let chapters = RuleText.chapters(for: rules, currency: "EUR", texts)
      said += chapters.map(\.heading) + chapters.flatMap(\.sentences)
    }
    said += try RuleText.sentences(for: Self.practice(), texts).map(\.text)
    let words = RuleWords(rules: .plain, texts: texts, currency: "EUR", lotCount: nil)
    said += RuleSample.warnings.map(words.sentence)
    said += [1_000, 1_500, 60_000, 3_600_000, 7_200_000, 86_400_000, 172_800_000].map(texts.every)
    let used = Set(said.joined().matches(of: /<([^>]+)>/).map { String($0.1) })
    #expect(Set(own.keys).subtracting(used).sorted() == [])
    #expect(used.subtracting(own.keys).sorted() == [])
  }

  @Test func aKeyInTwoFilesIsRefused() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "texts-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "en"), withIntermediateDirectories: true)
    try Data(#"{"a.b": "first"}"#.utf8).write(to: folder.appending(path: "en.json"))
    try Data(#"{"a.c": "second"}"#.utf8).write(to: folder.appending(path: "en/more.json"))
    #expect(try Texts.flat(.en, directory: folder.path) == ["a.b": "first", "a.c": "second"])
    try Data(#"{"a.b": "again"}"#.utf8).write(to: folder.appending(path: "en/twice.json"))
    #expect(throws: TextTwice.self) { try Texts.flat(.en, directory: folder.path) }
  }
}
