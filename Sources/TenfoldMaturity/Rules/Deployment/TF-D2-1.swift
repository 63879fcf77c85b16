import TenfoldModel

extension Rule {
  /// TF-D2-1: a pipeline runs the tests.
  static let d2n1 = Rule(
    "TF-D2-1", .deployment, level: 2, .medium,
    title: "a pipeline runs the tests",
    counts: "A step of a pipeline that runs tests on a push or a pull request.",
    misleads: """
      A job called test that only builds; linting; test steps that are commented out.
      """,
    shownBy: [.pipeline]
  ) { context in
    context.shows(.pipelineTests, wanted: "a pipeline step that runs the tests")
  }
}
