internal import TenfoldLab
internal import TenfoldModel
internal import TenfoldPlatform
internal import TenfoldQueueing
internal import TenfoldSimulation

/// What solver and simulator say about a system that the lab stands up.
enum LabPredictor {
  /// Requests that a steady state is simulated with for each second that is measured.
  private static let requestsPerSecond = 10_000.0
  /// Requests whose messages are followed to their end: so many that the recorder has room for thirty executions of each, as
  /// far as the last consumer's.
  private static let recordedRequests = 1_500
  /// Seconds after which the lab's generator gives a request up.
  private static let patience = 10.0

  /// What the solver says, and of which station: the busiest one of a node with a quota.
  ///
  /// Of a cache that is empty at first it knows only how that ends, and of what is killed nothing.
  static func solved(_ question: LabExperiment.Question) throws -> (station: String, LabPrediction) {
    let solution = try solution(of: question)
    let limiting = limiting(in: solution, question)
    let answers = try SystemAnswers(
      Reading(Lowering.lower(withKindsApart(question.system), conventions: question.conventions)),
      rate: question.rate)
    let fullSpeed = try question.quota.map { try FullSpeed(question, $0) }
    // A pool whose connections are held by a store that cannot keep up is no limit of its own.
    let highest = solution.stations.filter { $0.kind == .processor }.map(\.saturationRate).min() ?? .infinity
    func bounded(_ seconds: Double) -> Double? { solution.isStable && seconds < 1e6 ? seconds : nil }
    var prediction = LabPrediction(
      throughput: min(question.rate, highest), utilization: limiting.map { min(1, $0.utilization) },
      p50: bounded(min(answers.quantile(0.5), fullSpeed?.bound(0.5) ?? .infinity)),
      p99: bounded(min(answers.quantile(0.99), fullSpeed?.bound(0.99) ?? .infinity)))
    prediction.utilizations = utilizations(of: solution, question, answered: prediction.throughput)
    prediction.lags = handlers(in: solution).map { component, consumers in
      // A service of several topics works on the messages of each beside those of the others.
      let rate = consumers.reduce(0) { $0 + $1.arrivalRate }
      let age = consumers.reduce(0) { $0 + $1.arrivalRate * $1.lag } / rate
      var lag = LabLag(component: component, age: bounded(age))
      if let stop = stop(of: component, question) {
        // What arrives while nothing is handled, and then a surplus of capacity over arrivals.
        lag.age = nil
        lag.most = rate * stop
        lag.catchUpTime = bounded(stop * (consumers.map(\.catchUpTime).max() ?? 0))
      }
      return lag
    }
    return (limiting?.name ?? "", prediction)
  }

  /// Busy share of each node, by its name on the bench: of what is answered, since no node works for what another cannot do.
  private static func utilizations(
    of solution: Solution, _ question: LabExperiment.Question, answered rate: Double
  ) -> [String: Double] {
    var found: [String: Double] = [:]
    for station in solution.stations where station.kind == .processor {
      guard let component = question.system[station.component], LabQuota.isNode(component.kind) else {
        continue
      }
      for server in LabRow.servers(of: station.name, in: component) {
        found[server] = min(1, station.utilization * rate / question.rate)
      }
    }
    return found
  }

  /// What the solution says of each service that handles messages, in its order.
  private static func handlers(in solution: Solution) -> [(component: String, [Solution.Consumers])] {
    var found: [(component: String, [Solution.Consumers])] = []
    for consumers in solution.consumers {
      if let known = found.firstIndex(where: { $0.component == consumers.component }) {
        found[known].1.append(consumers)
      } else {
        found.append((consumers.component, [consumers]))
      }
    }
    return found
  }

  /// Seconds in which a service stands still; nil when it does not.
  private static func stop(of service: String, _ question: LabExperiment.Question) -> Double? {
    guard question.fault == .consumerStopped, question.consumer == service else { return nil }
    return (LabFault.stop.upperBound - LabFault.stop.lowerBound) * question.duration
  }

