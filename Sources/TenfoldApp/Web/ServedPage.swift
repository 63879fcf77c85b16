internal import Synchronization
package import TenfoldPlatform

/// The page that is served, as it is now: requests in, answers out, without a socket.
package final class ServedPage: Sendable {
  private let state: Mutex<State>

  private struct State {
    var version = 0
    var page: [UInt8] = []
    var result: [UInt8] = []
    var problem = ""
  }

  package init() { state = Mutex(State()) }

  /// Number of the page that comes next.
  package var nextVersion: Int { state.withLock { $0.version + 1 } }

  /// Serves another page from now on.
  package func replace(page: String, result: String) {
    state.withLock {
      $0.version += 1
      ($0.page, $0.result, $0.problem) = (Array(page.utf8), Array(result.utf8), "")
    }
  }

  /// Keeps the page, and tells those who look at it why there is no newer one.
  package func tell(problem: String) { state.withLock { $0.problem = problem } }

  /// Answers a request: the page, its number, its result, or why not.
  ///
  /// Only those are answered who call the server by a name of this machine, so that no page of another site can reach it
  /// under a name of its own.
  package func answer(_ request: WebServer.Request) -> WebServer.Response {
    guard Self.isOwnName(request.host) else {
      return Self.text(403, "This server answers to 127.0.0.1 and localhost alone.\n")
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      return Self.text(405, "There is nothing here to change; ask with GET.\n", [.init("Allow", "GET, HEAD")])
    }
    return state.withLock { state in
      switch request.path {
      case "/": Self.response(200, "text/html; charset=utf-8", state.page)
      case "/version": Self.text(200, "\(state.version)\n\(state.problem)")
      case "/result.json": Self.response(200, "application/json", state.result)
      default: Self.text(404, "There are /, /version and /result.json.\n")
      }
    }
  }

  private static func isOwnName(_ host: String?) -> Bool {
    guard let host else { return false }
    let name = host.prefix { $0 != ":" }
    let port = host.dropFirst(name.count).dropFirst()
    return ["127.0.0.1", "localhost"].contains(name.lowercased()) && port.allSatisfy(\.isNumber)
  }

  private static func text(
    _ status: Int, _ text: String, _ headers: [WebServer.Header] = []
  ) -> WebServer.Response {
    response(status, "text/plain; charset=utf-8", Array(text.utf8), headers)
  }

  private static func response(
    _ status: Int, _ type: String, _ body: [UInt8], _ headers: [WebServer.Header] = []
  ) -> WebServer.Response {
    let usual: [WebServer.Header] = [
      .init("Content-Type", type), .init("Cache-Control", "no-store"),
      .init("X-Content-Type-Options", "nosniff"),
      .init("X-Frame-Options", "DENY"), .init("Cross-Origin-Resource-Policy", "same-origin"),
      .init("Referrer-Policy", "no-referrer"),
    ]
    return WebServer.Response(status: status, headers: usual + headers, body: body)
  }
}
