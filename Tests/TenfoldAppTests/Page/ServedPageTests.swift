import TenfoldApp
import TenfoldModel
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
    let answer = page.answer(.init(method: method, path: path, host: host))
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
private enum LoadedLibrary {
  static let isThere = (try? WebServer(port: 0) { _ in .init(status: 200, headers: [], body: []) }) != nil
}

/// A page over a real socket in a real browser.
@Suite(
  .serialized,
  .enabled(
    if: Browser.executable != nil && LoadedLibrary.isThere,
    "Chromium or libmicrohttpd is not installed"))
struct ServedInBrowserTests {
  private func renew(_ page: ServedPage, users: String) throws {
    let shop = TextFile.root + "/Examples/shop-compose"
    let arguments = try ParsedArguments(["--users", users, shop], for: ServeCommand.specification)
    let sink = MemorySink()
    try ServeCommand(arguments).renew(
      page,
      in: Environment(
        variables: [:], output: sink, errors: sink, today: CalendarDate(secondsSinceEpoch: 0),
        readInput: { nil }))
  }

  @Test func `an open page follows the server, with its slider where it was`() throws {
    let page = ServedPage()
    try renew(page, users: "100")
    let server = try WebServer(port: 0) { page.answer($0) }
    let browser = try Browser()
    try browser.open("http://127.0.0.1:\(server.port)/#load=1000")
    let load = "document.getElementById('load-text').textContent"
    #expect(try browser.text(load).hasPrefix("1,000 users (10x today)"))
    page.tell(problem: "shop.yaml: gone")
    try browser.evaluate("new Promise(done => setTimeout(done, 1500))")
    #expect(try browser.text("document.getElementById('live').textContent").contains("shop.yaml: gone"))
    try browser.waitForLoad(after: { try renew(page, users: "500") })
    #expect(try browser.text("document.getElementById('live').textContent").isEmpty)
    let (low, high) = (try browser.text(load), "2x today")
    #expect(low.contains(high) || low.contains("to 2"), "\(low)")
    #expect(browser.complaints.isEmpty, "\(browser.complaints)")
    #expect(
      browser.requests.allSatisfy { $0.hasPrefix("http://127.0.0.1:\(server.port)/") || $0 == "about:blank" },
      "\(browser.requests)")
  }
}
