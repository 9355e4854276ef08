// An auction played by commands and looked at through different eyes. Every price and name in it occurs once.

import Auctions
import StrictJSON
import Testing
import Transcript

/// Opens on 2026-11-21 at 22:30:00 UTC; times are milliseconds since then.
struct LiveStage {
  static let buyer = company(0xB)
  static let (a, b, c, d) = (company(0xA1), company(0xA2), company(0xA3), company(0xA4))
  static let names = [a: "Alfa SRL", b: "Беларус \"Трактор\"", c: "Côte d'Or SA", d: "Delta GmbH"]

  var auction: Auction
  private(set) var journal: [Entry] = []

  /// - Parameter admissions: four plain ones where nothing is said.
  init(
    _ rules: Rules, ceilings: [Int64] = [1_000_0000, 50_0000],
    admissions: [Admission] = [Admission(a), Admission(b), Admission(c), Admission(d)],
    announcing change: (inout Announcement) -> Void = { _ in }
  ) throws {
    let lots = ceilings.enumerated().map { place, ceiling in
      Announcement.Lot(number: LotNumber(Int32(place + 1)), ceiling: Money(tenThousandths: ceiling))
    }
    var announcement = Announcement(
      buyer: Self.buyer, rules: rules, currency: "MDL", opensAt: Self.instant(0), lots: lots)
    change(&announcement)
    let first = Entry(
      position: 0, at: Self.instant(-60_000), event: try Auction.schedule(announcement, at: Self.instant(-60_000)))
    auction = try #require(Auction(replaying: [first]))
    journal = [first]
    for admission in admissions { try record(.admit(admission), at: Self.instant(-60_000)) }
  }

  /// Lets happen what is due, then does it.
  mutating func play(_ milliseconds: Int64, _ commands: Auction.Command...) throws {
    let now = Self.instant(milliseconds)
    while let due = auction.nextDue(), due <= now { try record(.tick(seed: nil), at: now) }
    for command in commands { try record(command, at: now) }
  }

  private mutating func record(_ command: Auction.Command, at now: Instant) throws {
    for event in try auction.decide(command, at: now) {
      let entry = Entry(position: auction.position, at: now, event: event)
      auction.fold(entry)
      journal.append(entry)
    }
  }

  func message(for viewer: Viewer) -> [UInt8] {
    let context = LiveContext(
      auction: AuctionID(bits: 0xE1), requirement: "r-7", title: "Tractor parts", currency: "MDL",
      format: auction.rules.clock.kind.rawValue, isPractice: auction.announcement.isPractice,
      position: auction.position - 1, serverTime: Self.instant(100_000), lotTitle: { "Lot <\($0.value)>" },
      companyName: { Self.names[$0] }, isPresent: { $0 == 2 })
    return LiveMessage(auction.view(for: viewer, entries: journal), in: context).encoded()
  }

  /// Holds lot 1 to what each viewer is to be sent of it.
  func check(_ table: [LiveRow]) throws {
    for row in table {
      let sent = try JSON(parsing: message(for: row.viewer))["lots"]?[0]?.encoded().text
      #expect(sent == row.lot.onOneLine, "\(row.viewer)")
    }
  }

  static func admissions(_ companies: CompanyID...) -> [Admission] { companies.map { Admission($0) } }
  static func instant(_ milliseconds: Int64) -> Instant { Instant(milliseconds: 1_795_300_200_000 + milliseconds) }
  static func company(_ number: UInt128) -> CompanyID { CompanyID(bits: 0xC0FFEE << 96 | number) }
  static func person(of company: CompanyID) -> ActorID { ActorID(bits: 0xACE << 96 | company.bits) }
}

/// What one viewer is sent of lot 1: JSON over several lines.
struct LiveRow {
  var viewer: Viewer
  var lot: String

  init(_ viewer: Viewer, _ lot: String) {
    self.viewer = viewer
    self.lot = lot
  }
}

extension Rules {
  /// The rules of nothing in particular, by another clock.
  static func live(_ format: Clock.Format, _ visibility: Visibility) -> Rules {
    var rules = Rules.sound
    rules.clock.format = format
    rules.visibility = visibility
    rules.closing.softClose = nil
    return rules
  }
}

extension Auction.Command {
  /// - Parameter price: in hundredths, as prices are spoken.
  static func bid(
    _ company: CompanyID, _ price: Int64, on lot: Int32 = 1, share: Int = Clock.wholeLot,
    origin: Bid.Origin = .own, key: String = "secret key"
  ) -> Auction.Command {
    .placeBid(
      Bid(
        lot: LotNumber(lot), bidder: company, price: Money(tenThousandths: price * 100), share: share, origin: origin,
        key: "\(key) \(price)", placedBy: LiveStage.person(of: company)))
  }

  static func seal(_ company: CompanyID, _ byte: UInt8) -> Auction.Command {
    .seal(
      SealedOffer(
        lot: LotNumber(1), bidder: company, commitment: Bytes32(Array(repeating: byte, count: 32))!,
        envelope: Array("secret envelope".utf8), key: "secret key", placedBy: LiveStage.person(of: company)))
  }
}

extension Visibility {
  /// Nothing is hidden.
  static let open = Visibility(
    ownRank: .always, bestPrice: .always, allPrices: .always, bidderCount: .always, names: .always,
    namesToBuyer: .always)

  /// A bidder knows its own rank and nothing else.
  static let ranked = Visibility(
    ownRank: .always, bestPrice: .never, allPrices: .never, bidderCount: .never, names: .never,
    namesToBuyer: .always)
}

extension String {
  /// JSON as it is sent, written over several lines: ends of lines and the spaces round them are not there.
  var onOneLine: String {
    split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined()
  }
}
