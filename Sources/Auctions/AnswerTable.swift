// What was answered to each key: a table that only grows, asked before and after every bid.

/// Open addressing over the digests of keys, which are spread already: no hashing, and no copies on the way.
package struct AnswerTable: Equatable, Sendable {
  private struct Kept: Equatable {
    var key: BidKey
    var answer: Answer
  }

  /// A slot tells most other keys by itself: what is kept lies far apart in memory, and is read for the right key only.
  private struct Slot: Equatable {
    var tag: UInt32 = 0
    /// In `kept`, from 1; 0 where the slot is free.
    var number: Int32 = 0
  }

  /// A power of two, at most half full.
  private var slots: [Slot] = []
  private var kept: [Kept] = []

  package init() {}

  package var count: Int { kept.count }

  package subscript(key: BidKey) -> Answer? { place(of: key).map { kept[$0].answer } }

  func contains(_ key: BidKey) -> Bool { place(of: key) != nil }

  private func place(of key: BidKey) -> Int? {
    guard !slots.isEmpty else { return nil }
    var slot = key.hash & (slots.count - 1)
    while slots[slot].number != 0 {
      let place = Int(slots[slot].number) - 1
      if slots[slot].tag == key.tag, kept[place].key == key { return place }
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
    slots = Array(repeating: Slot(), count: max(64, slots.count * 2))
    for (place, one) in kept.enumerated() { enter(one.key, place + 1) }
  }

  private mutating func enter(_ key: BidKey, _ number: Int) {
    var slot = key.hash & (slots.count - 1)
    while slots[slot].number != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Slot(tag: key.tag, number: Int32(number))
  }
}
