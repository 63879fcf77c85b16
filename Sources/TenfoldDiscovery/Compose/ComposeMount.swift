internal import TenfoldModel
internal import TenfoldPlatform

/// One entry of a service's `volumes`, in short or long syntax.
struct ComposeMount {
  /// A path or a volume's name; nil for an anonymous volume.
  let source: String?
  let target: String
  /// True when `source` is a path of the host.
  let isBind: Bool

  init?(_ value: ComposeValue) {
    if let target = value["target"]?.string {
      let type = value["type"]?.string ?? "volume"
      guard type == "bind" || type == "volume" else { return nil }
      source = value["source"]?.string
      self.target = target
      isBind = type == "bind"
      return
    }
    guard let text = value.string, !text.isEmpty else { return nil }
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    // A drive letter: C:\data:/data
    if parts.count > 1, parts[0].count == 1,
      parts[1].first == "\\" || (parts[1].first == "/" && parts.count > 2)
    {
      parts[0...1] = [parts[0] + ":" + parts[1]]
    }
    guard parts.count > 1, parts[1].hasPrefix("/") || parts.count > 2 || !parts[0].hasPrefix("/") else {
      // `/data` or, for an anonymous volume with a mode, `/data:ro`
      source = nil
      target = parts[0]
      isBind = false
      return
    }
    source = parts[0]
    target = parts[1]
    isBind = parts[0].first.map { "./~\\".contains($0) } ?? false || parts[0].dropFirst().first == ":"
  }

  /// The mount as it is declared, with the path of the source relative to the folder given.
  func declared(at value: ComposeValue) -> MountDeclaration {
    let where_: MountDeclaration.Source =
      if isBind, let source {
        .file(ComposePath.resolved(source, in: value.folder))
      } else {
        .volume(source ?? "")
      }
    return MountDeclaration(source: where_, path: target, location: value.location)
  }
}

/// Paths as Compose files write them.
enum ComposePath {
  /// A path relative to the folder given; `.` for that folder, and as written where it leads out of it.
  static func resolved(_ path: String, in folder: String) -> String {
    guard let joined = FilePath.joined(folder, path) else { return path }
    return joined.isEmpty ? "." : joined
  }
}

/// One entry of a service's `ports`, in short or long syntax.
enum ComposePort {
  /// Most ports of one range that are declared; more tell nothing more about the service.
  private static let maximumRange = 16

  /// The ports an entry stands for: `80`, `8080:80`, `127.0.0.1:8080:80/udp`, `3000-3005:3000-3005`, or long.
  static func declared(_ value: ComposeValue) -> [PortDeclaration] {
    if let target = value["target"]?.int, isPort(target) {
      return [
        PortDeclaration(
          container: target, published: value["published"]?.string.flatMap { range($0)?.lowerBound },
          name: value["name"]?.string)
      ]
    }
    guard let text = value.string else { return [] }
    let withoutProtocol = text.split(separator: "/", maxSplits: 1).first.map(String.init) ?? ""
    let address = withoutProtocol.lastIndex(of: "]").map { withoutProtocol.index(after: $0) }
    let rest = address.map { withoutProtocol[$0...].drop { $0 == ":" } } ?? withoutProtocol[...]
    let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
    guard let targets = parts.last.flatMap({ range(String($0)) }) else { return [] }
    let published = parts.count > 1 ? range(String(parts[parts.count - 2])) : nil
    return targets.prefix(maximumRange).enumerated().map { offset, port in
      PortDeclaration(
        container: port,
        published: published.flatMap { $0.count == targets.count ? $0.lowerBound + offset : $0.lowerBound })
    }
  }

  private static func range(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0.trimmed) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else { return nil }
    return isPort(first) && isPort(last) && first <= last ? first...last : nil
  }

  private static func isPort(_ number: Int) -> Bool { (1...65_535).contains(number) }
}
