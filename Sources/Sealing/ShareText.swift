// A share as people keep it: 24 groups of 5 characters.

import Auctions

/// 54 bytes (version, auction, round, index, the 32 bytes of the share) and the first 6 of their hash.
extension Share {
  private static let version: UInt8 = 1
  private static let groups = Groups(count: 24, inLine: 6, domain: .shareText, checksumByteCount: 6)

  /// Four lines of six groups. This text is the share: who reads it has it, and Swift does not overwrite it.
  package var text: String { Self.groups.text([Self.version] + round.bytes + [index] + secret.copiedBytes) }

  /// Reads a share of that round.
  package init(text: String, for round: SealedRound) throws(WrittenFault) {
    let content = try Self.groups.content(text)
    guard content[0] == Self.version else { throw .unknownVersion(content[0]) }
    let auction = AuctionID(bits: UInt128(bigEndianBytes: content[1..<17]))
    guard auction == round.auction else { throw .otherAuction(auction) }
    let number = UInt32(bigEndianBytes: content[17..<21])
    guard number == round.number else { throw .otherRound(number) }
    guard content[21] != 0, let secret = Secret(bytes: Array(content[22...])) else { throw .noIndex }
    self.init(round: round, index: content[21], secret: secret)
  }
}
