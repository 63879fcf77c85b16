internal import TenfoldModel

/// The plainest system there is: a service that asks a database. What estimates rest on when no system is given.
enum PlainSystem {
  /// One request runs one operation of the service, which asks the database once.
  static let system = System(
    name: "any system (a service and a database)",
    workload: Workload(journeys: [
      Journey(name: "request", calls: [Call(component: "service", operation: "request")])
    ]),
    components: [
      Component(
        name: "service", kind: .service,
        operations: [
          Operation(
            name: "request",
            steps: [
              .choice([
                Step.Branch(
                  share: .stated(0.9), steps: [.call(Call(component: "database", operation: "read"))]),
                Step.Branch(
                  share: .stated(0.1), steps: [.call(Call(component: "database", operation: "write"))]),
              ])
            ])
        ]),
      Component(
        name: "database", kind: .store, engine: "postgresql",
        operations: [Operation(name: "read", writes: false), Operation(name: "write", writes: true)],
        state: StoredState()),
    ])
}
