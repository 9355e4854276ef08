// A rules document: the five answers that make an auction's format, as JSON that is published and kept.

package import Auctions
package import StrictJSON

/// The rules of an auction as a document, `kontor-rules/1`; `contracts/rules/rules.schema.json` describes it.
///
/// It is a preset (a file in `contracts/rules/`), the annex to a tender, and part of the journal's first line.
package struct RulesDocument: Hashable, Sendable {
  /// Of a preset, the name of its file without `.json`; `nil` for rules of one's own.
  package var name: String?
  package var rules: Rules

  package init(name: String? = nil, rules: Rules) {
    self.name = name
    self.rules = rules
  }

  enum Format: String, CaseIterable { case first = "kontor-rules/1" }

  /// Lower-case words with hyphens between them, 64 characters at most.
  package static func isName(_ text: String) -> Bool {
    let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return text.utf8.count <= 64 && words.allSatisfy { !$0.isEmpty && $0.allSatisfy(isNameCharacter) }
  }

  private static func isNameCharacter(_ character: UInt8) -> Bool {
    switch character {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}

extension RulesDocument {
  /// Reads a whole document. Tolerates nothing unknown; all that is wrong is said at once, each with its JSON Pointer.
  package init(_ json: JSON) throws(JSON.Faults) { self = try json.decode(RulesDocument.init(fields:)) }

  /// The document as UTF-8, without white space, members in their fixed order.
  package func encoded() -> [UInt8] {
    var writer = JSONWriter(capacity: 1_024)
    write(to: &writer)
    return writer.bytes
  }
}
