// What is wrong with a document, field by field: all of it at once, so that a form shows every mistake.

/// One mistake in one field.
package struct Fault: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case empty
    case tooLong(limit: Int)
    case tooMany(limit: Int)
    case tooFew(minimum: Int)
    case notPositive
    case tooLarge
    case inThePast
    case outOfRange
    case unknownCode
    case malformed
    case duplicate
    case containsControlCharacters
  }

  /// A JSON Pointer (RFC 6901) into the document: `/lots/0/items/2/quantity`.
  package var pointer: String
  package var reason: Reason
  package init(_ pointer: String, _ reason: Reason) {
    self.pointer = pointer
    self.reason = reason
  }
}

extension Fault.Reason {
  /// One English sentence without its subject: "must not be empty".
  package var sentence: String {
    switch self {
    case .empty: "must not be empty"
    case .tooLong(let limit): "must have at most \(limit) characters"
    case .tooMany(let limit): "must have at most \(limit) elements"
    case .tooFew(let minimum): "must have at least \(minimum) elements"
    case .notPositive: "must be more than zero"
    case .tooLarge: "is too large"
    case .inThePast: "must not be in the past"
    case .outOfRange: "is out of range"
    case .unknownCode: "is not a known code"
    case .malformed: "is malformed"
    case .duplicate: "occurs twice"
    case .containsControlCharacters: "must not contain the character U+0000"
    }
  }
}

package struct Faults: Error, Equatable, Sendable {
  package var list: [Fault]
  package init(_ list: [Fault]) { self.list = list }
}

extension [Fault] {
  /// Length in Unicode scalars, since that is what PostgreSQL counts.
  mutating func text(_ pointer: String, _ text: String, atLeast minimum: Int = 1, atMost limit: Int) {
    let count = text.unicodeScalars.count
    if count < minimum { append(Fault(pointer, minimum == 1 ? .empty : .tooFew(minimum: minimum))) }
    if count > limit { append(Fault(pointer, .tooLong(limit: limit))) }
    if text.unicodeScalars.contains(where: { $0.value == 0 }) { append(Fault(pointer, .containsControlCharacters)) }
  }

  mutating func check(_ pointer: String, _ condition: Bool, _ reason: @autoclosure () -> Fault.Reason) {
    if !condition { append(Fault(pointer, reason())) }
  }
}
