// What a form says of an auction besides its rules: its start, floors, rates, openers, terms of suppliers.

import Auctions
import Commerce
import Interchange
import StrictJSON

struct PlanReader {
  let form: PostedForm
  /// Nil where they cannot be read: then what depends on them is not looked at.
  let rules: Rules?
  let subject: AuctionSubject
  let codes: CodeLists
  let texts: Texts
  private(set) var faults = AuctionFaults()

  init(form: PostedForm, rules: Rules?, subject: AuctionSubject, codes: CodeLists, texts: Texts) {
    self.form = form
    self.rules = rules
    self.subject = subject
    self.codes = codes
    self.texts = texts
  }

  private enum Opening: String, CaseIterable { case now, at }

  /// Nil without rules, or where something is wrong.
  mutating func plan() -> AuctionPlan? {
    let (opensAt, floors, rates) = (opensAt(), floors(), rates())
    guard let rules else { return nil }
    var plan = AuctionPlan(rules: rules, opensAt: opensAt)
    plan.isPractice = form.isTicked("practice")
    plan.floors = floors
    plan.rates = rates
    plan.openers = openers(rules.clock)
    var terms = TermsReader(
      rules: rules, currency: subject.content.currency, rates: rates, lotCount: subject.content.lots.count,
      suppliers: subject.suppliers, texts: texts)
    // Who has nothing of its own is admitted anyway.
    plan.participants = terms.admissions(form.tree)
    faults.byField.merge(terms.faults.byField) { first, _ in first }
    return faults.isEmpty ? plan : nil
  }

  /// Nil: at once. The script makes an instant of local time; without it the text is UTC.
  private mutating func opensAt() -> Instant? {
    guard Opening(rawValue: form["opens"]) == .at else { return nil }
    if let instant = Instant(form["opensAtInstant"]) { return instant }
    let text = form.trimmed("opensAt")
    if let instant = Instant("\(text):00Z") ?? Instant("\(text)Z") { return instant }
    faults.object(texts[text.isEmpty ? "validation.required" : "validation.notADate"], to: "opensAt")
    return nil
  }

  private mutating func floors() -> [LotNumber: Money] {
    var floors: [LotNumber: Money] = [:]
    let decimals = rules?.admissibility.decimals ?? 4
    for (index, typed) in (form.tree["lots"]?.elements ?? []).prefix(subject.content.lots.count).enumerated() {
      guard let text = typed["floor"]?.typedText else { continue }
      let name = "lots[\(index)][floor]"
      guard let floor = Money(text), floor.decimals <= decimals else {
        faults.object(texts.count("ruleFault.notAFloor", decimals), to: name)
        continue
      }
      if floor > subject.content.lots[index].targetPrice { faults.object(texts["ruleFault.floorTooHigh"], to: name) }
      floors[LotNumber(Int32(index + 1))] = floor
    }
    return floors
  }

  private mutating func rates() -> [ExchangeRate] {
    var rates: [ExchangeRate] = []
    for (index, typed) in form.rateRows.enumerated() {
      let name = "rates[\(index)]"
      let currency = typed["currency"]?.typedText ?? ""
      let (units, equal) = (rateNumber(typed, "units", name), rateNumber(typed, "equal", name))
      if codes.currency(currency) == nil { faults.object(texts["validation.unknownCode"], to: "\(name)[currency]") }
      if currency == subject.content.currency || rates.contains(where: { $0.currency == currency }) {
        faults.object(texts["validation.duplicate"], to: "\(name)[currency]")
      }
      if let units, let equal { rates.append(ExchangeRate(currency: currency, units: units, equal: equal)) }
    }
    return rates
  }

  private mutating func rateNumber(_ typed: JSON, _ member: String, _ name: String) -> RateNumber? {
    if let number = typed[member]?.typedText.flatMap(RateNumber.init), number.hundredMillionths > 0 { return number }
    faults.object(texts["ruleFault.notARate"], to: "\(name)[\(member)]")
    return nil
  }

  /// Companies that share what opens sealed offers.
  private mutating func openers(_ clock: Clock) -> [CompanyID] {
    guard case .sealed(let sealed) = clock.format else { return [] }
    let chosen = form.openers.compactMap(CompanyID.init)
    let openers = subject.openers.map(\.id).filter(chosen.contains)
    if openers.count < sealed.openersNeeded {
      faults.object(texts.count("ruleFault.openersMissing", sealed.openersNeeded), to: "openers")
    }
    if openers.count > AuctionPlan.openersAtMost {
      faults.object(texts("validation.tooMany", ["n": "\(AuctionPlan.openersAtMost)"]), to: "openers")
    }
    return openers
  }
}

extension PostedForm {
  /// Rates that somebody has written in.
  var rateRows: [JSON] {
    (tree["rates"]?.elements ?? []).filter { row in
      ["currency", "units", "equal"].contains { row[$0]?.typedText != nil }
    }
  }

  /// The companies that are ticked.
  var openers: [String] {
    guard let openers = tree["openers"] else { return [] }
    return openers.text.map { [$0] } ?? openers.elements?.compactMap(\.text) ?? []
  }
}
