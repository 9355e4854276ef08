// The names that keep hashes and keys of different purposes apart.

import Crypto

/// What bytes are hashed or sealed for. Each begins with its own name and a zero byte, which no name contains, so that
/// a hash made for one purpose is never one for another. The number at the end is the version of the format.
enum Domain: String, CaseIterable {
  case envelope = "kontor-sealed-offer/1"
  case commitment = "kontor-offer-commitment/1"
  case receipt = "kontor-offer-receipt/1"
  case share = "kontor-opener-share/1"
  case shareText = "kontor-share-text/1"
  case handover = "kontor-share-handover/1"
  case handoverCode = "kontor-handover-code/1"
  case roundOffers = "kontor-round-offers/1"
  case seed = "kontor-seed-commitment/1"

  var prefix: [UInt8] { Array(rawValue.utf8) + [0] }

  /// SHA-256 over the name, a zero byte and `content`: 32 bytes.
  func digest(_ content: [UInt8]) -> [UInt8] { digest(content, Secret?.none) }

  /// The same with a secret behind the content, which is read where it lies and not copied.
  func digest(_ content: [UInt8], _ secret: Secret?) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: prefix)
    hash.update(data: content)
    secret?.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Array(hash.finalize())
  }
}

extension FixedWidthInteger {
  /// The number's bytes, the most significant first.
  var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }

  /// Reads what `bigEndianBytes` wrote; there must be exactly as many bytes as the number has.
  init(bigEndianBytes bytes: some Sequence<UInt8>) {
    self = bytes.reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
  }
}
