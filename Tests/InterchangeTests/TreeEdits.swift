// Documents with something taken out or replaced.

import StrictJSON

/// A way down a tree.
enum Step: Equatable {
  case member(String)
  case element(Int)
}

extension JSON {
  /// Every place below this one, parents before children.
  var paths: [[Step]] {
    switch self {
    case .object(let members):
      members.entries.flatMap { member in
        [[.member(member.name)]] + member.value.paths.map { [.member(member.name)] + $0 }
      }
    case .array(let elements):
      elements.enumerated().flatMap { index, element in
        [[.element(index)]] + element.paths.map { [.element(index)] + $0 }
      }
    case .null, .bool, .number, .string: []
    }
  }

  /// The tree with another value at the end of the path, or with nothing there.
  func replacing(_ path: ArraySlice<Step>, with value: JSON?) -> JSON? {
    guard let step = path.first else { return value }
    switch (self, step) {
    case (.object(let members), .member(let name)): return .object(members.replacing(name, path.dropFirst(), value))
    case (.array(var elements), .element(let index)):
      guard elements.indices.contains(index) else { return self }
      let element = elements[index].replacing(path.dropFirst(), with: value)
      elements.replaceSubrange(index...index, with: element.map { [$0] } ?? [])
      return .array(elements)
    default: return self
    }
  }

  /// The same by JSON Pointer, for pointers without escapes. A new member is added.
  func with(_ pointer: String, _ value: JSON) -> JSON { replacing(Self.path(pointer)[...], with: value) ?? .null }
  func without(_ pointer: String) -> JSON { replacing(Self.path(pointer)[...], with: nil) ?? .null }

  private static func path(_ pointer: String) -> [Step] {
    pointer.split(separator: "/").map { Int($0).map(Step.element) ?? .member(String($0)) }
  }
}

extension JSON.Members {
  fileprivate func replacing(_ name: String, _ path: ArraySlice<Step>, _ value: JSON?) -> JSON.Members {
    var members = JSON.Members()
    for entry in entries {
      let replaced = entry.name == name ? entry.value.replacing(path, with: value) : entry.value
      if let replaced { _ = members.append(entry.name, replaced) }
    }
    if self[name] == nil, path.isEmpty, let value { _ = members.append(name, value) }
    return members
  }
}

extension [Step] {
  var pointer: String {
    map { step in
      switch step {
      case .member(let name): "/" + name
      case .element(let index): "/\(index)"
      }
    }.joined()
  }
}
