// Hashes, keys and seeds: thirty-two bytes that mean nothing here but that they are the same.

/// Thirty-two bytes: a hash, a key, a seed.
package struct Bytes32: Hashable, Sendable {
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64

  /// `nil` unless there are exactly 32, first byte first.
  package init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var words: [UInt64] = [0, 0, 0, 0]
    for (index, byte) in bytes.enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
    (a, b, c, d) = (words[0], words[1], words[2], words[3])
  }

  package var bytes: [UInt8] {
    [a, b, c, d].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
  }

  /// Number `index` of what a seed yields: its words and the index, stirred one after another by the finisher of
  /// SplitMix64 (Steele, Lea, Flood 2014). Whoever knows the seed can work it out by hand.
  package func draw(_ index: UInt64) -> UInt64 {
    [a, b, c, d, index].reduce(0x9e37_79b9_7f4a_7c15) { Self.stirred($0 ^ $1) }
  }

  private static func stirred(_ word: UInt64) -> UInt64 {
    var z = word &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension Bytes32: LosslessStringConvertible {
  /// Reads 64 hexadecimal digits in lower case, and nothing else.
  package init?(_ text: String) {
    guard let bytes = [UInt8](hexadecimal: text) else { return nil }
    self.init(bytes)
  }

  package var description: String { bytes.hexadecimal }
}

extension [UInt8] {
  /// Reads pairs of hexadecimal digits in lower case, and nothing else.
  package init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    self = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[place].hexadecimalValue, let low = digits[place + 1].hexadecimalValue else { return nil }
      append(high << 4 | low)
    }
  }

  /// Two digits a byte, in lower case.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