  /// What the simulator says.
  ///
  /// A request that finds all connections of the generator in use waits for one, so the service that it enters by works on as
  /// many at once: under an overload what a cache could answer stands behind what it could not.
  ///
  /// Nodes with a quota work at full speed until it is used up. Their busy share is not told then: the simulator counts
  /// the time in which they stand.
  ///
  /// Where there is a steady state, it is simulated. Where there is none, the seconds of the load are replayed with the
  /// time in which it is worked off; so it is with a cache that is empty at first.
  static func simulated(_ question: LabExperiment.Question) throws -> LabPrediction {
    let solution = try solution(of: question)
    let isSteady = solution.isStable && question.fault == nil
    var system = question.quota == nil ? question.system : LabQuota.atFullSpeed(question.system)
    if let entry = system.workload.journeys.first?.calls.first?.component, system[entry]?.kind == .service {
      system[entry]?.workers = .stated(Double(LabExperiment.connectionCount))
    }
    let lowered = Lowering.lower(system, conventions: question.conventions)
    let steady = max(question.duration, requestsPerSecond * question.duration / question.rate)
    var options = SystemSimulationOptions(length: SimulationLength(duration: steady, runs: 4))
    options.load = .rate(question.rate)
    if let quota = question.quota {
      let each = ProcessorQuota(cores: quota.cores, period: quota.period)
      for name in LabQuota.components(of: system) { options.quotas[name] = each }
    }
    if question.consumer != nil { options.traceCount = recordedRequests }
    if !isSteady {
      options.removesWarmUp = false
      options.length.duration = question.duration
      switch question.fault {
      case .emptyCache: options.events = [.cacheFlush(component: question.cache, at: 0)]
      case .primaryLost:
        options.events = [
          .outage(.replicas(of: question.store, count: 1), from: question.duration / 2, until: 1e6)
        ]
        // Nobody looks whether the primary is there: every write finds out by itself.
        options.noticeTime = 1e6
      case .consumerStopped:
        options.events = [
          .freeze(
            component: question.consumer ?? "", from: LabFault.stop.lowerBound * question.duration,
            until: LabFault.stop.upperBound * question.duration)
        ]
      case nil: break
      }
    }
    func run() throws -> SimulationReport {
      try SystemSimulation.run(
        system, lowered: lowered, options: options, on: { Threads.run($0, threads: 2, $1) })
    }
    let during = try run()
    var journey = during.journeys[0]
    let throughput = journey.throughput.estimate
    if !isSteady {
      // What is not answered when the load ends is answered afterwards, and counts with its whole time.
      options.curve = LoadCurve(
        .rate,
        through: [
          .init(time: 0, value: question.rate), .init(time: question.duration, value: question.rate),
          .init(time: question.duration, value: 0),
        ])
      options.length.duration = question.duration + patience
      journey = try run().journeys[0]
    }
    // Of a store with copies the report tells one share over primary and copies, which is neither's.
    let limiting = limiting(in: solution, question)?.component ?? ""
    let isTold = question.quota == nil && system[limiting]?.state?.replication == nil
    let busy = isTold ? limiting : ""
    var prediction = LabPrediction(
      throughput: throughput, utilization: during.components.first { $0.name == busy }?.utilization.estimate,
      p50: journey.percentiles[0.5]?.estimate, p99: journey.percentiles[0.99]?.estimate,
      failedShare: during.journeys[0].failedShare,
      hitRatio: during.components.first { $0.name == question.cache }?.behavior?.hitRatio?.estimate)
    prediction.lags = handlers(in: solution).map { name, consumers in
      let component = during.components.first { $0.name == name }
      return LabLag(
        component: name, age: age(of: name, topics: Set(consumers.map(\.topic)), in: during.traces),
        waiting: component?.connectionQueue?.estimate)
    }
    return prediction
  }

  /// Mean time from the moment at which a message was there to the end of its work, over those of recorded requests.
  private static func age(
    of consumer: String, topics: Set<String>, in traces: [SimulatedTrace]
  ) -> Double? {
    var (sum, count) = (0.0, 0.0)
    for trace in traces {
      for span in trace.spans
      where span.kind == .message && span.component == consumer && span.isFinished
        && span.parent.flatMap({ trace.spans[$0].component }).map(topics.contains) == true
      {
        sum += span.end - span.begin
        count += 1
      }
    }
    return count > 0 ? sum / count : nil
  }

  private static func solution(of question: LabExperiment.Question) throws -> Solution {
    let reading = Reading(Lowering.lower(question.system, conventions: question.conventions))
    return try SystemSolver.solve(reading, load: .rate(question.rate))
  }

  private static func limiting(
    in solution: Solution, _ question: LabExperiment.Question
  ) -> Solution.Station? {
    // While a cache fills, the store behind it limits, whatever holds once it is full.
    let nodes = Set(
      question.system.components.filter {
        LabQuota.isNode($0.kind) && ($0.kind != .cache || question.fault != .emptyCache)
      }.map(\.name))
    return solution.stations.filter { $0.kind == .processor && nodes.contains($0.component) }
      .max { $0.utilization < $1.utilization }
  }
}
