/// What is wrong with the values of a document that is sound JSON: all of it at once, each with its place.
extension JSON {
  package struct Fault: Equatable, Sendable {
    package let pointer: Pointer
    package let reason: Reason

    package init(pointer: Pointer, reason: Reason) {
      self.pointer = pointer
      self.reason = reason
    }

    /// One English sentence without its subject: "must be a string, not a number".
    package var detail: String { reason.description }
  }

  package struct Faults: Error, Equatable, Sendable {
    /// In the order found, never empty, at most `recorded`.
    package let list: [Fault]

    /// How many more there are, not listed.
    package let omitted: Int

    /// A document of nothing but faults must not make an answer larger than itself.
    package static let recorded = 100

    package init(_ list: [Fault], omitted: Int = 0) {
      precondition(!list.isEmpty)
      self.list = list
      self.omitted = omitted
    }
  }
}

extension JSON.Fault {
  /// Kinds of JSON value, as messages name them.
  package enum Kind: String, Sendable {
    case null, boolean, integer, number, string, array, object
  }

  /// Cases rather than sentences, so that pages can say them in another language.
  package enum Reason: Equatable, Sendable {
    case missing
    case null
    case wrongKind(expected: Kind, found: Kind)
    case unknownMember
    case empty
    /// Lengths of text are counted in Unicode scalars.
    case tooShort(minimum: Int)
    case tooLong(maximum: Int)
    case tooFewElements(minimum: Int)
    case tooManyElements(maximum: Int)
    case outOfRange(minimum: Int64, maximum: Int64)
    case notOneOf([String])
    /// `expected` completes "must be …".
    case malformed(expected: String)
    case nullCharacter
    /// A rule of the caller, as a sentence without subject.
    case refused(String)
  }
}

extension JSON.Fault: CustomStringConvertible {
  package var description: String { "\(pointer): \(detail)" }
}

extension JSON.Faults: CustomStringConvertible {
  package var description: String {
    let lines = list.map(\.description) + (omitted > 0 ? ["and \(omitted) more"] : [])
    return lines.joined(separator: "\n")
  }
}

extension JSON.Fault.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing: "is required"
    case .null: "must not be null"
    case .wrongKind(.integer, .number): "must be a whole number without fraction or exponent"
    case .wrongKind(let expected, let found): "must be \(expected.withArticle), not \(found.withArticle)"
    case .unknownMember: "is not a known member of this object"
    case .empty: "must not be empty"
    case .tooShort(let minimum): "must have at least \(Self.count(minimum, "character"))"
    case .tooLong(let maximum): "must have at most \(Self.count(maximum, "character"))"
    case .tooFewElements(let minimum): "must have at least \(Self.count(minimum, "element"))"
    case .tooManyElements(let maximum): "must have at most \(Self.count(maximum, "element"))"
    case .outOfRange(let minimum, let maximum): "must be between \(minimum) and \(maximum)"
    case .notOneOf(let values): "must be one of: " + values.joined(separator: ", ")
    case .malformed(let expected): "must be \(expected)"
    case .nullCharacter: "must not contain the character U+0000"
    case .refused(let sentence): sentence
    }
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

extension JSON.Fault.Kind {
  fileprivate var withArticle: String {
    switch self {
    case .null: "null"
    case .integer, .array, .object: "an \(rawValue)"
    case .boolean, .number, .string: "a \(rawValue)"
    }
  }
}

extension JSON {
  var kind: Fault.Kind {
    switch self {
    case .null: .null
    case .bool: .boolean
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }
}
