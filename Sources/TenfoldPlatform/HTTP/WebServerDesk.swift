internal import CWebServer
internal import Synchronization

/// Where requests come in and answers go out: what the library calls, and who waits for an answer.
final class WebServerDesk: Sendable {
  // Never used but to be handed back to the library, which guards its own state.
  private nonisolated(unsafe) let library: UnsafeMutableRawPointer
  private let answer: @Sendable (WebServer.Request) -> WebServer.Answer
  /// Exchanges whose connection is left alone until there is an answer; nil once the desk is closed.
  private let waiting = Mutex<[ObjectIdentifier: Exchange]?>([:])

  init(
    _ library: UnsafeMutableRawPointer,
    _ answer: @escaping @Sendable (WebServer.Request) -> WebServer.Answer
  ) {
    self.library = library
    self.answer = answer
  }

  /// Lets everyone go who waits for an answer; the library cannot stop before.
  func close() {
    let exchanges = waiting.withLock { waiting in
      defer { waiting = nil }
      return waiting.map { Array($0.values) } ?? []
    }
    for exchange in exchanges { tenfold_web_resume(library, exchange.connection) }
  }

  /// Answers a request whose header was read, or one whose answer has come; 0 ends the connection.
  fileprivate func take(_ exchange: Exchange, method: String, path: String) -> Int32 {
    if let response = exchange.response { return send(response, to: exchange) }
    guard !exchange.hasWaited else { return 0 }
    var headers: [String: String] = [:]
    for name in WebServer.Request.names {
      headers[name] = tenfold_web_header(library, exchange.connection, name).map { String(cString: $0) }
    }
    var query: [String: String] = [:]
    withUnsafeMutablePointer(to: &query) {
      tenfold_web_query(library, exchange.connection, takeArgument, $0)
    }
    let request = WebServer.Request(method: method, path: path, query: query, headers: headers)
    switch answer(request) {
    case .now(let response): return send(response, to: exchange)
    case .later(let work):
      let isOpen = waiting.withLock { waiting in
        waiting?[ObjectIdentifier(exchange)] = exchange
        return waiting != nil
      }
      guard isOpen else { return 0 }
      exchange.hasWaited = true
      tenfold_web_suspend(library, exchange.connection)
      work { self.answer(exchange, with: $0) }
      return 1
    }
  }

  /// Keeps the answer and has the library ask for it; of two answers the first counts.
  private func answer(_ exchange: Exchange, with response: WebServer.Response) {
    // Under the lock, so that the library does not stop between the two.
    waiting.withLock { waiting in
      guard waiting?.removeValue(forKey: ObjectIdentifier(exchange)) != nil else { return }
      exchange.response = response
      tenfold_web_resume(library, exchange.connection)
    }
  }

  private func send(_ answer: WebServer.Response, to exchange: Exchange) -> Int32 {
    let owner = Unmanaged.passRetained(answer.content)
    let body = answer.content.address
    let made = tenfold_web_held_response(library, body.baseAddress, body.count, letGo, owner.toOpaque())
    guard let response = made else {
      owner.release()
      return 0
    }
    for header in answer.headers { tenfold_web_add(library, response, header.name, header.value) }
    return tenfold_web_send(library, exchange.connection, UInt32(answer.status), response)
  }
}

/// One request and its answer.
private final class Exchange: Sendable {
  nonisolated(unsafe) let connection: UnsafeMutableRawPointer
  private let state = Mutex<(response: WebServer.Response?, hasWaited: Bool)>((nil, false))

  init(_ connection: UnsafeMutableRawPointer) { self.connection = connection }

  /// The answer, where it came after the request.
  var response: WebServer.Response? {
    get { state.withLock { $0.response } }
    set { state.withLock { $0.response = newValue } }
  }

  /// True once an answer was promised for later.
  var hasWaited: Bool {
    get { state.withLock { $0.hasWaited } }
    set { state.withLock { $0.hasWaited = newValue } }
  }
}

/// Called once when the header is there, once for each piece of a body, once at the end, and once when a later answer has come.
func answerRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: UnsafeMutableRawPointer?, _ url: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ body: UnsafePointer<CChar>?,
  _ bodySize: UnsafeMutablePointer<Int>?, _ begun: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 {
  guard let context, let connection, let url, let method, let bodySize, let begun else { return 0 }
  guard let known = begun.pointee else {
    begun.pointee = Unmanaged.passRetained(Exchange(connection)).toOpaque()
    return 1
  }
  // Nothing that is asked here has a body: whoever sends one is let go.
  guard bodySize.pointee == 0 else { return 0 }
  return Unmanaged<WebServerDesk>.fromOpaque(context).takeUnretainedValue().take(
    Unmanaged<Exchange>.fromOpaque(known).takeUnretainedValue(), method: String(cString: method),
    path: String(cString: url))
}

/// Called when a request is over, whether it was answered or not.
func endRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: UnsafeMutableRawPointer?,
  _ begun: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ why: Int32
) {
  guard let begun, let known = begun.pointee else { return }
  begun.pointee = nil
  Unmanaged<Exchange>.fromOpaque(known).release()
}

private func takeArgument(
  _ context: UnsafeMutableRawPointer?, _ kind: Int32, _ name: UnsafePointer<CChar>?,
  _ value: UnsafePointer<CChar>?
) -> Int32 {
  guard let context, let name else { return 0 }
  let query = context.assumingMemoryBound(to: [String: String].self)
  query.pointee[String(cString: name)] = value.map { String(cString: $0) } ?? ""
  return 1
}

/// Called when a body was sent, or is to be sent no more.
private func letGo(_ owner: UnsafeMutableRawPointer?) {
  if let owner { Unmanaged<WebBody>.fromOpaque(owner).release() }
}
