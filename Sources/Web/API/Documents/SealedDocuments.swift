// Sealed offers on paper: keys and openers, receipts, openings, and what was found.

import Auctions
import Sealing
import StrictJSON

/// The answer to the announcement of a sealed auction, as it is given once.
struct ScheduledDocument: JSONWritable {
  var auction: AuctionID
  var secrets: OpeningSecrets

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", auction)
      $0.object("sealing") {
        $0.array("shares") { for share in secrets.shares { $0.value(share) } }
        $0.array("handovers") { for handover in secrets.handovers { $0.value(handover) } }
      }
    }
  }
}

extension OpeningSecrets.ShareText: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("round", round)
      $0.member("text", text)
    }
  }
}

extension OpeningSecrets.Handover: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.company("opener", opener, name)
      $0.member("code", code)
    }
  }
}

struct SharesDocument: JSONWritable {
  var shares: [OpeningSecrets.ShareText]

  func write(to writer: inout JSONWriter) {
    writer.object { $0.array("shares") { for share in shares { $0.value(share) } } }
  }
}

/// What everybody in a sealed auction may know of its keys.
struct SealingDocument: JSONWritable, Equatable, Sendable {
  struct Opener: Equatable, Sendable {
    var number: Int
    var company: CompanyID
    var name: String
    var isOwn: Bool
    /// Whether the share is with its opener, and not with the server any more.
    var hasCollected: Bool
  }

  enum Phase: String, Equatable, Sendable { case future, sealed, awaited, opened, cancelled }

  struct Round: Equatable, Sendable {
    var number: Int
    var publicKey: Bytes32
    var shareDigests: [Bytes32]
    var phase: Phase
    /// When it takes no offers any more, on any lot; nil where that is not known, or past.
    var deadline: Instant?
    /// Numbers of the openers whose share waits for the others.
    var given: [Int]
    /// Over all its offers, from the deadline on.
    var digest: [UInt8]?
  }

  var auction: AuctionID
  var title: String
  var needed: Int
  var openers: [Opener]
  var rounds: [Round]

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("auction", auction)
      $0.member("title", title)
      $0.member("needed", needed)
      $0.array("openers") { for opener in openers { opener.write(to: &$0) } }
      $0.array("rounds") { for round in rounds { round.write(to: &$0) } }
    }
  }
}

extension SealingDocument.Opener {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("number", number)
      $0.company("company", company, name)
      $0.member("own", isOwn)
      $0.member("collected", hasCollected)
    }
  }
}

extension SealingDocument.Round {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("round", number)
      $0.member("publicKey", "\(publicKey)")
      $0.array("shareDigests") { for digest in shareDigests { $0.string("\(digest)") } }
      $0.member("phase", phase.rawValue)
      if let deadline { $0.member("deadline", deadline) }
      $0.array("given") { for number in given { $0.value(number) } }
      $0.optionalMember("offersDigest", digest?.hexadecimal)
    }
  }
}

extension SealedReceipt: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      // Neither a position nor anything else that tells how many offers there are.
      $0.member("auction", offer.place.round.auction)
      $0.member("round", Int(offer.place.round.number))
      $0.member("lot", "\(offer.place.lot.value)")
      $0.member("receivedAt", offer.receivedAt)
      $0.member("commitment", "\(offer.sealed.commitment)")
      $0.member("envelope", offer.sealed.envelope.hexadecimal)
      $0.member("receipt", offer.receipt.hexadecimal)
      $0.optionalMember("salt", salt.map { "\($0)" })
      if isRepeated { $0.member("repeated", true) }
    }
  }
}

extension RoundOpening: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("round", round)
      $0.member("needed", needed)
      $0.array("given") { for number in given { $0.value(number) } }
      $0.member("opened", isOpened)
      $0.member("offersDigest", digest.hexadecimal)
    }
  }
}
