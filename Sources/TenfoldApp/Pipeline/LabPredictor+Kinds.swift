internal import TenfoldModel

/// Several kinds of requests, which enter the lab by one door.
extension LabPredictor {
  /// The system with a journey for each kind of request, where what requests enter by does nothing but choose among them.
  ///
  /// The kinds are the same requests at the same rates; the solver then knows how long each takes, and not only their moments.
  static func withKindsApart(_ system: System) -> System {
    guard system.workload.journeys.count == 1, system.workload.journeys[0].calls.count == 1,
      let call = system.workload.journeys[0].calls.first, let entry = system[call.component],
      let operation = call.operation.map(entry.operation) ?? entry.operations.first,
      operation.steps.count == 1, case .choice(let kinds) = operation.steps[0]
    else { return system }
    var system = system
    var (operations, journeys): ([Operation], [Journey]) = ([], [])
    let rest = 1 - kinds.reduce(0) { $0 + $1.share.likely }
    for (index, kind) in (kinds + [.init(share: .stated(max(0, rest)), steps: [])]).enumerated()
    where kind.share.likely > 1e-9 {
      var own = operation
      (own.name, own.steps) = ("\(operation.name) \(index + 1)", kind.steps)
      operations.append(own)
      journeys.append(
        Journey(
          name: own.name, share: kind.share, calls: [Call(component: entry.name, operation: own.name)]))
    }
    system[entry.name]?.operations += operations
    system.workload.journeys = journeys
    return system
  }
}
