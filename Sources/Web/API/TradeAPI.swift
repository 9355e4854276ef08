// Invitations, awards and orders over the API.

import Auctions
import Commerce
import Hummingbird
import Store
import StrictJSON

struct InvitationsAPI: Sendable {
  let house: House

  func list(_ call: Call) async throws -> Response {
    let paging = try call.request.paging(by: InvitationID.self)
    let page = try await house.database.read(as: call.actor(), at: call.now) {
      try $0.receivedInvitations(PageRequest(paging))
    }
    return call.list(page, \.invitation.record.id)
  }

  func get(_ call: Call) async throws -> Response {
    let id = try call.id("id", InvitationNoun.self)
    return try await call.read(house) { try Self.answer(id, $0) }
  }

  /// `{"answer": "accepted"}` or `"declined"`, by the supplier.
  func respond(_ call: Call) async throws -> Response {
    let (id, seen) = try (call.id("id", InvitationNoun.self), call.seenRevisions())
    let response = try await call.write(house) { work, document in
      let answer = try document.decode { fields in
        let answer = fields.enumeration("answer", InvitationAnswer.self)
        try fields.end()
        return try answer.get()
      }
      _ = try work.perform(answer == .accepted ? .accept : .decline, on: id, expecting: seen)
      return try Self.answer(id, work)
    }
    let actor = try call.actor()
    let requirement = try await house.database.read(as: actor, at: call.now) {
      try $0.invitation(id).record.requirement
    }
    try await house.admitSuppliers(of: requirement, as: actor, at: call.now)
    return response
  }

  /// Withdrawn by the buyer, as long as it is not accepted.
  func withdraw(_ call: Call) async throws -> Response {
    let (id, seen) = try (call.id("id", InvitationNoun.self), call.seenRevisions())
    return try await call.write(house) { work, document in
      try document.decode { try $0.end() }
      _ = try work.perform(.withdraw, on: id, expecting: seen)
      return try Self.answer(id, work)
    }
  }

  private static func answer(_ id: InvitationID, _ work: Work) throws -> Answer {
    let stored = try work.invitation(id)
    let lines = try work.invitationLines(to: stored.record.requirement)
    guard let line = lines.first(where: { $0.invitation.record.id == id }) else { throw RecordError.notFound }
    return .ok(line, revision: stored.revision)
  }
}

enum InvitationAnswer: String, CaseIterable {
  case accepted, declined
}

struct AwardsAPI: Sendable {
  let house: House

  func list(_ call: Call) async throws -> Response {
    let id = try call.id("id", RequirementNoun.self)
    return try await call.read(house) { work in
      _ = try work.requirement(id)
      return try .ok(ItemList(work.awards(of: id).map(AwardDocument.init)))
    }
  }

  func get(_ call: Call) async throws -> Response {
    let id = try call.id("id", AwardNoun.self)
    return try await call.read(house) { work in
      let stored = try work.award(id)
      return .ok(AwardDocument(stored: stored), revision: stored.revision)
    }
  }

  /// `{"lot": 1, "supplier": …, "reason"?: …}`
  func create(_ call: Call) async throws -> Response {
    let document = try await call.json()
    let decision = try document.decode { fields in
      let lot = fields.int("lot", in: Int32(1)...Int32(RequirementContent.lotLimit))
      let supplier = fields.id("supplier", CompanyNoun.self)
      let reason = fields.reason()
      try fields.end()
      return try Award.Decision(lot: LotNumber(lot.get()), supplier: supplier.get(), reason: reason.get() ?? "")
    }
    let id = try call.id("id", RequirementNoun.self)
    return try await call.onceBeside(house, document) {
      let stored = try await house.award(decision, of: id, as: call.actor(), at: call.now)
      let location = "/api/awards/\(stored.record.id)"
      return .created(AwardDocument(stored: stored), at: location, revision: stored.revision)
    }
  }

  func cancel(_ call: Call) async throws -> Response {
    let (id, seen) = try (call.id("id", AwardNoun.self), call.seenRevisions())
    return try await call.write(house) { work, document in
      let stored = try work.cancelAward(id, reason: document.reason(), expecting: seen)
      return .ok(AwardDocument(stored: stored), revision: stored.revision)
    }
  }

  /// Places the order that the award becomes.
  func order(_ call: Call) async throws -> Response {
    let (id, seen) = try (call.id("id", AwardNoun.self), call.seenRevisions())
    return try await call.write(house) { work, document in
      try document.decode { try $0.end() }
      let stored = try work.placeOrder(id, expecting: seen)
      let document = try OrdersAPI.document(stored, work)
      return .created(document, at: "/api/orders/\(stored.record.id)", revision: stored.revision)
    }
  }
}

