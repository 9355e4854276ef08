// The statements that a connection has prepared, by text and types, so that each is parsed once.

/// Names prepared statements and forgets the one not used for longest when there are too many.
struct StatementCache {
  struct Key: Hashable {
    var text: String
    var types: [SQLType]
  }

  private struct Entry {
    var name: String
    var lastUse: UInt64
  }

  private var entries: [Key: Entry] = [:]
  private var clock: UInt64 = 0
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  var isFull: Bool { entries.count >= capacity }

  /// The name under which the statement is prepared, if it is.
  mutating func name(for key: Key) -> String? {
    clock += 1
    entries[key]?.lastUse = clock
    return entries[key]?.name
  }

  /// A name for a statement that is about to be prepared: never used before on this connection.
  mutating func newName() -> String {
    clock += 1
    return "s\(clock)"
  }

  mutating func insert(_ key: Key, name: String) {
    entries[key] = Entry(name: name, lastUse: clock)
  }

  /// Forgets the statement, whose plan the server has given up.
  mutating func remove(_ key: Key) { entries[key] = nil }

  /// Forgets the statement not used for longest; the caller deallocates it.
  mutating func evict() -> String? {
    guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
    entries[oldest.key] = nil
    return oldest.value.name
  }
}
