// One line in the log for each request, its id in the answer, its time in the meters.
import HTTPTypes
import Hummingbird
import Logging

/// Observes everything that happens inside: the outermost middleware.
///
/// The path is logged without its query, which may hold what somebody searched for. Times end when the response
/// begins: a live stream is not slow because people watch it long.
struct AccessLog<Context: ConnectionContext>: RouterMiddleware {
  private let meters: Meters
  private let exposure: Exposure

  init(meters: Meters, _ exposure: Exposure) {
    self.meters = meters
    self.exposure = exposure
  }

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    var response = try await next(request, context)
    let time = ContinuousClock.now - start
    response.headers[.requestID] = context.requestID
    meters.record(
      route: context.endpointPath ?? "NotFound", method: request.method, status: response.status, seconds: time.seconds)
    log(request, response.status, time, context)
    return response
  }

  private func log(_ request: Request, _ status: HTTPResponse.Status, _ time: Duration, _ context: Context) {
    let metadata: Logger.Metadata = [
      "method": "\(request.method.rawValue)", "path": "\(request.uri.path)", "status": "\(status.code)",
      "milliseconds": "\(time.milliseconds)", "client": "\(context.clientAddress(of: request, exposure))",
    ]
    context.logger.log(level: status.code >= 500 ? .error : .info, "Request", metadata: metadata)
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
  fileprivate var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
