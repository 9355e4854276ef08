// Admissibility in a rules document.

import Auctions
import StrictJSON

extension Admissibility {
  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let decrement = fields.optionalObject("decrement", Decrement.init(fields:))
    let buffers = fields.optionalObject("buffers", Buffers.init(fields:))
    let largestDecrement = fields.optionalObject("largestDecrement", LargestDecrement.init(fields:))
    let ownMustImprove = fields.omissibleBool("ownMustImprove")
    let leaderMayImprove = fields.omissibleBool("leaderMayImprove")
    let tiesAllowed = fields.omissibleBool("tiesAllowed")
    let decimals = fields.omissibleInt("decimals", in: Self.decimalPlaces)
    let belowZero = fields.omissibleBool("belowZero")
    let preBids = fields.omissibleEnumeration("preBids", PreBids.self)
    let withdrawal = fields.omissibleEnumeration("withdrawal", Withdrawal.self)
    let activity = fields.omissibleEnumeration("activity", Activity.self)
    let proxyBids = fields.omissibleBool("proxyBids")
    let surrogateBids = fields.omissibleBool("surrogateBids")
    try fields.end()
    self.init(
      decrement: try decrement.get(), buffers: try buffers.get(), largestDecrement: try largestDecrement.get())
    try ownMustImprove.replace(&self.ownMustImprove)
    try leaderMayImprove.replace(&self.leaderMayImprove)
    try tiesAllowed.replace(&self.tiesAllowed)
    try decimals.replace(&self.decimals)
    try belowZero.replace(&self.belowZero)
    try preBids.replace(&self.preBids)
    try withdrawal.replace(&self.withdrawal)
    try activity.replace(&self.activity)
    try proxyBids.replace(&self.proxyBids)
    try surrogateBids.replace(&self.surrogateBids)
  }

  func writeMembers(to writer: inout JSONWriter) {
    if let decrement { writer.object("decrement", decrement.writeMembers) }
    if let buffers { writer.object("buffers", buffers.writeMembers) }
    if let largestDecrement { writer.object("largestDecrement", largestDecrement.writeMembers) }
    writer.member("ownMustImprove", ownMustImprove)
    writer.member("leaderMayImprove", leaderMayImprove)
    writer.member("tiesAllowed", tiesAllowed)
    writer.member("decimals", decimals)
    writer.member("belowZero", belowZero)
    writer.member("preBids", preBids)
    writer.member("withdrawal", withdrawal)
    writer.member("activity", activity)
    writer.member("proxyBids", proxyBids)
    writer.member("surrogateBids", surrogateBids)
  }
}

extension Admissibility.Decrement {
  fileprivate enum Kind: String, CaseIterable { case amount, percent, either, banded }

  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let kind = fields.enumeration("kind", Kind.self)
    let base = fields.enumeration("base", Base.self)
    let percentOf = fields.omissibleEnumeration("percentOf", PercentOf.self)
    let appliesTo = fields.omissibleEnumeration("appliesTo", Scope.self)
    let exactMultiples = fields.omissibleBool("exactMultiples")
    let step = try Self.step(try kind.get(), fields)
    self.init(step, base: try base.get())
    try percentOf.replace(&self.percentOf)
    try appliesTo.replace(&self.appliesTo)
    try exactMultiples.replace(&self.exactMultiples)
  }

  private static func step(_ kind: Kind, _ fields: JSON.Fields) throws(JSON.Faulty) -> Step {
    switch kind {
    case .amount:
      let amount = fields.amount("amount")
      try fields.end()
      return .portion(.amount(try amount.get()))
    case .percent:
      let percent = fields.percent("percent")
      try fields.end()
      return .portion(.percent(hundredths: try percent.get()))
    case .either:
      let amount = fields.amount("amount")
      let percent = fields.percent("percent")
      let choice = fields.enumeration("choice", Admissibility.Decrement.Choice.self)
      try fields.end()
      return .either(amount: try amount.get(), percentHundredths: try percent.get(), try choice.get())
    case .banded:
      let bands = fields.array("bands", count: Admissibility.bandCounts) { $0.object(Band.init(fields:)) }
      try fields.end()
      return .banded(try bands.get())
    }
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    step.writeMembers(to: &writer)
    writer.member("base", base)
    writer.member("percentOf", percentOf)
    writer.member("appliesTo", appliesTo)
    writer.member("exactMultiples", exactMultiples)
  }
}

extension Admissibility.Decrement.Step {
  fileprivate func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .portion(let portion):
      switch portion {
      case .amount: writer.member("kind", Admissibility.Decrement.Kind.amount)
      case .percent: writer.member("kind", Admissibility.Decrement.Kind.percent)
      }
      portion.writeMembers(to: &writer)
    case .either(let amount, let hundredths, let choice):
      writer.member("kind", Admissibility.Decrement.Kind.either)
      writer.member("amount", amount)
      writer.percent("percent", hundredths)
      writer.member("choice", choice)
    case .banded(let bands):
      writer.member("kind", Admissibility.Decrement.Kind.banded)
      writer.array("bands") { for band in bands { $0.object(band.writeMembers) } }
    }
  }
}

extension Admissibility.Decrement.Band {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let above = fields.amountOrZero("above")
    let step = fields.amount("step")
    try fields.end()
    self.init(above: try above.get(), step: try step.get())
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("above", above)
    writer.member("step", step)
  }
}

extension Admissibility.Buffers {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let front = fields.object("front", Portion.init(fields:))
    let back = fields.optionalObject("back", Portion.init(fields:))
    try fields.end()
    self.init(front: try front.get(), back: try back.get())
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.object("front", front.writeMembers)
    if let back { writer.object("back", back.writeMembers) }
  }
}

extension Admissibility.LargestDecrement {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let step = fields.object("step", Portion.init(fields:))
    let base = fields.enumeration("base", Base.self)
    let percentOf = fields.omissibleEnumeration("percentOf", PercentOf.self)
    let passesWhenRepeated = fields.bool("passesWhenRepeated")
    try fields.end()
    self.init(step: try step.get(), base: try base.get(), passesWhenRepeated: try passesWhenRepeated.get())
    try percentOf.replace(&self.percentOf)
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.object("step", step.writeMembers)
    writer.member("base", base)
    writer.member("percentOf", percentOf)
    writer.member("passesWhenRepeated", passesWhenRepeated)
  }
}
