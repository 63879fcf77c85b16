import TenfoldApp
import TenfoldModel
import TenfoldOutput
import TenfoldPlatform
import TenfoldTestSupport
import Testing

/// The page as people have it: written by the command, opened in Chromium, used with keys.
@Suite(.serialized, .enabled(if: Browser.executable != nil, "Chromium is not installed"))
struct PageInBrowserTests {
  /// A page and what the same command says as JSON.
  private struct Sample {
    let folder: FixtureFolder
    let address: String
    let result: JSONValue

    init() {
      guard let folder = try? FixtureFolder() else { preconditionFailure("no folder for a page") }
      self.folder = folder
      let file = folder.path + "/page.html"
      let run = Run([
        "analyze", "--html", file, "--json", "--quiet", TextFile.root + "/Examples/shop-compose",
      ])
      address = "file://\(file)"
      let document = try? YAMLParser.documents(of: Array(run.output.utf8)).first
      result = document.map { JSONValue($0) } ?? .null
    }

    /// Limits that are broken at a number of users, by the JSON result.
    func broken(at users: Double) -> [JSONValue] {
      (result["constraints"]?.items ?? []).filter {
        ($0["breaksAtUsers"]?["likely"]?.number ?? .infinity) <= users
      }
    }
  }

  private static let sample = Sample()
  private let sample = PageInBrowserTests.sample

  private func opened(_ suffix: String = "", width: Int = 1024) throws -> Browser {
    let browser = try Browser()
    try browser.show(width: width)
    try browser.open(sample.address + suffix)
    return browser
  }

  /// Texts of the limits that the page lists as broken.
  private static let listed =
    "JSON.stringify([...document.querySelectorAll('#broken li')].filter(item => !item.hidden).map(item => item.querySelector('b').textContent))"

