internal import TenfoldAdvisor
internal import TenfoldCatalog
internal import TenfoldModel

/// Changes of a system that are tried for one question and written nowhere: `api.replicas=8`, `db.cpu=16`.
struct WhatIf: Sendable {
  static let option = OptionSpecification(
    name: "change", value: .required("WHAT"), isRepeatable: true,
    help:
      "Ask as if COMPONENT.KEY=VALUE held, such as api.replicas=8, api.cpu=4, api.workers=64, db.readReplicas=2, "
      + "db.shards=4 or db.cache=90%, a cache that answers this share of the reads.")

  /// What can be changed.
  private enum Key: String, CaseIterable {
    case replicas, cpu, workers, readReplicas, shards, cache

    /// The value that a text stands for; nil when it cannot be one.
    func value(of text: String) -> Double? {
      switch self {
      case .cache: UnitText.share(text).flatMap { (0...1).contains($0) ? $0 : nil }
      case .cpu: UnitText.cores(text).flatMap { (0.001...1e6).contains($0) ? $0 : nil }
      case .replicas, .workers, .shards: Self.whole(text, from: 1)
      case .readReplicas: Self.whole(text, from: 0)
      }
    }

    private static func whole(_ text: String, from least: Double) -> Double? {
      guard let value = UnitText.count(text), (least...1e6).contains(value), value == value.rounded() else {
        return nil
      }
      return value
    }

    var expected: String {
      switch self {
      case .cache: "the share of the reads that the cache answers, such as 90%"
      case .cpu: "cores from 0.001 to a million"
      case .replicas, .workers, .shards: "a whole number from 1 to a million"
      case .readReplicas: "a whole number from 0 to a million"
      }
    }
  }

  private struct Change: Sendable {
    let component: String
    let key: Key
    let value: Double
  }

  private let changes: [Change]
  /// The changes as they were written.
  let texts: [String]

  /// Nothing that is tried.
  static let none = WhatIf()

  private init() { (changes, texts) = ([], []) }

  init(_ arguments: ParsedArguments) throws(UsageError) { try self.init(arguments.all(Self.option)) }

  /// - Throws: ``UsageError`` for a text that is no change.
  init(_ texts: [String]) throws(UsageError) {
    var changes: [Change] = []
    for text in texts { changes.append(try Self.change(text)) }
    self.changes = changes
    self.texts = texts
  }

  /// True when nothing is tried.
  var isEmpty: Bool { changes.isEmpty }

  private static func change(_ text: String) throws(UsageError) -> Change {
    let keys = Key.allCases.map(\.rawValue).joined(separator: ", ")
    guard let equals = text.lastIndex(of: "="), let dot = text[..<equals].lastIndex(of: "."),
      let key = Key(rawValue: String(text[text.index(after: dot)..<equals]))
    else {
      throw UsageError(
        "--change \(text): write COMPONENT.KEY=VALUE, such as api.replicas=8; the keys are \(keys)")
    }
    let number = String(text[text.index(after: equals)...])
    guard let value = key.value(of: number) else {
      throw UsageError("--change \(text): \(key.rawValue) takes \(key.expected)")
    }
    return Change(component: String(text[..<dot]), key: key, value: value)
  }

  /// The system with the changes, completed anew.
  ///
  /// - Parameter system: A completed system: what was seen of it is in its demands, which the changes leave alone.
  /// - Throws: ``UsageError`` for a component that the system has not, or whose kind has no such key.
  func applied(to system: System) throws(UsageError) -> System {
    guard !changes.isEmpty else { return system }
    var system = system
    for index in system.components.indices { system.components[index].observed = [] }
    for change in changes {
      guard let index = system.components.firstIndex(where: { $0.name == change.component }) else {
        let nearest = Suggestion.nearest(to: change.component, among: system.components.map(\.name))
        throw UsageError(
          "--change: \(system.name) has no component '\(change.component)'"
            + (nearest.map { "; did you mean '\($0)'?" } ?? "; tenfold discover lists what it has"))
      }
      if change.key == .cache {
        system = try Self.cached(change, in: system)
      } else {
        try Self.apply(change, to: &system.components[index])
      }
    }
    return Catalog.completed(system).system
  }

  private static func cached(_ change: Change, in system: System) throws(UsageError) -> System {
    guard system[change.component]?.kind == .store else {
      throw UsageError("--change: \(change.component) is no store; cache puts a cache before a store")
    }
    return CachedStore.system(system, cachingIn: change.value, before: change.component)
  }

  private static func apply(_ change: Change, to component: inout Component) throws(UsageError) {
    let value = Quantity.stated(change.value)
    switch change.key {
    case .replicas: component.scaling = Scaling(replicas: value, autoscaler: component.scaling.autoscaler)
    case .cpu: component.resources.cpu = value
    case .workers: component.workers = value
    case .readReplicas, .shards:
      guard component.kind == .store || component.kind == .cache else {
        throw UsageError(
          "--change: \(component.name) is a \(component.kind.rawValue) and keeps no data; \(change.key.rawValue) is for "
            + "stores")
      }
      var state = component.state ?? StoredState()
      if change.key == .shards {
        state.sharding = Sharding(count: value, scatterShare: state.sharding?.scatterShare)
      } else {
        var replication = state.replication ?? Replication(replicas: value)
        replication.replicas = value
        replication.readsFrom = change.value > 0 ? .replicas : .primary
        state.replication = replication
      }
      component.state = state
    case .cache: preconditionFailure("a cache is a change of the system, not of the store")
    }
  }
}
