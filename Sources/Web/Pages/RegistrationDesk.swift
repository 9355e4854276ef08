// Registering a company and its first person.

import Commerce
import Hummingbird
import Interchange
import StrictJSON

struct RegistrationDesk: Sendable {
  func show(_ visit: Visit) -> Response { page(visit, .none) }

  /// The answer is the same whether the address has an account already or not.
  func register(_ visit: Visit) async throws -> Response {
    let (form, house) = (try await visit.form(), visit.house)
    return try await visit.answer(form) {
      try await house.register(read(form, visit), address: visit.call.clientAddress(house.exposure))
      return visit.go(to: "/sign-in", .registered)
    } again: {
      page(visit, $0)
    }
  }

  private func read(_ form: PostedForm, _ visit: Visit) throws -> Registration {
    try form.decode { fields in
      let company = fields.string("companyName", length: 1...200)
      let country = fields.code("country", expected: "a country") { visit.codes.country($0)?.code }
      let scheme = fields.value("identifierScheme", expected: "a register") { Register.codes.contains($0) ? $0 : nil }
      let identifier = fields.string("identifier", length: 1...60)
      let name = fields.string("personName", length: 1...200)
      let email = fields.value("email", expected: "an e-mail address") { $0.looksLikeEmail ? $0 : nil }
      let password = fields.string("password", length: 0...Limits.passwordLength.upperBound)
      if form.trade.isEmpty { fields.refuse("roles", .missing) }
      fields.check(password, names: [company, name, email].compactMap(\.value))
      let profile = try Company.Profile(
        name: company.get(), identifier: .init(scheme: scheme.get(), id: identifier.get()), country: country.get(),
        categories: [])
      return try Registration(
        profile: profile, name: name.get(), email: email.get(), password: password.get(),
        language: visit.texts.language.rawValue, rights: form.trade.union(.partner))
    }
  }

  private func page(_ visit: Visit, _ objections: Objections) -> Response {
    let texts = visit.texts
    let roles = ["buyer", "supplier"].map {
      CheckField($0, texts["register.role_\($0)"], checked: objections.isTicked($0, true))
    }
    let content = RegisterPage(
      companyName: objections.field("companyName"),
      country: objections.choice("country", "MD", of: visit.codes.countryChoices),
      identifierScheme: objections.choice("identifierScheme", Register.codes[0], of: Register.choices(visit.codes)),
      identifier: objections.field("identifier"), roles: roles, rolesError: objections.byField["roles"],
      personName: objections.field("personName"), email: objections.field("email"),
      password: Field("password", error: objections.byField["password"]),
      problems: objections.summary(order: Self.fieldOrder, texts))
    return visit.page(content, at: "/register")
  }

  private static let fieldOrder = [
    "companyName", "country", "identifierScheme", "identifier", "roles", "personName", "email", "password",
  ]
}

extension PostedForm {
  /// Whether the company buys, supplies, or both.
  fileprivate var trade: Rights {
    var rights: Rights = []
    if isTicked("buyer") { rights.insert(.buyer) }
    if isTicked("supplier") { rights.insert(.supplier) }
    return rights
  }
}

/// Registers of companies by their codes in org-id.guide, which OCDS uses for identifiers.
enum Register {
  static let codes = [
    "MD-IDNO", "RO-CUI", "UA-EDR", "AT-FN", "BE-BCE_KBO", "BG-EIK", "BY-UNP", "CH-ZEFIX", "CY-DRCOR", "CZ-ICO",
    "DE-CRP", "DK-CVR", "EE-RIK", "ES-RMS", "FI-PRO", "FR-RCS", "GB-COH", "GE-NAPR", "GR-GECR", "HR-MBS", "HU-VAT",
    "IE-CRO", "IT-RI", "KZ-BIN", "LT-RC", "LV-RE", "MT-MFSA", "NL-KVK", "NO-BRC", "PL-KRS", "PT-NIPPC", "RS-APR",
    "RU-OGRN", "SE-BLV", "SI-PRS", "SK-ZRSR", "TR-MERSIS", "US-EIN",
  ]

  static func choices(_ lists: CodeLists) -> [(value: String, label: String)] {
    codes.map { code in (code, "\(code) · \(lists.country(String(code.prefix(2)))?.name ?? "")") }
  }
}

extension CodeLists {
  var countryChoices: [(value: String, label: String)] { countries.map { ($0.code, $0.name) } }
}

extension JSON.Fields {
  /// Records why a password may not be chosen, as a key of the catalogue of texts.
  fileprivate func check(_ password: JSON.Field<String>, names: [String]) {
    guard let text = password.value else { return }
    do throws(PasswordRefusal) { try PasswordPolicy.check(text, names: names) } catch {
      switch error {
      case .tooShort(let minimum): refuse("password", .tooShort(minimum: minimum))
      case .tooLong(let maximum): refuse("password", .tooLong(maximum: maximum))
      case .common: refuse("password", "validation.commonPassword")
      case .containsName: refuse("password", "validation.passwordContainsName")
      }
    }
  }
}
