internal import TenfoldDiscovery
internal import TenfoldModel
internal import TenfoldSimulation

/// What a simulation is put through: a scenario file, and load and outages from the command line.
struct Scenes: Sendable {
  static let scenario = OptionSpecification(
    name: "scenario", value: .required("FILE"),
    help:
      "Load, acts and expectations of a scenario file, whose system is simulated where no PATH is given. What is "
      + "expected and does not come ends with status 1.")
  static let load = OptionSpecification(
    name: "load", value: .required("CURVE"),
    help:
      "How the load goes: '200/s for 2min, ramp 200..1000/s over 10min', 'day 100..900/s over 24h', 'trace counts.csv "
      + "every 1min', or multiples: '1x for 1min, 5x'.")
  static let outage = OptionSpecification(
    name: "outage", value: .required("WHAT"), isRepeatable: true,
    help:
      "What is gone for a while: 'db at 2min for 20s', '2 of api at ...', 'zone 1 of eu at ...', 'link api to db at ...'."
  )

  /// The scenario file; nil without one.
  let path: String?
  private let curve: LoadCurve?
  private let outages: [SystemEvent]
  init(_ arguments: ParsedArguments) throws(UsageError) {
    path = arguments.value(Self.scenario)
    do throws(SentenceError) {
      curve = try arguments.value(Self.load).map { text throws(SentenceError) in
        try LoadText.curve(of: text.split(separator: ",").map(String.init))
      }
      outages = try arguments.all(Self.outage).map { text throws(SentenceError) in try OutageText.outage(text)
      }
    } catch {
      throw UsageError("--load or --outage: \(error)")
    }
  }

  /// The path of the system that the scenario names.
  func systemPath() throws -> String {
    guard let path, let named = try ScenarioReader.read(path: path).system else {
      throw InputError("\(path ?? ""): no system is named; write system: FOLDER in it, or give a PATH")
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    if named == "." { return folder.isEmpty ? "." : String(folder.dropLast()) }
    return named.hasPrefix("/") ? named : folder + named
  }

  /// The scenario, whose names are those of `system`; nil without a file.
  func read(for system: System) throws(ScenarioError) -> Scenario? {
    guard let path else { return nil }
    return try ScenarioReader.read(path: path, for: system)
  }

  /// Puts the scenario and what the command line says besides into the options.
  func apply(_ scenario: Scenario?, to options: inout SystemSimulationOptions) {
    options.curve = curve ?? scenario?.load
    options.events = (scenario?.events ?? []) + outages
    options.expectations = scenario?.expectations ?? []
    if let noticeTime = scenario?.noticeTime { options.noticeTime = noticeTime }
    if options.curve != nil || !options.events.isEmpty { options.removesWarmUp = false }
  }

  /// The time that load and events take and a half more; nil when neither takes any.
  static func duration(of options: SystemSimulationOptions) -> Double? {
    let end = ((options.curve?.points.map(\.time) ?? []) + options.events.map(\.lastTime)).max() ?? 0
    guard end > 0 else { return nil }
    // In round numbers, as people would give it.
    var unit = 1.0
    while unit * 20 < end * 1.5, unit < 1e11 { unit *= 10 }
    return (end * 1.5 / unit).rounded(.up) * unit
  }
}

extension SystemEvent {
  /// When it is over, as far as that is known before a run.
  fileprivate var lastTime: Double {
    switch self {
    case .freeze(_, _, let until), .outage(_, _, let until), .slowdown(_, _, _, let until),
      .errors(_, _, _, let until):
      until
    case .loadFactor(_, let from): from
    case .cacheFlush(_, let time), .incident(_, _, let time): time
    case .deployment(let deployment): deployment.at + (deployment.method?.plannedTime ?? 0)
    case .failures: 0
    }
  }
}

extension Deployment.Method {
  fileprivate var plannedTime: Double {
    switch self {
    case .byHand(let downtime): downtime
    case .rolling: 0
    case .canary(let steps): steps.reduce(0) { $0 + $1.duration }
    case .waves(let pause): 3 * pause
    }
  }
}
