internal import TenfoldModel

extension ProgramCompiler {
  /// Refuses, before the first event, what leads nowhere, never ends, or is no sensible number.
  func refuseWhatCannotBeRun() throws(SimulationError) {
    guard !lowered.components.isEmpty else {
      throw .invalid(place: lowered.name, problem: "the system has no components; describe one first")
    }
    guard !lowered.journeys.isEmpty else {
      throw .invalid(place: lowered.name, problem: "nothing is asked of it; describe workload.journeys")
    }
    for diagnostic in lowered.diagnostics where ["TF-LOWER-001", "TF-LOWER-002"].contains(diagnostic.id) {
      throw .invalid(place: lowered.name, problem: diagnostic.message + "; a simulation needs that mended")
    }
    let parameters = lowered.parameters
    for (value, name) in zip(reading.values, parameters.names) {
      guard value.isFinite, value >= 0 else {
        throw .invalid(place: name.subject, problem: "\(name.quantity) is \(value); it must be 0 or more")
      }
      if name.form == .share, value > 1 + 1e-9 {
        throw .invalid(place: name.subject, problem: "\(name.quantity) is \(value); a share is at most 1")
      }
    }
    for operation in lowered.operations where operation.component >= 0 {
      let times = [operation.cpu, operation.disk, operation.delay].map { reading.value($0, or: 0) }
      guard let longest = times.max(), longest <= 86_400 else {
        throw .invalid(
          place: "\(lowered.components[operation.component].name).\(operation.name)",
          problem: "one execution takes more than a day; was another unit meant?")
      }
      let variability = reading.value(operation.variability, or: 1)
      guard variability <= 1e4 else {
        throw .invalid(
          place: "\(lowered.components[operation.component].name).\(operation.name)",
          problem: "its squared variation is \(variability); at most 10000 is possible")
      }
    }
    try refuseSizes()
    try refuseLoad()
    try refuseLength()
  }

  private func refuseSizes() throws(SimulationError) {
    for component in lowered.components {
      let shards = reading.value(component.shardCount, or: 1)
      guard shards <= 100_000 else {
        throw .invalid(place: component.name, problem: "\(shards) shards; at most 100000 are possible")
      }
    }
    // So many that a request would never end.
    let executions = reading.visits.reduce(0, +)
    guard executions <= Self.mostExecutionsPerRequest else {
      throw .tooLarge(
        what: "the number of operations that one request sets off", value: executions,
        limit: Self.mostExecutionsPerRequest)
    }
    for component in system.components {
      guard let autoscaler = component.scaling.autoscaler else { continue }
      let place = "autoscaler of \(component.name)"
      guard (autoscaler.target?.likely ?? 1) > 0 else {
        throw .invalid(place: place, problem: "its target is 0 or less; a share above 0 is needed")
      }
      guard (autoscaler.interval?.likely ?? 15) == 0 || (autoscaler.interval?.likely ?? 15) >= 0.1 else {
        throw .invalid(place: place, problem: "it decides more often than each 0.1 s")
      }
      guard (autoscaler.startTime?.likely ?? 0) >= 0 else {
        throw .invalid(place: place, problem: "its replicas start before they are wanted; give 0 s or more")
      }
    }
  }

  /// Most operations, on average, that one request may set off.
  static var mostExecutionsPerRequest: Double { 10_000_000 }

  private func refuseLoad() throws(SimulationError) {
    switch options.load {
    case .stated:
      let rate = reading.rateNow(of: system)
      guard rate >= 0, rate <= 1e9 else {
        throw .invalid(
          place: "workload", problem: "\(rate) requests/s; 0 to 1e9 can be simulated, so give another rate")
      }
    case .rate(let rate):
      guard rate > 0, rate <= 1e9 else {
        throw .invalid(place: "rate", problem: "\(rate) requests/s; above 0 and at most 1e9 are possible")
      }
    case .users(let count, let thinkTime):
      guard (1...4_000_000).contains(count) else {
        throw .invalid(
          place: "users",
          problem: "\(count) users; 1 to 4 million can be simulated one by one, so give a rate")
      }
      guard thinkTime >= 0, thinkTime <= 1e9 else {
        throw .invalid(place: "think time", problem: "\(thinkTime) s; it must be 0 or more")
      }
    }
  }

  private func refuseLength() throws(SimulationError) {
    let length = options.length
    guard length.duration > 0, length.duration <= 1e12 else {
      throw .invalid(place: "duration", problem: "\(length.duration) s; a time above 0 is needed")
    }
    guard (1...100_000).contains(length.runs) else {
      throw .invalid(place: "runs", problem: "\(length.runs); 1 to 100000 are possible")
    }
    guard options.noticeTime >= 0, options.noticeTime <= 1e9 else {
      throw .invalid(place: "notice time", problem: "\(options.noticeTime) s; it must be 0 or more")
    }
    for (name, limit) in options.queueLimits.sorted(by: { $0.key < $1.key }) {
      guard lowered.componentIndex(name) != nil, limit >= 1 else {
        throw .invalid(
          place: "queue limit of \"\(name)\"",
          problem: "it needs a component of that name and 1 or more places")
      }
    }
  }
}
