internal import TenfoldAdvisor
internal import TenfoldDiscovery
internal import TenfoldMaturity
internal import TenfoldModel
internal import TenfoldPlatform

/// The load and the growth that a command line asks an analysis for.
struct AnalysisRequest: Sendable {
  private let options: AnalysisOptions
  private let requestsPerUser: Double?

  /// Takes the options of ``OptionSpecification/load``.
  init(_ arguments: ParsedArguments) throws(UsageError) {
    options = AnalysisOptions(
      users: try arguments.count(.users), rate: try arguments.rate(.rate),
      growth: try arguments.factor(.growth))
    requestsPerUser = try arguments.rate(.requestsPerUser)
  }

  /// Assesses and analyzes what was read, on all processors.
  ///
  /// - Throws: ``InputError`` when no component was found; ``AdvisorError`` for an option out of range.
  func analysis(of discovered: Discovered) throws -> Analysis {
    try discovered.requireComponents()
    var system = discovered.system
    if let requestsPerUser { system.workload.requestsPerUser = .stated(requestsPerUser) }
    return try Advisor.analyze(
      system, inventory: discovered.inventory,
      assessment: Maturity.assess(system, inventory: discovered.inventory), options: options,
      on: { Threads.run($0, threads: Threads.processorCount, $1) })
  }
}
