package import TenfoldModel

/// What a simulation showed beside what the solver says, for a served page: texts in rows.
package enum SimulationComparison {
  /// The document: `rows` of name, solved and simulated, `trust` in a sentence, and why it ended early.
  ///
  /// - Parameters:
  ///   - report: The simulation.
  ///   - solution: The same system solved at the same load.
  package static func document(of report: SimulationReport, beside solution: Solution) -> JSONValue {
    let rows = journeys(report, solution) + parts(report, solution)
    return .members([
      "rows": .array(rows.map { .array($0.map { .string($0) }) }),
      "trust": .string(IntervalText.trust(report)), "endedEarly": .optional(report.endedEarly),
    ])
  }

  private static func journeys(_ report: SimulationReport, _ solution: Solution) -> [[String]] {
    solution.journeys.flatMap { solved -> [[String]] in
      guard let simulated = report.journeys.first(where: { $0.name == solved.name }) else { return [] }
      let times: [(String, Double, ConfidenceInterval?)] = [
        ("mean", solved.response.mean, simulated.meanResponseTime),
        ("p99", solved.response.p99, simulated.percentiles[0.99]),
      ]
      let isSteady = solution.isStable
      return times.map { name, solved, interval in
        [
          "\(name) of \(simulated.name)", GrowthData.p99(isSteady && solved.isFinite ? solved : nil),
          interval.map(IntervalText.time) ?? "nothing was answered",
        ]
      } + [
        [
          "\(simulated.name) that fail", GrowthData.failed(isSteady ? solved.failedShare : nil),
          QuantityText.share(simulated.failedShare),
        ]
      ]
    }
  }

  /// Most parts that are compared.
  private static let mostParts = 6

  /// The parts whose processors are busiest by the solution.
  private static func parts(_ report: SimulationReport, _ solution: Solution) -> [[String]] {
    var busiest: [String: Double] = [:]
    for station in solution.stations where station.kind == .processor {
      busiest[station.component] = max(busiest[station.component] ?? 0, station.utilization)
    }
    let ordered = busiest.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(mostParts)
    return ordered.compactMap { name, utilization in
      report.components.first { $0.name == name }.map {
        ["\(name) CPU", QuantityText.share(utilization), IntervalText.share($0.utilization)]
      }
    }
  }
}
