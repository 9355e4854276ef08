// The hashes of a tree: leaves and nodes as RFC 6962 and RFC 9162 have them, with SHA-256.

import Crypto

/// 32 bytes of SHA-256. They lie as they are hashed, so that a node is made without copies on the heap.
package struct Hash: Hashable, Sendable {
  /// Of SHA-256.
  package static let byteCount = 32

  private let words: SIMD4<UInt64>

  /// `nil` unless there are exactly 32 bytes.
  package init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words = SIMD4<UInt64>()
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    self.words = words
  }

  init(_ digest: SHA256Digest) {
    words = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
  }

  /// 32 bytes.
  package var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Swift.withUnsafeBytes(of: words, body)
  }
}

extension Hash {
  /// The root of a tree without leaves: SHA-256 of nothing (RFC 9162, section 2.1.1).
  package static let ofEmptyTree = Hash(SHA256().finalize())

  /// The hash of a leaf: SHA-256 over 0x00 and its data (RFC 9162, section 2.1.1). The data may have any length.
  package static func leaf(_ data: [UInt8]) -> Hash {
    var hash = SHA256()
    Swift.withUnsafeBytes(of: UInt8(0)) { hash.update(bufferPointer: $0) }
    data.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Hash(hash.finalize())
  }

  /// The hash of a node: SHA-256 over 0x01, the left hash and the right hash (RFC 9162, section 2.1.1).
  package static func node(_ left: Hash, _ right: Hash) -> Hash {
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 1) { buffer in
      buffer[0] = 1
      buffer.storeBytes(of: left.words, toByteOffset: 1, as: SIMD4<UInt64>.self)
      buffer.storeBytes(of: right.words, toByteOffset: 1 + byteCount, as: SIMD4<UInt64>.self)
      var hash = SHA256()
      hash.update(bufferPointer: UnsafeRawBufferPointer(buffer))
      return Hash(hash.finalize())
    }
  }
}
