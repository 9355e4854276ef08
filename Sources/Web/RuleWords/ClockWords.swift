// Seam 1 in words: how a lot runs, and how the lots follow each other.

import Auctions

extension RuleWords {
  var clock: [String] { (isPractice ? [say("practice")] : []) + course + (hasSeveralLots ? lotOrder : []) }

  private var course: [String] {
    switch rules.clock.format {
    case .english(let english): [self.english(english)]
    case .japanese(let clock): japanese(clock)
    case .dutch(let clock): dutch(clock)
    case .sealed(let sealed): self.sealed(sealed)
    case .turns(let turns): self.turns(turns)
    }
  }

  private func english(_ english: Clock.English) -> String {
    let length = length(english.durationMilliseconds)
    guard english.phases > 1 else { return say("english", ["length": length]) }
    return count("phases", english.phases, ["length": length])
  }

  private func japanese(_ clock: Clock.Japanese) -> [String] {
    let falls: KeyValuePairs = [
      "step": portionOfStart(clock.step), "every": texts.every(clock.intervalMilliseconds),
    ]
    return [say("japanese", falls), say("japaneseAnswer"), say("japaneseWinner")]
  }

  private func dutch(_ clock: Clock.Dutch) -> [String] {
    let rises: KeyValuePairs = [
      "start": portionOfStart(clock.start), "step": portionOfStart(clock.step),
      "every": texts.every(clock.intervalMilliseconds),
    ]
    return [say("dutch", rises), say("dutchFirst"), share(clock.smallestShare)]
  }

  private func share(_ smallest: Int?) -> String {
    guard let smallest, smallest < Clock.wholeLot else { return say("dutchWhole") }
    return say("dutchShare", ["share": percent(Int64(smallest))])
  }

  private func sealed(_ sealed: Clock.Sealed) -> [String] {
    let opening = [say("sealedSecret"), count("sealedOpeners", sealed.openersNeeded)]
    let length = length(sealed.durationMilliseconds)
    guard sealed.rounds > 1 else { return [say("sealed", ["length": length])] + opening }
    let pause = sealed.pauseMilliseconds
    return [count("sealedRounds", sealed.rounds, ["length": length])] + opening
      + [pause > 0 ? say("sealedPause", ["pause": self.length(pause)]) : say("sealedNoPause")]
      + (sealed.advancing.map { [count("sealedAdvancing", $0)] } ?? [])
  }

  private func turns(_ turns: Clock.Turns) -> [String] {
    var sentences = [count("turns", turns.rounds, ["turn": length(turns.turnMilliseconds)])]
    if let pauses = pauses(turns) { sentences.append(pauses) }
    sentences.append(say("turnsChange"))
    let shown = [rules.visibility.bestPrice, rules.visibility.allPrices, rules.visibility.history]
    if shown.contains(where: { $0 == .always || $0 == .afterOwnOffer }) { sentences.append(say("turnsShown")) }
    return sentences
  }

  private func pauses(_ turns: Clock.Turns) -> String? {
    let (first, pause) = (turns.firstPauseMilliseconds, turns.pauseMilliseconds)
    switch (first > 0, pause > 0, turns.rounds > 1) {
    case (true, true, true): return say("turnsPauses", ["first": length(first), "pause": length(pause)])
    case (true, false, true): return say("turnsFirstPause", ["first": length(first)])
    case (true, _, false): return say("turnsOnePause", ["first": length(first)])
    case (false, true, true): return say("turnsLaterPauses", ["pause": length(pause)])
    case (false, false, true): return say("turnsNoPauses")
    case (false, _, false): return nil
    }
  }

  private var lotOrder: [String] {
    switch rules.clock.lots {
    case .independent: [say(independence)]
    case .parallel: [say(rules.closing.softClose == nil ? "lotsTogether" : "lotsParallel")]
    case .serial(let pause): [pause > 0 ? say("lotsSerial", ["pause": length(pause)]) : say("lotsSerialAtOnce")]
    case .staggered(let interval):
      [say("lotsStaggered", ["interval": length(interval)])]
        + (rules.closing.softClose == nil ? [] : [say("lotsStaggeredPush")])
    }
  }

  private var independence: String {
    if rules.clock.hasLevels || rules.clock.hasTurns { return "lotsOwnClock" }
    let movesAlone = rules.closing.softClose != nil || rules.closing.hiddenEnd != nil
    return movesAlone ? "lotsApart" : "lotsTogether"
  }
}
