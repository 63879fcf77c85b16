import TenfoldModel

extension Rule {
  /// TF-C3-8: front ends have back ends of their own.
  static let c3n8 = Rule(
    "TF-C3-8", .communication, level: 3, .weak, parts: ["gateway"],
    title: "front ends have back ends of their own",
    counts: "Services called bff.",
    misleads: "A front end.",
    shownBy: [.compose, .kubernetes]
  ) { context in
    context.shows(.backendForFrontend, wanted: "back ends for front ends")
  }
}
