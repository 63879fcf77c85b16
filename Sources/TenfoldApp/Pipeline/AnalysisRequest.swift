internal import TenfoldAdvisor
internal import TenfoldCatalog
internal import TenfoldDiscovery
internal import TenfoldMaturity
internal import TenfoldModel
internal import TenfoldPlatform

/// The load and the growth that a command line asks an analysis for.
struct AnalysisRequest: Sendable {
  /// Load, goal and sampling; a command with options of its own changes them.
  var options: AnalysisOptions
  private let requestsPerUser: Double?
  /// What is tried on the system; nothing unless ``trying(_:on:)`` was called.
  private var whatIf = WhatIf.none

  /// Takes those of ``OptionSpecification/load`` that the command has.
  init(_ arguments: ParsedArguments) throws(UsageError) {
    options = AnalysisOptions(
      users: try arguments.count(.users), rate: try arguments.rate(.rate),
      growth: try arguments.factor(.growth))
    requestsPerUser = try arguments.rate(.requestsPerUser)
  }

  /// The system that was read, with the load asked for.
  private func system(of discovered: Discovered) -> System {
    var system = discovered.system
    if let requestsPerUser { system.workload.requestsPerUser = .stated(requestsPerUser) }
    return system
  }

  /// The same request for a system that changes are tried on.
  ///
  /// - Throws: ``UsageError`` for a change that what was read cannot have.
  func trying(_ changes: WhatIf, on discovered: Discovered) throws(UsageError) -> AnalysisRequest {
    guard !changes.isEmpty else { return self }
    _ = try changes.applied(to: Catalog.completed(system(of: discovered)).system)
    var request = self
    request.whatIf = changes
    return request
  }

  /// How mature what was read is, be there components in it or not.
  func assessment(of discovered: Discovered) -> Assessment {
    Maturity.assess(system(of: discovered), inventory: discovered.inventory)
  }

  /// Analyzes what was read, on all processors.
  ///
  /// - Parameter assessment: How mature it is; nil to assess it.
  /// - Throws: ``InputError`` when no component was found; ``AdvisorError`` for an option out of range.
  func analysis(of discovered: Discovered, assessment: Assessment? = nil) throws -> Analysis {
    try discovered.requireComponents()
    return try Advisor.analyze(
      system(of: discovered), inventory: discovered.inventory,
      assessment: assessment ?? self.assessment(of: discovered), options: options,
      // That they can be applied was seen before.
      changing: whatIf.isEmpty ? nil : { system in (try? whatIf.applied(to: system)) ?? system },
      on: Self.allProcessors)
  }

  /// Solves what was analyzed at loads up to a thousand times today's, on all processors.
  ///
  /// - Throws: ``AdvisorError`` when the solver refuses it.
  func growthCurve(of analysis: Analysis) throws(AdvisorError) -> GrowthCurve {
    try Advisor.growthCurve(of: analysis, on: Self.allProcessors)
  }

  /// Threads know the figures that the thread knows which starts them.
  private static var allProcessors: ParallelLoop {
    let figures = Catalog.own
    return { count, work in
      Threads.run(count, threads: Threads.processorCount) { part in Catalog.with(figures) { work(part) } }
    }
  }
}
