internal import TenfoldModel

/// A pooler before a primary, as the component that the lab stands up for it: PgBouncer, with a share of the cores of its own.
enum LabPooler {
  private static let engine = "pgbouncer"

  /// Name of the pooler before a store.
  static func name(of store: String) -> String { "\(store)-pooler" }

  /// The system with a pooler before the primary of every store that has one, and everything that a primary answers asked by
  /// it.
  static func placed(in system: System, cores: Double) -> System {
    var placed = system
    for store in system.components where store.kind == .store && store.state?.isPooled == true {
      let pooler = name(of: store.name)
      let answered = Set(
        store.operations.filter { $0.writes == true || store.state?.replication == nil }.map(\.name))
      placed = placed.mappingCalls { _, call in
        let asked = call.operation ?? store.operations.first?.name ?? ""
        guard call.component == store.name, answered.contains(asked) else { return call }
        var call = call
        (call.component, call.operation) = (pooler, asked)
        return call
      }
      placed.components.append(
        Component(
          name: pooler, kind: .gateway, engine: engine, resources: Resources(cpu: .stated(cores)),
          scaling: Scaling(replicas: .stated(1)),
          operations: store.operations.filter { answered.contains($0.name) }.map { operation in
            Operation(
              name: operation.name, demand: Demand(cpu: .stated(0), variability: .stated(0)),
              steps: [.call(Call(component: store.name, operation: operation.name))])
          }))
    }
    return placed
  }

  /// The store that a pooler stands before; nil for a component that is none.
  static func store(behind component: String, in system: System) -> Component? {
    guard let pooler = system[component], pooler.kind == .gateway, pooler.engineName == engine,
      let call = pooler.operations.first?.steps.flatMap(\.calls).first
    else { return nil }
    return system[call.component]
  }
}
