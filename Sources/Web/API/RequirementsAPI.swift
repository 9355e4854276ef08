// Requirements over the API: post, change, publish, cancel, import, match, invite.

import Auctions
import Commerce
import Hummingbird
import Interchange
import NIOCore
import Store
import StrictJSON

struct RequirementsAPI: Sendable {
  let house: House

  /// `?scope=own` (the default for buyers) or `?scope=others`: what others have published for this company to see.
  func list(_ call: Call) async throws -> Response {
    let (paging, scope, status) = try call.request.query { query in
      let scope = query.optionalEnumeration("scope", RequirementScope.self)
      let status = query.optionalEnumeration("status", Requirement.Status.self)
      let paging = try Paging<RequirementID>(query)
      try query.end()
      return try (paging, scope.get() ?? .own, status.get())
    }
    let page = try await house.database.read(as: call.actor(), at: call.now) {
      try $0.requirements(ofOthers: scope == .others, status: status, PageRequest(paging))
    }
    return call.list(page, \.id)
  }

  func get(_ call: Call) async throws -> Response {
    let id = try call.id("id", RequirementNoun.self)
    return try await call.read(house) { work in try Self.answer(work.requirement(id), work) }
  }

  func create(_ call: Call) async throws -> Response {
    let codes = house.codes
    return try await call.write(house) { work, document in
      let content = try RequirementContent.read(document, as: .json, codes: codes, today: work.now.date)
      return try Self.created(work.createRequirement(content), work)
    }
  }

  func revise(_ call: Call) async throws -> Response {
    let (id, seen, codes) = try (call.id("id", RequirementNoun.self), call.seenRevisions(), house.codes)
    return try await call.write(house) { work, document in
      var content = try RequirementContent.read(document, as: .json, codes: codes, today: work.now.date)
      content.source = try work.requirement(id).record.content.source
      return try Self.answer(work.perform(.revise(content), on: id, expecting: seen), work)
    }
  }

  func publish(_ call: Call) async throws -> Response {
    let (id, seen) = try (call.id("id", RequirementNoun.self), call.seenRevisions())
    return try await call.write(house) { work, document in
      try document.decode { try $0.end() }
      return try Self.answer(work.perform(.publish, on: id, expecting: seen), work)
    }
  }

  func cancel(_ call: Call) async throws -> Response {
    let (id, seen) = try (call.id("id", RequirementNoun.self), call.seenRevisions())
    let document = try await call.json()
    let reason = try document.reason()
    if let kept = try await call.keptAnswer(house, document) { return kept.response }
    try await house.cancelAuction(of: id, reason: reason, expecting: seen, as: call.actor(), at: call.now)
    return try await call.write(house, document) { work, _ in
      try Self.answer(work.perform(.cancel(reason: reason), on: id, expecting: seen), work)
    }
  }

  func timeline(_ call: Call) async throws -> Response {
    let id = try call.id("id", RequirementNoun.self)
    return try await call.read(house) { work in
      _ = try work.requirement(id)
      return try .ok(ItemList(work.timeline(ofRequirement: id)))
    }
  }

  /// Verified suppliers that supply what is asked for.
  func matches(_ call: Call) async throws -> Response {
    let id = try call.id("id", RequirementNoun.self)
    return try await call.read(house) { work in
      let requirement = try work.requirement(id).record
      guard requirement.buyer == work.actor.company else { throw Problem.notFound }
      return try .ok(ItemList(work.matchingSuppliers(requirement, limit: Limits.pageItemsAtMost)))
    }
  }

  func invitations(_ call: Call) async throws -> Response {
    let id = try call.id("id", RequirementNoun.self)
    return try await call.read(house) { work in
      _ = try work.requirement(id)
      return try .ok(ItemList(work.invitationLines(to: id)))
    }
  }

  /// The buyer invites `supplier`; without a body a supplier enters an open requirement itself.
  func invite(_ call: Call) async throws -> Response {
    let id = try call.id("id", RequirementNoun.self)
    let response = try await call.write(house) { work, document in
      let supplier = try document.decode { fields in
        let supplier = fields.optionalValue("supplier", expected: "a company's id") { CompanyID($0) }
        try fields.end()
        return try supplier.get()
      }
      let invitation = try work.invite(supplier ?? work.actor.company, to: id)
      let line = try work.invitationLines(to: id).first { $0.invitation.record.id == invitation.record.id }
      guard let line else { throw RecordError.notFound }
      return .created(line, at: "/api/invitations/\(invitation.record.id)", revision: 1)
    }
    try await house.admitSuppliers(of: id, as: call.actor(), at: call.now)
    return response
  }

  /// A tender record of another system, as a JSON file. Everything in it is imported or nothing.
  func `import`(_ call: Call) async throws -> Response {
    let bytes = Array(try await call.request.wholeBody(limit: Limits.importBytes).readableBytesView)
    let deliverBy = try call.request.query { query in
      let day = query.optionalValue("deliverBy", expected: "a date such as 2026-12-31") { CalendarDate($0) }
      try query.end()
      return try day.get()
    }
    let codes = house.codes
    return try await call.once(house, bytes) { work in
      let stored = try work.importTender(bytes, deliverBy: deliverBy, codes: codes)
      let lines = stored.map { ImportedDocument(id: $0.record.id, title: $0.record.content.title) }
      return Answer(
        status: .created, location: stored.first.map { "/api/requirements/\($0.record.id)" }, revision: nil,
        body: Answer.encode(ItemList(lines)))
    }.response
  }

  static func answer(_ stored: Stored<Requirement>, _ work: Work) throws -> Answer {
    .ok(try document(stored, work), revision: stored.revision)
  }

  private static func created(_ stored: Stored<Requirement>, _ work: Work) throws -> Answer {
    let location = "/api/requirements/\(stored.record.id)"
    return .created(try document(stored, work), at: location, revision: stored.revision)
  }

  private static func document(_ stored: Stored<Requirement>, _ work: Work) throws -> RequirementDocument {
    let names = try work.names(of: [stored.record.buyer])
    return RequirementDocument(stored: stored, buyerName: names[stored.record.buyer] ?? "")
  }
}

enum RequirementScope: String, CaseIterable {
  case own, others
}

/// One imported requirement.
private struct ImportedDocument: JSONWritable {
  var id: RequirementID
  var title: String
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("title", title)
    }
  }
}

extension JSON {
  /// A document that holds nothing but an optional `reason`.
  func reason() throws -> String {
    try decode { fields in
      let reason = fields.reason()
      try fields.end()
      return try reason.get() ?? ""
    }
  }
}