struct OrdersAPI: Sendable {
  let house: House

  func list(_ call: Call) async throws -> Response {
    let paging = try call.request.paging(by: OrderID.self)
    let page = try await house.database.read(as: call.actor(), at: call.now) { try $0.orders(PageRequest(paging)) }
    return call.list(page, \.id)
  }

  func get(_ call: Call) async throws -> Response {
    let id = try call.id("id", OrderNoun.self)
    return try await call.read(house) { work in try Self.answer(work.order(id), work) }
  }

  func timeline(_ call: Call) async throws -> Response {
    let id = try call.id("id", OrderNoun.self)
    return try await call.read(house) { work in
      _ = try work.order(id)
      return try .ok(ItemList(work.timeline(ofOrder: id)))
    }
  }

  /// `{"answer": "accepted"}`, or `"rejected"` with a reason, by the supplier.
  func acknowledge(_ call: Call) async throws -> Response {
    try await change(call) { document in
      let (accepted, reason) = try document.acceptance()
      return accepted ? .acknowledge : .refuse(reason: reason)
    }
  }

  func ship(_ call: Call) async throws -> Response {
    try await change(call) { document in
      try document.decode { fields in
        let carrier = fields.string("carrier", length: 1...100)
        let trackingNumber = fields.optionalString("trackingNumber", length: 0...100)
        try fields.end()
        return try .ship(carrier: carrier.get(), trackingNumber: trackingNumber.get() ?? "")
      }
    }
  }

  func deliver(_ call: Call) async throws -> Response {
    let number = try call.number("number")
    return try await change(call) { document in
      try document.decode { try $0.end() }
      return .deliver(shipment: number)
    }
  }

  /// `{"answer": "accepted"}`, or `"rejected"` with a reason, by the customer.
  func accept(_ call: Call) async throws -> Response {
    try await change(call) { document in
      let (accepted, reason) = try document.acceptance()
      return accepted ? .acceptDelivery : .rejectDelivery(reason: reason)
    }
  }

  func invoice(_ call: Call) async throws -> Response {
    try await change(call) { document in
      try document.decode { fields in
        let number = fields.string("invoiceNumber", length: 1...100)
        try fields.end()
        return try .invoice(number: number.get())
      }
    }
  }

  func pay(_ call: Call) async throws -> Response {
    try await change(call) { document in
      try document.decode { try $0.end() }
      return .pay
    }
  }

  func cancel(_ call: Call) async throws -> Response {
    try await change(call) { .cancel(reason: try $0.reason()) }
  }

  func feedback(_ call: Call) async throws -> Response {
    let id = try call.id("id", OrderNoun.self)
    return try await call.read(house) { work in
      _ = try work.order(id)
      return try .ok(ItemList(work.feedback(on: id)))
    }
  }

  func giveFeedback(_ call: Call) async throws -> Response {
    let id = try call.id("id", OrderNoun.self)
    return try await call.write(house) { work, document in
      let (subject, rating, text) = try document.decode { fields in
        let subject = fields.enumeration("subject", Feedback.Subject.self)
        let rating = fields.int("rating", in: 1...5)
        let text = fields.optionalString("text", length: 0...Feedback.textLimit)
        try fields.end()
        return try (subject.get(), rating.get(), text.get() ?? "")
      }
      let feedback = try work.giveFeedback(on: id, subject: subject, rating: rating, text: text)
      return .created(feedback, at: "/api/orders/\(id)/feedback")
    }
  }

  private func change(
    _ call: Call, _ command: @escaping @Sendable (JSON) throws -> Order.Command
  ) async throws -> Response {
    let (id, seen) = try (call.id("id", OrderNoun.self), call.seenRevisions())
    return try await call.write(house) { work, document in
      try Self.answer(work.perform(command(document), on: id, expecting: seen), work)
    }
  }

  private static func answer(_ stored: Stored<Order>, _ work: Work) throws -> Answer {
    .ok(try document(stored, work), revision: stored.revision)
  }

  static func document(_ stored: Stored<Order>, _ work: Work) throws -> OrderDocument {
    OrderDocument(stored: stored, names: try work.names(of: [stored.record.buyer, stored.record.supplier]))
  }
}

extension JSON {
  /// `answer`: accepted or rejected, and a reason.
  fileprivate func acceptance() throws -> (accepted: Bool, reason: String) {
    try decode { fields in
      let answer = fields.enumeration("answer", Acceptance.self)
      let reason = fields.reason()
      try fields.end()
      return try (answer.get() == .accepted, reason.get() ?? "")
    }
  }
}

enum Acceptance: String, CaseIterable {
  case accepted, rejected
}
