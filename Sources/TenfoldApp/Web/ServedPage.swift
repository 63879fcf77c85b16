internal import Synchronization
internal import TenfoldOutput
package import TenfoldPlatform

/// The page that is served, as it is now: requests in, answers out, without a socket.
package final class ServedPage: Sendable {
  private let state: Mutex<State>
  /// What may be tried on the system; nil serves the page alone.
  private let trials: Trials?
  private let gate: AccessGate

  private struct State {
    var version = 0
    var page = WebBody([])
    var result = WebBody([])
    var problem = ""
  }

  /// - Parameters:
  ///   - trials: What may be tried on the system; nil serves the page alone.
  ///   - gate: Who is answered.
  package init(trials: Trials? = nil, gate: AccessGate = .loopback) {
    state = Mutex(State())
    self.trials = trials
    self.gate = gate
  }

  /// Number of the page that comes next.
  package var nextVersion: Int { state.withLock { $0.version + 1 } }

  /// Serves another page from now on.
  package func replace(page: String, result: String) {
    state.withLock {
      $0.version += 1
      ($0.page, $0.result, $0.problem) = (WebBody(Array(page.utf8)), WebBody(Array(result.utf8)), "")
    }
  }

  /// Keeps the page, and tells those who look at it why there is no newer one.
  package func tell(problem: String) { state.withLock { $0.problem = problem } }

  /// Answers a request: the page, its number, its result, what is tried on it, or why not.
  ///
  /// Only those are answered whom the gate lets in, so that no page of another site can reach the server under a name of its
  /// own; and nothing is worked out for a page of another site that links to it.
  package func answer(_ request: WebServer.Request) -> WebServer.Answer {
    if let refusal = gate.answer(request) { return .now(refusal) }
    let isReading = request.method == "GET" || request.method == "HEAD"
    guard isReading || (request.path == "/simulation" && ["POST", "DELETE"].contains(request.method)) else {
      return .now(
        .text(405, "There is nothing here to change; ask with GET.\n", [.init("Allow", "GET, HEAD")]))
    }
    let isPlain = request.path == "/" && request.query.isEmpty
    guard isPlain || [nil, "same-origin", "none"].contains(request.site) else {
      return .now(.text(403, "Another site's page asked for this; only the page that is served may.\n"))
    }
    guard isReading || request.mark != nil else {
      return .now(.text(403, "A simulation is started and cancelled with the header X-Tenfold alone.\n"))
    }
    if let trials, let answer = trials.answer(request) { return answer }
    return .now(
      state.withLock { state in
        switch request.path {
        case "/": .ok("text/html; charset=utf-8", state.page)
        case "/version": .text(200, "\(state.version)\n\(state.problem)")
        case "/result.json": .ok("application/json", state.result)
        default: .text(404, "There are /, /version, /result.json, /what-if and /simulation.\n")
        }
      })
  }
}

extension WebServer.Response {
  /// A sentence and a status.
  static func text(_ status: Int, _ text: String, _ headers: [WebServer.Header] = []) -> Self {
    document(status, "text/plain; charset=utf-8", WebBody(Array(text.utf8)), headers)
  }

  /// A document.
  static func ok(_ type: String, _ body: WebBody) -> Self { document(200, type, body, []) }

  /// A JSON document.
  static func json(_ document: JSONValue) -> Self {
    ok("application/json", WebBody(Array(document.line.utf8)))
  }

  /// A document and a status.
  static func document(_ status: Int, _ type: String, _ body: WebBody, _ headers: [WebServer.Header]) -> Self
  {
    let usual: [WebServer.Header] = [
      .init("Content-Type", type), .init("Cache-Control", "no-store"),
      .init("X-Content-Type-Options", "nosniff"),
      .init("X-Frame-Options", "DENY"), .init("Cross-Origin-Resource-Policy", "same-origin"),
      .init("Referrer-Policy", "no-referrer"),
    ]
    return Self(status: status, headers: usual + headers, content: body)
  }
}
