public import TenfoldModel

/// How the rules of a cell combine, and which lower cells it makes needless.
public struct CellRequirement: Sendable {
  /// Parts that must each be shown; one unnamed part for most cells.
  public let parts: [String]
  /// Lower levels that need not hold where this one does.
  public let supersedes: Set<Int>

  /// The requirement of a cell.
  public static func of(_ dimension: Dimension, level: Int) -> CellRequirement {
    switch (dimension, level) {
    case (.serviceCount, _): .init(parts: [""], supersedes: [1, 2, 3])
    // A reconciler that carries every change to production does what the pipeline's last step did.
    case (.deployment, 3), (.deployment, 4): .init(parts: [""], supersedes: [1, 2])
    case (.communication, 3): .init(parts: ["event", "gateway"], supersedes: [1, 2])
    // A mesh does for calls what a gateway did at the entry; it takes nothing out of the response path.
    case (.communication, 4): .init(parts: [""], supersedes: [1, 3])
    case (.dataManagement, 3): .init(parts: ["polyglot", "replication"], supersedes: [1])
    case (.dataManagement, 4): .init(parts: ["sharding", "projection"], supersedes: [1, 2])
    case (.monitoring, 2): .init(parts: ["logs", "metrics"], supersedes: [1])
    case (.monitoring, 3): .init(parts: ["tracing", "alerting", "scaling"], supersedes: [1])
    case (.monitoring, 4): .init(parts: ["loop", "detector"], supersedes: [1])
    default: .init(parts: [""], supersedes: [1])
    }
  }
}
