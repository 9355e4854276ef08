// Money, time and identifiers on paper: the written forms that every document of the API shares.

import Auctions
import Commerce
import StrictJSON

extension JSONWriter {
  mutating func member<Noun>(_ name: String, _ id: ID<Noun>) { member(name, "\(id)") }
  mutating func member<Noun>(_ name: String, _ id: ID<Noun>?) { optionalMember(name, id.map { "\($0)" }) }
  mutating func member(_ name: String, _ amount: some FixedPoint) { member(name, "\(amount)") }
  mutating func member(_ name: String, _ at: Instant) { member(name, "\(at)") }
  mutating func member(_ name: String, _ date: CalendarDate) { member(name, "\(date)") }

  /// A company by identifier and name.
  mutating func company(_ member: String, _ id: CompanyID, _ name: String) {
    object(member) {
      $0.member("id", id)
      $0.member("name", name)
    }
  }

  mutating func rights(_ name: String, _ rights: Rights) {
    array(name) { for right in rights.names { $0.string(right) } }
  }
}

extension JSON.Fields {
  func money(_ name: String) -> JSON.Field<Money> {
    value(name, expected: "a decimal amount such as 1234.50") { Money($0) }
  }

  func optionalMoney(_ name: String) -> JSON.Field<Money?> {
    optionalValue(name, expected: "a decimal amount such as 1234.50") { Money($0) }
  }

  /// An amount that may be below zero: whether it may here, the rules of the auction say.
  func signedMoney(_ name: String) -> JSON.Field<Money> {
    value(name, expected: "a decimal amount such as 1234.50") { Money(signed: $0) }
  }

  func quantity(_ name: String) -> JSON.Field<Quantity> {
    value(name, expected: "a decimal quantity such as 12.5") { Quantity($0) }
  }

  func date(_ name: String) -> JSON.Field<CalendarDate> {
    value(name, expected: "a date such as 2026-12-31") { CalendarDate($0) }
  }

  func optionalInstant(_ name: String) -> JSON.Field<Instant?> {
    optionalValue(name, expected: "a time such as 2026-12-31T09:30:00Z") { Instant($0) }
  }

  func instant(_ name: String) -> JSON.Field<Instant> {
    value(name, expected: "a time such as 2026-12-31T09:30:00Z") { Instant($0) }
  }

  /// A lot as the auction shows it: the text of its number.
  func lot(_ name: String = "lot") -> JSON.Field<LotNumber> {
    value(name, expected: Self.lotIdentifier) { LotNumber(shown: $0) }
  }

  /// Nil: all lots.
  func optionalLot(_ name: String = "lot") -> JSON.Field<LotNumber?> {
    optionalValue(name, expected: Self.lotIdentifier) { LotNumber(shown: $0) }
  }

  private static var lotIdentifier: String { "the id of a lot, such as \"1\"" }

  func id<Noun>(_ name: String, _ noun: Noun.Type = Noun.self) -> JSON.Field<ID<Noun>> {
    value(name, expected: "an identifier such as 01932f7c-6a3e-7c1b-9a55-0242ac120002") { ID<Noun>($0) }
  }

  /// A list of names of rights, at least one.
  func rights(_ name: String) -> JSON.Field<[Rights]> {
    array(name, count: 1...4) { element in
      element.value(expected: "one of: administrator, buyer, supplier, partner") { Rights(names: [$0]) }
    }
  }

  /// A reason in words, up to 2 000 characters; empty where it is left out, which the record's own rules judge.
  func reason(_ name: String = "reason") -> JSON.Field<String?> { optionalString(name, length: 0...2_000) }
}

extension LotNumber {
  init?(shown text: String) {
    guard let number = Int32(text), number > 0, "\(number)" == text else { return nil }
    self.init(number)
  }
}

extension Money {
  /// An amount, or one below zero behind a minus.
  init?(signed text: String) {
    guard text.utf8.first == UInt8(ascii: "-") else {
      self.init(text)
      return
    }
    guard let size = Money(String(text.dropFirst())) else { return nil }
    self = .zero - size
  }
}

extension [Rights] {
  var union: Rights { reduce(into: []) { $0.formUnion($1) } }
}
