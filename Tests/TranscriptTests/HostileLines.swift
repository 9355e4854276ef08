// Lines that look like an entry and are none: a sound line with one thing in it changed, wherever that can be.

import StrictJSON
import Testing

extension JSON {
  /// Every tree that comes of changing one value somewhere in this one.
  func withOneChange(_ change: (JSON) -> [JSON]) -> [JSON] {
    var all = change(self)
    switch self {
    case .array(let elements):
      for index in elements.indices {
        all += elements[index].withOneChange(change).map { .array(elements.replacing(at: index, with: $0)) }
      }
    case .object(let members):
      for index in members.entries.indices {
        let name = members.entries[index].name
        all += members.entries[index].value.withOneChange(change).map {
          .object(entries.replacing(at: index, with: (name, $0)))
        }
      }
    case .null, .bool, .number, .string: break
    }
    return all
  }

  /// The members of an object; none of anything else.
  fileprivate var entries: [Entry] { members?.entries.map { ($0.name, $0.value) } ?? [] }
  fileprivate typealias Entry = (name: String, value: JSON)

  fileprivate static func object(_ entries: [Entry]) -> JSON {
    var members = Members()
    for entry in entries { _ = members.append(entry.name, entry.value) }
    return .object(members)
  }
}

/// One way in which a line can be wrong.
struct Spoiling: Sendable, CustomTestStringConvertible {
  var testDescription: String
  /// Otherwise it may be another entry, but never the same.
  var isAlwaysRefused = true
  var change: @Sendable (JSON) -> [JSON]

  static let all = [
    Spoiling(testDescription: "a member is missing", isAlwaysRefused: false) { json in
      json.entries.indices.map { .object(json.entries.without($0)) }
    },
    Spoiling(testDescription: "two members change places") { json in
      json.entries.indices.dropFirst().map { index in
        var changed = json.entries
        changed.swapAt(index - 1, index)
        return .object(changed)
      }
    },
    Spoiling(testDescription: "a member that nobody knows") { json in
      guard json.members != nil else { return [] }
      return ["zz", "", "Position", "kind "].map { .object(json.entries + [($0, .bool(true))]) }
    },
    Spoiling(testDescription: "null") { $0 == .null ? [] : [.null] },
    Spoiling(testDescription: "another kind of value") { json in
      let others: [JSON] = [.bool(true), .number(.init(1)), .string("x"), .array([]), .object([])]
      return others.filter { $0.isOther(than: json) }
    },
    Spoiling(testDescription: "another number", isAlwaysRefused: false) { json in
      guard case .number = json else { return [] }
      return [
        "1e2", "1.0", "-1", "1e999999999", "9223372036854775808", "-9223372036854775809",
        String(repeating: "9", count: 500),
      ].compactMap { JSON.Number(text: $0).map(JSON.number) }
    },
    Spoiling(testDescription: "another text", isAlwaysRefused: false) { json in
      guard case .string(let text) = json else { return [] }
      return [text + " ", " " + text, text + "\u{301}", text + "0", String(repeating: text + "x", count: 50)]
        .map(JSON.string)
    },
    Spoiling(testDescription: "too deep") { _ in
      [(0..<40).reduce(JSON.null) { inner, _ in .array([inner]) }]
    },
  ]
}

extension JSON {
  fileprivate func isOther(than json: JSON) -> Bool {
    switch (self, json) {
    case (.bool, .bool), (.number, .number), (.string, .string), (.array, .array), (.object, .object): false
    default: true
    }
  }
}

extension Array {
  fileprivate func replacing(at index: Int, with element: Element) -> [Element] {
    var changed = self
    changed[index] = element
    return changed
  }

  fileprivate func without(_ index: Int) -> [Element] {
    var changed = self
    changed.remove(at: index)
    return changed
  }
}
