// Closing in a rules document.

import Auctions
import StrictJSON

extension Closing {
  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let softClose = fields.optionalObject("softClose", SoftClose.init(fields:))
    let hiddenEnd = fields.optionalObject("hiddenEnd", HiddenEnd.init(fields:))
    let improvement = fields.optionalInt("improvementMilliseconds", in: Clock.lengths)
    let pause = fields.omissibleEnumeration("pause", Pause.self)
    let outage = fields.omissibleEnumeration("outage", Outage.self)
    try fields.end()
    self.init(
      softClose: try softClose.get(), hiddenEnd: try hiddenEnd.get(), improvementMilliseconds: try improvement.get())
    try pause.replace(&self.pause)
    try outage.replace(&self.outage)
  }

  func writeMembers(to writer: inout JSONWriter) {
    if let softClose { writer.object("softClose", softClose.writeMembers) }
    if let hiddenEnd { writer.object("hiddenEnd", hiddenEnd.writeMembers) }
    writer.optionalMember("improvementMilliseconds", improvementMilliseconds)
    writer.member("pause", pause)
    writer.member("outage", outage)
  }
}

extension Closing.SoftClose {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let kind = fields.enumeration("trigger", Trigger.Kind.self)
    let window = fields.int("windowMilliseconds", in: Clock.lengths)
    let addition = fields.int("extensionMilliseconds", in: Clock.lengths)
    let base = fields.enumeration("base", Base.self)
    let scope = fields.omissibleEnumeration("scope", Scope.self)
    let limit = fields.optionalInt("limit", in: 1...100_000)
    let total = fields.optionalInt("totalMilliseconds", in: Clock.lengths)
    let trigger = try Trigger(try kind.get(), fields)
    try fields.end()
    self.init(
      trigger: trigger, windowMilliseconds: try window.get(), extensionMilliseconds: try addition.get(),
      base: try base.get(), limit: try limit.get(), totalMilliseconds: try total.get())
    try scope.replace(&self.scope)
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    trigger.writeMembers(to: &writer)
    writer.member("windowMilliseconds", windowMilliseconds)
    writer.member("extensionMilliseconds", extensionMilliseconds)
    writer.member("base", base)
    writer.member("scope", scope)
    writer.optionalMember("limit", limit)
    writer.optionalMember("totalMilliseconds", totalMilliseconds)
  }
}

extension Closing.SoftClose.Trigger {
  fileprivate enum Kind: String, CaseIterable { case anyBid, bestPrice, leadChanges, someoneBeaten, rank }

  fileprivate init(_ kind: Kind, _ fields: JSON.Fields) throws(JSON.Faulty) {
    switch kind {
    case .anyBid: self = .anyBid
    case .bestPrice: self = .bestPrice
    case .leadChanges: self = .leadChanges
    case .someoneBeaten: self = .someoneBeaten
    case .rank: self = .rank(try fields.int("rank", in: 1...1_000).get())
    }
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .anyBid: writer.member("trigger", Kind.anyBid)
    case .bestPrice: writer.member("trigger", Kind.bestPrice)
    case .leadChanges: writer.member("trigger", Kind.leadChanges)
    case .someoneBeaten: writer.member("trigger", Kind.someoneBeaten)
    case .rank(let rank):
      writer.member("trigger", Kind.rank)
      writer.member("rank", rank)
    }
  }
}

extension Closing.HiddenEnd {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let afterExtensions = fields.int("afterExtensions", in: 0...1_000)
    let earliest = fields.int("earliestMilliseconds", in: Clock.pauses)
    let latest = fields.int("latestMilliseconds", in: Clock.lengths)
    try fields.end()
    self.init(
      afterExtensions: try afterExtensions.get(), earliestMilliseconds: try earliest.get(),
      latestMilliseconds: try latest.get())
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("afterExtensions", afterExtensions)
    writer.member("earliestMilliseconds", earliestMilliseconds)
    writer.member("latestMilliseconds", latestMilliseconds)
  }
}
