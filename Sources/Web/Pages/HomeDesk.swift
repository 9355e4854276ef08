// The front door: what Kontor is, the language one reads it in, and what the problems of the API mean.

import Hummingbird
import Store

struct HomeDesk: Sendable {
  func show(_ visit: Visit) -> Response {
    visit.page(HomePage(isSignedIn: visit.call.visitor.signedIn != nil))
  }

  /// The choice stays with the person who is signed in, and with the browser.
  func changeLanguage(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    guard let language = Language(rawValue: form["language"]) else {
      throw Problem.badRequest("unknownLanguage", "The pages are written in en, ru and ro.")
    }
    if let signedIn = visit.call.visitor.signedIn {
      try await visit.house.database.setLanguage(language.rawValue, of: signedIn.person)
    }
    var response = visit.goBack(to: form["returnTo"], otherwise: "/")
    let year: Int64 = 365 * 86_400
    response.set(cookie: visit.house.cookies.cookie(Language.cookie, language.rawValue, maxAgeSeconds: year))
    return response
  }

  /// `/problems/step-too-small`: the type of a problem is an address that explains it.
  func explainProblem(_ visit: Visit) throws -> Response {
    let kebab = visit.call.context.parameters.get("reason") ?? ""
    guard let reason = ProblemReason(kebabCase: kebab),
      let words = visit.texts.text("problem.\(reason.camelCase)")
    else { throw Problem.notFound }
    return visit.page(ProblemPage(reason: kebab, title: reason.title, explanation: words))
  }
}

/// The reason of a problem, found again from its type.
private struct ProblemReason {
  let camelCase: String
  /// The reason's words: the problem's title.
  let title: String

  /// Nil for what stands in the same area of the catalogue and is no reason.
  init?(kebabCase text: String) {
    let words = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard let first = words.first, !["kicker", "type"].contains(text),
      words.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } })
    else { return nil }
    camelCase = first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    let sentence = words.joined(separator: " ")
    title = sentence.prefix(1).uppercased() + sentence.dropFirst()
  }
}
