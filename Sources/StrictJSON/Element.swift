/// One value of a document with its place: the cursor that checks it and records what is wrong with it.
extension JSON {
  /// Where a document comes from. In a form everything is text: a whole number is its digits, a ticked box is "on",
  /// an optional field left empty is absent, and so is an unticked box or an empty list.
  package enum Origin: Sendable {
    case json, form
  }

  package struct Element {
    /// The value itself, for those who read it in their own way.
    package let json: JSON
    private let parent: Pointer
    private let step: Step
    private let findings: Findings

    private enum Step {
      case member(String)
      case element(Int)
      case none
    }
  }
}

extension JSON.Element {
  /// Where the value is. Most values are sound, so this is put together only on demand.
  package var pointer: JSON.Pointer {
    switch step {
    case .member(let name): parent.appending(name)
    case .element(let index): parent.appending(index)
    case .none: parent
    }
  }

  init(document json: JSON, findings: Findings) {
    self.init(json: json, parent: .root, step: .none, findings: findings)
  }

  init(_ json: JSON, name: String, in parent: JSON.Pointer, findings: Findings) {
    self.init(json: json, parent: parent, step: .member(name), findings: findings)
  }

  private init(_ json: JSON, index: Int, in parent: JSON.Pointer, findings: Findings) {
    self.init(json: json, parent: parent, step: .element(index), findings: findings)
  }
}

extension JSON.Element {
  /// Records a fault of this value.
  package func refuse(_ reason: JSON.Fault.Reason) { findings.record(reason, at: pointer) }

  /// Text.
  ///
  /// U+0000 is refused, since PostgreSQL cannot keep it. Text of nothing but white space is empty.
  /// - Parameter length: in Unicode scalars.
  package func string(length: ClosedRange<Int> = 1...1000) -> JSON.Field<String> {
    guard case .string(let text) = json else { return mismatch(.string) }
    let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    if isBlank, length.lowerBound > 0 { return fault(.empty) }
    let scalarCount = text.utf8.count { !UTF8.isContinuation($0) }
    if scalarCount < length.lowerBound { return fault(.tooShort(minimum: length.lowerBound)) }
    if scalarCount > length.upperBound { return fault(.tooLong(maximum: length.upperBound)) }
    if text.utf8.contains(0) { return fault(.nullCharacter) }
    return JSON.Field(text)
  }

  /// Text that means something by a grammar: an amount, a date, an identifier.
  /// - Parameters:
  ///   - expected: completes "must be …", for example "a decimal amount such as 1234.50".
  ///   - parse: nil if the text does not follow the grammar.
  package func value<Value>(
    expected: String, length: ClosedRange<Int> = 1...1000, _ parse: (String) -> Value?
  ) -> JSON.Field<Value> {
    guard let text = string(length: length).value else { return JSON.Field(nil) }
    guard let value = parse(text) else { return fault(.malformed(expected: expected)) }
    return JSON.Field(value)
  }

  /// One of the values of an enumeration, by raw value.
  package func enumeration<Value>(_ type: Value.Type = Value.self) -> JSON.Field<Value>
  where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    guard let text = string().value else { return JSON.Field(nil) }
    guard let value = Value.allCases.first(where: { $0.rawValue.isExactly(text) }) else {
      return fault(.notOneOf(Value.allCases.map(\.rawValue)))
    }
    return JSON.Field(value)
  }

  /// A whole number, written without fraction and exponent.
  package func int<Value: SignedInteger & FixedWidthInteger>(in range: ClosedRange<Value>) -> JSON.Field<Value> {
    guard let number = wholeNumber.value else { return JSON.Field(nil) }
    guard let value = number.int64.flatMap(Value.init(exactly:)), range.contains(value) else {
      return fault(.outOfRange(minimum: Int64(range.lowerBound), maximum: Int64(range.upperBound)))
    }
    return JSON.Field(value)
  }

  private var wholeNumber: JSON.Field<JSON.Number> {
    switch (json, findings.origin) {
    case (.number(let number), _):
      return number.isInteger ? JSON.Field(number) : fault(.wrongKind(expected: .integer, found: .number))
    case (.string, .form):
      return value(expected: "a whole number") { JSON.Number(text: $0).flatMap { $0.isInteger ? $0 : nil } }
    default:
      return mismatch(.integer)
    }
  }

  package func bool() -> JSON.Field<Bool> {
    switch (json, findings.origin) {
    case (.bool(let value), _): JSON.Field(value)
    case (.string("true"), .form), (.string("on"), .form): JSON.Field(true)
    case (.string("false"), .form): JSON.Field(false)
    case (.string, .form): fault(.notOneOf(["true", "false"]))
    default: mismatch(.boolean)
    }
  }
}

extension JSON.Element {
  /// A list; the closure reads each element. Elements beyond the count are not looked at.
  package func array<Value>(
    count: ClosedRange<Int> = 0...1000, _ element: (JSON.Element) -> JSON.Field<Value>
  ) -> JSON.Field<[Value]> {
    guard let elements else { return mismatch(.array) }
    if elements.count < count.lowerBound { return fault(.tooFewElements(minimum: count.lowerBound)) }
    if elements.count > count.upperBound { return fault(.tooManyElements(maximum: count.upperBound)) }
    let pointer = self.pointer
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for (index, json) in elements.enumerated() {
      let cursor = JSON.Element(json, index: index, in: pointer, findings: findings)
      if let value = element(cursor).value { values.append(value) }
    }
    return JSON.Field(values.count == elements.count ? values : nil)
  }

  /// A field of a form that occurs once may be a list of one.
  private var elements: [JSON]? {
    if case .string = json, findings.origin == .form { return [json] }
    return json.elements
  }

  /// An object; the closure reads its members and builds the value from them.
  ///
  /// An error of its own that the closure throws becomes a fault of the object, with the error's description.
  package func object<Value, Failure: Error>(
    _ build: (JSON.Fields) throws(Failure) -> Value
  ) -> JSON.Field<Value> {
    guard case .object(let members) = json else { return mismatch(.object) }
    let before = findings.count
    do {
      let value = try build(JSON.Fields(members, pointer: pointer, findings: findings))
      return JSON.Field(findings.count == before ? value : nil)
    } catch {
      let isOnRecord = findings.count > before || error is JSON.Faulty
      return isOnRecord ? JSON.Field(nil) : fault(.refused("\(error)"))
    }
  }
}

extension JSON.Element {
  private func fault<Value>(_ reason: JSON.Fault.Reason) -> JSON.Field<Value> {
    refuse(reason)
    return JSON.Field(nil)
  }

  private func mismatch<Value>(_ expected: JSON.Fault.Kind) -> JSON.Field<Value> {
    fault(json == .null ? .null : .wrongKind(expected: expected, found: json.kind))
  }
}
