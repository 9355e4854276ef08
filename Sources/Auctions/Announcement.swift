// What is announced when an auction is scheduled; it never changes afterwards, but for its rules and its start.

package struct Announcement: Equatable, Sendable {
  package struct Lot: Equatable, Sendable {
    package var number: LotNumber
    /// The buyer's target price: no offer may be above it (below it, where higher wins). The start of a Japanese clock
    /// and the end of a Dutch one.
    package var ceiling: Money
    /// The lowest price that counts, where a law or the buyer sets one.
    package var floor: Money?
    package init(number: LotNumber, ceiling: Money, floor: Money? = nil) {
      self.number = number
      self.ceiling = ceiling
      self.floor = floor
    }
  }

  /// What sealed offers are sealed with, and who holds the shares that open them.
  package struct Sealing: Equatable, Sendable {
    /// The lock of one round.
    package struct Round: Equatable, Sendable {
      /// X25519 (RFC 7748).
      package var publicKey: Bytes32
      /// SHA-256 of each opener's share, so that a wrong one is told apart.
      package var shareDigests: [Bytes32]
      package init(publicKey: Bytes32, shareDigests: [Bytes32]) {
        self.publicKey = publicKey
        self.shareDigests = shareDigests
      }
    }

    /// Companies that hold a share, in order of their shares.
    package var openers: [CompanyID]
    package var rounds: [Round]
    package init(openers: [CompanyID], rounds: [Round]) {
      self.openers = openers
      self.rounds = rounds
    }
  }

  package var buyer: CompanyID
  package var rules: Rules
  /// ISO 4217.
  package var currency: String
  package var opensAt: Instant
  package var lots: [Lot]
  /// Fixed at publication; participants may offer in these currencies.
  package var rates: [ExchangeRate]
  /// The same rules, marked, never binding.
  package var isPractice: Bool
  /// SHA-256 of the seed that hidden ends and drawn lots come from (`docs/sealed-offers.md`).
  package var seedCommitment: Bytes32?
  package var sealing: Sealing?

  package init(
    buyer: CompanyID, rules: Rules, currency: String, opensAt: Instant, lots: [Lot], rates: [ExchangeRate] = [],
    isPractice: Bool = false, seedCommitment: Bytes32? = nil, sealing: Sealing? = nil
  ) {
    self.buyer = buyer
    self.rules = rules
    self.currency = currency
    self.opensAt = opensAt
    self.lots = lots
    self.rates = rates
    self.isPractice = isPractice
    self.seedCommitment = seedCommitment
    self.sealing = sealing
  }

  package static let lotLimit = 1_000
}

extension Announcement {
  package enum Fault: Error, Hashable, Sendable, CaseIterable {
    case noLots
    case tooManyLots
    /// Lots are numbered 1, 2, 3 … in this order.
    case lotsNotInOrder
    case ceilingNotPositive
    case ceilingHasTooManyDecimals
    case floorAboveCeiling
    case floorHasTooManyDecimals
    /// A clock that would run through too many prices, through fewer than one, or for more than a year.
    case levelsOutOfRange
    case rateInvalid
    /// A sealed auction needs one key a round and as many openers as must act together.
    case sealingIncomplete
    case seedMissing
  }

  func check() throws(Fault) {
    guard !lots.isEmpty else { throw .noLots }
    guard lots.count <= Self.lotLimit else { throw .tooManyLots }
    guard lots.enumerated().allSatisfy({ Int($1.number.value) == $0 + 1 }) else { throw .lotsNotInOrder }
    for lot in lots { try check(lot) }
    let currencies = rates.map(\.currency)
    guard Set(currencies).count == currencies.count, !currencies.contains(currency) else { throw .rateInvalid }
    guard rates.allSatisfy({ $0.units.hundredMillionths > 0 && $0.equal.hundredMillionths > 0 }) else {
      throw .rateInvalid
    }
    guard seedCommitment != nil || !rules.needsSeed else { throw .seedMissing }
    guard case .sealed(let sealed) = rules.clock.format else { return }
    guard let sealing, sealing.rounds.count == sealed.rounds, sealing.openers.count >= sealed.openersNeeded,
      sealing.rounds.allSatisfy({ $0.shareDigests.count == sealing.openers.count })
    else { throw .sealingIncomplete }
  }

  private func check(_ lot: Lot) throws(Fault) {
    let rule = rules.admissibility
    guard lot.ceiling > .zero || rule.belowZero else { throw .ceilingNotPositive }
    guard lot.ceiling.decimals <= rule.decimals else { throw .ceilingHasTooManyDecimals }
    if let floor = lot.floor {
      guard floor <= lot.ceiling else { throw .floorAboveCeiling }
      guard floor.decimals <= rule.decimals else { throw .floorHasTooManyDecimals }
    }
    guard rules.clock.hasLevels else { return }
    let levels = rules.clock.levels(of: lot, tick: rule.tick)
    guard let levels, (1...Clock.levelLimit).contains(levels.count) else { throw .levelsOutOfRange }
    guard levels.count * rules.clock.intervalMilliseconds <= Auction.longestAheadMilliseconds else {
      throw .levelsOutOfRange
    }
  }
}

extension Rules {
  /// Whether something is left to chance that a seed decides.
  package var needsSeed: Bool { closing.hiddenEnd != nil || ranking.ties == .drawn }
}
