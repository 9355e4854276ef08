// Who and what may act for the company: members, API tokens, and the person's own sessions.

import Auctions
import Commerce
import Hummingbird
import Store
import StrictJSON

struct CompanyAccessDesk: Sendable {
  /// A person who has an account becomes a member.
  func addMember(_ visit: Visit) async throws -> Response {
    try await act(visit) { form in
      let email = try form.decode { fields in
        try fields.value("email", expected: "an e-mail address") { $0.looksLikeEmail ? $0.asEmailKey : nil }.get()
      }
      _ = try await visit.house.addMember(email: email, form.rights, as: visit.call.actor(), at: visit.now)
    }
  }

  func changeMember(_ visit: Visit) async throws -> Response {
    let person = try visit.call.id("id", PersonNoun.self)
    return try await act(visit) { form in
      let rights = form["action"] == "remove" ? nil : form.rights
      try await visit.house.change(person, to: rights, as: visit.call.actor(), at: visit.now)
    }
  }

  /// Shows the secret, once: it is on this answer and nowhere else.
  func createToken(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    return try await visit.answer(form) {
      let name = try form.decode { fields in
        if form.rights.isEmpty { fields.refuse("scopes", .missing) }
        return try fields.string("tokenName", length: 1...100).get()
      }
      let (token, secret) = try await visit.house.createToken(
        name, form.rights, isReadOnly: form.isTicked("readOnly"), by: visit.call.person(), as: visit.call.actor(),
        at: visit.now)
      let created = CreatedToken(name: token.name, secret: secret.text)
      return try await CompanyDesk().page(visit, .none, created: created)
    } again: {
      try await CompanyDesk().page(visit, $0)
    }
  }

  func revokeToken(_ visit: Visit) async throws -> Response {
    let id = try visit.call.id("id", APITokenNoun.self)
    try await visit.write { try $0.revokeAPIToken(id) }
    visit.house.bidPasses.forget { $0.id.bits == id.bits }
    return visit.go(to: "/company", .saved)
  }

  func endSession(_ visit: Visit) async throws -> Response {
    let id = try visit.call.id("id", SessionNoun.self)
    guard try await visit.house.database.endSession(id, of: visit.call.person().person) else { throw Problem.notFound }
    return visit.go(to: "/company", .saved)
  }

  private func act(_ visit: Visit, _ action: (PostedForm) async throws -> Void) async throws -> Response {
    let form = try await visit.form()
    return try await visit.answer(form) {
      try await action(form)
      return visit.go(to: "/company", .saved)
    } again: {
      try await CompanyDesk().page(visit, $0)
    }
  }
}

extension PostedForm {
  /// The rights whose boxes are ticked.
  fileprivate var rights: Rights {
    Rights.all.filter { isTicked($0.name) }.reduce(into: []) { $0.formUnion($1.right) }
  }
}

/// What a person would call the browser that a session was opened in.
struct Device: Equatable {
  let words: String

  /// Nil for a `User-Agent` that names none of the usual ones.
  init?(_ userAgent: String) {
    // In this order: most browsers also claim to be the ones below them.
    let browsers = [
      ("Edg", "Edge"), ("OPR/", "Opera"), ("YaBrowser", "Yandex"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
      ("Safari/", "Safari"), ("curl/", "curl"),
    ]
    let systems = [
      ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
      ("Linux", "Linux"),
    ]
    let names = [browsers, systems].compactMap { list in list.first { userAgent.contains($0.0) }?.1 }
    guard !names.isEmpty else { return nil }
    words = names.joined(separator: ", ")
  }
}
