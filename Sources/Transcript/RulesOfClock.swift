// The clock in a rules document.

import Auctions
import StrictJSON

extension Clock {
  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let kind = fields.enumeration("kind", Kind.self)
    let lots = fields.omissibleObject("lots", LotOrder.init(fields:))
    let format: Format =
      switch try kind.get() {
      case .english: .english(try English(fields: fields))
      case .japanese: .japanese(try Japanese(fields: fields))
      case .dutch: .dutch(try Dutch(fields: fields))
      case .sealed: .sealed(try Sealed(fields: fields))
      case .turns: .turns(try Turns(fields: fields))
      }
    self.init(format)
    try lots.replace(&self.lots)
  }

  func writeMembers(to writer: inout JSONWriter) {
    switch format {
    case .english(let english): english.writeMembers(to: &writer)
    case .japanese(let japanese): japanese.writeMembers(to: &writer)
    case .dutch(let dutch): dutch.writeMembers(to: &writer)
    case .sealed(let sealed): sealed.writeMembers(to: &writer)
    case .turns(let turns): turns.writeMembers(to: &writer)
    }
    writer.object("lots", lots.writeMembers)
  }
}

extension Clock.English {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let duration = fields.int("durationMilliseconds", in: Clock.lengths)
    let phases = fields.omissibleInt("phases", in: Clock.roundCounts)
    try fields.end()
    self.init(durationMilliseconds: try duration.get())
    try phases.replace(&self.phases)
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("kind", Clock.Kind.english)
    writer.member("durationMilliseconds", durationMilliseconds)
    writer.member("phases", phases)
  }
}

extension Clock.Japanese {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let step = fields.object("step", Portion.init(fields:))
    let floor = fields.optionalObject("floor", Portion.init(fields:))
    let interval = fields.int("intervalMilliseconds", in: Clock.lengths)
    try fields.end()
    self.init(step: try step.get(), floor: try floor.get(), intervalMilliseconds: try interval.get())
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("kind", Clock.Kind.japanese)
    writer.object("step", step.writeMembers)
    if let floor { writer.object("floor", floor.writeMembers) }
    writer.member("intervalMilliseconds", intervalMilliseconds)
  }
}

extension Clock.Dutch {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let start = fields.object("start", Portion.init(fields:))
    let step = fields.object("step", Portion.init(fields:))
    let interval = fields.int("intervalMilliseconds", in: Clock.lengths)
    let share = fields.optionalValue("smallestShare", expected: "a percentage from 0.01 to 100 such as 25") { text in
      // A hundredth of a percent is a ten-thousandth of the lot.
      RulesDocument.hundredths(text).flatMap { (1...Int64(Clock.wholeLot)).contains($0) ? Int($0) : nil }
    }
    try fields.end()
    self.init(
      start: try start.get(), step: try step.get(), intervalMilliseconds: try interval.get(),
      smallestShare: try share.get())
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("kind", Clock.Kind.dutch)
    writer.object("start", start.writeMembers)
    writer.object("step", step.writeMembers)
    writer.member("intervalMilliseconds", intervalMilliseconds)
    if let smallestShare { writer.percent("smallestShare", Int64(smallestShare)) }
  }
}

extension Clock.Sealed {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let duration = fields.int("durationMilliseconds", in: Clock.lengths)
    let pricing = fields.omissibleEnumeration("pricing", Pricing.self)
    let rounds = fields.omissibleInt("rounds", in: Clock.roundCounts)
    let pause = fields.omissibleInt("pauseMilliseconds", in: Clock.pauses)
    let advancing = fields.optionalInt("advancing", in: 1...1_000)
    let openersNeeded = fields.omissibleInt("openersNeeded", in: 1...16)
    try fields.end()
    self.init(durationMilliseconds: try duration.get(), advancing: try advancing.get())
    try pricing.replace(&self.pricing)
    try rounds.replace(&self.rounds)
    try pause.replace(&pauseMilliseconds)
    try openersNeeded.replace(&self.openersNeeded)
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("kind", Clock.Kind.sealed)
    writer.member("durationMilliseconds", durationMilliseconds)
    writer.member("pricing", pricing)
    writer.member("rounds", rounds)
    writer.member("pauseMilliseconds", pauseMilliseconds)
    writer.optionalMember("advancing", advancing)
    writer.member("openersNeeded", openersNeeded)
  }
}

extension Clock.Turns {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let rounds = fields.int("rounds", in: Clock.roundCounts)
    let firstPause = fields.int("firstPauseMilliseconds", in: Clock.pauses)
    let pause = fields.int("pauseMilliseconds", in: Clock.pauses)
    let turn = fields.int("turnMilliseconds", in: Clock.lengths)
    let finalPause = fields.int("finalPauseMilliseconds", in: Clock.pauses)
    try fields.end()
    self.init(
      rounds: try rounds.get(), firstPauseMilliseconds: try firstPause.get(), pauseMilliseconds: try pause.get(),
      turnMilliseconds: try turn.get(), finalPauseMilliseconds: try finalPause.get())
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("kind", Clock.Kind.turns)
    writer.member("rounds", rounds)
    writer.member("firstPauseMilliseconds", firstPauseMilliseconds)
    writer.member("pauseMilliseconds", pauseMilliseconds)
    writer.member("turnMilliseconds", turnMilliseconds)
    writer.member("finalPauseMilliseconds", finalPauseMilliseconds)
  }
}

extension Clock.LotOrder {
  fileprivate enum Order: String, CaseIterable { case independent, parallel, serial, staggered }

  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    switch try fields.enumeration("order", Order.self).get() {
    case .independent:
      try fields.end()
      self = .independent
    case .parallel:
      try fields.end()
      self = .parallel
    case .serial:
      let pause = fields.int("pauseMilliseconds", in: Clock.pauses)
      try fields.end()
      self = .serial(pauseMilliseconds: try pause.get())
    case .staggered:
      let interval = fields.int("intervalMilliseconds", in: Clock.lengths)
      try fields.end()
      self = .staggered(intervalMilliseconds: try interval.get())
    }
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .independent: writer.member("order", Order.independent)
    case .parallel: writer.member("order", Order.parallel)
    case .serial(let pause):
      writer.member("order", Order.serial)
      writer.member("pauseMilliseconds", pause)
    case .staggered(let interval):
      writer.member("order", Order.staggered)
      writer.member("intervalMilliseconds", interval)
    }
  }
}
