internal import TenfoldModel

/// Which parts of a system belong together: by the team that owns them, where they run, or how they are named.
struct PartGroups {
  /// Names of the groups, in the order in which the system first has a part of them.
  private(set) var names: [String] = []
  /// The group of each part.
  private(set) var ofPart: [Int] = []
  /// What was grouped by, in words; nil where nothing says what belongs together.
  private(set) var basis: String?

  /// Groups the components of a system.
  ///
  /// - Parameter edges: Callers and called, as indices of components.
  init(of system: System, edges: [(from: Int, to: Int)]) {
    let components = system.components
    let owners = Self.spread(components.map(\.owner), of: components, along: edges)
    let candidates: [(basis: String, names: [String?])] = [
      ("the team that owns them, and what has no owner with its first caller", owners),
      ("where they run", components.map { $0.placedIn.first }),
      ("the first word of their names", components.map { Self.firstWord(of: $0.name) }),
    ]
    for candidate in candidates where Self.divides(candidate.names) {
      basis = candidate.basis
      assign(zip(candidate.names, components).map { $0 ?? $1.name })
      return
    }
    assign([String](repeating: system.name, count: components.count))
  }

  /// The parts of each group.
  var members: [[Int]] {
    var members = [[Int]](repeating: [], count: names.count)
    for (part, group) in ofPart.enumerated() { members[group].append(part) }
    return members
  }

  private mutating func assign(_ labels: [String]) {
    var indices: [String: Int] = [:]
    for label in labels {
      let index = indices[label] ?? names.count
      if index == names.count {
        names.append(label)
        indices[label] = index
      }
      ofPart.append(index)
    }
  }

  /// True for a division worth drawing: at least two groups of two or more that hold half of everything.
  private static func divides(_ labels: [String?]) -> Bool {
    var counts: [String: Int] = [:]
    for label in labels { if let label { counts[label, default: 0] += 1 } }
    let groups = counts.values.filter { $0 > 1 }
    return groups.count > 1 && 2 * groups.reduce(0, +) >= labels.count
  }

  /// Gives what holds state or messages and has no label that of its first caller with one.
  private static func spread(
    _ labels: [String?], of components: [Component], along edges: [(from: Int, to: Int)]
  ) -> [String?] {
    var result = labels
    for (from, to) in edges where result[to] == nil {
      switch components[to].kind {
      case .store, .cache, .topic: result[to] = labels[from]
      case .service, .gateway, .cdn, .external: break
      }
    }
    return result
  }

  private static func firstWord(of name: String) -> String {
    String(name.prefix { $0 != "-" && $0 != "_" && $0 != "." })
  }
}
