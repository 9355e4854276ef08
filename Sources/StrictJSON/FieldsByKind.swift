/// One function for each kind of member, required, optional (may be left out or null) or omissible (may be left out):
/// the words in which readers of documents are written.
extension JSON {
  /// Reads the document, an object, into a value, or says everything that is wrong with it.
  package func decode<Value, Failure: Error>(
    as origin: Origin = .json, _ build: (Fields) throws(Failure) -> Value
  ) throws(Faults) -> Value {
    let findings = Findings(origin: origin)
    let whole = Element(document: self, findings: findings)
    guard let value = whole.object(build).value else { throw findings.faults }
    return value
  }
}

extension JSON.Fields {
  /// Text of that many Unicode scalars; see `Element.string`.
  package func string(_ name: String, length: ClosedRange<Int> = 1...1000) -> JSON.Field<String> {
    required(name) { $0.string(length: length) }
  }

  package func optionalString(_ name: String, length: ClosedRange<Int> = 1...1000) -> JSON.Field<String?> {
    optional(name) { $0.string(length: length) }
  }

  /// Text that follows a grammar; `expected` completes "must be …".
  package func value<Value>(
    _ name: String, expected: String, length: ClosedRange<Int> = 1...1000, _ parse: (String) -> Value?
  ) -> JSON.Field<Value> {
    required(name) { $0.value(expected: expected, length: length, parse) }
  }

  package func optionalValue<Value>(
    _ name: String, expected: String, length: ClosedRange<Int> = 1...1000, _ parse: (String) -> Value?
  ) -> JSON.Field<Value?> {
    optional(name) { $0.value(expected: expected, length: length, parse) }
  }

  /// One of the raw values of an enumeration.
  package func enumeration<Value>(_ name: String, _ type: Value.Type = Value.self) -> JSON.Field<Value>
  where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    required(name) { $0.enumeration(type) }
  }

  package func optionalEnumeration<Value>(_ name: String, _ type: Value.Type = Value.self) -> JSON.Field<Value?>
  where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    optional(name) { $0.enumeration(type) }
  }

  package func omissibleEnumeration<Value>(_ name: String, _ type: Value.Type = Value.self) -> JSON.Field<Value?>
  where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    omissible(name) { $0.enumeration(type) }
  }

  /// A whole number in that range.
  package func int<Value: SignedInteger & FixedWidthInteger>(
    _ name: String, in range: ClosedRange<Value>
  ) -> JSON.Field<Value> {
    required(name) { $0.int(in: range) }
  }

  package func optionalInt<Value: SignedInteger & FixedWidthInteger>(
    _ name: String, in range: ClosedRange<Value>
  ) -> JSON.Field<Value?> {
    optional(name) { $0.int(in: range) }
  }

  package func omissibleInt<Value: SignedInteger & FixedWidthInteger>(
    _ name: String, in range: ClosedRange<Value>
  ) -> JSON.Field<Value?> {
    omissible(name) { $0.int(in: range) }
  }

  /// True or false; in a form, a box that is ticked ("on") or not there.
  package func bool(_ name: String) -> JSON.Field<Bool> {
    required(name, leftOut: .bool(false)) { $0.bool() }
  }

  package func optionalBool(_ name: String) -> JSON.Field<Bool?> {
    optional(name) { $0.bool() }
  }

  /// In a form, a box that is not there is not ticked.
  package func omissibleBool(_ name: String) -> JSON.Field<Bool?> {
    omissible(name, leftOut: .bool(false)) { $0.bool() }
  }

  /// A list; the closure reads each element, as in `fields.array("tags") { $0.string(length: 1...30) }`.
  package func array<Value>(
    _ name: String, count: ClosedRange<Int> = 0...1000, _ element: (JSON.Element) -> JSON.Field<Value>
  ) -> JSON.Field<[Value]> {
    required(name, leftOut: .array([])) { $0.array(count: count, element) }
  }

  package func optionalArray<Value>(
    _ name: String, count: ClosedRange<Int> = 0...1000, _ element: (JSON.Element) -> JSON.Field<Value>
  ) -> JSON.Field<[Value]?> {
    optional(name) { $0.array(count: count, element) }
  }

  /// An object inside this one; the closure reads its members.
  package func object<Value, Failure: Error>(
    _ name: String, _ build: (JSON.Fields) throws(Failure) -> Value
  ) -> JSON.Field<Value> {
    required(name) { $0.object(build) }
  }

  package func optionalObject<Value, Failure: Error>(
    _ name: String, _ build: (JSON.Fields) throws(Failure) -> Value
  ) -> JSON.Field<Value?> {
    optional(name) { $0.object(build) }
  }

  package func omissibleObject<Value, Failure: Error>(
    _ name: String, _ build: (JSON.Fields) throws(Failure) -> Value
  ) -> JSON.Field<Value?> {
    omissible(name) { $0.object(build) }
  }

  /// Any value at all, as it is.
  package func json(_ name: String) -> JSON.Field<JSON> {
    required(name) { JSON.Field($0.json) }
  }

  package func optionalJSON(_ name: String) -> JSON.Field<JSON?> {
    optional(name) { JSON.Field($0.json) }
  }
}
