// Events about who takes part, on paper.

package import Auctions
package import StrictJSON

enum ParticipantEvents {
  static func write(_ event: Auction.Event, to writer: inout JSONWriter) {
    switch event {
    case .participantAdmitted(let admission): admission.writeMembers(to: &writer)
    case .observerAdmitted(let company): writer.member("company", company)
    case .participantDisqualified(let company, let reason), .participantReinstated(let company, let reason):
      writer.member("company", company)
      writer.member("reason", reason)
    default: break
    }
  }

  static func admitted(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    .participantAdmitted(try Admission(fields: fields))
  }

  static func observerAdmitted(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let company = fields.id("company", CompanyNoun.self)
    try fields.end()
    return .observerAdmitted(try company.get())
  }

  static func disqualified(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let (company, reason) = try withReason(fields)
    return .participantDisqualified(company, reason: reason)
  }

  static func reinstated(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let (company, reason) = try withReason(fields)
    return .participantReinstated(company, reason: reason)
  }

  private static func withReason(_ fields: JSON.Fields) throws(JSON.Faulty) -> (CompanyID, String) {
    let company = fields.id("company", CompanyNoun.self)
    let reason = fields.recordedText("reason")
    try fields.end()
    return (try company.get(), try reason.get())
  }
}

extension Admission {
  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("company", company)
    writer.optionalMember("currency", currency)
    if !ceilings.isEmpty { writer.array("ceilings") { for ceiling in ceilings { $0.value(ceiling) } } }
    if !declarations.isEmpty { writer.array("declarations") { for value in declarations { $0.value(value) } } }
  }

  /// Reads the members of an admission, in a journal or in a request.
  package init(fields: JSON.Fields) throws(JSON.Faulty) {
    let company = fields.id("company", CompanyNoun.self)
    let terms = Self.terms(fields)
    try fields.end()
    self.init(
      try company.get(), currency: try terms.0.get(), ceilings: try terms.1.get() ?? [],
      declarations: try terms.2.get() ?? [])
  }

  /// The members that say on which terms a company takes part.
  package static func terms(
    _ fields: JSON.Fields
  ) -> (JSON.Field<String?>, JSON.Field<[Ceiling]?>, JSON.Field<[Declaration]?>) {
    (
      fields.optionalString("currency", length: 3...3),
      fields.optionalArray("ceilings") { $0.object(Ceiling.init(fields:)) },
      fields.optionalArray("declarations") { $0.object(Declaration.init(fields:)) }
    )
  }
}

extension Admission.Ceiling: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      if let lot { $0.member("lot", lot) }
      $0.member("price", price)
    }
  }

  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let lot = fields.optionalInt("lot", in: Int32(1)...Int32.max)
    let price = fields.journalMoney("price")
    try fields.end()
    self.init(lot: try lot.get().map { LotNumber($0) }, price: try price.get())
  }
}

extension Declaration: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("code", code)
      if let lot { $0.member("lot", lot) }
      $0.member("value", value.description)
    }
  }

  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let code = fields.string("code", length: 1...64)
    let lot = fields.optionalInt("lot", in: Int32(1)...Int32.max)
    let value = fields.journalMoney("value")
    try fields.end()
    self.init(
      code: try code.get(), lot: try lot.get().map { LotNumber($0) },
      value: Measure(tenThousandths: try value.get().tenThousandths))
  }
}
