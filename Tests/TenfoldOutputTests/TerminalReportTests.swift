import TenfoldModel
@testable import TenfoldOutput
import Testing

struct TerminalReportTests {
  @Test func `the answer keeps to the screen however much there is to say`() {
    var analysis = SampleAnalysis.analysis
    analysis.constraints = (0..<300).map {
      SampleAnalysis.constraint(
        .capacity, "saturation", "a-service-with-a-rather-long-name-\($0)", "CPU",
        20 * Double($0 + 1) * Double($0 + 1))
    }
    analysis.plan = Array(repeating: analysis.plan[0], count: 20)
    analysis.rejected = Array(repeating: analysis.rejected[0], count: 50)
    analysis.diagnostics = Array(repeating: analysis.diagnostics[0], count: 99)
    let lines = TerminalReport(style: TextStyle(width: 110)).text(of: analysis).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 41)
    #expect(lines.allSatisfy { $0.count <= 110 }, "\(lines.filter { $0.count > 110 })")
  }

  @Test func `the parts come in the order level, bottleneck, solution, number, trade-off`() throws {
    let text = TerminalReport(style: TextStyle(width: 110)).text(of: SampleAnalysis.analysis)
    var rest = text[...]
    for label in [
      "shop:", "Maturity", "Today", "Breaks 1st", "then", "Do first", "Measure", "Gives up", "Not", "Doubts",
    ] {
      let found = try #require(
        rest.range(of: "\n" + label) ?? (label == "shop:" ? rest.range(of: label) : nil), "\(label)")
      rest = rest[found.upperBound...]
    }
  }

  @Test func `a file that could not be read is told beside the gravest doubt about the others`() {
    var analysis = SampleAnalysis.analysis
    analysis.inventory?.unread = [
      .init(file: "compose.yaml", reason: "2:1: no YAML"), .init(file: "b.yaml", reason: "2:1: no YAML"),
    ]
    let text = TerminalReport(style: TextStyle(width: nil)).text(of: analysis)
    let doubts = text[(text.firstRange(of: "Doubts")?.upperBound ?? text.endIndex)...].split(separator: "\n")
    #expect(doubts.first?.trimmingPrefix { $0 == " " } == "compose.yaml: not read: 2:1: no YAML")
    #expect(doubts.dropFirst().first?.contains("not read") == false)
  }

  @Test func `what the answer rests on is said with numbers and places`() {
    let text = TerminalReport(style: TextStyle(width: nil)).text(of: SampleAnalysis.analysis)
    #expect(
      text.contains("3 services, 1 store, 1 broker, 3 calls (read 96 % of 25 files; in use: compose.yaml)"))
    #expect(text.contains("orders CPU at 14,000 users, 1,400 requests/s  [7,000 to 28,000]"))
    #expect(
      text.contains(
        "autoscale orders 3 to 12: reaches 38,000 users, +62 USD a month, an hour of work, easy to undo"))
    #expect(text.contains("held back by deployment, which lacks a pipeline that deploys"))
    #expect(text.contains("monitoring not assessed"))
    #expect(text.contains("4 measured, 11 stated, 63 assumed"))
  }

  @Test func `colours appear only when asked for`() {
    let plain = TerminalReport(style: TextStyle(width: 110)).text(of: SampleAnalysis.analysis)
    let colored = TerminalReport(style: TextStyle(width: 110, usesColor: true)).text(
      of: SampleAnalysis.analysis)
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.contains("\u{1B}[1mMaturity\u{1B}[0m"))
  }

  @Test func `a system without limits is told so`() {
    var analysis = SampleAnalysis.analysis
    analysis.constraints = []
    analysis.plan = []
    #expect(
      TerminalReport(style: TextStyle(width: 80)).text(of: analysis).contains("nothing that growth reaches"))
  }
}

extension Substring {
  /// The first place a text occurs at.
  func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
