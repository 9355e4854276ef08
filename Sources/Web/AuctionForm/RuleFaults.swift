// What is wrong with rules, in the reader's words: beside the input it concerns, or beside the document.

import Auctions
import StrictJSON

/// A place in the rules document and what is wrong there.
struct DocumentFault: Equatable, Sendable {
  /// A JSON Pointer, or a line and a column where the document is no JSON.
  let place: String
  let message: String
}

/// Everything that stands against a form of an auction.
struct AuctionFaults: Equatable, Sendable {
  /// Messages by the name of a field.
  var byField: [String: String] = [:]
  /// What belongs beside the document as JSON.
  var document: [DocumentFault] = []

  var isEmpty: Bool { byField.isEmpty && document.isEmpty }

  mutating func object(_ message: String, to field: String) { byField[field] = byField[field] ?? message }
}

extension AuctionFaults {
  /// Of rules that were put together from the inputs; what no input shows stands beside the document.
  init(_ faults: JSON.Faults, in sections: [RuleSection], _ texts: Texts) {
    for fault in faults.list {
      let pointer = fault.pointer.description
      guard let input = sections.input(concernedBy: pointer) else {
        document.append(DocumentFault(place: pointer, message: texts.words(for: fault.reason, of: nil)))
        continue
      }
      var field = input.name
      if case .rows = input.widget { field = FieldName.of(pointer: pointer) }
      object(texts.words(for: fault.reason, of: input), to: field)
    }
  }

  /// Of a document that was written as JSON.
  init(_ faults: JSON.Faults, _ texts: Texts) {
    document = faults.list.map {
      DocumentFault(place: $0.pointer.description, message: texts.words(for: $0.reason, of: nil))
    }
    if faults.omitted > 0 {
      document.append(DocumentFault(place: "", message: texts.count("count.moreErrors", faults.omitted)))
    }
  }

  init(_ error: JSON.SyntaxError, _ texts: Texts) {
    let place = texts("ruleFault.place", ["line": "\(error.line)", "column": "\(error.column)"])
    document = [DocumentFault(place: place, message: texts["ruleFault.notJSON"])]
  }
}

extension [RuleSection] {
  /// The input that shows a place of the document: it itself, or else the one that the part around it hangs on.
  func input(concernedBy pointer: String) -> RuleInput? {
    let inputs = flatMap(\.inputs)
    return inputs.first { $0.concerns(pointer) } ?? inputs.first { $0.pointer.hasPrefix(pointer + "/") }
  }
}

extension Texts {
  /// - Parameter input: where it is shown; `nil` for a document as JSON.
  fileprivate func words(for reason: JSON.Fault.Reason, of input: RuleInput?) -> String {
    switch reason {
    case .missing, .null, .empty, .tooFewElements: self["validation.required"]
    case .tooShort(let minimum): self("validation.tooShort", ["n": "\(minimum)"])
    case .tooLong(let maximum): self("validation.tooLong", ["n": "\(maximum)"])
    case .tooManyElements(let maximum): self("validation.tooMany", ["n": "\(maximum)"])
    case .nullCharacter: self["validation.controlCharacters"]
    case .unknownMember: self["ruleFault.unknownMember"]
    case .notOneOf(let values): self("ruleFault.notOneOf", ["values": values.joined(separator: ", ")])
    case .outOfRange(let minimum, let maximum): outOfRange(minimum, maximum, input?.widget)
    case .wrongKind, .malformed:
      input.map { self[$0.widget.expectation] } ?? self("ruleFault.must", ["what": reason.description])
    case .refused(let sentence): refusal(sentence)
    }
  }

  private func outOfRange(_ minimum: Int64, _ maximum: Int64, _ widget: RuleInput.Widget?) -> String {
    guard case .length? = widget else {
      return self("validation.outOfRange", ["minimum": "\(minimum)", "maximum": "\(maximum)"])
    }
    return self("ruleFault.lengthAtMost", ["length": length(maximum)])
  }

  /// Rules that contradict each other are told as a sentence of the document's reader.
  private func refusal(_ sentence: String) -> String {
    let reason = Rules.Fault.Reason.allCases.first { $0.sentence == sentence }
    return reason.map { self["ruleFault.\($0.rawValue)"] } ?? sentence
  }
}

extension RuleInput.Widget {
  /// How a value should look that does not.
  fileprivate var expectation: String {
    switch self {
    case .length: "ruleFault.notALength"
    case .number: "ruleFault.notAWholeNumber"
    case .amount: "validation.notAPrice"
    case .percent: "ruleFault.notAPercentage"
    case .portion: "validation.notAStep"
    case .rows(let row): "ruleFault.notA_\(row.label)"
    case .text, .flag, .presence, .choice: "validation.malformed"
    }
  }
}
