internal import CWebServer
internal import Glibc

/// Answers HTTP on a port of 127.0.0.1 by libmicrohttpd, which is loaded here and needed nowhere else.
///
/// One thread reads and writes for all connections; what it calls to answer must not wait.
package final class WebServer: Sendable {
  /// What is asked.
  package struct Request: Sendable, Hashable {
    /// `GET`.
    package let method: String
    /// The path without a query: `/version`.
    package let path: String
    /// The name by which the server was called; nil when the request has none.
    package let host: String?

    package init(method: String, path: String, host: String?) {
      self.method = method
      self.path = path
      self.host = host
    }
  }

  /// What is answered.
  package struct Response: Sendable, Hashable {
    /// Status, such as 200.
    package let status: Int
    /// Headers, in their order.
    package let headers: [Header]
    /// The body.
    package let body: [UInt8]

    package init(status: Int, headers: [Header], body: [UInt8]) {
      self.status = status
      self.headers = headers
      self.body = body
    }
  }

  /// A name and a value.
  package struct Header: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Bounds against those who take too much: connections, seconds of silence, bytes of a request's header.
  private static let limits = (connections: UInt32(2000), seconds: UInt32(30), bytes: 32 << 10)

  // Never used but to be handed back to the library, which guards its own state.
  private nonisolated(unsafe) let library: UnsafeMutableRawPointer
  private nonisolated(unsafe) let daemon: UnsafeMutableRawPointer
  private let handler: Handler

  /// Starts to listen.
  ///
  /// - Parameters:
  ///   - port: The port; 0 for a free one.
  ///   - answer: Answers a request, on the server's thread.
  /// - Throws: ``WebServerError`` when the library is not installed or the port is taken.
  package init(port: UInt16, answer: @escaping @Sendable (Request) -> Response) throws(WebServerError) {
    guard let library = tenfold_web_library() else { throw .noLibrary }
    handler = Handler(library, answer)
    let limits = Self.limits
    var address = sockaddr_in(loopbackPort: port)
    guard
      let daemon = tenfold_web_listen(
        library, &address, limits.connections, limits.seconds, limits.bytes, answerRequest,
        Unmanaged.passUnretained(handler).toOpaque())
    else { throw .notListening(port: port) }
    self.library = library
    self.daemon = daemon
  }

  /// Answers what has begun, and listens no more.
  deinit { tenfold_web_stop(library, daemon) }

  /// The port it listens on.
  package var port: UInt16 { tenfold_web_port(library, daemon) }
}

/// Why nothing can be served.
package enum WebServerError: Error, Sendable, Equatable, CustomStringConvertible {
  case noLibrary
  case notListening(port: UInt16)

  package var description: String {
    switch self {
    case .noLibrary:
      "serving needs libmicrohttpd, which is not installed; on Debian: apt-get install libmicrohttpd12. "
        + "tenfold analyze --html FILE writes the same page without it"
    case .notListening(let port):
      "port \(port) of 127.0.0.1 cannot be had, since something else listens there or it is not allowed; "
        + "give another with --port, or 0 for any free one"
    }
  }
}

/// What the library calls, with what it needs for that.
private final class Handler: Sendable {
  nonisolated(unsafe) let library: UnsafeMutableRawPointer
  let answer: @Sendable (WebServer.Request) -> WebServer.Response

  init(
    _ library: UnsafeMutableRawPointer,
    _ answer: @escaping @Sendable (WebServer.Request) -> WebServer.Response
  ) {
    self.library = library
    self.answer = answer
  }
}

/// Called once when the header is there, once for each piece of a body, and once at the end.
private func answerRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: UnsafeMutableRawPointer?, _ url: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ body: UnsafePointer<CChar>?,
  _ bodySize: UnsafeMutablePointer<Int>?, _ begun: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 {
  guard let context, let connection, let url, let method, let bodySize, let begun else { return 0 }
  if begun.pointee == nil {
    begun.pointee = context
    return 1
  }
  // Nothing that is asked here has a body: whoever sends one is let go.
  guard bodySize.pointee == 0 else { return 0 }
  let handler = Unmanaged<Handler>.fromOpaque(context).takeUnretainedValue()
  let host = tenfold_web_header(handler.library, connection, "Host").map { String(cString: $0) }
  let answer = handler.answer(
    WebServer.Request(method: String(cString: method), path: String(cString: url), host: host))
  let response = answer.body.withUnsafeBytes {
    tenfold_web_response(handler.library, $0.baseAddress, $0.count)
  }
  guard let response else { return 0 }
  for header in answer.headers { tenfold_web_add(handler.library, response, header.name, header.value) }
  return tenfold_web_send(handler.library, connection, UInt32(answer.status), response)
}
