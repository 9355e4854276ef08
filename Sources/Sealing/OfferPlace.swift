// Where an offer belongs: the bytes that tie keys, shares, envelopes and commitments to one place.

package import Auctions

/// One round of one auction. Each has a key of its own, so that opening one round opens no other.
package struct SealedRound: Hashable, Sendable {
  package var auction: AuctionID
  /// From 1; an auction with a single round has round 1.
  package var number: UInt32

  package init(auction: AuctionID, number: UInt32) {
    self.auction = auction
    self.number = number
  }

  /// 20 bytes: auction, round.
  var bytes: [UInt8] { auction.bits.bigEndianBytes + number.bigEndianBytes }
}

/// What a sealed offer is for, and whose it is.
package struct OfferPlace: Hashable, Sendable {
  package var round: SealedRound
  package var lot: LotNumber
  package var bidder: CompanyID

  package init(round: SealedRound, lot: LotNumber, bidder: CompanyID) {
    self.round = round
    self.lot = lot
    self.bidder = bidder
  }

  /// 40 bytes: auction, round, lot, bidder. All have fixed lengths, so two places never share their bytes.
  var bytes: [UInt8] { round.bytes + lot.value.bigEndianBytes + bidder.bits.bigEndianBytes }
}
