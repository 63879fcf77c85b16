import TenfoldApp
import TenfoldModel
import TenfoldOutput
import TenfoldPlatform
import TenfoldTestSupport
import Testing

struct ServedPageTests {
  private func page() -> ServedPage {
    let page = ServedPage()
    page.replace(page: "<!doctype html>one", result: "{}")
    return page
  }

  private func ask(
    _ page: ServedPage, _ path: String, method: String = "GET", host: String? = "127.0.0.1:8010"
  ) -> (status: Int, body: String) {
    let answer = page.response(to: .init(method: method, path: path, host: host))
    return (answer.status, String(decoding: answer.body, as: UTF8.self))
  }

  @Test func `the page, its number and its result are there, and nothing else`() {
    let page = page()
    #expect(ask(page, "/") == (200, "<!doctype html>one"))
    #expect(ask(page, "/version") == (200, "1\n"))
    #expect(ask(page, "/result.json") == (200, "{}"))
    for path in ["/etc/passwd", "/../Package.swift", "//", "", "/version/"] {
      #expect(ask(page, path).status == 404, "\(path)")
    }
    page.replace(page: "two", result: "{}")
    #expect(ask(page, "/") == (200, "two") && ask(page, "/version").body == "2\n")
    page.tell(problem: "shop.yaml: gone")
    #expect(ask(page, "/").body == "two" && ask(page, "/version").body == "2\nshop.yaml: gone")
    page.replace(page: "three", result: "{}")
    #expect(ask(page, "/version").body == "3\n")
  }

  @Test(arguments: [
    "evil.example", "127.0.0.1.evil.example", "localhost:80evil", "127.0.0.1@evil.example", "", nil,
  ])
  func `who calls the server by a name that is not its own is refused`(_ host: String?) {
    #expect(ask(page(), "/", host: host).status == 403)
    #expect(ask(page(), "/result.json", host: host).status == 403)
  }

  @Test func `nothing can be changed`() {
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
      #expect(ask(page(), "/", method: method).status == 405, "\(method)")
    }
    #expect(ask(page(), "/", host: "localhost").status == 200)
  }

  @Test func `a port that is none, and standard input, are refused before anything is read`() {
    #expect(Run(["serve", "--port", "70000", "."]).status == .usage)
    #expect(Run(["serve", "-"]).status == .usage)
  }
}

/// Whether libmicrohttpd can be loaded here.
enum LoadedLibrary {
  static let isThere =
    (try? WebServer(port: 0) { _ in .now(.init(status: 200, headers: [], body: [])) }) != nil
}

extension WebServer.Request {
  init(
    method: String, path: String, query: [String: String] = [:], host: String?, site: String? = nil,
    mark: String? = nil
  ) {
    var headers: [String: String] = [:]
    (headers["host"], headers["sec-fetch-site"], headers["x-tenfold"]) = (host, site, mark)
    self.init(method: method, path: path, query: query, headers: headers)
  }
}

extension ServedPage {
  /// The answer to a request, waited for where it comes later.
  func response(to request: WebServer.Request) -> WebServer.Response {
    switch answer(request) {
    case .now(let response): return response
    case .later(let work):
      let answered = Shared<WebServer.Response?>(nil)
      work { answered.value = $0 }
      let deadline = MonotonicClock.seconds + 60
      while MonotonicClock.seconds < deadline {
        if let response = answered.value { return response }
        FileWatch.pause(forSeconds: 0.005)
      }
      preconditionFailure("no answer within a minute to \(request)")
    }
  }
}

/// A page over a real socket in a real browser.
@Suite(
  .serialized,
  .enabled(
    if: Browser.executable != nil && LoadedLibrary.isThere,
    "Chromium or libmicrohttpd is not installed"))
