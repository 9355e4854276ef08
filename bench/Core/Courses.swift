// One course for each format, and for each outcome of an English bid.

import Auctions

extension Course {
  static func all(_ count: Int) -> [Course] {
    [
      englishAccepted(count), englishRefused(count), englishRanked(count), englishWeighed(count),
      englishExtending(count), japanese(), dutch(), sealed(count / 4), turns(),
    ]
  }

  /// Every bid takes the lead by a step.
  private static func englishAccepted(_ count: Int) -> Course {
    var course = Course("english, accepted", .english(step: 100, base: .best, isOpen: true))
    for number in 0..<count { course.bid(9_000_000_000_000 - Int64(number) * 100, at: 1) }
    return course
  }

  /// Every bid but the first is too high.
  private static func englishRefused(_ count: Int) -> Course {
    var course = Course("english, refused", .english(step: 100, base: .best, isOpen: true))
    course.allocationsInThousand = 0
    course.bid(5_000_000_000_000, at: 1)
    for _ in 1..<count { course.bid(6_000_000_000_000, at: 1) }
    return course
  }

  /// Bidders improve their own offers, seldom taking the lead.
  private static func englishRanked(_ count: Int) -> Course {
    var course = Course("english, ranked", .english(step: 100, base: .own, isOpen: false))
    for number in 0..<count {
      let bidder = Int64(number % 10)
      course.bid(9_000_000_000_000 + bidder * 1_000_000 - Int64(number / 10) * 100, at: 1)
    }
    return course
  }

  private static func englishWeighed(_ count: Int) -> Course {
    var rules = Rules.english(step: 100, base: .best, isOpen: true)
    rules.ranking.model = .features([.init(code: "warranty", maximum: Measure(tenThousandths: 3_000))])
    var course = Course("english, weighed", rules)
    for number in 0..<count { course.bid(9_000_000_000_000 - Int64(number) * 100, at: 1) }
    return course
  }

  /// Every bid comes within the window.
  private static func englishExtending(_ count: Int) -> Course {
    var rules = Rules.english(step: 100, base: .best, isOpen: true)
    rules.closing.softClose = .init(
      trigger: .anyBid, windowMilliseconds: 3_600_000, extensionMilliseconds: 3_600_000, base: .receipt)
    var course = Course("english, extending", rules)
    for number in 0..<count {
      course.bid(9_000_000_000_000 - Int64(number) * 100, at: Int64(number / 100) + 1)
    }
    return course
  }

  /// Everybody accepts every level.
  private static func japanese() -> Course {
    let clock = Clock.Japanese(
      step: .percent(hundredths: 1), floor: .percent(hundredths: 1), intervalMilliseconds: 1_000)
    var course = Course("japanese", .of(.japanese(clock)))
    // The level after every ten bids.
    course.allocationsInThousand = 205
    for level in 0..<9_000 {
      let price = 10_000_000_000_000 - Int64(level) * 1_000_000_000
      for bidder in course.bidders.indices {
        course.bid(price, at: Int64(level) * 1_000 + 1, by: bidder)
      }
    }
    return course
  }

  /// Nobody accepts a level in time but for a part of the lot now and then.
  private static func dutch() -> Course {
    let clock = Clock.Dutch(
      start: .percent(hundredths: 100), step: .percent(hundredths: 1), intervalMilliseconds: 1_000, smallestShare: 1)
    var course = Course("dutch", .of(.dutch(clock)))
    // A level for each bid.
    course.allocationsInThousand = 2_005
    for level in 0..<9_000 { course.bid(1, at: Int64(level) * 1_000 + 1) }
    return course
  }

  private static func sealed(_ count: Int) -> Course {
    var course = Course("sealed", .of(.sealed(.init(durationMilliseconds: 3_600_000))))
    // The events are in boxes: an envelope is large.
    course.allocationsInThousand = 2_005
    for _ in 0..<count { course.bid(0, at: 1) }
    return course
  }

  /// Offers of who has the turn, over and over.
  private static func turns() -> Course {
    let clock = Clock.Turns(
      rounds: 3, firstPauseMilliseconds: 300_000, pauseMilliseconds: 120_000, turnMilliseconds: 120_000,
      finalPauseMilliseconds: 120_000)
    var rules = Rules.of(.turns(clock))
    rules.admissibility.preBids = .required
    var course = Course("turns", rules)
    for bidder in course.bidders.indices { course.bid(9_000_000_000_000, at: -1_000, by: bidder) }
    for number in 0..<100_000 {
      course.bid(8_999_999_000_000 - Int64(number) * 100, at: 310_000, by: 9)
    }
    return course
  }
}

extension Rules {
  static func english(step: Int64, base: Admissibility.Decrement.Base, isOpen: Bool) -> Rules {
    var rules = Rules.of(.english(.init(durationMilliseconds: 3_600_000)))
    rules.admissibility.decrement = .init(.portion(.amount(Money(tenThousandths: step))), base: base)
    rules.admissibility.tiesAllowed = !isOpen
    return rules
  }

  static func of(_ format: Clock.Format) -> Rules {
    Rules(
      clock: Clock(format), admissibility: Admissibility(), ranking: Ranking(),
      visibility: Visibility(
        ownRank: .always, bestPrice: .always, allPrices: .always, bidderCount: .always, names: .never,
        namesToBuyer: .always), closing: Closing(softClose: nil))
  }
}
