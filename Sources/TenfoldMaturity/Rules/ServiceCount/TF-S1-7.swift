import TenfoldModel

extension Rule {
  /// TF-S1-7: one module in the build.
  static let s1n7 = Rule(
    "TF-S1-7", .serviceCount, level: 1, .weak,
    title: "one module in the build",
    counts: "A single module in the workspace file of the build tool.",
    misleads: "Libraries are modules too.",
    shownBy: [.source]
  ) { context in
    context.shows(.buildModules, where: { ($0.value ?? 0) == 1 }, wanted: "a workspace file with one module")
  }
}
