/// The members of one object while it is read into a value. Faults are collected, not thrown one by one.
///
///     let terms = try JSON(parsing: body).decode { fields in
///       let ceiling = fields.value("ceiling", expected: "a decimal amount such as 1234.50") { Money(decimal: $0) }
///       let note = fields.optionalString("note", length: 0...2000)
///       let lots = fields.array("lots", count: 1...50) { $0.object(Lot.init(fields:)) }
///       try fields.end()
///       return try Terms(ceiling: ceiling.get(), note: note.get(), lots: lots.get())
///     }
///
/// Every required member that is missing or faulty is recorded with its JSON Pointer, and so is every member nobody
/// asked for, by `end`. A reader of foreign documents, who takes what it knows and ignores the rest, leaves `end` out.
extension JSON {
  package final class Fields {
    package let pointer: Pointer
    private let members: Members
    private let findings: Findings
    private let faultsBefore: Int
    private var taken: [String] = []

    init(_ members: Members, pointer: Pointer, findings: Findings) {
      self.members = members
      self.pointer = pointer
      self.findings = findings
      faultsBefore = findings.count
    }

    /// Records a fault of a member, for rules that the kinds of value do not express.
    package func refuse(_ name: String, _ reason: Fault.Reason) {
      findings.record(reason, at: pointer.appending(name))
    }

    /// Records a fault of a member in the caller's words: a sentence without subject, "must lie after opensAt".
    package func refuse(_ name: String, _ sentence: String) { refuse(name, .refused(sentence)) }

    /// Records a fault of something within this object, found by who knows the whole of it.
    /// - Parameter path: a JSON Pointer that starts from this object: "" is the object itself, "/lots/0/price" a price.
    /// - Returns: what to throw where reading cannot go on.
    @discardableResult
    package func refuse(at path: String, _ reason: Fault.Reason) -> Faulty {
      findings.record(reason, at: pointer.appending(path: path))
      return Faulty()
    }

    /// Refuses every member that was not asked for, and goes no further if this object has any fault.
    package func end() throws(Faulty) {
      for member in members.entries where !taken.contains(where: member.name.isExactly) {
        refuse(member.name, .unknownMember)
      }
      guard findings.count == faultsBefore else { throw Faulty() }
    }

    /// Reads a member that must be there.
    /// - Parameter leftOut: what a form means by leaving it out, if that has a meaning.
    package func required<Value>(
      _ name: String, leftOut: JSON? = nil, _ read: (Element) -> Field<Value>
    ) -> Field<Value> {
      guard let json = take(name) ?? (findings.origin == .form ? leftOut : nil) else {
        refuse(name, .missing)
        return Field(nil)
      }
      return read(element(name, json))
    }

    /// Reads a member that may be absent or null: both give nil.
    package func optional<Value>(_ name: String, _ read: (Element) -> Field<Value>) -> Field<Value?> {
      guard let json = take(name), !isLeftEmpty(json) else { return Field(.some(nil)) }
      return Field(read(element(name, json)).value.map(Optional.some))
    }

    /// Reads a member that may be left out, which gives nil, but that is never null.
    /// - Parameter leftOut: what a form means by leaving it out, if that has a meaning.
    package func omissible<Value>(
      _ name: String, leftOut: JSON? = nil, _ read: (Element) -> Field<Value>
    ) -> Field<Value?> {
      let isForm = findings.origin == .form
      guard let json = take(name) ?? (isForm ? leftOut : nil), !isForm || json != .string("") else {
        return Field(.some(nil))
      }
      return Field(read(element(name, json)).value.map(Optional.some))
    }

    private func take(_ name: String) -> JSON? {
      taken.append(name)
      return members[name]
    }

    private func element(_ name: String, _ json: JSON) -> Element {
      Element(json, name: name, in: pointer, findings: findings)
    }

    private func isLeftEmpty(_ json: JSON) -> Bool {
      json == .null || (findings.origin == .form && json == .string(""))
    }
  }
}
