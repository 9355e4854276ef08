// The one place where errors become responses.
import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1

/// Turns what handlers and the router throw into problems: documents for the API, pages for people.
struct ErrorMiddleware<Context: RequestContext>: RouterMiddleware {
  /// Shows a problem to a person.
  typealias Page = @Sendable (Problem, Request, Context) async throws -> Response

  private let routes: RouteTable
  private let problem: @Sendable (any Error) -> Problem?
  private let page: Page

  /// - Parameters:
  ///   - routes: tells a wrong method (405) from a wrong path (404).
  ///   - map: the problem that an error of the domain is; nil leaves it to `Problem.init(known:)`.
  init(routes: RouteTable, map: @escaping @Sendable (any Error) -> Problem? = { _ in nil }, page: @escaping Page) {
    self.routes = routes
    self.problem = map
    self.page = page
  }

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPParserError {
      throw error  // The server answers what is no HTTP, and closes.
    } catch {
      return await answer(problem(of: error, request, context), to: request, context)
    }
  }

  private func problem(of error: any Error, _ request: Request, _ context: Context) -> Problem {
    if error is HTTPError, context.endpointPath == "NotFound" { return routes.refusal(of: request) }
    if let problem = problem(error) ?? Problem(known: error) { return problem }
    context.logger.error("Unforeseen error", metadata: ["error": "\(String(reflecting: error))"])
    return .internalError(id: context.requestID)
  }

  private func answer(_ problem: Problem, to request: Request, _ context: Context) async -> Response {
    guard request.wantsPage else { return problem.response(to: request) }
    do {
      var response = try await page(problem, request, context)
      for field in problem.headers where response.headers[field.name] == nil { response.headers.append(field) }
      return request.method == .head ? response.createHeadResponse() : response
    } catch {
      context.logger.error("No page for the problem", metadata: ["error": "\(String(reflecting: error))"])
      return problem.response(to: request)
    }
  }
}
