// What was answered to each key: a table that only grows, asked before and after every bid.

/// Open addressing over the digests of keys, which are spread already: no hashing, and no copies on the way.
package struct AnswerTable: Equatable, Sendable {
  private struct Kept: Equatable {
    var key: BidKey
    var answer: Answer
  }

  /// One more than the place in `kept`, or 0; a power of two, at most half full.
  private var slots: [Int32] = []
  private var kept: [Kept] = []

  package init() {}

  package var count: Int { kept.count }

  package subscript(key: BidKey) -> Answer? {
    guard !slots.isEmpty else { return nil }
    var slot = key.hash & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if kept[place].key == key { return kept[place].answer }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Keeps the answer to a key that has none yet.
  mutating func keep(_ answer: Answer, for key: BidKey) {
    if kept.count * 2 >= slots.count { grow() }
    kept.append(Kept(key: key, answer: answer))
    enter(key, kept.count)
  }

  package mutating func reserveCapacity(_ count: Int) {
    kept.reserveCapacity(count)
    while count * 2 >= slots.count { grow() }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: max(64, slots.count * 2))
    for (place, one) in kept.enumerated() { enter(one.key, place + 1) }
  }

  private mutating func enter(_ key: BidKey, _ number: Int) {
    var slot = key.hash & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(number)
  }
}
