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
    }
    try refuseLoad()
    try refuseLength()
  }

  private func refuseLoad() throws(SimulationError) {
    switch options.load {
    case .stated: break
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
