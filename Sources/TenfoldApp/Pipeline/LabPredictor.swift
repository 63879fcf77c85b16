internal import TenfoldLab
internal import TenfoldModel
internal import TenfoldPlatform
internal import TenfoldQueueing
internal import TenfoldSimulation

/// What solver and simulator say about a system that the lab stands up.
enum LabPredictor {
  /// Requests that a steady state is simulated with.
  private static let requests = 50_000.0
  /// Seconds after which the lab's generator gives a request up.
  private static let patience = 10.0

  /// Predicts one load.
  ///
  /// Where there is a steady state, both tell it. Where there is none, the solver tells that, and the simulator replays the
  /// seconds of the load with the time in which it is worked off; so it does with a cache that is empty at first, of which
  /// the solver knows only how it ends.
  static func predict(_ question: LabExperiment.Question) throws -> LabPredictions {
    let lowered = Lowering.lower(question.system, conventions: question.conventions)
    let reading = Reading(lowered)
    let solution = try SystemSolver.solve(reading, load: .rate(question.rate))
    // While a cache fills, the store behind it limits, whatever holds once it is full.
    let nodes = Set(
      question.system.components.filter {
        $0.kind == .store || $0.kind == .cache && question.coldCache == nil
      }.map(\.name))
    let limiting = solution.stations.filter { $0.kind == .processor && nodes.contains($0.component) }
      .max { $0.utilization < $1.utilization }
    let response = solution.journeys[0].response
    let highest = solution.stations.map(\.saturationRate).min() ?? .infinity
    let solved = LabPrediction(
      throughput: min(question.rate, highest), utilization: limiting.map { min(1, $0.utilization) },
      p50: solution.isStable ? bounded(response.p50) : nil,
      p99: solution.isStable ? bounded(response.p99) : nil)
    let component = limiting?.component ?? ""
    let hasCopies = question.system[component]?.state?.replication != nil
    return LabPredictions(
      station: limiting?.name ?? component, solved: solved,
      simulated: try simulated(
        question, lowered, isSteady: solution.isStable && question.coldCache == nil,
        busy: hasCopies ? nil : component))
  }

  private static func bounded(_ seconds: Double) -> Double? {
    seconds.isFinite && seconds < 1e6 ? seconds : nil
  }

  private static func simulated(
    _ question: LabExperiment.Question, _ lowered: LoweredSystem, isSteady: Bool, busy: String?
  ) throws -> LabPrediction {
    var options = SystemSimulationOptions(
      length: SimulationLength(duration: max(question.duration, requests / question.rate), runs: 4))
    options.load = .rate(question.rate)
    if !isSteady {
      options.removesWarmUp = false
      options.length.duration = question.duration
      if let cache = question.coldCache { options.events = [.cacheFlush(component: cache, at: 0)] }
    }
    func run() throws -> SimulationReport {
      try SystemSimulation.run(
        question.system, lowered: lowered, options: options, on: { Threads.run($0, threads: 2, $1) })
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
    let utilization = during.components.first { $0.name == busy }?.utilization.estimate
    return LabPrediction(
      throughput: throughput, utilization: utilization, p50: journey.percentiles[0.5]?.estimate,
      p99: journey.percentiles[0.99]?.estimate)
  }
}
