// What the buyer does to a running auction, sent from the menu of the room.

import Auctions
import Commerce
import Engine
import Foundation
import HTTPTypes
import Hummingbird
import StrictJSON
import Transcript

struct InterventionsDesk: Sendable {
  func open(_ visit: Visit) async throws -> Response {
    try await act("opening", visit) { _, _ in { .moveOpening(to: $0) } }
  }

  func pause(_ visit: Visit) async throws -> Response {
    try await act("pause", visit) { form, _ in { _ in .pause(reason: form.trimmed("reason")) } }
  }

  func resume(_ visit: Visit) async throws -> Response {
    try await act("resumption", visit) { _, _ in { _ in .resume } }
  }

  func extend(_ visit: Visit) async throws -> Response {
    try await act("extension", visit) { form, auction in
      let (lot, minutes) = try form.decode { fields in
        try (Self.optionalLot(fields).get(), fields.int("minutes", in: Int64(1)...129_600).get())
      }
      let ends = auction.lots.filter { $0.phase == .open && (lot == nil || $0.number == lot) }.map(\.closesAt)
      return { now in
        .extend(lot, to: (ends.max() ?? now).adding(milliseconds: minutes * 60_000), reason: form.trimmed("reason"))
      }
    }
  }

  func closeEarly(_ visit: Visit) async throws -> Response {
    try await act("closure", visit) { form, _ in
      let lot = try form.decode { try Self.optionalLot($0).get() }
      return { _ in .closeEarly(lot, reason: form.trimmed("reason")) }
    }
  }

  func withdraw(_ visit: Visit) async throws -> Response {
    try await act("withdrawal", visit) { form, auction in
      let (lot, bidder) = try Self.place(form, auction)
      return { _ in .withdraw(lot, bidder, reason: form.trimmed("reason")) }
    }
  }

  func disqualify(_ visit: Visit) async throws -> Response {
    try await act("disqualification", visit) { form, auction in
      let bidder = try Self.bidder(form, auction)
      return { _ in .disqualify(bidder, reason: form.trimmed("reason")) }
    }
  }

  func reinstate(_ visit: Visit) async throws -> Response {
    try await act("reinstatement", visit) { form, auction in
      let bidder = try Self.bidder(form, auction)
      return { _ in .reinstate(bidder, reason: form.trimmed("reason")) }
    }
  }

  func changeRules(_ visit: Visit) async throws -> Response {
    try await act("rules", visit) { form, _ in
      let rules = try Self.rules(form, visit.texts)
      return { _ in .change(rules, reason: form.trimmed("reason")) }
    }
  }

  func cancel(_ visit: Visit) async throws -> Response {
    try await act("cancellation", visit) { form, _ in { _ in .cancel(reason: form.trimmed("reason")) } }
  }

  /// An offer that the buyer enters for a supplier; it is marked as such for everybody who sees it.
  func bidForSupplier(_ visit: Visit) async throws -> Response {
    try await answer("surrogate", visit) { form, id, auction in
      let actor = try visit.call.actor()
      let (lot, bidder) = try Self.place(form, auction)
      let price = try form.decode { fields in
        try fields.value("price", expected: "a decimal amount such as 1234.50") { Money($0) }.get()
      }
      let bid = Bid(
        lot: lot, bidder: bidder, price: price, origin: .surrogate, key: UUID().uuidString, placedBy: actor.id)
      let reply = try await visit.house.auctions.bid(bid, in: id, at: visit.now)
      guard case .refused(let refusal) = reply.answer.outcome else { return }
      let admission = auction.participants.first { $0.company == bidder }?.admission
      let unit = admission?.currency ?? auction.announcement.currency
      throw Refused(words: visit.texts.words(for: refusal, unit: unit))
    }
  }
}

extension InterventionsDesk {
  /// A refusal that has been put into words already.
  private struct Refused: Error {
    let words: String
  }

  /// Does what a form asks by one command, which is handed the present.
  private func act(
    _ name: String, _ visit: Visit,
    _ command: (PostedForm, Auction) throws -> (Instant) -> Auction.Command
  ) async throws -> Response {
    try await answer(name, visit) { form, id, auction in
      let command = try command(form, auction)
      try await visit.house.command(id, as: visit.call.actor(), at: visit.now, command)
    }
  }

  private func answer(
    _ name: String, _ visit: Visit, _ action: (PostedForm, AuctionID, Auction) async throws -> Void
  ) async throws -> Response {
    let (id, form) = (try visit.call.id("id", Auction.self), try await visit.form())
    do {
      try await action(form, id, visit.house.auctions.own(id, as: visit.call.actor(), at: visit.now))
      return visit.go(to: "/auctions/\(id)", .intervened)
    } catch let refused as Refused {
      let problems = ErrorSummary(errors: [:], general: [refused.words], texts: visit.texts)
      return try await again(name, id, form, problems, .unprocessableContent, visit)
    } catch {
      guard let objections = Objections(error, to: form, visit.texts) else { throw error }
      return try await again(name, id, form, objections.summary(visit.texts), objections.status, visit)
    }
  }

  private func again(
    _ name: String, _ id: AuctionID, _ form: PostedForm, _ problems: ErrorSummary?, _ status: HTTPResponse.Status,
    _ visit: Visit
  ) async throws -> Response {
    var response = try await AuctionsDesk().room(id, visit, action: name, typed: form.typed, problems: problems)
    response.status = status
    return response
  }

  private static func optionalLot(_ fields: JSON.Fields) -> JSON.Field<LotNumber?> {
    fields.optionalValue("lot", expected: "the number of a lot") { Int32($0).map { LotNumber($0) } }
  }

  /// The only lot where the form does not ask.
  private static func place(_ form: PostedForm, _ auction: Auction) throws -> (LotNumber, CompanyID) {
    let lot = try form.decode { try optionalLot($0).get() }
    return (lot ?? LotNumber(1), try bidder(form, auction))
  }

  private static func bidder(_ form: PostedForm, _ auction: Auction) throws -> CompanyID {
    try form.decode { fields in
      let bidder = fields.value("bidder", expected: "the number of a bidder") { text in
        Int(text).flatMap { auction.participants.indices.contains($0 - 1) ? auction.participants[$0 - 1].company : nil }
      }
      return try bidder.get()
    }
  }

  /// What is wrong with a document is said by its places: the form has one field for all of it.
  private static func rules(_ form: PostedForm, _ texts: Texts) throws -> Rules {
    do {
      let rules = try RulesDocument(JSON(parsing: Array(form["rules"].utf8))).rules
      try rules.check()
      return rules
    } catch let error as JSON.SyntaxError {
      throw Refused(words: texts("import.notJSON", ["place": "\(error.line):\(error.column)"]))
    } catch let faults as JSON.Faults {
      let sentences = faults.list.map { "\($0.pointer): \(texts.words(for: $0.reason, of: ""))" }
      throw Refused(words: sentences.joined(separator: " "))
    } catch let fault as Rules.Fault {
      let words = texts.text("problem.\(fault.reason.rawValue)") ?? fault.reason.sentence
      throw Refused(words: "\(fault.pointer): \(words)")
    }
  }
}
