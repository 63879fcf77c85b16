public import TenfoldModel

/// What rules look at: the inventory of what was found, or what a described system states, in one form.
public struct RuleContext: Sendable {
  /// Own services that run business code or stand in front of those that do.
  public let services: [Inventory.Service]
  /// Stores and caches with those who use them, only edges from own services.
  public let ownership: Ownership
  /// Calls between services, topics and gateways.
  public let traffic: Traffic
  /// Classes of files that were given.
  public let given: Set<FileClass>
  /// Facts by topic, nearest to running first.
  let facts: [FactTopic: [Fact]]

  /// Reads an inventory, and what the system states beside it.
  public init(system: System, inventory: Inventory?) {
    let isDescribed = inventory?.given.contains(.description) ?? true
    let inventory = inventory ?? Inventory(described: system)
    let stated = StatedFacts(of: system, isDescribed: isDescribed)
    services = inventory.services.filter { $0.kind != .platform }
    ownership = Ownership(inventory)
    traffic = Traffic(inventory)
    // Sources are listed and not read: what only they could show stays unknown.
    given = inventory.given.union(stated.given).subtracting([.source])
    facts = Dictionary(grouping: inventory.facts + stated.facts, by: \.topic)
      .mapValues { $0.sorted { ($1.state, $0.location) < ($0.state, $1.location) } }
  }

  /// Facts of a topic that count: at least referenced from what is in use.
  func counting(_ topic: FactTopic) -> [Fact] {
    facts[topic, default: []].filter { $0.state >= .referenced }
  }

  /// Holds when a fact of one of the topics counts; says so when one is only declared.
  ///
  /// - Parameters:
  ///   - topics: Topics that count alike.
  ///   - count: Facts needed.
  ///   - isWanted: Which facts count at all.
  ///   - wanted: What would count, for the report.
  func shows(
    _ topics: FactTopic..., atLeast count: Int = 1, where isWanted: (Fact) -> Bool = { _ in true },
    wanted: String
  ) -> RuleResult {
    let all = topics.flatMap { facts[$0, default: []] }.filter(isWanted)
    let counted = all.filter { $0.state >= .referenced }
    guard counted.count >= count, let first = counted.first else {
      guard let unused = all.first else { return .missing(wanted) }
      return .missing("\(wanted); \(unused.location) has \(unused.detail), but nothing in use refers to it")
    }
    let more = counted.count > 1 ? " and \(counted.count - 1) more" : ""
    return .held(
      first.detail + more, counted.prefix(5).map { Evidence(at: $0.location, detail: $0.detail) })
  }
}
