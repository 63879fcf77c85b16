import TenfoldModel
import Testing

@testable import TenfoldOutput

/// Doubts about the input, for people who read the first of them.
struct DoubtTextTests {
  private static func diagnostic(_ severity: Diagnostic.Severity, _ id: String, _ line: Int) -> Diagnostic {
    Diagnostic(severity, id: id, "\(id) of line \(line)", at: SourceLocation(file: "a.yaml", line: line))
  }

  @Test func `many of one kind hide no other kind, and none goes before a graver one`() {
    let many = (1...20).map { Self.diagnostic(.warning, "TF-KUBE-002", $0) }
    let doubts =
      [Self.diagnostic(.note, "TF-NOTE", 50)] + many
      + [Self.diagnostic(.warning, "TF-COST", 60), Self.diagnostic(.error, "TF-ERROR", 70)]
    let lines = DoubtText(style: TextStyle(width: nil)).lines(of: doubts, atMost: 4)
    #expect(
      lines.map { $0.trimmingPrefix("Doubts").drop { $0 == " " } } == [
        "a.yaml:70: TF-ERROR of line 70", "a.yaml:1: TF-KUBE-002 of line 1", "a.yaml:60: TF-COST of line 60",
        "a.yaml:2: TF-KUBE-002 of line 2", "and 19 more (--json lists all)",
      ])
    #expect(DoubtText(style: TextStyle(width: nil)).lines(of: [], atMost: 4).isEmpty)
  }
}
