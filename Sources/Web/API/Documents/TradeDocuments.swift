// Invitations, auctions, awards and ideas on paper.

import Auctions
import Commerce
import Store
package import StrictJSON

extension InvitationLine: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    let invitation = invitation.record
    writer.object {
      $0.member("id", invitation.id)
      $0.member("revision", self.invitation.revision)
      $0.member("status", invitation.status.rawValue)
      $0.object("requirement") {
        $0.member("id", invitation.requirement)
        $0.member("title", title)
      }
      $0.company("buyer", invitation.buyer, buyerName)
      $0.company("supplier", invitation.supplier, supplierName)
      if let auction {
        $0.object("auction") {
          $0.member("id", auction)
          $0.optionalMember("phase", auctionPhase?.rawValue)
          $0.optionalMember("opensAt", opensAt.map { "\($0)" })
        }
      }
      $0.member("createdAt", self.invitation.createdAt)
    }
  }
}

extension AuctionLine: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("requirement", requirement)
      $0.company("buyer", buyer, buyerName)
      $0.member("title", title)
      $0.member("phase", phase.rawValue)
      $0.member("opensAt", opensAt)
      $0.member("closesAt", closesAt)
    }
  }
}

/// An award as buyer and winner read it.
struct AwardDocument: JSONWritable {
  var stored: Stored<Award>

  func write(to writer: inout JSONWriter) {
    let award = stored.record
    writer.object {
      $0.member("id", award.id)
      $0.member("revision", stored.revision)
      $0.member("requirement", award.requirement)
      $0.member("auction", award.auction)
      $0.member("lot", Int(award.lot.value))
      $0.member("buyer", award.buyer)
      $0.member("supplier", award.supplier)
      $0.member("price", award.price)
      $0.member("rank", award.rank)
      $0.member("reason", award.reason)
      $0.member("status", award.status.rawValue)
      $0.member("order", award.order)
      $0.member("createdAt", stored.createdAt)
    }
  }
}

/// An idea with the number of its votes; who voted stays with the voters.
struct IdeaDocument: JSONWritable {
  var stored: Stored<Idea>
  var names: [CompanyID: String]
  var person: PersonID?

  func write(to writer: inout JSONWriter) {
    let idea = stored.record
    writer.object {
      $0.member("id", idea.id)
      $0.member("revision", stored.revision)
      $0.company("author", idea.author, names[idea.author] ?? "")
      $0.company("addressee", idea.addressee, names[idea.addressee] ?? "")
      $0.member("title", idea.title)
      $0.member("text", idea.text)
      $0.member("status", idea.status.rawValue)
      $0.member("response", idea.response)
      $0.member("votes", idea.voters.count)
      $0.member("hasVoted", person.map { idea.voters.contains($0) } ?? false)
      $0.member("createdAt", stored.createdAt)
    }
  }
}

extension IdeaLine: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.company("addressee", addressee, addresseeName)
      $0.member("title", title)
      $0.member("status", status.rawValue)
      $0.member("votes", votes)
      $0.member("hasVoted", hasVoted)
      $0.member("createdAt", createdAt)
    }
  }
}
