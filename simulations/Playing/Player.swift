// Plays a scenario: lets happen what is due, does what a line says, and keeps what came of it.

package import Auctions
package import StrictJSON
import Transcript

package struct Player {
  package private(set) var auction: Auction
  package private(set) var journal: [Entry] = []
  package internal(set) var setting: Setting
  /// What is inside the envelopes.
  private var sealed: [SealedPrice] = []
  private var now: Instant

  private struct SealedPrice {
    var lot: LotNumber
    var bidder: CompanyID
    var price: Money
  }

  /// What came of one action.
  struct Fact {
    var status: [String]
    var refusal: Refusal?
    var lot: LotNumber
    var bidder: CompanyID?
    var closedBefore: Instant
  }

  /// The disagreements of a script with the rules: none where all is as it says.
  package static func play(_ script: Script, preset: (String) throws -> JSON) throws -> [Script.Fault] {
    var player = try Player(script, preset: preset)
    var faults: [Script.Fault] = []
    for line in script.lines { faults += try player.play(line) }
    if Auction(replaying: player.journal) != player.auction {
      faults.append(Script.Fault(0, "the journal replayed gives another auction"))
    }
    return faults
  }

  package init(_ script: Script, preset: (String) throws -> JSON) throws {
    setting = try Setting(script, preset: preset)
    now = setting.announcement.opensAt.adding(milliseconds: -3_600_000)
    let entry = Entry(position: 0, at: now, event: try Auction.schedule(setting.announcement, at: now))
    guard let auction = Auction(replaying: [entry]) else { throw Script.Fault(1, "not an announcement") }
    self.auction = auction
    journal = [entry]
    for admission in setting.admissions { try record(auction: .admit(admission)) }
    for company in setting.observers { try record(auction: .admitObserver(company)) }
  }

  package mutating func play(_ line: Script.Line) throws -> [Script.Fault] {
    let time = Instant(scenario: line.milliseconds)
    guard time >= now else { throw Script.Fault(line.number, "time goes back") }
    now = time
    // Nothing happened while the server was away.
    try letPass(until: line.words.first == "server" ? time.adding(milliseconds: -length(line)) : time)
    if line.isCheck { return try check(line) }
    let fact = try act(line)
    return try line.claims.flatMap { try judge($0, fact, line) }
  }

  private mutating func letPass(until end: Instant) throws {
    let present = now
    now = end
    while let due = auction.nextDue(seed: setting.seed), due <= now { try record(auction: .tick(seed: setting.seed)) }
    now = present
  }

  @discardableResult
  private mutating func record(auction command: Auction.Command) throws -> [Auction.Event] {
    let events = try auction.decide(command, at: now)
    for event in events {
      let entry = Entry(position: auction.position, at: now, event: event)
      journal.append(entry)
      auction.fold(entry)
    }
    return events
  }

  private mutating func act(_ line: Script.Line) throws -> Fact {
    let lot = try lot(line)
    let bidder = try bidder(line)
    var fact = Fact(
      status: [], lot: lot, bidder: bidder, closedBefore: auction.lot(lot)?.closesAt ?? Instant(milliseconds: 0))
    let command = try command(line, lot, bidder)
    if case .placeBid(let bid) = command, let earlier = auction.earlier(bid) {
      fact.recall(earlier)
      return fact
    }
    if case .seal(let offer) = command, let earlier = auction.earlier(offer) {
      fact.recall(earlier)
      return fact
    }
    do throws(Auction.Rejection) {
      let events = try auction.decide(command, at: now)
      for event in events {
        let entry = Entry(position: auction.position, at: now, event: event)
        journal.append(entry)
        auction.fold(entry)
      }
      fact.learn(from: events, of: bidder)
    } catch { fact.status = ["rejected \(error.word)"] }
    if line.words.first == "server" { try letPass(until: now) }
    return fact
  }

  /// The number behind the word "lot", or the first.
  func lot(_ line: Script.Line) throws(Script.Fault) -> LotNumber {
    guard let text = line.words.after("lot") else { return LotNumber(1) }
    guard let number = Int32(text) else { throw Script.Fault(line.number, "not a lot's number: \(text)") }
    return LotNumber(number)
  }

  /// Whom the line is about: who acts, or for whom or about whom the buyer does.
  private mutating func bidder(_ line: Script.Line) throws -> CompanyID? {
    let words = line.words
    guard words.count > 1 else { throw Script.Fault(line.number, "nobody does anything") }
    switch (words[0], words[1]) {
    case ("buyer", "offers"): return words.after("for").map { setting.company($0) }
    case ("buyer", "withdraws"), ("buyer", "disqualifies"), ("buyer", "reinstates"), ("buyer", "admits"):
      return words.count > 2 ? setting.company(words[2]) : nil
    case ("buyer", _), ("openers", _), ("server", _): return nil
    default: return setting.company(words[0])
    }
  }
}

extension Player {
  private mutating func command(
    _ line: Script.Line, _ lot: LotNumber, _ bidder: CompanyID?
  ) throws -> Auction.Command {
    switch line.words[0] {
    case "buyer": return try buyer(line, lot, bidder)
    case "openers": return .open(lot, opened(on: lot), seed: setting.seed)
    case "server": return .recover(awayMilliseconds: try length(line))
    default: break
    }
    guard let bidder else { throw Script.Fault(line.number, "nobody does this") }
    switch line.words[1] {
    case "offers", "accepts": return .placeBid(try bid(line, lot, bidder, .own))
    case "seals": return .seal(try seal(line, lot, bidder))
    case "leaves": return .leave(lot, bidder)
    case "withdraws": return .retract(lot, bidder)
    case "sets":
      let step = line.words.after("step").flatMap(Money.init(scenario:))
      let limit = try price(line, line.words.after("limit"))
      return .setProxy(Proxy(lot: lot, bidder: bidder, limit: limit, step: step, placedBy: ActorID(bits: 1)))
    case "drops": return .dropProxy(lot, bidder)
    default: throw Script.Fault(line.number, "an unknown action: \(line.words[1])")
    }
  }