  @Test func `keys move the slider, and what it says is what the result says`() throws {
    let browser = try opened()
    #expect(
      try browser.text("document.getElementById('load-text').textContent").hasPrefix("100 users (1x today)"))
    try browser.evaluate("document.getElementById('load').focus()")
    try browser.press("End", code: 35)
    #expect(
      try browser.text("document.getElementById('load-text').textContent")
        == "100,000 users (1,000x today), 10,000 requests/s")
    let expected = sample.broken(at: 100_000)
    let names = try browser.text(Self.listed)
    #expect(!expected.isEmpty)
    for limit in expected {
      let name = "\(limit["subject"]?.string ?? "") \(limit["quantity"]?.string ?? "")"
      #expect(names.contains("\"\(name)\""), "\(name) is missing in \(names)")
    }
    let count = try browser.text("document.getElementById('broken-count').textContent")
    #expect(count.hasPrefix("\(expected.count) limits"), "\(count)")
    #expect(try browser.text("location.hash") == "#load=100000")
    let response = try browser.text("document.querySelector('#takes tr').innerText")
    #expect(response.hasPrefix("p99 of edge") && response.hasSuffix("broken"))
    try browser.press("ArrowLeft", code: 37)
    #expect(try browser.text("document.getElementById('load-text').textContent").hasPrefix("between "))
    try browser.press("Home", code: 36)
    #expect(try browser.text(Self.listed) == "[]")
  }

  @Test func `parts change colour and words as the load grows`() throws {
    let browser = try opened()
    let state = """
      [...document.querySelectorAll('[data-n]')].filter(one => one.closest('#graph')).map(one =>
        one.getAttribute('class').match(/u\\d/)[0] + ' ' + one.querySelector('.v').textContent).join('|')
      """
    let today = try browser.text(state)
    #expect(!today.contains("broken"))
    try browser.evaluate("document.getElementById('break').click()")
    let first = try browser.text(state)
    #expect(first != today)
    #expect(first.contains("u5 broken"))
    // A colour of its own, and not the class alone.
    let colours = try browser.evaluate(
      "new Set([...document.querySelectorAll('td[data-n]')].map(cell => getComputedStyle(cell).backgroundColor)).size"
    )
    #expect(colours.number ?? 0 >= 2)
  }

  @Test func `a link with a load opens the page there, and between two solved loads both are shown`() throws {
    let browser = try opened("#load=20000")
    let data = "JSON.parse(document.getElementById('growth-data').textContent)"
    let neighbours = try browser.text(
      """
      (() => { const points = \(data).points; const next = points.findIndex(point => point.users >= 20000);
        return 'between ' + points[next - 1].load + ' and ' + points[next].load; })()
      """)
    #expect(try browser.text("document.getElementById('load-text').textContent").hasPrefix(neighbours))
    let moved = try browser.text(
      """
      new Promise(done => {
        addEventListener('hashchange', () => done(document.getElementById('load-text').textContent));
        location.hash = '#load=10x';
      })
      """)
    #expect(moved == "1,000 users (10x today), 100 requests/s")
  }

  @Test func `a name that is typed shows its neighbourhood, and Escape everything`() throws {
    let browser = try opened()
    try browser.evaluate("document.getElementById('find').focus()")
    let typed = """
      (() => { const find = document.getElementById('find'); find.value = 'storefront';
        find.dispatchEvent(new Event('input', { bubbles: true })); return document.getElementById('focus').innerText; })()
      """
    let neighbourhood = try browser.text(typed)
    #expect(neighbourhood.contains("storefront") && neighbourhood.contains("edge"))
    let edges = (sample.result["edges"]?.items ?? []).filter { $0["from"]?.string == "storefront" }
    #expect(!edges.isEmpty)
    for edge in edges { #expect(neighbourhood.contains(edge["to"]?.string ?? "?")) }
    try browser.press("Escape", code: 27)
    #expect(try browser.evaluate("document.getElementById('focus').hidden").isTrue)
  }

  @Test(arguments: [360, 1024, 1920])
  func `nothing runs over the edge of the window`(_ width: Int) throws {
    let browser = try opened(width: width)
    try browser.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    let widest = try browser.evaluate("document.documentElement.scrollWidth").number ?? .infinity
    #expect(widest <= Double(width))
  }

  @Test func `nothing is asked of anyone, and nothing is complained about`() throws {
    let browser = try opened()
    try browser.evaluate("document.getElementById('on').click(); document.getElementById('back').click()")
    #expect(browser.complaints.isEmpty, "\(browser.complaints)")
    #expect(
      browser.requests.allSatisfy { $0.hasPrefix("file:///") || $0 == "about:blank" }, "\(browser.requests)")
    #expect(browser.requests.count { $0.hasPrefix("file:///") } == 1)
  }

  @Test func `without scripts the solved loads stand in a table and no slider is offered`() throws {
    let browser = try Browser()
    try browser.runsScripts(false)
    try browser.open(sample.address)
    #expect(try browser.evaluate("document.getElementById('dial').hidden").isTrue)
    #expect(try browser.evaluate("document.getElementById('points').open").isTrue)
    #expect(try browser.evaluate("document.querySelectorAll('#points tbody tr').length").number ?? 0 >= 31)
  }

  @Test(arguments: [false, true])
  func `every word has a contrast of 4.5 to what is behind it, in light and in dark`(_ isDark: Bool) throws {
    let browser = try opened()
    try browser.show(width: 1024, isDark: isDark)
    try browser.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    // At the greatest load every colour of parts is there, at today's the others are.
    for press in ["Home", "End"] {
      try browser.evaluate("document.getElementById('load').focus()")
      try browser.press(press, code: press == "Home" ? 36 : 35)
      let weak = try browser.text(PageContrast.weakest)
      #expect(weak == "[]")
    }
  }
}

/// An expression that lists words whose contrast to what is behind them is below 4.5.
///
/// **Source.** Relative luminance and contrast ratio as in W3C, Web Content Accessibility Guidelines 2.2, success
/// criterion 1.4.3.
enum PageContrast {
  static let weakest = """
    (() => {
      const channels = text => text.match(/[\\d.]+/g).map(Number);
      const luminance = text => channels(text).slice(0, 3).map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4))
        .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
      const isSeen = text => { const all = channels(text); return all.length < 4 || all[3] > 0; };
      const behind = element => {
        for (let one = element; one; one = one.parentElement) {
          const shape = one.matches('a.node') ? one.querySelector('path') : one.matches('g.frame') ? one.querySelector('rect') : null;
          const colour = shape ? getComputedStyle(shape).fill : getComputedStyle(one).backgroundColor;
          if (isSeen(colour)) return colour;
        }
        return 'rgb(255, 255, 255)';
      };
      const weak = [];
      for (const element of document.body.querySelectorAll('*')) {
        if (['SCRIPT', 'STYLE', 'OPTION', 'title'].includes(element.tagName) || !element.getClientRects().length) continue;
        if (element.matches(':disabled')) continue;
        if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
        const style = getComputedStyle(element);
        const [one, other] = [luminance(element.matches('text') ? style.fill : style.color), luminance(behind(element))].sort((a, b) => b - a);
        const contrast = (one + 0.05) / (other + 0.05);
        if (contrast < 4.5) weak.push(element.tagName + '.' + element.getAttribute('class') + ' ' + element.textContent.slice(0, 30) + ' ' + contrast.toFixed(2));
      }
      return JSON.stringify([...new Set(weak)].slice(0, 12));
    })()
    """
}
