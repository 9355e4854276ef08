// Money, time and identifiers on paper: the written forms that the journal, the rules and the live messages share.

import Auctions
import StrictJSON

extension JSONWriter {
  mutating func member<Noun>(_ name: String, _ id: ID<Noun>) { member(name, id.description) }
  mutating func member(_ name: String, _ amount: Money) { member(name, amount.description) }
  mutating func member(_ name: String, _ at: Instant) { member(name, at.description) }
  mutating func member(_ name: String, _ number: LotNumber) { member(name, Int(number.value)) }

  /// A member, or nothing at all where the amount is hidden or does not exist.
  mutating func optionalMember(_ name: String, _ amount: Money?) {
    if let amount { member(name, amount) }
  }

  mutating func member(_ name: String, _ bytes: Bytes32) { member(name, bytes.description) }

  mutating func optionalMember(_ name: String, _ bytes: Bytes32?) {
    if let bytes { member(name, bytes) }
  }

  /// Any enumeration whose raw values are its written form.
  mutating func member<Value: RawRepresentable>(_ name: String, _ value: Value) where Value.RawValue == String {
    member(name, value.rawValue)
  }
}

extension JSON.Fields {
  /// An amount as the journal holds it: what was refused may be below zero.
  func journalMoney(_ name: String) -> JSON.Field<Money> {
    value(name, expected: Self.amount, Money.init(journal:))
  }

  func optionalJournalMoney(_ name: String) -> JSON.Field<Money?> {
    optionalValue(name, expected: Self.amount, Money.init(journal:))
  }

  func instant(_ name: String) -> JSON.Field<Instant> {
    value(name, expected: "a time such as 2026-12-31T09:30:00.000Z") { Instant($0) }
  }

  func optionalInstant(_ name: String) -> JSON.Field<Instant?> {
    optionalValue(name, expected: "a time such as 2026-12-31T09:30:00.000Z") { Instant($0) }
  }

  func bytes32(_ name: String) -> JSON.Field<Bytes32> { value(name, expected: Self.hash, Bytes32.init) }
  func optionalBytes32(_ name: String) -> JSON.Field<Bytes32?> {
    optionalValue(name, expected: Self.hash, Bytes32.init)
  }

  func id<Noun>(_ name: String, _ noun: Noun.Type = Noun.self) -> JSON.Field<ID<Noun>> {
    value(name, expected: Self.identifier) { ID<Noun>($0) }
  }

  func optionalID<Noun>(_ name: String, _ noun: Noun.Type = Noun.self) -> JSON.Field<ID<Noun>?> {
    optionalValue(name, expected: Self.identifier) { ID<Noun>($0) }
  }

  func lotNumber(_ name: String) -> JSON.Field<Int32> { int(name, in: Int32.min...Int32.max) }

  /// Text that was judged before it was recorded: of any length, empty too.
  func recordedText(_ name: String) -> JSON.Field<String> { string(name, length: 0...Int.max) }

  private static var hash: String { "64 hexadecimal digits in lower case" }
  private static var amount: String { "a decimal amount such as 1234.50" }
  private static var identifier: String { "an identifier such as 01932f7c-6a3e-7c1b-9a55-0242ac120002" }
}

extension Money {
  /// The written form, with a minus for amounts below zero.
  init?(journal text: String) {
    guard text.utf8.first == UInt8(ascii: "-") else {
      self.init(text)
      return
    }
    // An envelope may hold it, and it is the one amount whose size is none.
    let smallest = Money(tenThousandths: .min)
    guard text != smallest.description else {
      self = smallest
      return
    }
    guard let size = Money(String(text.dropFirst())) else { return nil }
    self.init(tenThousandths: -size.tenThousandths)
  }
}
