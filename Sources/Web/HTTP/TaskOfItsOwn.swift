// Finds the answer to a request for a stream in a task of its own, so that little is left where the stream waits.
import Hummingbird

/// In front of the router. A task keeps the memory that its deepest call has needed until it ends, and the task of a
/// connection with a live stream ends when its viewer leaves.
struct TaskOfItsOwn<Router: HTTPResponder>: HTTPResponder where Router.Context: Sendable {
  typealias Context = Router.Context
  private let router: Router

  init(_ router: Router) { self.router = router }

  @concurrent func respond(to request: Request, context: Context) async throws -> Response {
    guard request.uri.path.hasSuffix("/events") else { return try await router.respond(to: request, context: context) }
    return try await Task { [router] in try await router.respond(to: request, context: context) }.value
  }
}
