// Which methods a path has, for answering a wrong one: the router itself only says that it found nothing.
import HTTPTypes
import Hummingbird
import Synchronization

/// The router's routes. Filled once, after all of them are added; the middlewares exist before that.
final class RouteTable: Sendable {
  private struct Route {
    var path: RouterPath
    var method: HTTPRequest.Method
  }

  private let routes = Mutex<[Route]>([])

  func fill(from router: Router<some RequestContext>) {
    let known = router.routes.map { Route(path: $0.path, method: $0.method) }
    routes.withLock { $0 = known }
  }

  /// 405 if the path exists with other methods, otherwise 404.
  func refusal(of request: Request) -> Problem {
    let allowed = methods(of: request.uri.path)
    return allowed.isEmpty ? .notFound : .methodNotAllowed(allowed)
  }

  /// In alphabetical order. A path that can be read has HEAD as well.
  func methods(of path: String) -> [HTTPRequest.Method] {
    let segments = path.split(separator: "/")
    var names = routes.withLock { routes in
      Set(routes.filter { Self.matches($0.path, segments) }.map(\.method.rawValue))
    }
    if names.contains("GET") { names.insert("HEAD") }
    return names.sorted().compactMap { HTTPRequest.Method($0) }
  }

  private static func matches(_ path: RouterPath, _ segments: [Substring]) -> Bool {
    let isOpen = path.components.last == .recursiveWildcard
    guard isOpen ? segments.count >= path.count : segments.count == path.count else { return false }
    return zip(path, segments).allSatisfy { element, segment in element ~= segment }
  }
}
