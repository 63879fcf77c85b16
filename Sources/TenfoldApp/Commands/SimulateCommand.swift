internal import Synchronization
internal import TenfoldAdvisor
internal import TenfoldCatalog
internal import TenfoldDiscovery
internal import TenfoldModel
internal import TenfoldOutput
internal import TenfoldPlatform
internal import TenfoldSimulation

/// `tenfold simulate`: replays a system event by event.
package struct SimulateCommand: Command {
  private static let duration = OptionSpecification(
    name: "duration", value: .required("TIME"),
    help: "Simulated time of a run, such as 10min. About a million calls unless given.")
  private static let runs = OptionSpecification(
    name: "runs", value: .required("COUNT"), help: "Runs on different random numbers; 4 unless given.")
  private static let precision = OptionSpecification(
    name: "precision", value: .required("SHARE"),
    help: "Add runs, up to 64, until every journey's mean is known to this share, such as 1%.")
  private static let seed = OptionSpecification(
    name: "seed", value: .required("NUMBER"), help: "Seed of the random numbers; 1 unless given.")
  private static let threads = OptionSpecification(
    name: "threads", value: .required("COUNT"),
    help: "Runs at a time; as many as processors unless given. It changes no digit of the result.")
  private static let balancing = OptionSpecification(
    name: "balancing", value: .required("HOW"),
    help: "Which replica gets a request: random (the default), round-robin, two-choices or least-requests.")
  private static let cores = OptionSpecification(
    name: "cores", value: .required("HOW"),
    help: "How cores are given out: fifo, to the end (the default, as the solver assumes), or shared equally."
  )
  private static let whole = OptionSpecification(
    name: "no-warm-up-removal", help: "Count the beginning of the runs as well.")

  package static let specification = CommandSpecification(
    name: "simulate",
    summary: "Simulate the system event by event and report latency, failures and queues with intervals.",
    discussion: """
      Requests come at random at the load's rate and take every step: queues for workers, cores and connections, \
      timeouts that leave work behind, retries, breakers, hedges, autoscalers. Every figure has a 99 % interval. The \
      same seed gives the same digits. Ctrl-C reports what was seen until then and ends with status 130. With a load \
      that changes, outages or a scenario the beginning counts too, since it is the course that is looked at.
      """,
    arguments: [
      ArgumentSpecification(
        name: "path", isOptional: true, isRepeatable: true, help: ArgumentSpecification.paths.help)
    ],
    options: [
      .users, .rate, .requestsPerUser, .think, Scenes.load, Scenes.outage, Scenes.scenario, duration, runs,
      precision, seed, threads, balancing, cores, whole, ScaleDown.option, WhatIf.option, .figures,
    ] + TraceOptions.options + OptionSpecification.reading + OptionSpecification.writing,
    examples: [
      "tenfold simulate .", "tenfold simulate --rate 900/s --duration 5min tenfold.yaml",
      "tenfold simulate --users 200 --think 5s --precision 1% shop",
      "tenfold simulate --load '1x for 2min, ramp 1x..5x over 5min' --outage 'db at 4min for 30s' shop",
      "tenfold simulate --scenario black-friday.yaml shop",
      "tenfold simulate --scale-down auto --duration 1min Examples/reference-l4",
      "tenfold simulate --traces shop.traces.json --trace-sample 20 shop",
    ])

  private let reader: SystemReader
  private let writer: ResultWriter
  private let traces: TraceOptions?
  private let requestsPerUser: Double?
  private let users: Double?
  private let rate: Double?
  private let thinkTime: Double?
  private let givenDuration: Double?
  private let threadCount: Int
  private let options: SystemSimulationOptions
  private let scenes: Scenes
  private let scaleDown: ScaleDown
  private let whatIf: WhatIf
  private let hasPaths: Bool
  private let isGiven: (runs: Bool, seed: Bool)

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    scenes = try Scenes(arguments)
    scaleDown = try ScaleDown(arguments)
    whatIf = try WhatIf(arguments)
    reader = try SystemReader(arguments)
    hasPaths = !arguments.words.isEmpty
    if !hasPaths, scenes.path == nil {
      throw UsageError("path is missing: tenfold simulate PATH...\nsee tenfold simulate --help")
    }
    isGiven = (arguments.has(Self.runs), arguments.has(Self.seed))
    writer = ResultWriter(arguments)
    requestsPerUser = try arguments.rate(.requestsPerUser)
    users = try arguments.count(.users)
    rate = try arguments.rate(.rate)
    thinkTime = try arguments.duration(.think)
    if users != nil, rate != nil { throw UsageError("--users and --rate both say the load; give one") }
    if thinkTime != nil, users == nil { throw UsageError("--think needs --users, the people who think") }
    givenDuration = try arguments.duration(Self.duration)
    threadCount = try arguments.whole(Self.threads, in: 1...1024) ?? Threads.processorCount
    var options = SystemSimulationOptions(length: SimulationLength(duration: 0))
    options.length.runs = try arguments.whole(Self.runs, in: 1...100_000) ?? 4
    options.length.seed = UInt64(try arguments.whole(Self.seed, in: 0...Int.max) ?? 1)
    options.precision = try arguments.share(Self.precision)
    options.balancing = try arguments.choice(Self.balancing, Self.balancings) ?? .random
    options.coreSharing = try arguments.choice(Self.cores, Self.coreSharings) ?? .firstComeFirstServed
    options.removesWarmUp = !arguments.has(Self.whole)
    traces = try TraceOptions(arguments)
    if let traces { options.traceCount = traces.count }
    self.options = options
  }

  private static let balancings: KeyValuePairs<String, Balancing> = [
    "random": .random, "round-robin": .roundRobin, "two-choices": .twoChoices,
    "least-requests": .leastRequests,
  ]
  private static let coreSharings: KeyValuePairs<String, CoreSharing> = [
    "fifo": .firstComeFirstServed, "shared": .processorSharing,
  ]

  package func run(in environment: Environment) throws -> ExitStatus {
    let progress = Progress(in: environment, isQuiet: writer.isQuiet)
    progress.begin("reading files")
    defer { progress.end() }
    let reader = hasPaths ? reader : reader.over([try scenes.systemPath()])
    let discovered = try reader.read(in: environment)
    var system = discovered.system
    guard !system.components.isEmpty else {
      throw InputError(
        "\(system.name): no service, store or gateway was found; tenfold discover shows what was")
    }
    if let requestsPerUser { system.workload.requestsPerUser = .stated(requestsPerUser) }
    var options = options
    let completed = try whatIf.applied(to: Catalog.completed(system).system)
    let lowered = Catalog.lower(completed)
    options.load = load(onto: Reading(lowered))
    let scenario = try scenes.read(for: completed)
    scenes.apply(scenario, to: &options)
    if let runs = scenario?.runs, !isGiven.runs { options.length.runs = runs }
    if let seed = scenario?.seed, !isGiven.seed { options.length.seed = seed }
    options.length.duration =
      givenDuration ?? scenario?.duration ?? Scenes.duration(of: options)
      ?? SystemSimulation.duration(of: completed, lowered: lowered, load: options.load, executions: 1e6)
    if !writer.isQuiet, let hint = scaleDown.hint(completed, lowered, options) {
      try environment.remark(hint)
    }
    var report = try simulate(completed, lowered, options, progress)
    report.cost = SimulatedCost.of(report, completed)
    if let name = scenario?.name, !name.isEmpty { report.load += ": " + name }
    progress.end()
    if let traces { try OutputFile.write(TraceJSON.document(of: report).text, to: traces.file) }
    try writer.write(
      json: SimulationJSON.document(of: report),
      text: SimulationText(style: writer.style(in: environment)).text(of: report), in: environment)
    if Interruption.wasRequested { return .interrupted }
    if report.verdicts.contains(where: { !$0.isMet }) { return .gateFailed }
    return try reader.coverageStatus(of: discovered, in: environment)
  }

  /// The load asked for is a question, not a fact about today: sizes that are unknown do not follow from it.
  private func load(onto reading: Reading) -> SystemLoad {
    if let rate { return .rate(rate) }
    guard let users else { return .stated }
    return thinkTime.map { .users(Int(min(users, 1e12)), thinkTime: $0) }
      ?? .rate(users * reading.requestsPerUser)
  }

  private func simulate(
    _ system: System, _ lowered: LoweredSystem, _ options: SystemSimulationOptions, _ progress: Progress
  ) throws -> SimulationReport {
    let watch = Watch(progress)
    Interruption.hold()
    defer { Interruption.release() }
    let factor = try scaleDown.factor(for: system, options)
    guard factor > 1 else {
      return try SystemSimulation.run(
        system, lowered: lowered, options: options,
        on: { Threads.run($0, threads: threadCount, $1) }, watch: { watch.ends(at: $0) })
    }
    return try SystemSimulation.run(
      system, scaledDownBy: factor, conventions: Catalog.conventions, options: options,
      on: { Threads.run($0, threads: threadCount, $1) }, watch: { watch.ends(at: $0) })
  }
}

/// Shows how far the runs are, and ends them on Ctrl-C.
private final class Watch: Sendable {
  private let progress: Progress
  private let shown = Atomic(-1)

  init(_ progress: Progress) { self.progress = progress }

  func ends(at share: Double) -> Bool {
    let percent = Int(share * 100)
    if shown.load(ordering: .relaxed) < percent {
      shown.store(percent, ordering: .relaxed)
      progress.begin("simulating, \(percent) % done")
    }
    return Interruption.wasRequested
  }
}
