/// A JSON document as a tree that keeps what was written: nothing is rounded, reordered or normalised.
package enum JSON: Sendable {
  case null
  case bool(Bool)
  case number(Number)
  case string(String)
  case array([JSON])
  case object(Members)
}

extension JSON: Equatable {
  /// Equal exactly when both encode to the same bytes: order of members, spelling of numbers ("1.0" is not "1")
  /// and code points of text (NFC is not NFD) all count.
  package static func == (a: JSON, b: JSON) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a.isExactly(b)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
    }
  }
}

/// Looking into a tree, for those who take what is there. Who must say what is wrong with it reads `Fields`.
extension JSON {
  /// The text of a string, otherwise nil.
  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The value of a whole number that fits 64 bits, otherwise nil.
  package var int64: Int64? {
    guard case .number(let number) = self else { return nil }
    return number.int64
  }

  /// The value of `true` or `false`, otherwise nil.
  package var boolean: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The elements of an array, otherwise nil.
  package var elements: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members of an object, otherwise nil.
  package var members: Members? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// The member of that name; nil if there is none or this is not an object.
  package subscript(_ name: String) -> JSON? { members?[name] }

  /// The element at that place; nil if there is none or this is not an array.
  package subscript(_ index: Int) -> JSON? {
    guard let elements, elements.indices.contains(index) else { return nil }
    return elements[index]
  }
}

extension JSON {
  /// The same tree with every string value (not the names) replaced. The edge of the system normalises to NFC here.
  package func mappingStrings(_ transform: (String) -> String) -> JSON {
    switch self {
    case .null, .bool, .number: self
    case .string(let text): .string(transform(text))
    case .array(let elements): .array(elements.map { $0.mappingStrings(transform) })
    case .object(let members): .object(members.mappingValues { $0.mappingStrings(transform) })
    }
  }
}
