import TenfoldModel

extension Rule {
  /// TF-S4-5: mesh configuration with more than two hundred hosts.
  static let s4n5 = Rule(
    "TF-S4-5", .serviceCount, level: 4, .medium,
    title: "mesh configuration with more than two hundred hosts",
    counts: "Hosts in mesh and zone configuration.",
    misleads: "Wildcard hosts and external names.",
    shownBy: [.kubernetes]
  ) { context in
    context.shows(
      .meshHosts, where: { ($0.value ?? 0) >= 200 },
      wanted: "mesh configuration with two hundred hosts or more")
  }
}