  private mutating func buyer(
    _ line: Script.Line, _ lot: LotNumber, _ company: CompanyID?
  ) throws -> Auction.Command {
    let words = line.words
    let reason = words.firstIndex(of: "because").map { words[($0 + 1)...].joined(separator: " ") } ?? ""
    let one = words.contains("lot") ? lot : nil
    switch (words[1], company) {
    case ("offers", let bidder?): return .placeBid(try bid(line, lot, bidder, .surrogate))
    case ("withdraws", let bidder?): return .withdraw(lot, bidder, reason: reason)
    case ("disqualifies", let bidder?): return .disqualify(bidder, reason: reason)
    case ("reinstates", let bidder?): return .reinstate(bidder, reason: reason)
    case ("admits", let bidder?): return .admit(Admission(bidder))
    case ("pauses", _): return .pause(reason: reason)
    case ("resumes", _): return .resume
    case ("closes", _): return .closeEarly(one, reason: reason)
    case ("extends", _): return .extend(one, to: try time(line), reason: reason)
    case ("moves", _): return .moveOpening(to: try time(line))
    case ("cancels", _): return .cancel(reason: reason)
    case ("changes", _): return .change(try changed(line), reason: reason)
    default: throw Script.Fault(line.number, "an unknown action of the buyer's: \(words[1])")
    }
  }

  private func bid(
    _ line: Script.Line, _ lot: LotNumber, _ bidder: CompanyID, _ origin: Bid.Origin
  ) throws -> Bid {
    let words = line.words
    let share = try words.after("share").map { try portion(line, $0) } ?? Clock.wholeLot
    let price = words[1] == "accepts" ? try clockPrice(line, lot) : try price(line, words.after("offers"))
    return Bid(
      lot: lot, bidder: bidder, price: price, share: share, currency: words.after("in").flatMap(CurrencyCode.init),
      origin: origin,
      key: words.after("key") ?? "line \(line.number)", placedBy: ActorID(bits: 1))
  }

  private func portion(_ line: Script.Line, _ text: String) throws -> Int {
    guard text.hasSuffix("%"), let percent = Money(scenario: String(text.dropLast())) else {
      throw Script.Fault(line.number, "not a share: \(text)")
    }
    return Int(percent.tenThousandths / 100)
  }

  private func clockPrice(_ line: Script.Line, _ lot: LotNumber) throws -> Money {
    guard case .level(_, let price) = auction.lot(lot)?.stage else {
      // Accepting when no clock runs is a mistake that the rules answer, whatever the price.
      return auction.lot(lot)?.ceiling ?? .zero
    }
    return price
  }

  private mutating func seal(_ line: Script.Line, _ lot: LotNumber, _ bidder: CompanyID) throws -> SealedOffer {
    let price = try price(line, line.words.after("seals"))
    let key = line.words.after("key") ?? "line \(line.number)"
    let commitment = Bytes32(Array(repeating: UInt8(truncatingIfNeeded: line.number), count: 32))
    guard let commitment else { throw Script.Fault(line.number, "no commitment") }
    let offer = SealedOffer(
      lot: lot, bidder: bidder, commitment: commitment, envelope: [0], key: key, placedBy: ActorID(bits: 1))
    let isAccepted = try auction.decide(.seal(offer), at: now).contains {
      if case .offerSealed = $0 { true } else { false }
    }
    if isAccepted {
      sealed.removeAll { $0.lot == lot && $0.bidder == bidder }
      sealed.append(SealedPrice(lot: lot, bidder: bidder, price: price))
    }
    return offer
  }

  private func opened(on lot: LotNumber) -> [OpenedOffer] {
    let waiting = auction.lot(lot)?.sealed.map(\.offer.bidder) ?? []
    return sealed.filter { $0.lot == lot && waiting.contains($0.bidder) }.compactMap { one in
      Bytes32(Array(repeating: 7, count: 32)).map { OpenedOffer(bidder: one.bidder, price: one.price, salt: $0) }
    }
  }

  private func changed(_ line: Script.Line) throws -> Rules {
    let text = line.words.dropFirst(2).prefix { $0 != "because" }.joined(separator: " ")
    let patch = try JSON(parsing: Array(text.utf8))
    let rules = try JSON(parsing: RulesDocument(rules: auction.rules).encoded())
    return try RulesDocument(rules.merged(with: patch)).rules
  }

  private func price(_ line: Script.Line, _ text: String?) throws -> Money {
    guard let price = text.flatMap(Money.init(scenario:)) else {
      throw Script.Fault(line.number, "not a price: \(text ?? "")")
    }
    return price
  }

  private func time(_ line: Script.Line) throws -> Instant {
    guard let text = line.words.after("to") else { throw Script.Fault(line.number, "to when?") }
    return Instant(scenario: try Script.time(text, line.number))
  }

  private func length(_ line: Script.Line) throws -> Int64 {
    guard let text = line.words.after("after"), let number = Int64(text.dropLast()), let unit = text.last else {
      throw Script.Fault(line.number, "after how long?")
    }
    let units: [Character: Int64] = ["s": 1_000, "m": 60_000, "h": 3_600_000]
    guard let length = units[unit] else { throw Script.Fault(line.number, "an unknown unit of time: \(unit)") }
    return number * length
  }
}
