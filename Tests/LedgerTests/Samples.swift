// What the tests of the ledger begin with: seeded random numbers, leaves, keys, and files of vectors.

import Foundation
import Testing

@testable import Ledger

/// Small, seedable, the same on every machine.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func hash() -> Hash {
    let bytes = (0..<32).map { _ in UInt8(truncatingIfNeeded: next()) }
    guard let hash = Hash(bytes) else { preconditionFailure("32 bytes") }
    return hash
  }
}

enum Sample {
  static let origin = "kontor.example/auctions/01930b5e-7c00-7abc-8def-0123456789ab"

  /// `count` leaves that differ, the same for one seed.
  static func leaves(_ count: Int, seed: UInt64 = 1) -> [Hash] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in generator.hash() }
  }

  static func signer(_ name: String = origin, seed: UInt8 = 1) throws -> NoteSigner {
    let name = try KeyName(name)
    return try #require(NoteSigner(name: name, seed: [UInt8](repeating: seed, count: 32)))
  }

  static func line(_ text: String = origin) throws -> NoteLine { try #require(NoteLine(text)) }
}

extension Hash {
  /// The same with one bit turned.
  func turning(bit: Int) -> Hash {
    guard let hash = Hash(bytes.turning(bit: bit)) else { preconditionFailure("32 bytes") }
    return hash
  }

  init(hex text: String) throws {
    let bytes = try [UInt8](hex: text)
    self = try #require(Hash(bytes))
  }

  init(base64 text: String) throws {
    let bytes = try #require(Data(base64Encoded: text))
    self = try #require(Hash([UInt8](bytes)))
  }
}

extension [UInt8] {
  /// The same with one bit turned; bits are counted through all bytes.
  func turning(bit: Int) -> [UInt8] {
    var bytes = self
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    return bytes
  }

  init(hex text: String) throws {
    try #require(text.utf8.count.isMultiple(of: 2))
    let digits = Array(text.utf8)
    self = try stride(from: 0, to: digits.count, by: 2).map { place in
      try #require(UInt8(String(decoding: digits[place...(place + 1)], as: UTF8.self), radix: 16))
    }
  }
}

/// RFC 9162, section 2.1.1, word by word.
func merkleTreeHash(_ leaves: ArraySlice<Hash>) -> Hash {
  guard leaves.count > 1 else { return leaves.first ?? .ofEmptyTree }
  var k = 1
  while k * 2 < leaves.count { k *= 2 }
  return .node(merkleTreeHash(leaves.prefix(k)), merkleTreeHash(leaves.dropFirst(k)))
}

/// The error, or `nil` where there was none.
func fault<Fault: Error, Result>(_ work: () throws(Fault) -> Result) -> Fault? {
  do { _ = try work() } catch { return error }
  return nil
}
