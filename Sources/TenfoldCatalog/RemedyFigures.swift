public import TenfoldModel

/// What a remedy takes and gives up, as data; what it buys is computed by reading the changed system again.
public struct RemedyFigures: Sendable, Hashable {
  /// The remedy's stable id, such as `read-replicas`.
  public let id: String
  /// What it is, in a few words.
  public let name: String
  /// Effort, in person-weeks.
  public internal(set) var effort: Range3
  /// Time until it works, in seconds.
  public internal(set) var time: Range3
  /// `easy`, `medium`, `hard` or `very hard` to undo.
  public let reversibility: String
  /// `low`, `medium` or `high`.
  public let risk: String
  /// What it gives up, in a sentence.
  public let tradeoff: String
  /// Row of the ladder whose systems usually need it first, 1 to 4: 100 users, 10 thousand, a million, 100 million.
  public let scale: Int

  init(
    _ id: String, _ name: String, effort: (Double, Double, Double), days: (Double, Double, Double),
    undo: String, risk: String, scale: Int, tradeoff: String
  ) {
    self.id = id
    self.name = name
    self.effort = Range3(low: effort.0, likely: effort.1, high: effort.2)
    time = Range3(low: days.0 * 86_400, likely: days.1 * 86_400, high: days.2 * 86_400)
    reversibility = undo
    self.risk = risk
    self.scale = scale
    self.tradeoff = tradeoff
  }

  /// The same where another has to come first: both are worked for, and the pair is as hard to undo as that one.
  package func after(_ other: RemedyFigures) -> RemedyFigures {
    func sum(_ path: KeyPath<RemedyFigures, Range3>) -> Range3 {
      let (first, second) = (other[keyPath: path], self[keyPath: path])
      return Range3(
        low: first.low + second.low, likely: first.likely + second.likely, high: first.high + second.high)
    }
    var both = RemedyFigures(
      id, name, effort: (0, 0, 0), days: (0, 0, 0), undo: other.reversibility, risk: other.risk, scale: scale,
      tradeoff: tradeoff + " " + other.tradeoff)
    both.effort = sum(\.effort)
    both.time = sum(\.time)
    return both
  }
}

extension Catalog {
  /// The figures of a remedy; nil for an id that is not known.
  ///
  /// - Parameter kind: What it is applied to, where that changes what it takes: dividing a cache is the configuration
  ///   of a cluster, dividing a database a rewrite of its queries.
  public static func remedy(_ id: String, for kind: ComponentKind? = nil) -> RemedyFigures? {
    if id == shardedCache.id, kind == .cache { return shardedCache.withOwn }
    if id == moreNodes.id, kind == .store { return moreNodes.withOwn }
    return remedies.first { $0.id == id }?.withOwn
  }

  /// Scaling out as it is for a store that divides its data over its nodes by itself (grade E, 2026-11-27).
  private static let moreNodes = RemedyFigures(
    "stateless-horizontal", "More nodes of a store that divides its data by itself", effort: (0.2, 1, 3),
    days: (1, 3.74, 14), undo: "medium", risk: "low", scale: 3,
    tradeoff:
      "Gives capacity in proportion, while data moves to the new nodes and takes some of it for a time.")

  /// Scaling out as it is for a service that runs several replicas already: a number in a file (grade E, 2026-11-27).
  package static var moreReplicas: RemedyFigures { standardMoreReplicas.withOwn }

  private static let standardMoreReplicas = RemedyFigures(
    "stateless-horizontal", "More replicas", effort: (0.05, 0.2, 0.5), days: (0.02, 0.25, 2), undo: "easy",
    risk: "low", scale: 2,
    tradeoff: "Gives capacity in proportion at once, and passes more load on to what the replicas call.")

  /// Sharding as it is for a cache (grade E, 2026-11-27).
  private static let shardedCache = RemedyFigures(
    "sharding", "Cache cluster", effort: (0.5, 2, 6), days: (1, 5.29, 28), undo: "medium", risk: "low",
    scale: 3,
    tradeoff: "More memory and cores for the cache, but commands over several keys must stay in one slot.")

  /// The figures of every remedy.
  public static let remedies: [RemedyFigures] =
    capacityRemedies + dataRemedies + communicationRemedies + operationsRemedies
}
