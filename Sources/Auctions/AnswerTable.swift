// What was answered to each key: a table that only grows, asked before and after every bid.

/// Open addressing over the digests of keys, which are spread already: no hashing, and no copies on the way.
package struct AnswerTable: Sendable {
  private struct Kept: Equatable {
    var key: BidKey
    var answer: Answer
  }

  /// A byte of the key in each slot, 0 in those that are free. A power of two, at most half full. What is kept lies far
  /// apart in memory; these lie close together, in the processor's nearer caches, and tell nearly every new key alone.
  private var tags: [UInt8] = []
  /// Where `kept` has the key of each slot.
  private var places: [Int32] = []
  private var kept: [Kept] = []
  private let spread = BidKey.spread

  package init() {}

  package var count: Int { kept.count }

  package subscript(key: BidKey) -> Answer? { place(of: key).map { kept[$0].answer } }

  func contains(_ key: BidKey) -> Bool { place(of: key) != nil }

  private func place(of key: BidKey) -> Int? {
    guard !tags.isEmpty else { return nil }
    let tag = key.tag
    var slot = firstSlot(for: key)
    while tags[slot] != 0 {
      if tags[slot] == tag, kept[Int(places[slot])].key == key { return Int(places[slot]) }
      slot = (slot + 1) & (tags.count - 1)
    }
    return nil
  }

  /// Keeps the answer to a key that has none yet.
  mutating func keep(_ answer: Answer, for key: BidKey) {
    if kept.count * 2 >= tags.count { grow() }
    enter(key, at: kept.count)
    kept.append(Kept(key: key, answer: answer))
  }

  package mutating func reserveCapacity(_ count: Int) {
    kept.reserveCapacity(count)
    while count * 2 >= tags.count { grow() }
  }

  private mutating func grow() {
    let size = max(64, tags.count * 2)
    tags = Array(repeating: 0, count: size)
    places = Array(repeating: 0, count: size)
    for (place, one) in kept.enumerated() { enter(one.key, at: place) }
  }

  private mutating func enter(_ key: BidKey, at place: Int) {
    var slot = firstSlot(for: key)
    while tags[slot] != 0 { slot = (slot + 1) & (tags.count - 1) }
    tags[slot] = key.tag
    places[slot] = Int32(place)
  }

  private func firstSlot(for key: BidKey) -> Int { key.hash(spread) & (tags.count - 1) }
}

extension AnswerTable: Equatable {
  /// The slots follow from what is kept.
  package static func == (a: Self, b: Self) -> Bool { a.kept == b.kept }
}
