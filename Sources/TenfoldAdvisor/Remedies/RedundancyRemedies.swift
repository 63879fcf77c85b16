import TenfoldCatalog
import TenfoldModel

/// A standby copy of a store, in another zone.
struct MultiZone: Remedy {
  let id = "multi-az"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "availability", let index = situation.bottleneck else { return [] }
    let component = situation.component(index)
    guard component.kind == .store || component.kind == .cache else { return [] }
    let copies = max(situation.reading.copies(of: index), situation.reading.replicas(of: index).now - 1)
    guard copies == 0 else {
      return [
        .refused(subject: component.name, reason: "it has \(QuantityText.count(copies)) other copies already")
      ]
    }
    return [
      .change(
        subject: component.name, action: "keep a standby of \(component.name) in another zone",
        system: situation.changing(index) {
          var state = $0.state ?? StoredState()
          state.replication = Replication(
            replicas: .planned(1), readsFrom: .primary,
            lag: Catalog.assumption("lag", of: Catalog.subjects(of: $0) + ["store"]))
          $0.state = state
        })
    ]
  }
}

/// Answers that stay whole, if poorer, when a part that only reads fails.
struct GracefulDegradation: Remedy {
  let id = "graceful-degradation"
  /// What names say that an answer is about: who asks, what is bought and what is paid.
  private static let essentials = [
    "auth", "login", "identity", "session", "account", "user", "customer", "cart", "basket", "checkout",
    "order",
    "payment", "billing", "inventory", "stock",
  ]

  /// The word in a name that says so; nil where none does.
  private static func essential(_ name: String) -> String? {
    let words = name.lowercased().split { !$0.isLetter }
    return essentials.first { essential in
      words.contains {
        $0 == essential || $0 == essential + "s" || $0.hasPrefix(essential) && $0.hasSuffix("service")
      }
    }
  }

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "availability", let index = situation.bottleneck else { return [] }
    let component = situation.component(index)
    guard component.kind == .service || component.kind == .external || component.kind == .cache else {
      return []
    }
    let callers = situation.callers(of: component.name)
    guard !callers.isEmpty else {
      return [.refused(subject: component.name, reason: "every request enters at \(component.name)")]
    }
    guard !component.operations.contains(where: { $0.writes == true }) else {
      return [
        .refused(subject: component.name, reason: "it changes state, so an answer without it is not whole")
      ]
    }
    if let word = Self.essential(component.name) {
      return [
        .refused(
          subject: component.name,
          reason:
            "an answer without its \(word) seems to be none; mark its calls `optional: true` where it is"
        )
      ]
    }
    return [
      .change(
        subject: component.name,
        action:
          "let \(callers.prefix(3).joined(separator: ", ")) answer without \(component.name) when it fails",
        system: situation.system.mappingCalls { _, call in
          guard call.component == component.name else { return call }
          var call = call
          call.isOptional = true
          return call
        })
    ]
  }
}
