import TenfoldModel
import TenfoldOutput
import Testing

/// What must hold for every format whatever the system; goldens of whole commands keep the rest.
struct FormatTests {
  private static let today = CalendarDate("2027-01-15")!

  /// A report with names that every format must escape.
  private func hostile(_ checks: [String] = ["headroom >= 200x"]) throws -> GateReport {
    let standing = GateTests.sample { analysis in
      analysis.system.name = "a|b <c> & \"d\" @everyone"
      analysis.constraints[0].subject = "x\r\n::error::y%,:|`*\u{1}"
      analysis.constraints[0].evidence = [SampleAnalysis.place("dir name/ü,x:y.yaml", 3)]
    }
    return Gate.judge(standing, by: try checks.map { try Threshold($0) }, today: Self.today)
  }

  @Test func `SARIF has one result for a cause, at a path that is a relative reference`() throws {
    let run = try #require(SARIF.document(of: hostile())["runs"]?.items.first)
    let results = try #require(run["results"]?.items)
    let first = results[0]
    #expect(first["ruleId"] == "saturation" && first["level"] == "error")
    let place = first["locations"]?.items.first?["physicalLocation"]
    #expect(place?["artifactLocation"]?["uri"] == "dir%20name/%C3%BC,x%3Ay.yaml")
    #expect(place?["artifactLocation"]?["uriBaseId"] == "%SRCROOT%")
    #expect(place?["region"]?["startLine"] == 3)
    let ids = run["tool"]?["driver"]?["rules"]?.items.map { $0["id"] }
    for result in results {
      let index = try #require(result["ruleIndex"]?.number)
      #expect(ids?[Int(index)] == result["ruleId"])
    }
  }

  @Test func `SARIF of a waived cause names who answers for it`() throws {
    let waiver = Waiver(
      rule: "saturation", scope: nil, reason: "moves in March", owner: "team",
      until: CalendarDate("2027-03-31")!, at: .init(file: ".tenfold/check.yaml", line: 7))
    let report = Gate.judge(
      GateTests.sample(), by: [try Threshold("headroom >= 200x")], waivers: [waiver], today: Self.today)
    let results = SARIF.document(of: report)["runs"]?.items[0]["results"]?.items ?? []
    let suppressed = results.filter { !($0["suppressions"]?.items.isEmpty ?? true) }
    #expect(suppressed.map { $0["ruleId"] } == ["saturation"])
    let justification = suppressed[0]["suppressions"]?.items[0]["justification"]?.string
    #expect(justification == "until 2027-03-31, team: moves in March")
  }

  @Test func `JUnit fails as many cases as the gate has failures`() throws {
    let text = JUnitXML.text(
      of: try hostile(["headroom >= 200x", "headroom >= 1x", "level.monitoring >= 1"]))
    #expect(text.contains("tests=\"5\" failures=\"2\"") || text.contains("failures=\"2\" errors=\"0\""))
    #expect(text.split(separator: "<failure").count == 3)
    #expect(text.contains("a|b &lt;c&gt; &amp; &quot;d&quot;"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func `Markdown is a sentence, a table and folds, without markup from names`() throws {
    let text = PullRequestMarkdown.text(of: try hostile())
    let blocks = text.split(separator: "\n\n", maxSplits: 3).map(String.init)
    #expect(blocks[0] == PullRequestMarkdown.mark && !blocks[1].contains("\n"))
    #expect(blocks[2].split(separator: "\n").allSatisfy { $0.hasPrefix("|") && $0.hasSuffix("|") })
    #expect(blocks[3].hasPrefix("<details>"))
    #expect(!text.contains("@everyone") && text.contains("&#64;everyone") && !text.contains("<c>"))
  }

  @Test func `Markdown is empty when nothing moved against the baseline`() throws {
    let standing = GateTests.sample()
    let checks = [try Threshold("headroom >= 3x")]
    let still = Gate.judge(standing, by: checks, baseline: standing, today: Self.today)
    #expect(PullRequestMarkdown.text(of: still).isEmpty)
    let before = GateTests.sample {
      $0.constraints[0].breaksAtUsers = Range3(low: 1, likely: 31_000, high: 4e4)
    }
    let moved = Gate.judge(standing, by: checks, baseline: before, today: Self.today)
    #expect(PullRequestMarkdown.text(of: moved).contains("headroom falls from 310x to 140x"))
  }

  @Test func `annotations cannot be broken out of`() throws {
    let lines = GitHubAnnotations.text(of: try hostile()).split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") })
    #expect(lines[0].contains("file=dir name/ü%2Cx%3Ay.yaml,line=3,title=tenfold%3A saturation::"))
    #expect(lines[0].contains("x%0D%0A::error::y%25,:|"))
  }

  @Test func `code quality lists what is not waived, each with a fingerprint of its own`() throws {
    let report = try hostile()
    let issues = GitLabCodeQuality.document(of: report).items
    #expect(issues.count == report.issues.count)
    #expect(Set(issues.map { $0["fingerprint"] }).count == issues.count)
    #expect(issues[0]["severity"] == "major" && issues[0]["location"]?["lines"]?["begin"] == 3)
  }

  @Test func `the badge has the colour of the gate`() throws {
    #expect(Badge.text(of: try hostile()).contains("#b3261e"))
    #expect(Badge.text(of: try hostile(["headroom >= 2x"])).contains("#1e7b34"))
    #expect(Badge.text(of: try hostile([])).contains(">140x</text>"))
  }

  @Test func `graphs name every part once and quote what names hold`() {
    let mermaid = MermaidGraph.text(of: SampleAnalysis.inventory)
    #expect(mermaid.contains("[\"#60;b#62;odd#60;/b#62; #38; #34;quoted#34;\"]"))
    #expect(mermaid.contains("-.->|?|") && mermaid.contains("[(\"orders-db\")]"))
    let dot = DOTGraph.text(of: SampleAnalysis.inventory, name: "shop \"x\"")
    #expect(dot.hasPrefix("digraph \"shop \\\"x\\\"\" {") && dot.hasSuffix("}\n"))
    #expect(dot.split(separator: "\n").count { $0.contains(" -> ") } == SampleAnalysis.inventory.edges.count)
  }
}
