public import TenfoldModel

extension Catalog {
  /// Fills what is unknown: what the catalogue assumes, corrected by what was seen and by what runs today.
  ///
  /// Afterwards every number that the solver needs is known, each with its provenance. Where what was seen and
  /// what was stated contradict each other by more than a fifth, a diagnostic says so and the statement stays.
  public static func completed(_ system: System) -> (system: System, diagnostics: [Diagnostic]) {
    var completion = Completion(system: system)
    completion.addMissingParts()
    completion.assume()
    var load = ImpliedLoad(system: completion.system)
    load.derive()
    var observations = ObservedDemands(system: load.system)
    observations.derive()
    var today = TodaysLoad(system: observations.system)
    today.fit()
    return (
      OpenConnections.applied(to: today.system),
      completion.diagnostics + observations.diagnostics + today.diagnostics
    )
  }

  /// The numbers that belong to no component, which whoever solves or simulates a system needs beside it.
  public static var conventions: LoweringConventions {
    LoweringConventions(
      hop: required("network hop").quantity, crossRegion: required("network crossRegion").quantity,
      applyTime: required("store applyTime").quantity, writeRepeatingEngines: writeRepeatingEngines,
      serviceGrowth: required("workload growth.services").quantity,
      commonCause: required("availability commonCause").quantity,
      shardSkew: required("store shardSkew").quantity, handshake: required("tls handshake").quantity)
  }

  /// What a component offers that nobody described in detail: one operation; a store reads and writes.
  package static func impliedOperations(of kind: ComponentKind) -> [Operation] {
    switch kind {
    case .store: [Operation(name: "read", writes: false), Operation(name: "write", writes: true)]
    case .cache: [Operation(name: "get", writes: false)]
    case .topic: [Operation(name: "publish", writes: true)]
    case .service, .gateway, .cdn, .external: [Operation(name: "request")]
    }
  }

  /// Compiles a completed system with the catalogue's conventions.
  package static func lower(_ system: System) -> LoweredSystem {
    Lowering.lower(system, conventions: conventions)
  }
}

extension Quantity? {
  /// Sets the number when it is unknown. What it would be is not looked up where it is known.
  mutating func assume(_ quantity: @autoclosure () -> Quantity?) {
    if case nil = self { self = quantity() }
  }
}
