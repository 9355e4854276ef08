// Product ideas over the API.

import Auctions
import Commerce
import Hummingbird
import Store
import StrictJSON

struct IdeasAPI: Sendable {
  let house: House

  func list(_ call: Call) async throws -> Response {
    let paging = try call.request.paging(by: IdeaID.self)
    let page = try await house.database.read(as: call.actor(), at: call.now) { try $0.ideas(PageRequest(paging)) }
    return call.list(page, \.id)
  }

  func get(_ call: Call) async throws -> Response {
    let id = try call.id("id", IdeaNoun.self)
    return try await call.read(house) { work in try Self.answer(work.idea(id), work) }
  }

  func propose(_ call: Call) async throws -> Response {
    try await call.write(house) { work, document in
      let (addressee, title, text) = try document.decode { fields in
        let addressee = fields.id("addressee", CompanyNoun.self)
        let title = fields.string("title", length: 1...200)
        let text = fields.optionalString("text", length: 0...10_000)
        try fields.end()
        return try (addressee.get(), title.get(), text.get() ?? "")
      }
      let stored = try work.proposeIdea(to: addressee, title: title, text: text)
      let location = "/api/ideas/\(stored.record.id)"
      return .created(try Self.document(stored, work), at: location, revision: stored.revision)
    }
  }

  /// Votes count once a person, so neither giving nor taking back needs a revision.
  func vote(_ call: Call) async throws -> Response { try await change(call, .vote) }
  func withdrawVote(_ call: Call) async throws -> Response { try await change(call, .withdrawVote) }

  private func change(_ call: Call, _ command: Idea.Command) async throws -> Response {
    let id = try call.id("id", IdeaNoun.self)
    return try await call.write(house) { work, document in
      try document.decode { try $0.end() }
      return try Self.answer(work.perform(command, on: id, expecting: nil), work)
    }
  }

  func respond(_ call: Call) async throws -> Response {
    let (id, seen) = try (call.id("id", IdeaNoun.self), call.seenRevisions())
    return try await call.write(house) { work, document in
      let command = try document.decode { fields in
        let status = fields.enumeration("status", Idea.Status.self)
        let text = fields.optionalString("text", length: 0...Idea.responseLimit)
        try fields.end()
        return try Idea.Command.respond(status.get(), text.get() ?? "")
      }
      return try Self.answer(work.perform(command, on: id, expecting: seen), work)
    }
  }

  private static func answer(_ stored: Stored<Idea>, _ work: Work) throws -> Answer {
    .ok(try document(stored, work), revision: stored.revision)
  }

  private static func document(_ stored: Stored<Idea>, _ work: Work) throws -> IdeaDocument {
    let names = try work.names(of: [stored.record.author, stored.record.addressee])
    return IdeaDocument(stored: stored, names: names, person: work.actor.person)
  }
}
