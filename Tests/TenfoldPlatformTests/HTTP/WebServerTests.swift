import TenfoldPlatform
import TenfoldTestSupport
import Testing

/// Whether libmicrohttpd can be loaded here.
private enum LoadedLibrary {
  static let isThere =
    (try? WebServer(port: 0) { _ in .now(.init(status: 200, headers: [], body: [])) }) != nil
}

/// A server over real sockets, where libmicrohttpd is installed.
@Suite(.enabled(if: LoadedLibrary.isThere, "libmicrohttpd is not installed"))
struct WebServerTests {
  private static func text(_ text: String) -> WebServer.Response {
    .init(status: 200, headers: [.init("Content-Type", "text/plain")], body: Array(text.utf8))
  }

  @Test func `arguments of the query are unescaped, and the last of one name counts`() throws {
    let server = try WebServer(port: 0) { request in
      .now(
        Self.text(
          "\(request.path) "
            + request.query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ";"))
      )
    }
    #expect(
      LoopbackHTTP.get("/a?changes=db.cpu%3D8%0Aapi.replicas%3D2&users=1&users=20", port: server.port)
        == "/a changes=db.cpu=8\napi.replicas=2;users=20")
  }

  @Test func `who waits for an answer holds up none, and gets it from another thread`() throws {
    let reply = Shared<(@Sendable (WebServer.Response) -> Void)?>(nil)
    let server = try WebServer(port: 0) { request in
      request.path == "/slow" ? .later { reply.value = $0 } : .now(Self.text("at once"))
    }
    let (port, slow) = (server.port, Shared<String?>(nil))
    do {
      let worker = WorkerThread(.oldestFirst, mostWaiting: 4)
      worker.add {
        slow.value = LoopbackHTTP.get("/slow", port: port)
      } dropped: {
      }
      while reply.value == nil { FileWatch.pause(forSeconds: 0.002) }
      for _ in 0..<20 { #expect(LoopbackHTTP.get("/", port: port) == "at once") }
      #expect(slow.value == nil)
      reply.value?(Self.text("at last"))
      reply.value?(Self.text("and again"))
    }
    #expect(slow.value == "at last")
  }

  @Test func `a server that ends lets go of those who wait`() throws {
    let reply = Shared<(@Sendable (WebServer.Response) -> Void)?>(nil)
    let ended = Shared(false)
    let worker = WorkerThread(.oldestFirst, mostWaiting: 4)
    do {
      let server = try WebServer(port: 0) { _ in .later { reply.value = $0 } }
      let port = server.port
      worker.add {
        _ = LoopbackHTTP.get("/", port: port)
        ended.value = true
      } dropped: {
      }
      while reply.value == nil { FileWatch.pause(forSeconds: 0.002) }
      _ = consume server
    }
    // An answer that comes after the end is nobody's.
    reply.value?(Self.text("too late"))
    while !ended.value { FileWatch.pause(forSeconds: 0.002) }
  }
}
