import TenfoldApp
import TenfoldOutput
import TenfoldPlatform
import TenfoldTestSupport
import Testing

/// An accessibility checker finds nothing serious, in light and dark, with scripts and without, written and served.
@Suite(
  .serialized,
  .enabled(
    if: Browser.executable != nil && AccessibilityChecker.script != nil,
    "Chromium or PyPI's axe-core-python is not installed"))
struct AccessibilityTests {
  private static let folder = try? FixtureFolder()
  /// A written page.
  private static let page: String = {
    let file = (folder?.path ?? "") + "/page.html"
    _ = Run(["analyze", "--html", file, "--quiet", TextFile.root + "/Examples/shop-compose"])
    return file
  }()

  /// The same as who runs no scripts has it: the checker is a script itself, so that the page's own are cut out.
  private static func withoutScripts() throws -> String {
    let bytes = try FileReader.bytes(of: page, maximum: 1 << 24)
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: "<script>\n")
    let rest = parts.enumerated().map { index, part in
      index == 0 ? part : part.firstRange(of: "</script>").map { part[$0.upperBound...] } ?? part
    }
    try folder?.write("plain.html", rest.joined())
    return (folder?.path ?? "") + "/plain.html"
  }

  private func openFolds(_ browser: Browser) throws {
    try browser.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
  }

  @Test(arguments: [true, false]) func `a written page`(_ runsScripts: Bool) throws {
    let browser = try Browser()
    try browser.open("file://" + (runsScripts ? Self.page : try Self.withoutScripts()))
    #expect(try browser.evaluate("document.getElementById('dial').hidden").isTrue != runsScripts)
    try openFolds(browser)
    for isDark in [false, true] {
      try browser.show(width: 1024, isDark: isDark)
      #expect(try AccessibilityChecker.complaints(in: browser) == [], "dark: \(isDark)")
    }
    #expect(try AccessibilityChecker.passes(in: browser) > 15)
    guard runsScripts else { return }
    // Where everything is broken, and with one part in focus.
    try browser.evaluate("location.hash = '#load=100000'")
    try browser.evaluate(
      """
      (() => { const find = document.getElementById('find'); find.value = 'storefront';
        find.dispatchEvent(new Event('input', { bubbles: true })); })()
      """)
    #expect(try AccessibilityChecker.complaints(in: browser) == [])
  }

  @Test func `the page of an experiment`() throws {
    let saved = TextFile.root + "/Tests/TenfoldAppTests/Fixtures/lab.json"
    let file = (Self.folder?.path ?? "") + "/lab.html"
    #expect(Run(["render", saved, "--html", file, "--quiet"]).status == .success)
    let browser = try Browser()
    // The page allows no script, and the checker is one: it is loaded without the page's policy.
    let text = String(decoding: try FileReader.bytes(of: file, maximum: 1 << 24), as: UTF8.self)
    let policy = "<meta http-equiv=\"Content-Security-Policy\""
    #expect(text.contains(policy))
    try Self.folder?.write("open.html", text.replacing(policy, with: "<meta name=\"policy\""))
    try browser.open("file://" + (Self.folder?.path ?? "") + "/open.html")
    for isDark in [false, true] {
      try browser.show(width: 1024, isDark: isDark)
      #expect(try AccessibilityChecker.complaints(in: browser) == [], "dark: \(isDark)")
    }
    #expect(try AccessibilityChecker.passes(in: browser) > 10)
  }

  @Test(.enabled(if: LoadedLibrary.isThere, "libmicrohttpd is not installed"))
  func `a served page with a change on it, and the page that asks for a token`() throws {
    let served = try Served(["--users", "500", TextFile.root + "/Examples/check-question"])
    let server = try WebServer(port: 0) { served.page.answer($0) }
    let guarded = ServedPage(gate: try AccessGate(token: "0123456789abcdef"))
    let other = try WebServer(port: 0) { guarded.answer($0) }
    let browser = try Browser()
    try browser.open("http://127.0.0.1:\(server.port)/?changes=db.readReplicas%3D2#load=3000")
    try browser.wait(until: "document.getElementById('what-said').textContent.startsWith('Solved in')")
    try openFolds(browser)
    for isDark in [false, true] {
      try browser.show(width: 1024, isDark: isDark)
      #expect(try AccessibilityChecker.complaints(in: browser) == [], "dark: \(isDark)")
    }
    try browser.open("http://127.0.0.1:\(other.port)/")
    #expect(try AccessibilityChecker.complaints(in: browser) == [])
  }

  @Test func `the checker sees what is wrong`() throws {
    let browser = try Browser()
    try browser.open("data:text/html,<!doctype html><title>x</title><p style='color:%23bbb'>pale</p><input>")
    let found = try AccessibilityChecker.complaints(in: browser).joined()
    #expect(found.contains("color-contrast") && found.contains("label"), "\(found)")
  }
}
