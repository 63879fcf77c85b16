internal import TenfoldModel

/// What a journey is promised, as the answer's limits have it.
struct JourneyPromise {
  /// The journey's name.
  let name: String
  /// Share of all requests, in 0...1.
  let share: Double
  /// True when it changes something.
  let writes: Bool
  /// 99th percentile of the response time, in seconds, and whether somebody stated it.
  let latency: (promise: Double, isStated: Bool)?
  /// Share of requests that may fail, and whether somebody stated it.
  let failures: (promise: Double, isStated: Bool)?

  /// The promises of all journeys of a system, in its order.
  static func all(of analysis: Analysis) -> [JourneyPromise] {
    let system = analysis.system
    return system.workload.journeys.map { journey in
      let stated = system.objectives.promise(for: journey.name)
      func limit(_ kind: String) -> Double? {
        analysis.constraints.first { $0.kind == kind && $0.subject == journey.name }?.limit
      }
      let writes = journey.calls.contains { call in
        let component = system[call.component]
        return (call.operation.flatMap { component?.operation($0) } ?? component?.operations.first)?.writes
          ?? false
      }
      return JourneyPromise(
        name: journey.name,
        share: journey.share?.likely ?? 1 / Double(system.workload.journeys.count), writes: writes,
        latency: limit("latency").map { ($0, stated.p99 != nil) },
        failures: limit("availability").map { ($0, stated.availability != nil) })
    }
  }
}
