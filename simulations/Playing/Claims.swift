// What a scenario claims came of an action, against what did.

import Auctions

extension Player.Fact {
  mutating func recall(_ earlier: Auction.Earlier) {
    switch earlier {
    case .conflict: status = ["conflict"]
    case .same(let answer):
      status = ["again"]
      switch answer.outcome {
      case .placed, .sealed: status.append("accepted")
      case .refused(let refusal):
        status.append("refused \(refusal.reason)")
        self.refusal = refusal
      }
    }
  }

  mutating func learn(from events: [Auction.Event], of bidder: CompanyID?) {
    status = ["done"]
    for event in events {
      switch event {
      case .bidPlaced(let bid) where bid.bidder == bidder && bid.origin != .proxy: status = ["accepted"]
      case .offerSealed: status = ["accepted"]
      case .sealRefused(_, let reason): status = ["refused \(reason)"]
      case .bidRefused(_, let refusal):
        status = ["refused \(refusal.reason)"]
        self.refusal = refusal
      default: break
      }
    }
  }
}

extension Player {
  func judge(_ claim: String, _ fact: Fact, _ line: Script.Line) throws -> [Script.Fault] {
    let words = claim.words
    let found = try found(words, fact, line)
    guard let found, !isSame(found, words) else { return [] }
    return [Script.Fault(line.number, "\(claim): it was \(found)")]
  }

  private func isSame(_ found: String, _ words: [String]) -> Bool {
    let expected = words.joined(separator: " ")
    if found == expected { return true }
    // Prices are numbers: 900 is 900.00.
    guard let a = Money(scenario: found.words.last ?? ""), let b = Money(scenario: words.last ?? "") else {
      return false
    }
    return a == b && found.words.dropLast() == words.dropLast()
  }

  /// What should be written instead of the claim; `nil` where it holds by itself.
  private func found(_ words: [String], _ fact: Fact, _ line: Script.Line) throws -> String? {
    let lot = auction.lot(fact.lot)
    switch words[0] {
    case "accepted", "refused", "done", "rejected", "again", "conflict":
      let claim = words.joined(separator: " ")
      if claim == "done", fact.status == ["accepted"] { return nil }
      return fact.status.contains(claim) ? nil : fact.status.joined(separator: ", ")
    case "rank":
      let rank = fact.bidder.flatMap { bidder in lot.flatMap { auction.rank(of: bidder, on: $0) } }
      return "rank " + (rank.map { "\($0)" } ?? "none")
    case "threshold": return "threshold " + text(fact.refusal?.threshold)
    case "next":
      let now = fact.bidder.flatMap { auction.nextAdmissible(for: $0, on: fact.lot) }
      return "next " + text(fact.refusal.map { $0.nextAdmissible } ?? now)
    case "until":
      let expected = Instant(scenario: try Script.time(words.last ?? "", line.number))
      return lot?.closesAt == expected ? nil : "until " + text(lot?.closesAt)
    case "extended": return (lot.map { $0.closesAt > fact.closedBefore } ?? false) ? nil : "not extended"
    case "not": return (lot.map { $0.closesAt > fact.closedBefore } ?? false) ? "extended" : nil
    case "price": return "price " + text(fact.bidder.flatMap { bidder in lot?.offer(of: bidder)?.price })
    default: throw Script.Fault(line.number, "an unknown claim: \(words.joined(separator: " "))")
    }
  }

  func text(_ price: Money?) -> String { price?.description ?? "none" }

  /// The time of day.
  func text(_ instant: Instant?) -> String {
    guard let instant else { return "open" }
    return String(instant.description.dropFirst(11).dropLast())
  }
}

extension Auction.Rejection {
  /// Without what it carries.
  var word: String { String("\(self)".prefix { $0 != "(" }) }
}
