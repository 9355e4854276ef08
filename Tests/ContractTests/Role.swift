// The roles of the matrix, and what the document lets each of them do.

import HTTPTypes
import SiteSupport

/// Somebody who asks. Each of the four rights has a person with that right alone.
enum Role: String, CaseIterable {
  case anonymous, administrator, buyer, supplier, partner
  /// Runs the platform and belongs to no company.
  case platformOperator
  /// May do everything for a company that is not verified.
  case unverified
  /// A program that may read everything for its company.
  case readOnlyToken

  var rights: Set<String> {
    switch self {
    case .anonymous, .platformOperator: []
    case .administrator, .buyer, .supplier, .partner: [rawValue]
    case .unverified, .readOnlyToken: ["administrator", "buyer", "supplier", "partner"]
    }
  }
}

/// Whose record it is, as seen by the one who asks.
enum Ownership: String, CaseIterable {
  case own, colleagues, others, nobodys
}

/// What a cell of the matrix must come to.
enum Outcome: Equatable {
  /// It is done, or refused for the state that the record is in.
  case reached
  /// Refused with that status and reason.
  case refused(Int, String)
  /// Refused by a rule about the rights within the company.
  case notAllowed

  func isMet(by answer: HTTPAnswer) -> Bool {
    switch self {
    case .reached:
      let isUnread = ["invalidDocument", "idempotencyKeyConflict"].contains(answer.reason)
      return answer.isSuccess || answer.status == 409 || answer.status == 422 && !isUnread
    case .refused(let status, let reason): return answer.status == status && answer.reason == reason
    case .notAllowed: return answer.status == 403
    }
  }

  static let hidden = refused(404, "notFound")
}

extension Operation {
  /// What the document says of this role, before any record is looked at; `nil` where it may pass.
  func gate(_ role: Role) -> Outcome? {
    if access == .anyone { return nil }
    if role == .anonymous { return .refused(401, "unauthenticated") }
    if role == .readOnlyToken, !isSafe { return .refused(403, "tokenIsReadOnly") }
    switch access {
    case .person: return role == .readOnlyToken ? .refused(403, "personsOnly") : nil
    case .platformOperator: return role == .platformOperator ? nil : .refused(403, "operatorsOnly")
    case .company(let rights):
      if role == .platformOperator { return .refused(403, "noCompany") }
      return rights.isDisjoint(with: role.rights) ? .refused(403, "rightMissing") : nil
    case .anyone, nil: return nil
    }
  }

  func outcome(_ role: Role, _ ownership: Ownership) -> Outcome {
    if let gate = gate(role) { return gate }
    // A company that is not verified is told so before anything about the auction.
    if Self.ofBidders.contains(id), role == .unverified { return .refused(403, "companyNotVerified") }
    if id == "actForCompany", role == .platformOperator { return .hidden }
    guard namesRecord else { return .reached }
    switch ownership {
    case .nobodys: return missing
    case .others: return access == .platformOperator ? .reached : missing
    case .colleagues where path.hasPrefix("/api/sessions"): return .hidden
    case .own, .colleagues: return domain(role) ?? .reached
    }
  }

  private static let ofBidders = ["placeBid", "sealOffer", "setProxy", "dropProxy", "retractOffer", "leaveLot"]

  /// A person that is no member is said to be none, whether it exists or not.
  private var missing: Outcome { path.hasPrefix("/api/members") ? .refused(404, "notAMember") : .hidden }

  /// Rules of the domain that the role meets on its own company's records.
  private func domain(_ role: Role) -> Outcome? {
    switch (id, role) {
    case ("publishRequirement", .unverified): .refused(403, "companyNotVerified")
    // Asked of one's own requirement this is inviting, which is for buyers.
    case ("invite", .supplier): .notAllowed
    default: nil
    }
  }
}
