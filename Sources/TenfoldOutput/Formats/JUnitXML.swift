internal import TenfoldMaturity
internal import TenfoldModel

/// A report as JUnit XML, for the test views of CI systems.
///
/// The suite `gate` has a case for each threshold, and only a threshold that keeps the gate shut is a failure, so that
/// a view never says something else than the exit status. A suite for each dimension shows what carries its level as
/// passed, and what the next level lacks as skipped.
package enum JUnitXML {
  /// The document.
  package static func text(of report: GateReport) -> String {
    var suites = [suite("gate", report.outcomes.map(outcome))]
    suites += Dimension.allCases.map { dimension in
      suite(dimension.name, cases(of: dimension, in: report.standing))
    }
    suites = suites.filter { $0.tests > 0 }
    let counts = (
      suites.reduce(0) { $0 + $1.tests }, suites.reduce(0) { $0 + $1.failures },
      suites.reduce(0) { $0 + $1.skipped }
    )
    let name = attribute("tenfold \(report.standing.system)")
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\(name) tests=\"\(counts.0)\" failures=\"\(counts.1)\" errors=\"0\" "
      + "skipped=\"\(counts.2)\">\n" + suites.map(\.text).joined() + "</testsuites>\n"
  }

  private struct Suite {
    let text: String
    let tests: Int
    let failures: Int
    let skipped: Int
  }

  private struct Case {
    enum Result {
      case passed
      case skipped(String)
      case failed(String, detail: String)
    }

    let name: String
    let result: Result
    var output = ""
  }

  private static func outcome(_ outcome: GateOutcome) -> Case {
    let said = "\(outcome.threshold.measure.title) is \(outcome.valueText)"
    let result: Case.Result =
      switch outcome.verdict {
      case .met: .passed
      case .waived: .skipped("waived \(outcome.waivers.map(\.justification).joined(separator: "; "))")
      case .known: .skipped("not met, as in the baseline")
      case .failed:
        .failed(
          "\(said), asked for is \(outcome.threshold.demand)", detail: outcome.limit?.explanation ?? "")
      }
    return Case(name: outcome.threshold.text, result: result, output: said)
  }

  private static func cases(of dimension: Dimension, in standing: Standing) -> [Case] {
    let held = standing.held.filter { $0.dimension == dimension }.map {
      Case(name: "\($0.rule): \($0.message)", result: .passed)
    }
    let lacks = standing.lacks.filter { $0.dimension == dimension }
    guard let level = standing.levels[dimension] else {
      let reason = lacks.first?.message ?? "not assessed: the files given could not have shown it"
      return held + [Case(name: "level of \(dimension.name)", result: .skipped(reason))]
    }
    return held
      + lacks.map {
        Case(
          name: "\($0.rule): \($0.message)",
          result: .skipped(
            $0.message.contains("not assessed") ? "not assessed" : "level \(level + 1) lacks it"))
      }
  }

  private static func suite(_ name: String, _ cases: [Case]) -> Suite {
    var body = ""
    var (failures, skipped) = (0, 0)
    for entry in cases {
      body +=
        "    <testcase classname=\(attribute("tenfold.\(name)")) name=\(attribute(entry.name)) time=\"0\">\n"
      switch entry.result {
      case .passed: break
      case .skipped(let reason):
        skipped += 1
        body += "      <skipped message=\(attribute(reason))/>\n"
      case .failed(let message, let detail):
        failures += 1
        body +=
          "      <failure type=\"threshold\" message=\(attribute(message))>\(XMLText.escaped(detail))</failure>\n"
      }
      if !entry.output.isEmpty {
        body += "      <system-out>\(XMLText.escaped(entry.output))</system-out>\n"
      }
      body += "    </testcase>\n"
    }
    let head =
      "  <testsuite name=\(attribute(name)) tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" "
      + "skipped=\"\(skipped)\" time=\"0\">\n"
    return Suite(
      text: head + body + "  </testsuite>\n", tests: cases.count, failures: failures, skipped: skipped)
  }

  private static func attribute(_ text: String) -> String { "\"\(XMLText.escaped(text))\"" }
}

/// Writes text into XML 1.0.
enum XMLText {
  /// The text with markup replaced, and characters that XML 1.0 has no way to write left out as U+FFFD.
  static func escaped(_ text: String) -> String {
    text.replacingScalars { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "\t", "\n", "\r": "&#\(scalar.value);"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: "\u{FFFD}"
      default: nil
      }
    }
  }
}
