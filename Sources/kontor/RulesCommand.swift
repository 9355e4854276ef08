// kontor rules: what a rules document says in words, and what looks like a mistake in it.

import ArgumentParser
import Auctions
import Foundation
import StrictJSON
import Transcript
import Web

struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Check the rules of auctions, or read them in words.",
    discussion: """
      FILE is a document kontor-rules/1, or the name of a preset: kontor rules print english-open.
      kontor rules list names the presets.
      """,
    subcommands: [Check.self, Print.self, List.self])
}

/// How sentences are written.
struct WordingOptions: ParsableArguments {
  @Option(help: "en, ru or ro.")
  var language = "en"

  @Option(help: "The currency of the amounts, as EUR.")
  var currency: String?

  func validate() throws {
    guard RulesInWords.languages.contains(language) else {
      throw ValidationError("--language must be one of: \(RulesInWords.languages.joined(separator: ", "))")
    }
  }

  func words(_ resources: Resources) throws -> RulesInWords {
    let words = try RulesInWords(language: language, currency: currency, texts: resources.texts)
    guard let words else { throw Complaint("there are no texts in \(language)") }
    return words
  }
}

extension RulesCommand {
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what is wrong or doubtful about rules.",
      discussion: """
        Fails for a document that is not sound and for rules by which nobody could bid or nothing would end.
        What is merely doubtful is said and does no harm. Say something of the lots to have prices looked at, too.
        """)

    @Argument(help: "Rules documents, or names of presets.", completion: .file(extensions: ["json"]))
    var files: [String]

    @Option(help: "The ceiling of each lot, as 1000.00.")
    var ceiling: String?

    @Option(help: "The floor of each lot, as 600.00.")
    var floor: String?

    @Option(help: "How many lots there are.")
    var lots = 1

    @Option(help: "How many suppliers will take part.")
    var bidders: Int?

    @Flag(help: "The auction opens as soon as it is announced.")
    var opensAtOnce = false

    @OptionGroup var wording: WordingOptions

    func validate() throws {
      guard (1...Announcement.lotLimit).contains(lots) else {
        throw ValidationError("--lots must be from 1 to \(Announcement.lotLimit)")
      }
      guard (bidders ?? 1) > 0 else { throw ValidationError("--bidders must be above 0") }
      _ = try knownLots()
    }

    func run() async throws {
      let resources = try Resources.forReading()
      let words = try wording.words(resources)
      var failed = false
      for file in files where try !isSound(file, resources, words) { failed = true }
      if failed { throw ExitCode.failure }
    }

    private func isSound(_ file: String, _ resources: Resources, _ words: RulesInWords) throws -> Bool {
      let rules: Rules
      do { rules = try RulesDocument(file, resources).rules } catch let error as UnsoundRules {
        for line in error.lines { print("\(file): \(words.word(for: .wrong)): \(line)") }
        return false
      }
      let warnings = try rules.warnings(for: knownLots(), bidders: bidders, opensAtOnce: opensAtOnce)
      for warning in warnings {
        let sentence = words.sentence(for: warning, of: rules)
        print("\(file): \(words.word(for: warning.severity)): \(warning.pointer): \(sentence)")
      }
      return warnings.allSatisfy { $0.severity != .wrong }
    }

    /// None without a ceiling.
    private func knownLots() throws -> [Announcement.Lot] {
      let floor = try floor.map { try Self.price($0, "--floor") }
      guard let ceiling else {
        guard floor == nil else { throw ValidationError("--floor needs --ceiling") }
        return []
      }
      let price = try Self.price(ceiling, "--ceiling")
      guard (floor ?? price) <= price else { throw ValidationError("--floor must not be above --ceiling") }
      return (1...lots).map { Announcement.Lot(number: LotNumber(Int32($0)), ceiling: price, floor: floor) }
    }

    private static func price(_ text: String, _ option: String) throws -> Money {
      guard let price = Money(text), price > .zero else {
        throw ValidationError("\(option) must be a price such as 1000.00, not \"\(text)\"")
      }
      return price
    }
  }

  struct Print: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say in words what a supplier must know of rules.")

    @Argument(help: "A rules document, or the name of a preset.", completion: .file(extensions: ["json"]))
    var file: String

    @OptionGroup var wording: WordingOptions

    func run() async throws {
      let resources = try Resources.forReading()
      let words = try wording.words(resources)
      let rules: Rules
      do { rules = try RulesDocument(file, resources).rules } catch let error as UnsoundRules {
        for line in error.lines { say("\(file): \(line)") }
        throw ExitCode.failure
      }
      let chapters = words.chapters(for: rules).map { chapter in
        ([chapter.heading] + chapter.sentences.map { "  \($0)" }).joined(separator: "\n")
      }
      print(chapters.joined(separator: "\n\n"))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Name the presets.")

    func run() async throws {
      for name in try Resources.forReading().presetNames() { print(name) }
    }
  }
}

extension Resources {
  /// As the server finds them, but without the other settings: these commands need no database.
  fileprivate static func forReading() throws -> Resources {
    try find(ProcessInfo.processInfo.environment["KONTOR_RESOURCES"])
  }

  private var presets: String { root + "/contracts/rules" }
  private static let schema = "rules.schema.json"

  fileprivate func presetNames() throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(atPath: presets)
    let documents = files.filter { $0.hasSuffix(".json") && $0 != Self.schema }
    return documents.map { String($0.dropLast(".json".count)) }.sorted()
  }

  /// The file itself, or the preset of that name.
  fileprivate func rulesFile(_ named: String) -> String {
    let isPreset = !FileManager.default.fileExists(atPath: named) && RulesDocument.isName(named)
    return isPreset ? "\(presets)/\(named).json" : named
  }
}

/// Why a document cannot be used: a line for each fault, with its JSON Pointer.
private struct UnsoundRules: Error {
  var lines: [String]
}

extension RulesDocument {
  fileprivate init(_ file: String, _ resources: Resources) throws {
    let bytes: Data
    do { bytes = try Data(contentsOf: URL(filePath: resources.rulesFile(file))) } catch {
      throw UnsoundRules(lines: ["there is no such file or preset"])
    }
    do {
      self = try RulesDocument(JSON(parsing: bytes))
      try rules.check()
    } catch let faults as JSON.Faults {
      throw UnsoundRules(lines: faults.description.split(separator: "\n").map(String.init))
    } catch let fault as Rules.Fault {
      throw UnsoundRules(lines: ["\(fault.pointer): \(fault.reason.words)"])
    } catch { throw UnsoundRules(lines: ["\(error)"]) }
  }
}

extension Rules.Fault.Reason {
  fileprivate var words: String {
    switch self {
    case .outOfRange: "is outside what is allowed"
    case .tooManyDecimals: "has more decimals than prices may have"
    case .notInOrder: "does not come in order, or comes twice"
    case .doesNotApply: "has no meaning beside the other rules"
    case .missing: "cannot be left out beside the other rules"
    }
  }
}
