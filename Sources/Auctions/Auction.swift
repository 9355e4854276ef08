// One auction: what it is at this moment, as the journal has made it.

/// A reverse auction over one or more lots. Changed by `fold` alone.
package struct Auction: Equatable, Sendable {
  package enum Phase: String, Equatable, Sendable { case scheduled, open, closed, cancelled }

  private let announced: Shared<Announcement>
  private var ruled: Shared<Rules>
  package var opensAt: Instant
  package var phase = Phase.scheduled
  /// Nothing that was offered before is anybody else's business until then.
  package var openedAt: Instant?
  /// While the buyer has it paused.
  package var pausedAt: Instant?
  package var lots: [Lot]
  /// What `nextDue` goes by; kept by `fold`.
  var ends = Ends()
  /// In order of admission, which gives the aliases.
  package var participants: [Participant] = []
  /// Companies the buyer lets look on.
  package var observers: [CompanyID] = []
  /// What was answered to each idempotency key, for as long as the auction lives.
  package var answers = AnswerTable()
  /// What chance was decided with, once everything is decided.
  package var seed: Bytes32?
  /// How many events were folded: the position of the next one.
  package var position: Int64 = 0

  /// The state after the first event.
  init(_ announcement: Announcement) {
    announced = Shared(announcement)
    ruled = Shared(announcement.rules)
    opensAt = announcement.opensAt
    lots = announcement.lots.map(Lot.init)
    plan()
  }

  package var announcement: Announcement { announced.value }

  /// As announced, or as changed since.
  package var rules: Rules {
    get { ruled.value }
    set { ruled = Shared(newValue) }
  }

  package func lot(_ number: LotNumber) -> Lot? { index(of: number).map { lots[$0] } }

  /// Lots are numbered from 1 without gaps.
  func index(of number: LotNumber) -> Int? {
    let index = Int(number.value) - 1
    return lots.indices.contains(index) ? index : nil
  }

  package func isParticipant(_ company: CompanyID) -> Bool { participant(company) != nil }

  /// The place of a company in the order of admission.
  func participant(_ company: CompanyID) -> Int? { participants.firstIndex { $0.company == company } }

  /// How the bidder's prices become values on a lot.
  package func terms(of company: CompanyID, on lot: LotNumber) -> Terms {
    participant(company).map { participants[$0].terms(on: lot) } ?? .plain
  }

  package var isOver: Bool { phase == .closed || phase == .cancelled }

  /// When the auction next changes by itself; `nil` once it is over, or while it waits for people.
  /// - Parameter seed: decides hidden ends; who does not have it knows only the latest moment they can come.
  package func nextDue(seed: Bytes32? = nil) -> Instant? {
    switch phase {
    case .scheduled: opensAt
    case .open: ends.isKnown ? ends.first : firstEnd(seed: seed)
    case .closed, .cancelled: nil
    }
  }
}

/// The number of a lot within its requirement, from 1.
package struct LotNumber: Hashable, Comparable, Sendable {
  package var value: Int32
  package init(_ value: Int32) { self.value = value }
  package static func < (a: LotNumber, b: LotNumber) -> Bool { a.value < b.value }
}

/// A company that may bid.
package struct Participant: Equatable, Sendable {
  package var admission: Admission
  package var isDisqualified = false
  /// By lot; empty where prices are compared as they are.
  var terms: [Terms] = []

  package init(_ admission: Admission) { self.admission = admission }
  package var company: CompanyID { admission.company }

  package func terms(on lot: LotNumber) -> Terms {
    let index = Int(lot.value) - 1
    return terms.indices.contains(index) ? terms[index] : .plain
  }

  /// In the participant's own currency.
  package func ceiling(on lot: LotNumber) -> Money? {
    admission.ceilings.last { $0.lot == nil || $0.lot == lot }?.price
  }
}

/// A company's admission to an auction, and the terms it comes with.
package struct Admission: Hashable, Sendable {
  /// No offer of the participant may be above it, on one lot or on all.
  package struct Ceiling: Hashable, Sendable {
    package var lot: LotNumber?
    package var price: Money
    package init(lot: LotNumber? = nil, price: Money) {
      self.lot = lot
      self.price = price
    }
  }

  package var company: CompanyID
  /// ISO 4217, of its offers; `nil`: the auction's.
  package var currency: String?
  package var ceilings: [Ceiling]
  package var declarations: [Declaration]

  package init(
    _ company: CompanyID, currency: String? = nil, ceilings: [Ceiling] = [], declarations: [Declaration] = []
  ) {
    self.company = company
    self.currency = currency
    self.ceilings = ceilings
    self.declarations = declarations
  }
}

package enum ActorNoun {}
/// A person or an API token: whoever acts for a company.
package typealias ActorID = ID<ActorNoun>
