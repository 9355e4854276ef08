// The operators' desk: companies that wait for verification, and the decision.

import Auctions
import Commerce
import Hummingbird
import Store
import StrictJSON

struct VerificationDesk: Sendable {
  func list(_ visit: Visit) async throws -> Response { try await page(visit, .none, about: nil) }

  func decide(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.call.id("id", CompanyNoun.self), try await visit.form())
    return try await visit.answer(form) {
      let decision = try form.decode { try $0.enumeration("decision", VerificationDecision.self).get() }
      let command = decision.command(form.trimmed("reason"))
      _ = try await visit.house.database.verify(as: visit.call.operatorActor(for: id), at: visit.now) {
        try $0.perform(command, on: id, expecting: form.seen)
      }
      return visit.go(to: "/verifications", .saved)
    } again: {
      try await page(visit, $0, about: id)
    }
  }

  /// - Parameter company: the one that the objections are about.
  private func page(_ visit: Visit, _ objections: Objections, about company: CompanyID?) async throws -> Response {
    let waiting = try await visit.house.database.verify(as: visit.call.operatorActor(for: .none), at: visit.now) {
      try $0.companies(verification: VerificationState.pending.rawValue, limit: Limits.pageItemsAtMost)
    }
    let rows = waiting.map { VerificationRow($0, $0.record.id == company ? objections : .none, visit) }
    return visit.page(VerificationsPage(rows: rows), at: "/verifications", notice: objections.notice)
  }
}

extension VerificationRow {
  fileprivate init(_ stored: Stored<Company>, _ objections: Objections, _ visit: Visit) {
    let company = stored.record
    let supplies = company.profile.categories.map { visit.codes.tag($0).label }
    self.init(
      companyID: "\(company.id)", revision: "\(stored.revision)", company: Party(company),
      registeredAt: visit.format.moment(stored.createdAt),
      // Operators see companies and nothing else of theirs: neither persons nor memberships.
      personName: "–", email: "–", roles: supplies.isEmpty ? "–" : supplies.joined(separator: ", "),
      reason: objections.field("reason"))
  }
}
