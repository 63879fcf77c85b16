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

  @Test func `the page needs no script and no network`() {
    for forbidden in ["<script", "http:", "https:", "url(", "@import", "<link", "<img", "<iframe"] {
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
    #expect(HTMLPage.text(of: analysis).utf8.count < 1_000_000)
  }

  private func count(_ text: String) -> Int {
    page.split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
