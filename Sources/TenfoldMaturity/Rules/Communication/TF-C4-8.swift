import TenfoldModel

extension Rule {
  /// TF-C4-8: the mesh carries four of five workloads.
  static let c4n8 = Rule(
    "TF-C4-8", .communication, level: 4, .medium,
    title: "the mesh carries four of five workloads",
    counts: "Share of own workloads enrolled, at least 0.8.",
    misleads: "A few enrolled for a trial: a partial mesh.",
    shownBy: [.kubernetes, .description]
  ) { context in
    context.withControlPlane(
      .meshEnrolment, where: { ($0.value ?? 0) >= 0.8 }, wanted: "four of five own workloads enrolled")
  }
}
