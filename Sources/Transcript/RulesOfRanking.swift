// Ranking in a rules document.

import Auctions
import StrictJSON

extension Ranking {
  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let model = fields.omissibleObject("model", ValueModel.init(fields:))
    let direction = fields.omissibleEnumeration("direction", Direction.self)
    let ties = fields.omissibleEnumeration("ties", Ties.self)
    let abnormallyLow = fields.optionalObject("abnormallyLow", AbnormallyLow.init(fields:))
    try fields.end()
    self.init(abnormallyLow: try abnormallyLow.get())
    try model.replace(&self.model)
    try direction.replace(&self.direction)
    try ties.replace(&self.ties)
  }

  func writeMembers(to writer: inout JSONWriter) {
    writer.object("model", model.writeMembers)
    writer.member("direction", direction)
    writer.member("ties", ties)
    if let abnormallyLow { writer.object("abnormallyLow", abnormallyLow.writeMembers) }
  }
}

extension Ranking.AbnormallyLow {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let belowMean = fields.percent("belowMeanPercent")
    let belowNext = fields.percent("belowNextPercent")
    try fields.end()
    self.init(belowMeanHundredths: try belowMean.get(), belowNextHundredths: try belowNext.get())
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.percent("belowMeanPercent", belowMeanHundredths)
    writer.percent("belowNextPercent", belowNextHundredths)
  }
}

extension ValueModel {
  fileprivate enum Name: String, CaseIterable { case price, features, lifeCycleCost, mixed, totalCost, index }

  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    switch try fields.enumeration("kind", Name.self).get() {
    case .price:
      try fields.end()
      self = .price
    case .features:
      let features = fields.array("features", count: Self.codeCounts) { $0.object(Feature.init(fields:)) }
      try fields.end()
      self = .features(try features.get())
    case .lifeCycleCost:
      try fields.end()
      self = .lifeCycleCost
    case .mixed:
      try fields.end()
      self = .mixed
    case .totalCost:
      let criteria = fields.array("criteria", count: Self.codeCounts) { $0.object(Criterion.init(fields:)) }
      try fields.end()
      self = .totalCost(try criteria.get())
    case .index: self = .index(try Index(fields: fields))
    }
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .price: writer.member("kind", Name.price)
    case .features(let features):
      writer.member("kind", Name.features)
      writer.array("features") { for feature in features { $0.object(feature.writeMembers) } }
    case .lifeCycleCost: writer.member("kind", Name.lifeCycleCost)
    case .mixed: writer.member("kind", Name.mixed)
    case .totalCost(let criteria):
      writer.member("kind", Name.totalCost)
      writer.array("criteria") { for criterion in criteria { $0.object(criterion.writeMembers) } }
    case .index(let index):
      writer.member("kind", Name.index)
      index.writeMembers(to: &writer)
    }
  }
}

extension ValueModel.Feature {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let code = fields.code("code")
    let maximum = fields.value("maximum", expected: "a decimal between 0 and 1 such as 0.05", Self.fraction)
    try fields.end()
    self.init(code: try code.get(), maximum: try maximum.get())
  }

  private static func fraction(_ text: String) -> Measure? {
    guard text.utf8.starts(with: "0.".utf8), let measure = Measure(text), measure > .zero else { return nil }
    return measure
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("code", code)
    writer.member("maximum", maximum.description)
  }
}

extension ValueModel.Criterion {
  fileprivate enum Name: String, CaseIterable { case amount, percent, each }

  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let code = fields.code("code")
    switch try fields.enumeration("kind", Name.self).get() {
    case .amount:
      try fields.end()
      self.init(code: try code.get(), kind: .amount)
    case .percent:
      try fields.end()
      self.init(code: try code.get(), kind: .percent)
    case .each:
      let cost = fields.value("cost", expected: "a decimal amount such as 12.50 or -3.00") { Money(journal: $0) }
      try fields.end()
      let each = Measure(tenThousandths: try cost.get().tenThousandths)
      self.init(code: try code.get(), kind: .each(cost: each))
    }
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("code", code)
    switch kind {
    case .amount: writer.member("kind", Name.amount)
    case .percent: writer.member("kind", Name.percent)
    case .each(let cost):
      writer.member("kind", Name.each)
      writer.member("cost", cost.description)
    }
  }
}

extension ValueModel.Index {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let name = fields.string("name", length: 1...100)
    let reference = fields.amount("reference")
    let unit = fields.enumeration("unit", Unit.self)
    try fields.end()
    self.init(name: try name.get(), reference: try reference.get(), unit: try unit.get())
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("name", name)
    writer.member("reference", reference)
    writer.member("unit", unit)
  }
}
