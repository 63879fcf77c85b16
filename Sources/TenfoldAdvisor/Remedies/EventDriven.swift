import TenfoldCatalog
import TenfoldModel

/// Services that tell each other what happened through topics, instead of waiting until the other has heard it.
///
/// Only what is told can wait: operations that say they write, or that write stores and read none. What is asked cannot.
struct EventDriven: Remedy {
  let id = "event-driven"

  func proposals(in situation: Situation) -> [Proposal] {
    guard ["latency", "availability", "workers"].contains(situation.kind) else { return [] }
    let services = situation.system.components.filter { $0.kind == .service }
    guard services.count >= 3 else {
      return [
        .refused(
          subject: "services", reason: "there are \(services.count) of them, too few to tell each other much")
      ]
    }
    var system = situation.system
    var handed: [String] = []
    for service in services {
      let told = service.operations.filter { situation.isTold($0, of: service.name) }
      let topic = "\(service.name)-events"
      guard !told.isEmpty, situation.system[topic] == nil else { continue }
      system = system.handing(
        Set(told.map(\.name)), of: service.name, to: topic,
        outbox: Catalog.required("consistency outboxInterval").quantity)
      handed.append(service.name)
    }
    guard !handed.isEmpty else {
      return [
        .refused(
          subject: "services",
          reason: "no service waits for one that is only told something, as far as the description says")
      ]
    }
    return [
      .change(
        subject: "services",
        action:
          "hand what \(handed.prefix(3).joined(separator: ", "))\(Situation.others(max(0, handed.count - 3)))"
          + " \(handed.count == 1 ? "is" : "are") told to topics",
        system: Catalog.completed(system).system)
    ]
  }
}

extension Situation {
  /// True when other services wait for an operation whose answer tells them nothing.
  fileprivate func isTold(_ operation: Operation, of service: String) -> Bool {
    guard waits(for: operation.name, of: service) else { return false }
    if let writes = operation.writes { return writes }
    var (reads, writes) = (false, false)
    for call in operation.steps.flatMap(\.allCalls) {
      let target = system[call.component]
      if target?.kind == .store || target?.kind == .cache,
        target?.operations.first(where: { $0.name == call.operation })?.writes == true
      {
        writes = true
      } else if call.mode == .synchronous {
        reads = true
      }
    }
    return writes && !reads
  }

  private func waits(for operation: String, of service: String) -> Bool {
    system.components.contains { caller in
      caller.kind == .service && caller.name != service
        && caller.operations.flatMap(\.steps).flatMap(\.allCalls).contains {
          $0.component == service && $0.operation == operation && $0.mode == .synchronous
        }
    }
  }
}
