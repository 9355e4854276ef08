// Problems as pages: for whoever is not signed in the way to sign in, for all others what went wrong.

import HTTPTypes
import Hummingbird
import StrictJSON

extension Visit {
  func refusal(_ problem: Problem) -> Response {
    if problem.reason == Problem.unauthenticated.reason { return signInFirst }
    let isSafe = call.request.method == .get || call.request.method == .head
    var response = page(ErrorPage(problem, texts), at: isSafe ? nil : "/")
    response.status = problem.status
    for field in problem.headers { response.headers.append(field) }
    return response
  }

  /// To the form for signing in, and from there back here. A form that was sent meanwhile is lost: its page says so.
  private var signInFirst: Response {
    guard call.request.method == .get, let here = LocalPath(path) else { return go(to: "/sign-in", .signInAgain) }
    return go(to: here.text == "/dashboard" ? "/sign-in" : "/sign-in?next=\(here.asParameter)")
  }
}

extension ErrorPage {
  init(_ problem: Problem, _ texts: Texts) {
    let code = problem.status.code
    self.init(
      status: code, title: texts.text("error.\(code)_title") ?? texts["error.other_title"],
      detail: Self.detail(problem, texts),
      incident: problem.members.first { $0.name == "id" }?.value.text,
      retryAfterSeconds: problem.headers[.retryAfter])
  }

  /// The reason's own words where it has some; otherwise those of its status.
  private static func detail(_ problem: Problem, _ texts: Texts) -> String {
    // The same for what does not exist and for what is somebody else's.
    if problem.status == .notFound { return texts["error.404_detail"] }
    return texts.text("problem.\(problem.reason)") ?? texts.text("error.\(problem.status.code)_detail")
      ?? problem.detail ?? problem.title
  }
}

extension House {
  /// The page of a problem that no page has answered itself: there is no such address, or the house is closed.
  func problemPage(_ problem: Problem, _ request: Request, _ context: SiteContext) async throws -> Response {
    Visit(request, context, self).refusal(problem)
  }
}
