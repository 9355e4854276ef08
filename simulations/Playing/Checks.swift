// What a scenario says of the auction at a moment, against how it stands.

import Auctions

extension Player {
  mutating func check(_ line: Script.Line) throws -> [Script.Fault] {
    if let place = line.words.firstIndex(of: "sees") { return try checkSight(line, place) }
    let lot = try lot(line)
    guard let standing = auction.lot(lot) else { throw Script.Fault(line.number, "there is no lot \(lot.value)") }
    let expected = line.claims.joined(separator: ", ")
    let found = try found(line, standing, expected)
    return found == expected ? [] : [Script.Fault(line.number, "\(line.words.joined(separator: " ")): it is \(found)")]
  }

  private mutating func found(_ line: Script.Line, _ lot: Auction.Lot, _ expected: String) throws -> String {
    let words = line.words
    switch words[0] {
    case "ranking": return same(list(lot.offers.map { rankedText($0, lot) }), expected)
    case "winner": return same(list(lot.winners.map { winText($0) }), expected)
    case "stage":
      return words.contains("end") ? end(lot.stageEndsAt, expected, line) : same(stageText(lot.stage), expected)
    case "end": return end(lot.closesAt, expected, line)
    case "phase": return auction.pausedAt != nil ? "paused" : auction.phase.rawValue
    case "next":
      return same(text(try bidder(line, "for").flatMap { auction.nextAdmissible(for: $0, on: lot.number) }), expected)
    case "value": return same(try offer(line, lot).map { auction.valueText($0.cost) } ?? "none", expected)
    case "why":
      return try bidder(line, "why").flatMap { lot.offer(of: $0) }.map { auction.explanation(of: $0, on: lot.number) }
        ?? "nothing"
    case "turns": return list(lot.turns.map { setting.name($0) })
    case "in":
      return list(
        auction.participants.filter { !$0.isDisqualified && lot.takes($0.company) }.map { setting.name($0.company) })
    case "left": return percent(lot.shareLeft)
    case "abnormally": return list(auction.abnormallyLow(on: lot).map { setting.name($0) })
    default: throw Script.Fault(line.number, "an unknown check: \(words.joined(separator: " "))")
    }
  }

  private mutating func bidder(_ line: Script.Line, _ word: String) throws -> CompanyID? {
    guard let name = line.words.after(word) else { throw Script.Fault(line.number, "whose?") }
    return setting.company(name)
  }

  private mutating func offer(_ line: Script.Line, _ lot: Auction.Lot) throws -> Offer? {
    try bidder(line, "of").flatMap { lot.offer(of: $0) }
  }

  private func list(_ parts: [String]) -> String { parts.isEmpty ? "nobody" : parts.joined(separator: ", ") }

  /// `expected` itself where only the decimals of prices differ.
  private func same(_ found: String, _ expected: String) -> String {
    let (a, b) = (found.replacing(",").words, expected.replacing(",").words)
    guard a.count == b.count else { return found }
    let isSame = zip(a, b).allSatisfy { one, other in
      if one == other { return true }
      guard let x = Money(scenario: one), let y = Money(scenario: other) else { return false }
      return x == y
    }
    return isSame ? expected : found
  }

  private func end(_ instant: Instant?, _ expected: String, _ line: Script.Line) -> String {
    guard let instant else { return "open" }
    guard let time = try? Script.time(expected, line.number) else { return text(instant) }
    return instant == Instant(scenario: time) ? expected : text(instant)
  }

  private func rankedText(_ offer: Offer, _ lot: Auction.Lot) -> String {
    let place = lot.offers.firstIndex(of: offer) ?? 0
    let rank = auction.rules.ranking.rank(at: place, of: lot.offers)
    return "\(rank) \(setting.name(offer.bidder)) \(offer.price)"
  }

  private func winText(_ win: Win) -> String {
    let share = win.share == Clock.wholeLot ? "" : " \(percent(win.share))"
    return "\(setting.name(win.bidder)) \(win.price)\(share)"
  }

  private func percent(_ share: Int) -> String {
    share % 100 == 0 ? "\(share / 100)%" : "\(Measure(tenThousandths: Int64(share) * 100))%"
  }

  private func stageText(_ stage: Auction.Stage) -> String {
    switch stage {
    case .waiting: "waiting"
    case .bidding(let phase): "bidding \(phase)"
    case .improvement: "improvement"
    case .hidden: "hidden"
    case .level(_, let price): "level \(price)"
    case .pause(let round): "pause \(round)"
    case .turn(let round, let bidder): "turn \(round) \(setting.name(bidder))"
    case .announcement: "announcement"
    case .sealed(let round): "sealed \(round)"
    case .opening(let round): "opening \(round)"
    case .over: "over"
    }
  }
}

// What somebody sees.
extension Player {
  private mutating func checkSight(_ line: Script.Line, _ place: Int) throws -> [Script.Fault] {
    let who = line.words[place - 1]
    let viewer = who == "buyer" ? Viewer.buyer : auction.viewer(setting.company(who))
    guard let viewer else {
      return line.claims == ["nothing"] ? [] : [Script.Fault(line.number, "\(who) may not look at all")]
    }
    let number = try lot(line)
    let view = auction.view(for: viewer, entries: journal)
    guard let lot = view.lots.first(where: { $0.number == number }) else {
      throw Script.Fault(line.number, "there is no lot \(number.value)")
    }
    let facts = facts(lot, view)
    return line.claims.filter { claim in !facts.contains { same($0, claim) == claim } }.map {
      Script.Fault(line.number, "\(who) sees \($0): it is \(facts.joined(separator: ", "))")
    }
  }

  private func facts(_ lot: AuctionView.Lot, _ view: AuctionView) -> [String] {
    let others = lot.ranking.filter { !$0.isOwn }
    let bids = lot.bids.filter { !$0.isOwn }
    let named = lot.ranking.contains { !$0.isOwn && $0.bidder.company != nil }
    let isNamed = named || view.viewer == .buyer && view.participants.contains { $0.company != nil }
    return [
      lot.own?.rank.map { "rank \($0)" } ?? "no rank", lot.bestPrice.map { "best \($0)" } ?? "no best",
      others.isEmpty ? "no prices" : "prices", bids.isEmpty ? "no history" : "history",
      lot.bidderCount.map { "bidders \($0)" } ?? "no bidders", isNamed ? "names" : "no names",
    ]
  }
}

extension String {
  /// Without the character.
  fileprivate func replacing(_ character: Character) -> String { String(filter { $0 != character }) }
}
