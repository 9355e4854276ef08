// How a lot runs, in sentences: one sample for each parameter of the clock.

import Auctions

@testable import Web

extension RuleSample {
  static let clock: [RuleSample] = [
    RuleSample(
      "Bidding lasts 30 minutes. Within that time you may make offers whenever you like, and as many as you like."),
    RuleSample(
      "Bidding has 3 phases of 30 minutes each, one straight after the other. Within them you may make "
        + "offers whenever you like, and as many as you like."
    ) { $0.clock.format = .english(.init(durationMilliseconds: 1_800_000, phases: 3)) },
    RuleSample("All lots open together; each is extended, and ends, on its own."),
    RuleSample("All lots open together and close together.") { $0.closing.softClose = nil },
    RuleSample("All lots open together and have one common end: what extends one of them extends them all.") {
      $0.clock.lots = .parallel
    },
    RuleSample(
      "This holds for each lot by itself: the lots come one after another, with a pause of 10 minutes "
        + "before the next one opens."
    ) {
      $0.clock.lots = .serial(pauseMilliseconds: 600_000)
    },
    RuleSample("This holds for each lot by itself: as soon as one has ended, the next one opens.") {
      $0.clock.lots = .serial(pauseMilliseconds: 0)
    },
    RuleSample(
      "All lots open together. The first one closes after that time, and each of the others 5 minutes after "
        + "the one before it."
    ) {
      $0.clock.lots = .staggered(intervalMilliseconds: 300_000)
    },
    RuleSample(
      "An extension that reaches past the close of the next lot puts off the closes of all later lots by as much."
    ) {
      $0.clock.lots = .staggered(intervalMilliseconds: 300_000)
    },
    RuleSample(
      "The price of a lot starts at its ceiling and falls by 1.5 % of the lot’s ceiling every 45 seconds.",
      .japanese()),
    RuleSample(
      "Accept each price before the next one is called. If you say “out”, or say nothing, you are out of "
        + "that lot for good.",
      .japanese()),
    RuleSample("All lots open together, and each of them runs by a clock of its own.", .japanese()),
    RuleSample("To accept the price that is shown is to make an offer.", .japanese()),
    RuleSample(
      "A lot ends as soon as no more than one supplier is in, or when its price can fall no further.", .japanese()),
    RuleSample(
      "A lot ends as soon as no more than one supplier is in, or with the last price: it does not fall "
        + "below 60 % of the lot’s ceiling.",
      .japanese(floor: percent(6_000))),
    RuleSample(
      "The price of a lot starts at 500.00 EUR and rises by 1 % of the lot’s ceiling every minute, but "
        + "never above the lot’s ceiling.",
      .dutch()),
    RuleSample("Whoever accepts takes the whole lot.", .dutch(share: 10_000)),
    RuleSample(
      "You may take the whole lot or a part of it, but no less than 12.5 % (or whatever is left). The price "
        + "goes on rising for the rest.",
      .dutch(share: 1_250)),
    RuleSample("A lot ends with the first acceptance, or when nobody has accepted the last price.", .dutch()),
    RuleSample("A lot ends when all of it is taken, or after the last price.", .dutch(share: 2_500)),
    RuleSample(
      "You have 1 day to hand in a sealed offer. Until the deadline you may replace it as often as you "
        + "like; the last one counts.",
      .sealed()),
    RuleSample(
      "Until the opening nobody can read an offer, neither the buyer nor whoever runs this platform.", .sealed()),
    RuleSample(
      "All offers are opened together; it takes 3 of the appointed openers to do it.",
      .sealed { $0.openersNeeded = 3 }),
    RuleSample(
      "All offers are opened together; 1 of the appointed openers is enough for it.", .sealed { $0.openersNeeded = 1 }),
    RuleSample(
      "The winner is paid not its own price but that of the second-best offer; if it is alone, the lot’s ceiling.",
      .sealed { $0.pricing = .second }),
    RuleSample(
      "The winner is paid not its own price but that of the second-best offer; if it is alone, the lot’s minimum.",
      .sealed { $0.pricing = .second }
    ) {
      $0.ranking.direction = .higher
    },
    RuleSample(
      "There are 2 rounds. In each you have 1 day to hand in a sealed offer; until the deadline you may "
        + "replace it as often as you like, and the last one counts.",
      .sealed { $0.rounds = 2 }),
    RuleSample("The next round begins as soon as the offers of the one before are opened.", .sealed { $0.rounds = 2 }),
    RuleSample(
      "The next round begins 1 hour after the opening of the one before.",
      .sealed { ($0.rounds, $0.pauseMilliseconds) = (2, 3_600_000) }),
    RuleSample(
      "After each round only the best 3 suppliers of a lot go on to the next.",
      .sealed { ($0.rounds, $0.advancing) = (2, 3) }),
    RuleSample("In each further round your offer must be below the one you made before.", .sealed { $0.rounds = 2 }),
    RuleSample("In each further round your offer must be above the one you made before.", .sealed { $0.rounds = 2 }) {
      $0.ranking.direction = .higher
    },
    RuleSample("An offer that does not keep to this is void when it is opened.", .sealed()),
    RuleSample("The deadline does not move. An offer that comes in exactly at the deadline is too late.", .sealed()),
    RuleSample("Once the offers are opened, you see your own rank and the best price.", .sealed()),
    RuleSample(
      "There are 3 rounds. In each of them every supplier has one turn of 2 minutes: whoever has the worst "
        + "offer speaks first and whoever has the best one last; of equal offers, the later one speaks first.",
      .turns()),
    RuleSample(
      "Before the first round there is a pause of 5 minutes, and before each further one a pause of 2 minutes.",
      .turns()),
    RuleSample(
      "Before the first round there is a pause of 5 minutes; the others follow without a break.", .turns(pause: 0)),
    RuleSample("Before the round there is a pause of 5 minutes.", .turns(rounds: 1)),
    RuleSample(
      "The first round begins at once; before each further one there is a pause of 2 minutes.", .turns(first: 0)),
    RuleSample("The rounds follow each other without a break.", .turns(first: 0, pause: 0)),
    RuleSample(
      "In your turn you may change your offer as often as you like; the last one counts. If you stay "
        + "silent, your earlier offer stands.",
      .turns()),
    RuleSample("What you offer in your turn is shown to the others when the turn ends.", .turns()),
    RuleSample("Until your turn ends you may take back what you offered in it; after that it is binding.", .turns()) {
      $0.admissibility.withdrawal = .withinTurn
    },
    RuleSample("The auction ends with the last turn; the result is announced 2 minutes later.", .turns()),
    RuleSample("The auction ends with the last turn, and the result is announced at once.", .turns(final: 0)),
  ]
}
