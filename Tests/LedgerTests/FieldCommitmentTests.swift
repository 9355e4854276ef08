// Commitments hold for one value of one field, and say nothing of it.

import Testing

@testable import Ledger

@Suite struct FieldCommitmentTests {
  static let salt = [UInt8](repeating: 7, count: 32)

  @Test func holdsForTheOpeningAlone() throws {
    let opening = try FieldOpening(field: "bidder", salt: Self.salt, value: Array("Alder".utf8))
    let commitment = opening.commitment
    #expect(commitment.verifies(opening))
    for bit in 0..<(8 * opening.bytes.count) {
      guard let other = try? FieldOpening(parsing: opening.bytes.turning(bit: bit)) else { continue }
      #expect(!commitment.verifies(other), "bit \(bit)")
    }
    for bit in 0..<256 { #expect(!FieldCommitment(hash: commitment.hash.turning(bit: bit)).verifies(opening)) }
    // Where the name ends is part of what is hashed.
    let shifted = try FieldOpening(field: "bidde", salt: Self.salt, value: Array("rAlder".utf8))
    #expect(!commitment.verifies(shifted))
  }

  @Test func equalValuesLookDifferent() throws {
    let commitments = try (0..<50).map { _ in try FieldOpening(field: "a", value: [1]).commitment }
    #expect(Set(commitments).count == 50)
  }

  @Test func onlyNamesAndSaltsThatAreOnes() throws {
    for length in [0, 31, 33] {
      #expect(throws: FieldOpeningFault.saltLength(length)) {
        try FieldOpening(field: "a", salt: [UInt8](repeating: 0, count: length), value: [])
      }
    }
    let longest = String(repeating: "a", count: 255)
    for field in ["", "a b", "é", "a\n", "a/b", "a\u{0}", longest + "a"] {
      #expect(throws: FieldOpeningFault.field) { try FieldOpening(field: field, salt: Self.salt, value: []) }
    }
    for field in ["a", "bid.note", "A-z_9", longest] {
      let opening = try FieldOpening(field: field, salt: Self.salt, value: [])
      #expect(try FieldOpening(parsing: opening.bytes) == opening)
    }
  }

  @Test func everyTruncationIsFound() throws {
    let bytes = try FieldOpening(field: "bidder", salt: Self.salt, value: []).bytes
    for count in bytes.indices {
      #expect(throws: FieldOpeningFault.self) { try FieldOpening(parsing: Array(bytes[..<count])) }
    }
    #expect(throws: FieldOpeningFault.field) { try FieldOpening(parsing: Self.salt + [0]) }
    #expect(throws: FieldOpeningFault.field) { try FieldOpening(parsing: Self.salt + [255] + Self.salt) }
  }

  @Test func oneSpelling() throws {
    let commitment = try FieldOpening(field: "a", value: []).commitment
    let text = commitment.description
    #expect(FieldCommitment(text) == commitment)
    for other in [
      "", String(text.dropLast()), text + "0", text.uppercased() + " ", String(text.dropLast()) + "é", text + "\n",
    ] {
      #expect(FieldCommitment(other) == nil)
    }
    #expect(FieldCommitment(String(repeating: "A", count: 64)) == nil)
  }

  @Test func valuesAreNotPrinted() throws {
    let opening = try FieldOpening(field: "bidder", salt: Self.salt, value: Array("Alder".utf8))
    #expect("\(opening)" == "FieldOpening(bidder)")
    #expect(String(reflecting: opening) == "FieldOpening(bidder)")
    #expect(Mirror(reflecting: opening).children.isEmpty)
  }
}
