// temporary
import Hummingbird
extension House {
  func addPages(to routes: Routes) {}
  func problemPage(_ problem: Problem, _ request: Request, _ context: SiteContext) async throws -> Response { problem.response(to: request) }
}
