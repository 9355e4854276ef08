// The scenario language of these tests: rules and bids as a buyer would note them, the outcome behind the arrow.

import Auctions
import Testing

/// Plays a script against one auction and compares every outcome with the one written behind the arrow.
///
/// Rule lines come first; what is not said is as here, one price of `ceiling` a lot, times in milliseconds:
///
///     ceiling 1000
///     runs 10 to 100
///     bidders A B C
///     decrement none of own          | 10 of best  | 0.5 % of own
///     leader may improve             | may not improve
///     ties allowed                   | refused
///     decimals 2
///     extend never                   | by 20 after end within 10 on anyBid  | … at most 2
///
/// Then one action a line:
///
///     at 11  A bids 990              → ok rank 1, until 120
///     at 11  A bids 990 on 2 key k7  → tooManyDecimals next 1000
///     at 12  A may bid               → 980
///     at 12  B stands at 995         → ok rank 2      (journalled without asking)
///     at 12  ranking                 → A 990, B 1000
///     at 12  admit D                 → admitted D
///     at 12  open at 50              → opens at 50
///     at 12  cancel the drawing changed → cancelled
///     at 99  tick                    → lot 1 to A, closed
struct Scenario {
  private(set) var auction: Auction
  private(set) var journal: [Entry] = []
  private var names: Names

  private init(_ rules: ScenarioRules) throws {
    names = rules.names
    let scheduled = try Auction.schedule(rules.announcement, at: Instant(milliseconds: 0))
    journal = [Entry(position: 0, at: Instant(milliseconds: 0), event: scheduled)]
    auction = try #require(Auction(replaying: journal))
    for company in rules.names.all {
      record(try auction.decide(.admit(company), at: Instant(milliseconds: 0)), at: Instant(milliseconds: 0))
    }
  }

  @discardableResult
  static func play(_ script: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Scenario {
    let lines = script.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }.filter { !$0.isEmpty }
    var scenario = try Scenario(ScenarioRules(lines.filter { $0[0] != "at" }))
    for line in lines where line[0] == "at" {
      let arrow = try #require(line.firstIndex(of: "→"), "no outcome: \(line.joined(separator: " "))")
      let now = Instant(milliseconds: try #require(Int64(line[1])))
      let outcome = try scenario.outcome(of: Array(line[2..<arrow]), at: now)
      let expected = line[(arrow + 1)...].prefix { !$0.hasPrefix("//") }.joined(separator: " ")
      #expect(outcome == expected, "\(line.joined(separator: " "))", sourceLocation: sourceLocation)
    }
    #expect(Auction(replaying: scenario.journal) == scenario.auction, "replay", sourceLocation: sourceLocation)
    return scenario
  }

  private mutating func record(_ events: [Auction.Event], at now: Instant) {
    for event in events {
      let entry = Entry(position: auction.position, at: now, event: event)
      journal.append(entry)
      auction.fold(entry)
    }
  }
}

extension Scenario {
  private mutating func outcome(of action: [String], at now: Instant) throws -> String {
    switch action[0] {
    case "tick": try carryOut(.tick, at: now)
    case "admit": try carryOut(.admit(names.company(action[1])), at: now)
    case "open": try carryOut(.moveOpening(to: Instant(milliseconds: #require(Int64(action[2])))), at: now)
    case "cancel": try carryOut(.cancel(reason: action.dropFirst().joined(separator: " ")), at: now)
    case "ranking": try ranking(of: lot(action))
    default: try offer(action, at: now)
    }
  }

  private mutating func offer(_ words: [String], at now: Instant) throws -> String {
    switch words[1] {
    case "bids": return try bid(words, at: now)
    case "may": return try highest(words)
    default:
      let bid = try theBid(words, price: words[3])
      record([.bidPlaced(bid)], at: now)
      return text(.bidPlaced(bid))
    }
  }

  private mutating func carryOut(_ command: Auction.Command, at now: Instant) throws -> String {
    do throws(Auction.Rejection) {
      let events = try auction.decide(command, at: now)
      record(events, at: now)
      return events.isEmpty ? "nothing" : events.map { text($0) }.joined(separator: ", ")
    } catch {
      return "\(error)"
    }
  }

  private mutating func bid(_ words: [String], at now: Instant) throws -> String {
    let bid = try theBid(words, price: words[2])
    let earlier = auction.earlier(bid)
    let told = try carryOut(.placeBid(bid), at: now)
    guard let earlier else { return told }
    #expect(told == "nothing", "a key answered before brings no event")
    switch earlier {
    case .conflict: return "conflict"
    case .same(let answer): return "again " + text(answer.outcome)
    }
  }

  private mutating func theBid(_ words: [String], price: String) throws -> Bid {
    Bid(
      lot: try lotNumber(words), bidder: names.company(words[0]), price: try Money(scenario: price),
      key: words.word(after: "key") ?? "key \(journal.count)", placedBy: ActorID(bits: 1))
  }

  private mutating func highest(_ words: [String]) throws -> String {
    auction.highestAdmissible(for: names.company(words[0]), in: try lot(words))?.brief ?? "nothing"
  }

  private func ranking(of lot: Auction.Lot) -> String {
    lot.offers.map { "\(names.name($0.bidder)) \($0.price.brief)" }.joined(separator: ", ")
  }

  private func lot(_ words: [String]) throws -> Auction.Lot { try #require(auction.lot(lotNumber(words))) }

  /// The number behind the word "on", or the first.
  private func lotNumber(_ words: [String]) throws -> LotNumber {
    LotNumber(try #require(Int32(words.word(after: "on") ?? "1")))
  }
}

extension Scenario {
  /// Of every bid that was refused.
  var reasonsMet: Set<Refusal.Reason> {
    Set(
      journal.compactMap { entry in
        guard case .bidRefused(_, let refusal) = entry.event else { return nil }
        return refusal.reason
      })
  }
}

/// Events in words.
extension Scenario {
  private func text(_ event: Auction.Event) -> String {
    switch event {
    case .scheduled: "scheduled"
    case .participantAdmitted(let company): "admitted \(names.name(company))"
    case .openingMoved(let opensAt): "opens at \(opensAt.milliseconds)"
    case .opened: "opened"
    case .bidPlaced(let bid): "ok rank \(auction.lot(bid.lot)?.rank(of: bid.bidder) ?? 0)"
    case .bidRefused(_, let refusal): text(refusal)
    case .lotExtended(_, let until): "until \(until.milliseconds)"
    case .lotClosed(let number, let winner): "lot \(number.value) to \(winner.map(names.name) ?? "nobody")"
    case .closed: "closed"
    case .cancelled: "cancelled"
    }
  }

  private func text(_ outcome: Answer.Outcome) -> String {
    switch outcome {
    case .placed: "ok"
    case .refused(let refusal): text(refusal)
    }
  }

  private func text(_ refusal: Refusal) -> String {
    let threshold = refusal.threshold.map { " \($0.brief)" } ?? ""
    let next = refusal.nextAdmissible.map { " next \($0.brief)" } ?? ""
    return refusal.reason.rawValue + threshold + next
  }
}
