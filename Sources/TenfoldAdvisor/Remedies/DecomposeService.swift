import TenfoldCatalog
import TenfoldModel

/// One operation of a service becomes a service of its own, with machines and changes of its own.
///
/// It relieves nothing that more replicas would not, and adds a hop and a deployment: what it buys is that what goes wrong in
/// either part leaves the other whole.
enum DecomposeService {
  static let remedy = IncidentRemedy("decompose-service") { incident, situation in
    guard [.change, .fault, .overload].contains(incident.cause), let name = incident.component,
      let index = situation.system.components.firstIndex(where: { $0.name == name }),
      situation.system.components[index].kind == .service
    else { return nil }
    guard situation.system.delivery.method != .manual else {
      return .refused("people deploy by hand, and every part would have to be deployed")
    }
    guard let part = part(of: index, in: situation.reading) else {
      return .refused("it is asked to do one thing only, so there is nothing to take out of it")
    }
    let operation = situation.system.components[index].operations[part.operation].name
    // Each part goes wrong in proportion to what it does, and spoils what it does.
    let left = part.share * part.share + (1 - part.share) * (1 - part.share)
    return .leaves(
      incident.smaller(by: left),
      action:
        "make \(operation), \(QuantityText.share(part.share)) of what \(name) does, a service of its own",
      system: extracting(part.operation, of: index, share: part.share, from: situation.system))
  }

  /// The operation whose share of a component's executions is nearest to one half, and that share.
  private static func part(of component: Int, in reading: Reading) -> (operation: Int, share: Double)? {
    let operations = reading.system.components[component].operations
    let total = operations.reduce(0) { $0 + reading.visits[$1] }
    let parts = operations.enumerated().map { ($0.offset, reading.visits[$0.element] / max(1e-12, total)) }
      .filter { $0.1 > 0.01 && $0.1 < 0.99 }
    return parts.min { abs($0.1 - 0.5) < abs($1.1 - 0.5) }.map { (operation: $0.0, share: $0.1) }
  }

  /// The system with an operation as a service of its own; machines are divided by the share of what each part does.
  private static func extracting(
    _ operation: Int, of index: Int, share: Double, from system: System
  ) -> System {
    let whole = system.components[index]
    let moved = whole.operations[operation]
    let name = "\(whole.name)-\(moved.name)"
    let first = whole.operations.first?.name
    var system = system.mappingEveryCall { call in
      guard call.component == whole.name, (call.operation ?? first) == moved.name else { return call }
      var call = call
      (call.component, call.operation) = (name, moved.name)
      return call
    }
    var part = system.components[index]
    part.name = name
    part.observed = []
    part.operations = [system.components[index].operations[operation]]
    let replicas = max(1, whole.scaling.replicas?.likely ?? 1)
    let own = max(1, (replicas * share).rounded(.up))
    part.scaling.replicas = .planned(own)
    system.components[index].operations.remove(at: operation)
    system.components[index].scaling.replicas = .planned(max(1, replicas - own))
    for store in system.components.indices {
      if let pool = system.components[store].state?.connectionsPerReplica[whole.name] {
        system.components[store].state?.connectionsPerReplica[name] = pool
      }
      for consumer in (system.components[store].messaging?.consumers ?? []).indices {
        let handler = system.components[store].messaging?.consumers[consumer]
        guard let handler, handler.component == whole.name, (handler.operation ?? first) == moved.name else {
          continue
        }
        system.components[store].messaging?.consumers[consumer].component = name
        system.components[store].messaging?.consumers[consumer].operation = moved.name
      }
    }
    system.components.append(part)
    return system
  }
}
