internal import CWebServer
internal import Glibc

/// Answers HTTP on a port of this machine, of 127.0.0.1 unless told otherwise, by libmicrohttpd, which is loaded here and needed nowhere else.
///
/// One thread reads and writes for all connections; what it calls to answer must not wait.
package final class WebServer: Sendable {
  /// What is asked.
  package struct Request: Sendable, Hashable {
    /// `GET`.
    package let method: String
    /// The path without a query: `/version`.
    package let path: String
    /// The query's arguments, unescaped; of several with one name the last.
    package let query: [String: String]
    /// Those of its headers that are looked at, by their names in small letters.
    package let headers: [String: String]

    /// Headers that are looked at.
    static let names = ["host", "sec-fetch-site", "x-tenfold", "authorization", "cookie"]

    /// The name by which the server was called; nil when the request has none.
    package var host: String? { headers["host"] }
    /// Where a browser says that the request comes from: `same-origin`; nil when it does not.
    package var site: String? { headers["sec-fetch-site"] }
    /// A mark that no page of another site can send; nil without it.
    package var mark: String? { headers["x-tenfold"] }

    package init(method: String, path: String, query: [String: String] = [:], headers: [String: String]) {
      self.method = method
      self.path = path
      self.query = query
      self.headers = headers
    }
  }

  /// How a request is answered.
  package enum Answer: Sendable {
    /// At once.
    case now(Response)
    /// By what the function hands to its argument, once, from any thread. Until then the connection waits and holds up none.
    case later(@Sendable (@escaping @Sendable (Response) -> Void) -> Void)
  }

  /// What is answered.
  package struct Response: Sendable {
    /// Status, such as 200.
    package let status: Int
    /// Headers, in their order.
    package let headers: [Header]
    /// The body.
    package let content: WebBody

    package init(status: Int, headers: [Header], content: WebBody) {
      self.status = status
      self.headers = headers
      self.content = content
    }

    package init(status: Int, headers: [Header], body: [UInt8]) {
      self.init(status: status, headers: headers, content: WebBody(body))
    }

    /// The bytes of the body.
    package var body: [UInt8] { content.bytes }
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
  private let desk: WebServerDesk

  /// Starts to listen.
  ///
  /// - Parameters:
  ///   - address: An IPv4 address of this machine; 0.0.0.0 for all of them.
  ///   - port: The port; 0 for a free one.
  ///   - answer: Answers a request, on the server's thread: what takes long is answered later.
  /// - Throws: ``WebServerError`` when the library is not installed or the port is taken.
  package init(
    address: IPv4Address = .loopback, port: UInt16, answer: @escaping @Sendable (Request) -> Answer
  ) throws(WebServerError) {
    guard let library = tenfold_web_library() else { throw .noLibrary }
    desk = WebServerDesk(library, answer)
    let limits = Self.limits
    var here = sockaddr_in(address, port: port)
    guard
      let daemon = tenfold_web_listen(
        library, &here, limits.connections, limits.seconds, limits.bytes, answerRequest, endRequest,
        Unmanaged.passUnretained(desk).toOpaque())
    else { throw .notListening(address: address, port: port) }
    self.library = library
    self.daemon = daemon
  }

  /// Lets go of those who wait for an answer, and listens no more.
  deinit {
    desk.close()
    tenfold_web_stop(library, daemon)
  }

  /// The port it listens on.
  package var port: UInt16 { tenfold_web_port(library, daemon) }
}

/// Why nothing can be served.
package enum WebServerError: Error, Sendable, Equatable, CustomStringConvertible {
  case noLibrary
  case notListening(address: IPv4Address, port: UInt16)

  package var description: String {
    switch self {
    case .noLibrary:
      "serving needs libmicrohttpd, which is not installed; on Debian: apt-get install libmicrohttpd12. "
        + "tenfold analyze --html FILE writes the same page without it"
    case .notListening(let address, let port):
      "port \(port) of \(address) cannot be had, since something else listens there or it is not allowed; "
        + "give another with --port, or 0 for any free one"
    }
  }
}
