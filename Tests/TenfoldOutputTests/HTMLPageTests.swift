import TenfoldModel
import TenfoldOutput
import TenfoldTestSupport
import Testing

struct HTMLPageTests {
  private let page = HTMLPage.text(of: SampleAnalysis.analysis)

  @Test func `text from files is escaped everywhere`() {
    #expect(page.contains("&lt;b&gt;odd&lt;/b&gt; &amp; &quot;quoted&quot;"))
    #expect(!page.contains("<b>odd"))
  }

  @Test func `the page needs nothing from elsewhere`() {
    for forbidden in [" src=", "http:", "https:", "url(", "@import", "<link", "<img", "<iframe"] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
  }

  @Test func `headings come in the order of the answer`() {
    let ids = page.split(separator: "<h2 id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(ids == ["level", "bottlenecks", "solutions", "numbers", "trade-offs", "evidence"])
  }

  @Test func `every element that is opened is closed`() {
    for name in [
      "table", "tbody", "thead", "tr", "td", "th", "ul", "ol", "li", "details", "summary", "p", "figure",
      "svg", "g",
    ] {
      let opened = count("<\(name)>") + count("<\(name) ")
      #expect(opened == count("</\(name)>"), "\(name)")
    }
  }

  @Test func `the page carries its own result, whatever stands in it`() throws {
    var analysis = SampleAnalysis.analysis
    analysis.system.name = "</script><!-- \u{2028} </SCRIPT"
    let page = HTMLPage.text(of: analysis)
    let json = try #require(PageResult.json(in: Array(page.utf8)))
    // Spelled so that it ends no element, and read back the same.
    let expected = ResultJSON.document(of: analysis).line.split(
      separator: "<", omittingEmptySubsequences: false)
    #expect(String(decoding: json, as: UTF8.self) == expected.joined(separator: "\\u003c"))
    #expect(PageResult.isPage(page) && !PageResult.isPage("{\"schemaVersion\""))
    #expect(PageResult.json(in: Array("<!doctype html><p>none".utf8)) == nil)
  }

  /// Three parts at two loads, one of them broken at the second.
  private static let grown: (analysis: Analysis, curve: GrowthCurve) = {
    var analysis = SampleAnalysis.analysis
    analysis.system.components = [
      Component(
        name: "web", kind: .gateway,
        operations: [.init(name: "get", steps: [.call(Call(component: "orders"))])]),
      Component(
        name: "orders", kind: .service,
        operations: [.init(name: "get", steps: [.call(Call(component: "orders-db"))])]),
      Component(name: "orders-db", kind: .store),
    ]
    func point(_ users: Double, _ utilizations: [Double?], _ p99: Double?) -> GrowthCurve.Point {
      GrowthCurve.Point(
        users: users, rate: users / 10, utilizations: utilizations, p99s: [p99], failedShare: 0,
        estimate: Estimate(users: users, lines: []))
    }
    return (
      analysis,
      GrowthCurve(
        components: ["web", "orders", "orders-db"], journeys: ["shop"],
        criticalPaths: [.init(journey: "shop", components: ["web", "orders"])],
        points: [point(100, [0.01, 0.35, nil], 0.1), point(100_000, [0.9, 350, nil], nil)])
    )
  }()

  @Test func `parts are drawn in the colour of how busy they are today, with words`() {
    let page = HTMLPage.text(
      of: Self.grown.analysis, curve: Self.grown.curve,
      engine: GraphLayoutEngine { _ in
        .success(
          """
          graph 1 5 1
          node n0 1 0.5 1 0.5 "" solid box black lightgrey
          node n1 3 0.5 1 0.5 "" solid box black lightgrey
          node n2 5 0.5 1 0.5 "" solid box black lightgrey
          edge n0 n1 4 1.5 0.5 2 0.5 2.2 0.5 2.4 0.5 solid black
          edge n1 n2 4 3.5 0.5 4 0.5 4.2 0.5 4.4 0.5 solid black
          stop
          """)
      })
    #expect(page.contains("aria-label=\"web, gateway, 1 %\""))
    #expect(page.contains("class=\"node service u2\" data-n=\"p1\" aria-label=\"orders, service, 35 %\""))
    #expect(page.contains("aria-label=\"orders-db, store, –\""))
    #expect(page.contains("<path class=\"e critical\" data-e=\"p0 p1\""))
    #expect(page.contains("<path class=\"e\" data-e=\"p1 p2\""))
  }

  @Test func `without a picture the page says why, and the table has the colours`() {
    let page = HTMLPage.text(
      of: Self.grown.analysis, curve: Self.grown.curve, engine: .none(because: "the dog ate it"))
    #expect(page.contains("There is no picture here: the dog ate it. The table says the same."))
    #expect(!page.contains("class=\"node"))
    #expect(page.contains("<td class=\"u2\" data-n=\"p1\"><span class=\"v\">35 %</span></td>"))
    let nonsense = HTMLPage.text(
      of: Self.grown.analysis, curve: Self.grown.curve, engine: GraphLayoutEngine { _ in .success("stop\n") })
    #expect(nonsense.contains("was not understood"))
  }

  @Test func `a rule's id is an address, once`() {
    #expect(count("<li id=\"TF-D1-4\">") == 1)
    let ids = page.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count)
  }

  @Test func `a hundred services stay below a megabyte`() {
    var analysis = SampleAnalysis.analysis
    analysis.inventory?.services = (0..<100).map { number in
      .init(
        name: "service-\(number)",
        evidence: (0..<10).map {
          SampleAnalysis.place("k8s/overlays/production/service-\(number).yaml", $0 + 1)
        })
    }
    analysis.constraints = (0..<500).map {
      SampleAnalysis.constraint(.capacity, "saturation", "service-\($0)", "CPU", 1000 * Double($0 + 1))
    }
    // A ring of calls with three more across, so many points as there are at most, and a place for everything.
    let names = (0..<100).map { "service-\($0)" }
    analysis.system.components = names.indices.map { index in
      let calls = [1, 7, 19, 43].map { Step.call(Call(component: names[(index + $0) % 100])) }
      return Component(name: names[index], kind: .service, operations: [.init(name: "do", steps: calls)])
    }
    let curve = GrowthCurve(
      components: names, journeys: ["all"], criticalPaths: [],
      points: (0..<130).map { step in
        GrowthCurve.Point(
          users: 100 * Double(step + 1), rate: 10, utilizations: names.map { _ in 0.123456 }, p99s: [0.1],
          failedShare: 0, estimate: SampleAnalysis.analysis.estimates[0])
      })
    let places = names.indices.map { "node n\($0) \($0).125 \($0).375 1 0.5 x solid box black grey" }
    let ways = names.indices.flatMap { index in
      [1, 7, 19, 43].map {
        "edge n\(index) n\((index + $0) % 100) 7" + String(repeating: " 12.345 67.891", count: 7)
      }
    }
    let plain = (["graph 1 100 100"] + places + ways + ["stop"]).joined(separator: "\n")
    let page = HTMLPage.text(of: analysis, curve: curve, engine: GraphLayoutEngine { _ in .success(plain) })
    #expect(page.contains("data-n=\"p99\"") && page.contains("data-e=\"p99 p0\""))
    #expect(page.utf8.count < 1_000_000, "\(page.utf8.count)")
  }

  private func count(_ text: String) -> Int {
    page.split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
