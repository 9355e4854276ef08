// The rule lines of a scenario, and the names and prices it uses.

import Auctions
import Testing

/// What the rule lines at the top of a script say; see `Scenario`.
struct ScenarioRules {
  private(set) var names = Names()
  private var ceilings = [Money(tenThousandths: 1_000_0000)]
  private var opensAt = Instant(milliseconds: 10)
  private var closesAt = Instant(milliseconds: 100)
  private var admissibility = Admissibility(
    decrement: .none, base: .own, leaderMayImprove: true, tiesAllowed: true, decimals: 2)
  private var softClose: Closing.SoftClose?

  init(_ lines: [[String]]) throws {
    for line in lines { try read(line) }
    if names.all.isEmpty { for name in ["A", "B", "C"] { _ = names.company(name) } }
  }

  var announcement: Announcement {
    let lots = ceilings.enumerated().map { Announcement.Lot(number: LotNumber(Int32($0 + 1)), ceiling: $1) }
    let rules = Rules(
      clock: .english(durationMilliseconds: opensAt.milliseconds(until: closesAt)), admissibility: admissibility,
      ranking: Ranking(ties: .earlierFirst), visibility: .everything, closing: Closing(softClose: softClose))
    return Announcement(buyer: Names.buyer, rules: rules, currency: "EUR", opensAt: opensAt, lots: lots)
  }

  private mutating func read(_ line: [String]) throws {
    switch line[0] {
    case "ceiling": ceilings = try line.dropFirst().map(Money.init(scenario:))
    case "runs": (opensAt, closesAt) = (try instant(line[1]), try instant(line[3]))
    case "bidders": for name in line.dropFirst() { _ = names.company(name) }
    case "decrement": try readDecrement(line)
    case "leader": admissibility.leaderMayImprove = !line.contains("not")
    case "ties": admissibility.tiesAllowed = line[1] == "allowed"
    case "decimals": admissibility.decimals = try #require(Int(line[1]))
    case "extend": try readSoftClose(line)
    default: Issue.record("no such rule: \(line[0])")
    }
  }

  private mutating func readDecrement(_ line: [String]) throws {
    admissibility.base = try #require(line.last.flatMap(Admissibility.Base.init(rawValue:)))
    if line[1] == "none" {
      admissibility.decrement = .none
    } else if line[2] == "%" {
      admissibility.decrement = .percent(hundredths: try Money(scenario: line[1]).tenThousandths / 100)
    } else {
      admissibility.decrement = .absolute(try Money(scenario: line[1]))
    }
  }

  private mutating func readSoftClose(_ line: [String]) throws {
    guard line[1] != "never" else { return }
    softClose = Closing.SoftClose(
      trigger: try #require(line.word(after: "on").flatMap(Closing.SoftClose.Trigger.init(rawValue:))),
      windowMilliseconds: try #require(line.word(after: "within").flatMap { Int64($0) }),
      extensionMilliseconds: try #require(line.word(after: "by").flatMap { Int64($0) }),
      base: try #require(line.word(after: "after").flatMap(Closing.SoftClose.Base.init(rawValue:))),
      limit: line.word(after: "most").flatMap { Int($0) })
  }

  private func instant(_ text: String) throws -> Instant { Instant(milliseconds: try #require(Int64(text))) }
}

/// The companies of a scenario by name, numbered as they appear.
struct Names {
  static let buyer = CompanyID(bits: 1_000)
  private var known: [String] = []

  var all: [CompanyID] { known.indices.map { CompanyID(bits: UInt128($0 + 1)) } }

  mutating func company(_ name: String) -> CompanyID {
    if !known.contains(name) { known.append(name) }
    return CompanyID(bits: UInt128((known.firstIndex(of: name) ?? 0) + 1))
  }

  func name(_ company: CompanyID) -> String { known[Int(company.bits) - 1] }
}

extension Money {
  /// As in documents, and a minus for what no document can say.
  init(scenario text: String) throws {
    let size = try #require(Money(text.hasPrefix("-") ? String(text.dropFirst()) : text), "no price: \(text)")
    self.init(tenThousandths: text.hasPrefix("-") ? -size.tenThousandths : size.tenThousandths)
  }

  /// Without the decimals of a whole number: `990`.
  var brief: String { decimals == 0 ? String(tenThousandths / 10_000) : description }
}

extension Visibility {
  /// Nothing is secret.
  static let everything = Visibility(
    ownRank: .always, bestPrice: .always, allPrices: .always, bidderCount: .always, names: .always,
    namesToBuyer: .always, observers: .always)

  /// Everything is.
  static let nothing = Visibility(
    ownRank: .never, bestPrice: .never, allPrices: .never, bidderCount: .never, names: .never,
    namesToBuyer: .never, observers: .never)
}

extension [String] {
  func word(after word: String) -> String? {
    guard let place = firstIndex(of: word), indices.contains(place + 1) else { return nil }
    return self[place + 1]
  }
}
