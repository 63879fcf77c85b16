internal import TenfoldCatalog
internal import TenfoldDiscovery
internal import TenfoldGenerate
internal import TenfoldLab
internal import TenfoldModel
internal import TenfoldOutput
internal import TenfoldPlatform

/// The options of `tenfold lab run`, and the run.
struct LabRun: Sendable {
  private static let at = OptionSpecification(
    name: "at", value: .required("FACTORS"),
    help: "Loads of run, as factors of the system's own, such as 0.5,1,3; 1,3 unless given.")
  private static let only = OptionSpecification(
    name: "only", value: .required("NAMES"),
    help: "Configurations of run: " + LabConfiguration.all.map(\.id).joined(separator: ", ")
      + "; all unless given.")
  private static let cores = OptionSpecification(
    name: "cores", value: .required("COUNT"),
    help: "Cores of each node of a store, pooler, cache, broker or gateway of run; 0.25 unless given.")
  private static let leaveOut = OptionSpecification(
    name: "leave-out", value: .required("NAMES"),
    help: "Components that run neither stands up nor predicts, such as topics; calls of them are not made.")
  private static let repeats = OptionSpecification(
    name: "repeats", value: .required("COUNT"),
    help: "How often run sends a load again that other work spoiled, 0 to 9; 1 unless given.")
  private static let out = OptionSpecification(
    name: "out", value: .required("FILE"),
    help: "File of run for the result as JSON; predictions stand in it before they are measured.")
  private static let withoutQuotas = OptionSpecification(
    name: "without-quotas", help: "Run where processes cannot be given a share of the processors.")

  private static let prometheus = OptionSpecification(
    name: "prometheus",
    help: "Let run start a Prometheus too, and compare what it records with what was counted.")

  static let options =
    [at, only, cores, leaveOut, repeats, out, prometheus, withoutQuotas] + TraceOptions.options

  private let factors: [Double]
  /// Those asked for; nil for all that are possible.
  private let configurations: [LabConfiguration]?
  private let nodeCores: Double
  private let out: String?
  private let hasQuotas: Bool
  private let hasPrometheus: Bool
  private let traces: TraceOptions?
  private let duration: Double
  private let repeats: Int
  private let leftOut: [String]
  private let reader: SystemReader

  init(_ arguments: ParsedArguments) throws(UsageError) {
    guard arguments.words.count == 2 else {
      throw UsageError("tenfold lab run needs a system: tenfold lab run Examples/check-question")
    }
    reader = try SystemReader(arguments).over([arguments.words[1]])
    let list = arguments.value(Self.at) ?? "1,3"
    factors = list.split(separator: ",").compactMap { word in
      Double(word.last == "x" ? word.dropLast() : word).flatMap { (0.001...1000).contains($0) ? $0 : nil }
    }
    guard factors.count == list.split(separator: ",", omittingEmptySubsequences: false).count else {
      throw UsageError("--at is '\(list)'; it must be factors from 0.001 to 1000 such as 0.5,1,3")
    }
    if let list = arguments.value(Self.only) {
      var chosen: [LabConfiguration] = []
      for name in list.split(separator: ",").map(String.init) {
        guard let found = LabConfiguration.all.first(where: { $0.id == name }) else {
          throw UsageError(
            "--only: no configuration is named '\(name)'; there are "
              + LabConfiguration.all.map(\.id).joined(separator: ", "))
        }
        chosen.append(found)
      }
      configurations = chosen
    } else {
      configurations = nil
    }
    nodeCores =
      try arguments.value(Self.cores, expected: "cores from 0.1 to 64 such as 0.25") { text in
        UnitText.cores(text).flatMap { (0.1...64).contains($0) ? $0 : nil }
      } ?? 0.25
    out = arguments.value(Self.out)
    hasQuotas = !arguments.has(Self.withoutQuotas)
    hasPrometheus = arguments.has(Self.prometheus)
    traces = try TraceOptions(arguments)
    duration = try arguments.duration(LabLoad.duration) ?? 5
    leftOut = (arguments.value(Self.leaveOut) ?? "").split(separator: ",").map(String.init)
    repeats = try arguments.whole(Self.repeats, in: 0...9) ?? 1
  }

  /// Stands the system up, predicts, measures.
  ///
  /// - Throws: `LabError` for what the lab cannot do, and what reading and writing files throw.
  func run(in environment: Environment, isQuiet: Bool) throws -> LabResult {
    let discovered = try reader.read(in: environment)
    try discovered.requireComponents()
    let completed = try LabOmission.leavingOut(leftOut, of: Catalog.completed(discovered.system).system)
    let machineCores = Double(Threads.processorCount)
    let reading = Reading(Catalog.lower(completed))
    let nodes = hasQuotas ? nodeCores : machineCores
    let rate = reading.rateNow(of: completed)
    let stores = completed.components.indices.filter { completed.components[$0].kind == .store }
    guard
      let busiest = stores.max(by: {
        reading.stations[reading.primaryStation[$0]].demand
          < reading.stations[reading.primaryStation[$1]].demand
      })
    else {
      throw InputError("\(completed.name): there is no store in it, and the lab's configurations change one")
    }
    let lab = try LabSystem(
      completed, nodeCores: nodes, machineCores: machineCores, highestRate: rate * (factors.max() ?? 1))
    for asked in configurations ?? [] {
      guard let obstacle = asked.obstacle(in: lab.system) else { continue }
      throw InputError("\(completed.name): \(obstacle), so \(asked.id) cannot be tried on it")
    }
    let omission =
      leftOut.isEmpty
      ? [] : ["left out, from the stand and from the prediction: " + leftOut.joined(separator: ", ")]
    var result = LabResult(
      system: completed.name, remarks: omission + lab.remarks, nodeCores: nodes, hasQuotas: hasQuotas,
      duration: duration,
      outcomes: [])
    let experiment = LabExperiment(
      lab: lab, store: completed.components[busiest].name,
      configurations: configurations ?? LabConfiguration.possible(for: lab.system),
      factors: factors,
      duration: duration, repeats: repeats, hasQuotas: hasQuotas,
      searchPath: environment.variables["PATH"] ?? "",
      predictor: .init(solve: LabPredictor.solved, simulate: LabPredictor.simulated),
      scrapeSettings: hasPrometheus ? { ScrapeSettings.text(targets: $0, interval: $1) } : nil,
      traceCount: traces?.count ?? 0,
      progress: { line in if !isQuiet { try? environment.remark("lab: \(line)\n") } },
      record: { outcomes in
        result.outcomes = outcomes
        if let out { try OutputFile.write(result.document.text, to: out) }
        if let traces { try OutputFile.write(LabTraces.document(of: outcomes), to: traces.file) }
      })
    result.outcomes = try experiment.run()
    return result
  }
}
