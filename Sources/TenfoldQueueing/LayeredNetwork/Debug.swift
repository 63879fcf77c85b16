import TenfoldModel
package func debugLayered(_ network: LayeredNetwork) throws {
  var state = LayeredFixedPoint(try LayeredProgram(network))
  _ = try state.run(tolerance: 1e-9, limit: 30)
  for scope in state.scopes where scope.flow > 0 {
    print("SCOPE", scope.kind, scope.task >= 0 ? network.tasks[scope.task].name : "-", "pop", scope.population, "flow", scope.flow, "delay", scope.delay, "spliced", scope.task >= 0 ? state.isSpliced[scope.task] : false, "busy", scope.busyThreads.enumerated().reduce(0.0) { $0 + Double($1.0) * $1.1 })
    for (v, r) in zip(scope.visits, scope.results) {
      if v.station < state.processorCount { print("   P", network.processors[v.station].name, "V", v.count, "S", v.meanService, "R", r.time, "W", r.wait, "pw", r.waitingShare) } else {
        let t = v.station - state.processorCount
        let h = state.program.entriesOfTask[t].reduce(0) { $0 + state.flows[$1] * state.first[$1].mean } / max(1e-9, state.program.entriesOfTask[t].reduce(0) { $0 + state.flows[$1] })
        print("   T", network.tasks[t].name, "V", v.count, "S", v.meanService, "R", r.time, "W", r.wait, "pw", r.waitingShare, "W+H", r.wait + h, "rates", state.poolRates[t].prefix(6).map { Float($0) }, "extra", scope.views.isEmpty ? 0 : scope.views[scope.visits.firstIndex { $0.station == v.station }!].extraWait)
      }
    }
  }
}
