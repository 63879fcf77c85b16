/// What the place of a file says about its use.
enum FilePlace {
  /// Folders whose contents are beside the system: samples, tests, optional variants, vendored parts.
  private static let besides: Set<String> = [
    "example", "examples", "sample", "samples", "extra", "extras", "optional", "contrib", "test", "tests",
    "testing",
    "e2e", "docs", "doc", "vendor", "node_modules", "third_party", "hack", "archive", "archived",
    "deprecated", "old",
    "legacy", "crds", "crd", "tutorial", "tutorials", "demo-extras", "playground", "fixtures", "testdata",
    "addons-optional",
  ]

  /// True when a folder on the way to the file is set aside from the system.
  static func isBeside(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains { besides.contains($0.lowercased()) }
  }

  /// True for a kustomize component, which counts only where a kustomization names it.
  static func isComponent(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains {
      ["components", "overlays", "patches"].contains($0.lowercased())
    }
  }
}
