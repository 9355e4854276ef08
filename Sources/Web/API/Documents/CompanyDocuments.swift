// Companies, members, tokens and sessions on paper.

import Auctions
import Commerce
import Interchange
import Store
package import StrictJSON

/// A company: to itself and to operators with its verification, to others without.
struct CompanyDocument: JSONWritable {
  var stored: Stored<Company>
  var showsVerification: Bool

  func write(to writer: inout JSONWriter) {
    let company = stored.record
    writer.object {
      $0.member("id", company.id)
      $0.member("revision", stored.revision)
      $0.member("name", company.profile.name)
      $0.object("identifier") {
        $0.member("scheme", company.profile.identifier.scheme)
        $0.member("id", company.profile.identifier.id)
      }
      $0.member("country", company.profile.country)
      $0.member("categories", company.profile.categories)
      $0.member("verified", company.verification == .verified)
      guard showsVerification else { return }
      $0.object("verification") {
        $0.member("status", company.verification.name)
        $0.member("reason", company.verification.reason)
      }
      $0.member("createdAt", stored.createdAt)
    }
  }
}

extension Company.Profile {
  /// Reads name, identifier, country and categories.
  init(reading fields: JSON.Fields, codes: CodeLists) throws {
    let name = fields.string("name", length: 1...200)
    let identifier = fields.object("identifier") { identifier in
      let scheme = identifier.string("scheme", length: 1...40)
      let id = identifier.string("id", length: 1...60)
      try identifier.end()
      return try Company.Identifier(scheme: scheme.get(), id: id.get())
    }
    let country = fields.code("country", expected: "an ISO 3166-1 country such as DE") { codes.country($0)?.code }
    let categories = fields.array("categories", count: 0...100) { element in
      element.value(expected: "a CPV code such as 30000000-9") { codes.category($0)?.code }
    }
    if let list = categories.value, Set(list).count < list.count {
      fields.refuse("categories", "must not name a category twice")
    }
    try fields.end()
    try self.init(name: name.get(), identifier: identifier.get(), country: country.get(), categories: categories.get())
  }
}

extension SupplierLine: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("name", name)
      $0.member("country", country)
      $0.member("categories", categories)
    }
  }
}

extension MemberProfile: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("person", person)
      $0.member("name", name)
      $0.member("email", email)
      $0.rights("rights", rights)
    }
  }
}

extension APITokenView: JSONWritable {
  package func write(to writer: inout JSONWriter) { writer.object { writeMembers(to: &$0) } }

  func writeMembers(to writer: inout JSONWriter) {
    writer.member("id", id)
    writer.member("name", name)
    writer.rights("rights", rights)
    writer.member("readOnly", isReadOnly)
    writer.member("createdAt", createdAt)
    writer.optionalMember("lastUsedAt", lastUsedAt.map { "\($0)" })
    writer.optionalMember("revokedAt", revokedAt.map { "\($0)" })
  }
}

/// A token on the one occasion on which it is shown.
struct NewTokenDocument: JSONWritable {
  var view: APITokenView
  var token: String

  func write(to writer: inout JSONWriter) {
    writer.object {
      view.writeMembers(to: &$0)
      $0.member("token", token)
    }
  }
}

/// Who is signed in, and for which companies that person may act.
extension SignedIn: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.object("person") {
        $0.member("id", person)
        $0.member("name", name)
        $0.member("email", email)
        $0.member("language", language)
        $0.member("operator", isOperator)
      }
      $0.member("company", company)
      $0.array("memberships") { for membership in memberships { $0.value(membership) } }
    }
  }
}

extension MembershipView: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.company("company", company, name)
      $0.rights("rights", rights)
      $0.member("verified", isVerified)
    }
  }
}

extension SessionView: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("address", address)
      $0.member("userAgent", userAgent)
      $0.member("createdAt", createdAt)
      $0.member("lastSeenAt", lastSeenAt)
    }
  }
}