struct ServedInBrowserTests {
  @Test func `an open page follows the server, with its slider where it was`() throws {
    let shop = TextFile.root + "/Examples/shop-compose"
    let served = try Served(["--users", "100", shop])
    let page = served.page
    let server = try WebServer(port: 0) { page.answer($0) }
    let browser = try Browser()
    try browser.open("http://127.0.0.1:\(server.port)/#load=1000")
    let load = "document.getElementById('load-text').textContent"
    #expect(try browser.text(load).hasPrefix("1,000 users (10x today)"))
    page.tell(problem: "shop.yaml: gone")
    try browser.evaluate("new Promise(done => setTimeout(done, 1500))")
    #expect(try browser.text("document.getElementById('live').textContent").contains("shop.yaml: gone"))
    try browser.waitForLoad(after: { try served.renew(["--users", "500", shop]) })
    #expect(try browser.text("document.getElementById('live').textContent").isEmpty)
    let (low, high) = (try browser.text(load), "2x today")
    #expect(low.contains(high) || low.contains("to 2"), "\(low)")
    #expect(browser.complaints.isEmpty, "\(browser.complaints)")
    #expect(
      browser.requests.allSatisfy { $0.hasPrefix("http://127.0.0.1:\(server.port)/") || $0 == "about:blank" },
      "\(browser.requests)")
  }

  @Test func `a change that is tried shows in the picture and the numbers at once, and in the plan after`()
    throws
  {
    let served = try Served(["--users", "500", TextFile.root + "/Examples/check-question"])
    let server = try WebServer(port: 0) { served.page.answer($0) }
    let browser = try Browser()
    try browser.open("http://127.0.0.1:\(server.port)/#load=10000")
    let said = "document.getElementById('what-said').textContent"
    try browser.wait(until: "\(said).startsWith('Solved in')")
    let database = "document.querySelector('td[data-n=p1] .v').textContent"
    let (before, count) = (try browser.text(database), "document.getElementById('broken-count').textContent")
    let broken = try browser.text(count)
    try browser.evaluate(
      """
      (() => { document.getElementById('what-part').value = 'db'; document.getElementById('what-key').value = 'readReplicas';
        document.getElementById('what-value').value = '3'; document.querySelector('#what-if button').click(); })()
      """)
    try browser.wait(
      until: "document.getElementById('what-list').children.length === 1 && \(database) !== '\(before)'")
    #expect(
      try browser.text("document.getElementById('what-command').textContent").contains(
        "--users 10000 --change db.readReplicas=3"))
    // The whole page follows, with the change in its address and the load where it was.
    try browser.wait(until: "document.querySelector('.tried') !== null && document.readyState === 'complete'")
    #expect(try browser.text("location.search") == "?changes=db.readReplicas%3D3")
    #expect(try browser.text("location.hash") == "#load=10000")
    #expect(
      try browser.text("document.querySelector('.tried').textContent").contains("--change db.readReplicas=3"))
    try browser.wait(until: "!document.getElementById('what-undo').disabled")
    try browser.evaluate("document.getElementById('what-undo').click()")
    try browser.wait(until: "document.querySelector('.tried') === null && document.readyState === 'complete'")
    #expect(try browser.text("location.search").isEmpty)
    #expect(try browser.text(count) == broken)
    // What cannot be is told, and tried no more.
    try browser.wait(until: "!document.getElementById('what-if').hidden")
    try browser.evaluate(
      """
      (() => { document.getElementById('what-part').value = 'dbb'; document.getElementById('what-value').value = '3';
        document.querySelector('#what-if button').click(); })()
      """)
    try browser.wait(until: "\(said).includes(\"did you mean 'db'\")")
    #expect(try browser.evaluate("document.getElementById('what-list').children.length").number == 0)
    // The refusal is an error in the browser's own eyes, and the only one.
    #expect(browser.complaints.allSatisfy { $0.contains("400") }, "\(browser.complaints)")
  }

  @Test func `a token in the address lets in and is in no address after`() throws {
    let page = ServedPage(gate: try AccessGate(token: "0123456789abcdef"))
    page.replace(page: "<!doctype html><title>inside</title>", result: "{}")
    let server = try WebServer(port: 0) { page.answer($0) }
    let browser = try Browser()
    try browser.open("http://127.0.0.1:\(server.port)/#token=0123456789abcdef")
    try browser.wait(until: "document.title === 'inside'")
    #expect(try browser.text("location.href") == "http://127.0.0.1:\(server.port)/")
    #expect(
      browser.requests.dropFirst().allSatisfy { !$0.contains("0123456789abcdef") }, "\(browser.requests)")
    #expect(try browser.text("document.cookie").isEmpty)
  }
}
