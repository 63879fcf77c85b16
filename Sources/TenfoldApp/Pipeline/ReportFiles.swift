internal import TenfoldModel
package import TenfoldOutput
internal import TenfoldPlatform

/// Writes a report in the formats that other programs read, as many at once as were asked for.
package struct ReportFiles: Sendable {
  private static let sarif = OptionSpecification(
    name: "sarif", value: .required("FILE"), help: "Also write SARIF 2.1.0, for code scanning.")
  private static let junit = OptionSpecification(
    name: "junit", value: .required("FILE"), help: "Also write JUnit XML, for test views.")
  private static let markdown = OptionSpecification(
    name: "markdown", value: .required("FILE"),
    help: "Also write Markdown for a pull request; empty when nothing moved against --baseline.")
  private static let gitlab = OptionSpecification(
    name: "gitlab", value: .required("FILE"), help: "Also write GitLab's code quality report.")
  private static let badge = OptionSpecification(
    name: "badge", value: .required("FILE"), help: "Also draw a badge (SVG) with the headroom.")
  private static let github = OptionSpecification(
    name: "github",
    help: "Write GitHub's annotations before the text, and the Markdown to $GITHUB_STEP_SUMMARY.")
  private static let baseline = OptionSpecification(
    name: "baseline", value: .required("FILE"),
    help: "A result saved before (--json=FILE or --html FILE), to tell what is new or worse.")

  /// The options of every command that writes reports.
  package static let options = [baseline, sarif, junit, markdown, gitlab, badge, github]

  private let files: [(path: String, text: @Sendable (GateReport) -> String)]
  private let baselineFile: String?
  private let isForGitHub: Bool

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    let renderers: [(OptionSpecification, @Sendable (GateReport) -> String)] = [
      (Self.sarif, { SARIF.document(of: $0).text }), (Self.junit, { JUnitXML.text(of: $0) }),
      (Self.markdown, { PullRequestMarkdown.text(of: $0) }),
      (Self.gitlab, { GitLabCodeQuality.document(of: $0).text }), (Self.badge, { Badge.text(of: $0) }),
    ]
    files = renderers.compactMap { option, text in arguments.value(option).map { ($0, text) } }
    baselineFile = arguments.value(Self.baseline)
    isForGitHub = arguments.has(Self.github)
    for (index, file) in files.enumerated() where files[..<index].contains(where: { $0.path == file.path }) {
      throw UsageError("two formats go to '\(file.path)'; give each a file of its own")
    }
    let json = arguments.value(.json)
    let others = [json == "" || json == "-" ? "--json" : nil, isForGitHub ? "--github" : nil].compactMap {
      $0
    }
    let names = others + (takesOutput ? ["-"] : [])
    guard names.count <= 1 else {
      throw UsageError(
        "\(names.joined(separator: " and ")) both write to standard output; give all but one a file")
    }
  }

  /// True when a format takes the standard output, so that nothing else may be written to it.
  package var takesOutput: Bool { files.contains { $0.path == "-" } }

  /// True when something is to be written.
  package var isWanted: Bool { !files.isEmpty || isForGitHub }

  /// Where the system stood in the baseline; nil without one.
  package func baseline() throws(InputError) -> Standing? {
    try baselineFile.map { path throws(InputError) in try SavedResult.standing(path: path) }
  }

  /// Writes every file.
  package func write(_ report: GateReport, in environment: Environment) throws {
    for file in files { try environment.write(file.text(report), to: file.path) }
    guard isForGitHub else { return }
    try environment.write(GitHubAnnotations.text(of: report))
    if let summary = environment.variables["GITHUB_STEP_SUMMARY"], !summary.isEmpty {
      try OutputFile.append(PullRequestMarkdown.text(of: report), to: summary)
    }
  }
}
