internal import TenfoldCatalog
internal import TenfoldModel

/// Changes of a system that are tried for one question and written nowhere: `api.replicas=8`, `db.cpu=16`.
struct WhatIf: Sendable {
  static let option = OptionSpecification(
    name: "change", value: .required("WHAT"), isRepeatable: true,
    help:
      "Ask as if COMPONENT.KEY=VALUE held, such as api.replicas=8, api.cpu=4, api.workers=64, db.readReplicas=2 or "
      + "db.shards=4.")

  /// What can be changed.
  private enum Key: String, CaseIterable {
    case replicas, cpu, workers, readReplicas, shards
  }

  private struct Change: Sendable {
    let component: String
    let key: Key
    let value: Double
  }

  private let changes: [Change]

  init(_ arguments: ParsedArguments) throws(UsageError) {
    var changes: [Change] = []
    for text in arguments.all(Self.option) { changes.append(try Self.change(text)) }
    self.changes = changes
  }

  private static func change(_ text: String) throws(UsageError) -> Change {
    let keys = Key.allCases.map(\.rawValue).joined(separator: ", ")
    guard let equals = text.lastIndex(of: "="), let dot = text[..<equals].lastIndex(of: "."),
      let key = Key(rawValue: String(text[text.index(after: dot)..<equals]))
    else {
      throw UsageError(
        "--change \(text): write COMPONENT.KEY=VALUE, such as api.replicas=8; the keys are \(keys)")
    }
    let number = String(text[text.index(after: equals)...])
    let value = key == .cpu ? UnitText.cores(number) : UnitText.count(number)
    let least = key == .readReplicas ? 0.0 : key == .cpu ? 0.001 : 1
    guard let value, (least...1e6).contains(value), key == .cpu || value == value.rounded() else {
      let kind = key == .cpu ? "cores from 0.001" : "a whole number from \(Int(least))"
      throw UsageError("--change \(text): \(key.rawValue) takes \(kind) to a million")
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
      try Self.apply(change, to: &system.components[index])
    }
    return Catalog.completed(system).system
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
    }
  }
}
