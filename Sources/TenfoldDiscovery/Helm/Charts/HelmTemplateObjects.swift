/// `.Files`: the files of a chart other than its templates.
struct ChartFiles: TemplateObject {
  /// Texts by path inside the chart.
  let texts: [String: String]

  init(_ chart: HelmChart) {
    var texts: [String: String] = [:]
    for file in chart.files { texts[chart.relative(file.path)] = file.textWithoutReturns }
    self.texts = texts
  }

  private init(texts: [String: String]) {
    self.texts = texts
  }

  var entries: [(key: String, value: TemplateValue)] {
    texts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }
  }

  func call(_ method: String, _ arguments: TemplateArguments) throws(TemplateFailure) -> TemplateValue? {
    switch method {
    case "Get", "GetBytes": return .string(texts[try arguments.text(0)] ?? "")
    case "Lines":
      let text = texts[try arguments.text(0)] ?? ""
      return .list(text.split(separator: "\n", omittingEmptySubsequences: false).map { .string(String($0)) })
    case "Glob":
      let pattern = Array(try arguments.text(0).utf8)
      return .object(ChartFiles(texts: texts.filter { Self.matches(Array($0.key.utf8)[...], pattern[...]) }))
    case "AsConfig", "AsSecrets":
      let map = TemplateMap()
      for (path, text) in texts {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        map[name] = .string(method == "AsConfig" ? text : Base64Text.encoded(Array(text.utf8)))
      }
      return .string(map.entries.isEmpty ? "" : try TemplateWriter.yaml(.map(map)))
    default: return nil
    }
  }

  /// Whether a path matches a pattern of `*`, `**`, `?` and texts.
  private static func matches(_ path: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    // Positions of the pattern that the path read so far may have reached: no backtracking.
    var reached: Set<Int> = [pattern.startIndex]
    func spread(_ start: Set<Int>) -> Set<Int> {
      var all = start
      var pending = Array(start)
      while let index = pending.popLast() {
        guard index < pattern.endIndex, pattern[index] == UInt8(ascii: "*") else { continue }
        if all.insert(index + 1).inserted { pending.append(index + 1) }
        let isFolders = pattern[index...].starts(with: "**/".utf8)
        if isFolders, all.insert(index + 3).inserted { pending.append(index + 3) }
      }
      return all
    }
    for byte in path {
      var next: Set<Int> = []
      for index in spread(reached) where index < pattern.endIndex {
        switch pattern[index] {
        case UInt8(ascii: "*"):
          let isDeep =
            pattern[index...].starts(with: "**".utf8)
            || (index > pattern.startIndex && pattern[index - 1] == UInt8(ascii: "*"))
          if isDeep || byte != UInt8(ascii: "/") { next.insert(index) }
        case UInt8(ascii: "?") where byte != UInt8(ascii: "/"): next.insert(index + 1)
        case byte: next.insert(index + 1)
        default: break
        }
      }
      reached = next
    }
    return spread(reached).contains(pattern.endIndex)
  }
}

/// `.Capabilities.APIVersions`: what a recent cluster without extensions offers.
struct ClusterAPIVersions: TemplateObject {
  private static let offered: Set<String> = [
    "v1", "apps/v1", "batch/v1", "autoscaling/v1", "autoscaling/v2", "networking.k8s.io/v1", "policy/v1",
    "rbac.authorization.k8s.io/v1", "storage.k8s.io/v1", "apiextensions.k8s.io/v1", "coordination.k8s.io/v1",
    "discovery.k8s.io/v1", "scheduling.k8s.io/v1", "admissionregistration.k8s.io/v1",
    "certificates.k8s.io/v1",
  ]

  var entries: [(key: String, value: TemplateValue)] {
    Self.offered.sorted().enumerated().map { (String($0.offset), .string($0.element)) }
  }

  func call(_ method: String, _ arguments: TemplateArguments) throws(TemplateFailure) -> TemplateValue? {
    guard method == "Has" else { return nil }
    let version = try arguments.text(0).split(separator: "/")
    let isQualified = version.count == 3 || (version.count == 2 && version[0] == "v1")
    return .bool(
      Self.offered.contains(
        version.prefix(isQualified ? version.count - 1 : version.count).joined(separator: "/")))
  }
}
