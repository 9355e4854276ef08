// The acting company: its profile, members, tokens, sessions; and the operator's desk for verification.

/// `/company`
struct CompanyPage: PageView {
  static let template = "company/company"
  let name: String
  let revision: String
  let party: Party
  let verification: Badge
  /// Why a verification was refused.
  var verificationNote: String?
  /// Present for administrators. Posts `country`, `categories`, `revision` to `/company/profile`.
  var profile: CompanyProfileForm?
  let categories: [CategoryTag]
  var members: [MemberRow] = []
  /// Present for administrators.
  var newMember: NewMemberForm?
  var tokens: [TokenRow] = []
  var newToken: NewTokenForm?
  /// The secret of a token just made: shown once.
  var createdToken: CreatedToken?
  /// The person's own sessions.
  let sessions: [SessionRow]
  var problems: ErrorSummary?

  static let names: Names<CompanyPage> = [
    "name": .text { $0.name }, "revision": .text { $0.revision }, "party": .view { $0.party },
    "verification": .view { $0.verification }, "verificationNote": .text { $0.verificationNote },
    "profile": .view { $0.profile }, "categories": .list { $0.categories },
    "hasCategories": .flag { !$0.categories.isEmpty }, "members": .list { $0.members },
    "newMember": .view { $0.newMember }, "tokens": .list { $0.tokens }, "hasTokens": .flag { !$0.tokens.isEmpty },
    "newToken": .view { $0.newToken }, "createdToken": .view { $0.createdToken }, "sessions": .list { $0.sessions },
    "problems": .view { $0.problems },
  ]
}

/// What an administrator may change about the company.
struct CompanyProfileForm: View {
  let country: ChoiceField
  /// CPV codes separated by spaces or lines.
  let categories: Field

  static let names: Names<CompanyProfileForm> = [
    "country": .view { $0.country }, "categoryCodes": .view { $0.categories },
  ]
}

/// A member. Changing posts the rights (`administrator`, `buyer`, `supplier`, `partner`, each `1`), `action` (`save`,
/// `remove`) and `revision` to `/company/members/{id}`.
struct MemberRow: View {
  let memberID: String
  let revision: String
  let name: String
  let email: String
  let rights: [CheckField]
  /// The reader.
  var isSelf = false
  /// The reader is an administrator.
  var mayChange = false

  static let names: Names<MemberRow> = [
    "memberID": .text { $0.memberID }, "memberRevision": .text { $0.revision }, "memberName": .text { $0.name },
    "memberEmail": .text { $0.email }, "rights": .list { $0.rights }, "isSelf": .flag { $0.isSelf },
    "mayChange": .flag { $0.mayChange },
  ]
}

extension CheckField {
  /// The four rights of a membership as boxes.
  static func rights(_ held: Set<String>, _ texts: Texts) -> [CheckField] {
    ["administrator", "buyer", "supplier", "partner"].map {
      CheckField($0, texts["company.right_\($0)"], checked: held.contains($0))
    }
  }
}

/// Adding a member posts `email`, `name` and the rights to `/company/members`.
struct NewMemberForm: View {
  var email = Field("email")
  var name = Field("name")
  let rights: [CheckField]

  static let names: Names<NewMemberForm> = [
    "email": .view { $0.email }, "memberNameField": .view { $0.name }, "rights": .list { $0.rights },
  ]
}

/// A token of the API. Revoking posts to `/company/tokens/{id}/revocation`.
struct TokenRow: View {
  let tokenID: String
  let name: String
  /// In words, separated by commas.
  let scopes: String
  let createdAt: Moment
  var lastUsedAt: Moment?
  var isRevoked = false

  static let names: Names<TokenRow> = [
    "tokenID": .text { $0.tokenID }, "tokenName": .text { $0.name }, "scopes": .text { $0.scopes },
    "createdAt": .view { $0.createdAt }, "lastUsedAt": .view { $0.lastUsedAt }, "isRevoked": .flag { $0.isRevoked },
  ]
}

/// Making a token posts `tokenName` and the ticked scopes to `/company/tokens`.
struct NewTokenForm: View {
  var tokenName = Field("tokenName")
  /// Named by the server, e.g. `auctions:bid`.
  let scopes: [CheckField]

  static let names: Names<NewTokenForm> = [
    "tokenNameField": .view { $0.tokenName }, "scopeBoxes": .list { $0.scopes },
  ]
}

/// The secret of a new token.
struct CreatedToken: View {
  let name: String
  let secret: String

  static let names: Names<CreatedToken> = ["tokenName": .text { $0.name }, "secret": .text { $0.secret }]
}

/// A session of the person. Ending posts to `/company/sessions/{id}/revocation`.
struct SessionRow: View {
  let sessionID: String
  /// Browser and system, as far as known.
  let device: String
  let address: String
  let startedAt: Moment
  let lastSeenAt: Moment
  /// The session of this request.
  let isCurrent: Bool

  static let names: Names<SessionRow> = [
    "sessionID": .text { $0.sessionID }, "device": .text { $0.device }, "address": .text { $0.address },
    "startedAt": .view { $0.startedAt }, "lastSeenAt": .view { $0.lastSeenAt }, "isCurrent": .flag { $0.isCurrent },
  ]
}

/// `/verifications`: for operators. Deciding posts `decision` (`verified`, `rejected`), `reason` and `revision` to
/// `/verifications/{companyId}`.
struct VerificationsPage: PageView {
  static let template = "company/verifications"
  let rows: [VerificationRow]
  var nextHref: String?

  static let names: Names<VerificationsPage> = [
    "rows": .list { $0.rows }, "nextHref": .text { $0.nextHref }, "isEmpty": .flag { $0.rows.isEmpty },
  ]
}

/// A company that waits.
struct VerificationRow: View {
  let companyID: String
  let revision: String
  let company: Party
  let registeredAt: Moment
  let personName: String
  let email: String
  /// What it does here, in words.
  let roles: String
  /// Error of the reason, when the form comes back.
  var reason = Field("reason")

  static let names: Names<VerificationRow> = [
    "companyID": .text { $0.companyID }, "companyRevision": .text { $0.revision }, "company": .view { $0.company },
    "registeredAt": .view { $0.registeredAt }, "contactName": .text { $0.personName },
    "contactEmail": .text { $0.email }, "roles": .text { $0.roles }, "reason": .view { $0.reason },
  ]
}
