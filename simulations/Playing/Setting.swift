// The settings of a scenario as an announcement and its participants.

package import Auctions
package import StrictJSON
import Transcript

/// Everything that is decided before the opening.
package struct Setting {
  package var announcement: Announcement
  package var admissions: [Admission] = []
  package var observers: [CompanyID] = []
  package var seed = Bytes32(Array(repeating: 1, count: 32))
  private(set) var names: [String] = []

  private static let buyer = CompanyID(bits: 1)

  /// - Parameter preset: the document of a name in `contracts/rules`.
  package init(_ script: Script, preset: (String) throws -> JSON) throws {
    var rules: JSON?
    var lots: [Announcement.Lot] = []
    announcement = Announcement(
      buyer: Self.buyer, rules: .placeholder, currency: "EUR",
      opensAt: Instant(scenario: script.opensAtMilliseconds), lots: [])
    for setting in script.settings {
      switch setting.name {
      case "rules": rules = try preset(setting.value)
      case "with": rules = try rules?.merged(with: JSON(parsing: Array(setting.value.utf8)))
      case "currency": announcement.currency = setting.value
      case "rate": announcement.rates.append(try Self.rate(setting.value, setting.line))
      case "seed": seed = Bytes32(Array(repeating: UInt8(setting.value) ?? 1, count: 32))
      case "bidders": for name in setting.value.atCommas { admissions.append(Admission(company(name))) }
      case "observers": observers += setting.value.atCommas.map { company($0) }
      case let name where name.hasPrefix("lot "): lots.append(try Self.lot(name, setting.value, setting.line))
      case let name where name.hasPrefix("bidder "):
        let bidder = company(String(name.dropFirst(7)))
        try admit(bidder, setting.value.atCommas, setting.line)
      default: throw Script.Fault(setting.line, "an unknown setting: \(setting.name)")
      }
    }
    guard let rules else { throw Script.Fault(1, "no rules") }
    announcement.rules = try RulesDocument(rules).rules
    announcement.lots = lots
    announcement.complete(with: admissions.map(\.company), seed)
  }

  /// The company of a name, which it has from then on.
  package mutating func company(_ name: String) -> CompanyID {
    if let known = names.firstIndex(of: name) { return CompanyID(bits: UInt128(known + 2)) }
    names.append(name)
    return CompanyID(bits: UInt128(names.count + 1))
  }

  package func name(_ company: CompanyID) -> String {
    let index = Int(company.bits) - 2
    return names.indices.contains(index) ? names[index] : "buyer"
  }

  private static func rate(_ text: String, _ line: Int) throws -> ExchangeRate {
    let words = text.words
    guard words.count == 4, let units = RateNumber(words[1]), let equal = RateNumber(words[3]) else {
      throw Script.Fault(line, "a rate is written: USD 1.1172 = 1")
    }
    return ExchangeRate(currency: words[0], units: units, equal: equal)
  }

  private static func lot(_ name: String, _ text: String, _ line: Int) throws -> Announcement.Lot {
    guard let number = Int32(name.dropFirst(4)) else { throw Script.Fault(line, "not a lot's number: \(name)") }
    var lot = Announcement.Lot(number: LotNumber(number), ceiling: .zero)
    for part in text.atCommas {
      guard let price = part.words.last.flatMap(Money.init(scenario:)) else {
        throw Script.Fault(line, "not a price: \(part)")
      }
      if part.hasPrefix("floor") { lot.floor = price } else { lot.ceiling = price }
    }
    return lot
  }

  private mutating func admit(_ bidder: CompanyID, _ terms: [String], _ line: Int) throws {
    var admission = Admission(bidder)
    for term in terms {
      let words = term.words
      let lot = words.after("lot").flatMap { Int32($0) }.map { LotNumber($0) }
      switch words.first {
      case "currency": admission.currency = words.last
      case "ceiling":
        guard let price = Money(scenario: words[1]) else { throw Script.Fault(line, "not a price: \(term)") }
        admission.ceilings.append(.init(lot: lot, price: price))
      case "declares":
        guard words.count > 2, let value = Money(scenario: words[2]) else {
          throw Script.Fault(line, "not a value: \(term)")
        }
        let measure = Measure(tenThousandths: value.tenThousandths)
        admission.declarations.append(Declaration(code: words[1], lot: lot, value: measure))
      default: throw Script.Fault(line, "unknown terms: \(term)")
      }
    }
    admissions.removeAll { $0.company == bidder }
    admissions.append(admission)
  }
}

extension Announcement {
  /// Sealing keys and the hash of the seed: their making is not a scenario's subject.
  fileprivate mutating func complete(with companies: [CompanyID], _ seed: Bytes32?) {
    seedCommitment = seed
    guard case .sealed(let sealed) = rules.clock.format, let key = Bytes32(Array(repeating: 9, count: 32)) else {
      return
    }
    let round = Sealing.Round(publicKey: key, shareDigests: Array(repeating: key, count: sealed.openersNeeded))
    sealing = Sealing(
      openers: Array(repeating: buyer, count: sealed.openersNeeded),
      rounds: Array(repeating: round, count: sealed.rounds))
  }
}

extension Rules {
  /// Until the scenario's own are read.
  fileprivate static var placeholder: Rules {
    Rules(
      clock: Clock(.english(.init(durationMilliseconds: 1))), admissibility: Admissibility(), ranking: Ranking(),
      visibility: Visibility(
        ownRank: .never, bestPrice: .never, allPrices: .never, bidderCount: .never, names: .never,
        namesToBuyer: .never), closing: Closing(softClose: nil))
  }
}

extension Instant {
  /// Of the day on which scenarios happen, 2026-01-05.
  package init(scenario milliseconds: Int64) { self.init(milliseconds: 1_767_571_200_000 + milliseconds) }
}

extension Money {
  /// "1000", "1000.5", "-2.50".
  package init?(scenario text: String) {
    guard text.hasPrefix("-") else {
      self.init(text)
      return
    }
    guard let size = Money(String(text.dropFirst())) else { return nil }
    self.init(tenThousandths: -size.tenThousandths)
  }
}

extension [String] {
  package func after(_ word: String) -> String? {
    guard let place = firstIndex(of: word), place + 1 < count else { return nil }
    return self[place + 1]
  }
}
