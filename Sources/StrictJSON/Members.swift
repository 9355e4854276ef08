/// The members of a JSON object: in the order written, each name once.
extension JSON {
  package struct Member: Equatable, Sendable {
    package let name: String
    package let value: JSON

    package static func == (a: Member, b: Member) -> Bool { a.name.isExactly(b.name) && a.value == b.value }
  }

  package struct Members: Sendable {
    package private(set) var entries: [Member] = []

    /// Where each name is, kept only for objects too large to search, so that neither reading nor looking up
    /// becomes quadratic. Never iterated.
    private var places: [ExactText: Int] = [:]

    package init() {}
  }
}

extension JSON.Members: Equatable {
  package static func == (a: JSON.Members, b: JSON.Members) -> Bool { a.entries == b.entries }
}

extension JSON.Members {
  /// Up to this many members are searched one after another.
  private static let searchable = 16

  /// The value of that name, nil if there is none.
  package subscript(_ name: String) -> JSON? {
    guard let place = place(of: name) else { return nil }
    return entries[place].value
  }

  /// Adds a member at the end. False, and nothing changed, if the name is there already.
  package mutating func append(_ name: String, _ value: JSON) -> Bool {
    guard place(of: name) == nil else { return false }
    entries.append(JSON.Member(name: name, value: value))
    if entries.count == Self.searchable + 1 {
      for (place, member) in entries.enumerated() { places[ExactText(member.name)] = place }
    } else if entries.count > Self.searchable {
      places[ExactText(name)] = entries.count - 1
    }
    return true
  }

  func mappingValues(_ transform: (JSON) -> JSON) -> JSON.Members {
    var mapped = self
    mapped.entries = entries.map { JSON.Member(name: $0.name, value: transform($0.value)) }
    return mapped
  }

  private func place(of name: String) -> Int? {
    guard entries.count <= Self.searchable else { return places[ExactText(name)] }
    return entries.firstIndex { $0.name.isExactly(name) }
  }
}
