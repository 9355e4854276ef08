// Who sees what and when it ends, in sentences: one sample for each parameter.

import Auctions

@testable import Web

extension RuleSample {
  static let visibility: [RuleSample] = [
    RuleSample("From the start you see your own rank and the best price."),
    RuleSample("Only after the close do you see how many suppliers take part."),
    RuleSample("You never see the offers of the others, not even after the close."),
    RuleSample("You never see the offers of the others or how many suppliers take part, not even after the close.") {
      $0.visibility.bidderCount = .never
    },
    RuleSample("What you see of a lot only once you have made an offer on it: your own rank.") {
      $0.visibility.ownRank = .afterOwnOffer
    },
    // Who sees all prices sees the best one.
    RuleSample("From the start you see the best price, all offers of all suppliers and how many suppliers take part.") {
      $0.visibility.ownRank = .afterClose
      $0.visibility.bestPrice = .never
      for path in [\Visibility.allPrices, \.history, \.bidderCount] { $0.visibility[keyPath: path] = .always }
    },
    RuleSample("From the start you see your own rank, the best price and the last offer of each supplier.") {
      $0.visibility.allPrices = .always
    },
    RuleSample("Only after the close do you see the offers made before and how many suppliers take part.") {
      $0.visibility.allPrices = .always
      $0.visibility.history = .afterClose
    },
    RuleSample("Only after the close do you see the curve of the best price and how many suppliers take part.") {
      $0.visibility.priceGraph = .afterClose
    },
    RuleSample("Until the close, prices of others are shown only while at least 3 suppliers have an offer on the lot.")
    {
      $0.visibility.bestPriceMinimumBidders = 3
    },
    RuleSample("Suppliers do not learn each other’s names."),
    RuleSample("Suppliers see each other’s names.") { $0.visibility.names = .always },
    RuleSample("Once you have made an offer on a lot, you see the names of the others there.") {
      $0.visibility.names = .afterOwnOffer
    },
    RuleSample("Suppliers learn each other’s names only after the close.") { $0.visibility.names = .afterClose },
    RuleSample("Each of them is shown as “Bidder” with a number that stays the same.") {
      $0.visibility.allPrices = .always
    },
    RuleSample("All the others are shown as “Bidder”, without a number.") {
      $0.visibility.allPrices = .always
      $0.visibility.aliases = .common
    },
    RuleSample("The buyer sees all offers, but learns only after the close whose they are."),
    RuleSample("The buyer sees all offers, and whose they are.") { $0.visibility.namesToBuyer = .always },
    RuleSample("The buyer sees all offers, but not whose they are.") { $0.visibility.namesToBuyer = .never },
    RuleSample("Invited observers may look on; they see what a supplier without an offer sees.") {
      $0.visibility.observers = .invited
    },
    RuleSample("Invited observers may look at the auction after its close.") {
      ($0.visibility.observers, $0.visibility.observersFrom) = (.invited, .afterClose)
    },
    RuleSample("Anybody may look on; onlookers see what a supplier without an offer sees.") {
      $0.visibility.observers = .everyone
    },
    RuleSample("Anybody may look at the auction after its close.") {
      ($0.visibility.observers, $0.visibility.observersFrom) = (.everyone, .afterClose)
    },
  ]
}

// MARK: - When it ends

extension RuleSample {
  private static func extending(_ sentence: String, on trigger: Closing.SoftClose.Trigger) -> RuleSample {
    RuleSample(sentence) { $0.closing.softClose?.trigger = trigger }
  }

  static let closing: [RuleSample] = [
    RuleSample("The end does not move. An offer that comes in exactly at the end is too late.") {
      $0.closing.softClose = nil
    },
    RuleSample(
      "If the lead changes hands (the first offer counts as well) with 3 minutes or less to go, the lot "
        + "stays open for at least another 3 minutes from then."
    ),
    extending(
      "If an offer is accepted with 3 minutes or less to go, the lot stays open for at least another 3 "
        + "minutes from then.",
      on: .anyBid),
    extending(
      "If the best price improves with 3 minutes or less to go, the lot stays open for at least another 3 "
        + "minutes from then.",
      on: .bestPrice),
    extending(
      "If an offer pushes another supplier down the ranking with 3 minutes or less to go, the lot stays "
        + "open for at least another 3 minutes from then.",
      on: .someoneBeaten),
    extending(
      "If an offer ranks first with 3 minutes or less to go, the lot stays open for at least another 3 "
        + "minutes from then.",
      on: .rank(1)),
    extending(
      "If an offer ranks 3 or better with 3 minutes or less to go, the lot stays open for at least another "
        + "3 minutes from then.",
      on: .rank(3)),
    RuleSample(
      "If an offer is accepted with 1 minute 30 seconds or less to go, the end of the lot is put off by 2 minutes."
    ) {
      $0.closing.softClose = .init(
        trigger: .anyBid, windowMilliseconds: 90_000, extensionMilliseconds: 120_000, base: .end)
    },
    RuleSample("If an offer is accepted with 2 minutes or less to go, the clock of the lot is set back to 2 minutes.") {
      $0.closing.softClose = .init(
        trigger: .anyBid, windowMilliseconds: 120_000, extensionMilliseconds: 120_000, base: .remaining)
    },
    RuleSample("All other open lots then stay open at least as long.") { $0.closing.softClose?.scope = .allLots },
    RuleSample("A lot is extended at most 1 time.") { $0.closing.softClose?.limit = 1 },
    RuleSample("A lot is extended at most 40 times.") { $0.closing.softClose?.limit = 40 },
    RuleSample("All extensions together carry a lot at most 1 hour past its announced end.") {
      $0.closing.softClose?.totalMilliseconds = 3_600_000
    },
    RuleSample("There is no limit to the extensions."),
    RuleSample("Only the last phase can be extended.") {
      $0.clock.format = .english(.init(durationMilliseconds: 1_800_000, phases: 2))
    },
    RuleSample(
      "A lot does not end at its announced end but by surprise, no less than 1 minute and no more than 5 "
        + "minutes after it."
    ) {
      $0.closing.softClose = nil
      $0.closing.hiddenEnd = .init(afterExtensions: 0, earliestMilliseconds: 60_000, latestMilliseconds: 300_000)
    },
    RuleSample(
      "A lot that has been extended at least 2 times does not end at its known end but by surprise, no more "
        + "than 5 minutes after it."
    ) {
      $0.closing.hiddenEnd = .init(afterExtensions: 2, earliestMilliseconds: 0, latestMilliseconds: 300_000)
    },
    RuleSample(
      "Anybody can check the moment: the number that it comes from is fixed before the start, and its hash "
        + "is published."
    ) {
      $0.closing.hiddenEnd = .init(afterExtensions: 2, earliestMilliseconds: 0, latestMilliseconds: 300_000)
    },
    RuleSample(
      "After the end everybody but the leader may still improve its own offer for 10 minutes, without "
        + "taking the lead. No smallest step is owed then."
    ) {
      $0.closing.improvementMilliseconds = 600_000
    },
    RuleSample("If the buyer pauses the auction, no offers are accepted and the clock stands still."),
    RuleSample("If the buyer pauses the auction, no offers are accepted, and yet the clock runs on.") {
      $0.closing.pause = .runsOn
    },
    RuleSample("If the buyer pauses the auction, no offers are accepted, and the time lost is added at the end.") {
      $0.closing.pause = .addedAtEnd
    },
    RuleSample("Should the server fail, every running lot gets the time back that was lost."),
    RuleSample("Should the server fail, the time that is lost is not given back.") { $0.closing.outage = .ignored },
  ]
}
