public import TenfoldModel

/// The steady state of a system at a load, as text for people.
public struct SolutionText: Sendable {
  let style: TextStyle
  /// Seconds of an outage after which consumers of topics catch up.
  let outage: Double
  private static let mostStations = 15
  private static let mostOperations = 10

  /// Lays out for a style; consumers of topics are shown to catch up after an outage of so many seconds.
  public init(style: TextStyle, outage: Double = 600) {
    self.style = style
    self.outage = outage
  }

  /// Journeys, the busiest stations, the slowest operations, and what limits.
  public func text(of solution: Solution) -> String {
    var load = "\(QuantityText.rate(solution.rate)) (\(QuantityText.users(solution.users)))"
    if let thinkTime = solution.thinkTime {
      load = "\(QuantityText.users(solution.users)) who think \(QuantityText.duration(thinkTime))"
    }
    var lines = [style.paint(solution.system, .strong) + ", solved at " + load, ""]
    lines += verdict(on: solution) + states(of: solution)
    lines += [""] + journeys(solution)
    lines += [""] + stations(solution)
    if !solution.calls.isEmpty { lines += [""] + calls(solution) }
    if !solution.autoscaled.isEmpty { lines += [""] + autoscalers(solution) }
    if !solution.consumers.isEmpty { lines += [""] + consumers(solution) }
    if !solution.operations.isEmpty { lines += [""] + operations(solution) }
    if !solution.staleness.isEmpty { lines += [""] + staleness(solution) }
    for diagnostic in solution.diagnostics { lines += style.labeled("Doubt", diagnostic.message) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What limits, or which stations have no steady state, by how much and below which load they would have one.
  private func verdict(on solution: Solution) -> [String] {
    let overloaded = solution.stations.filter { !$0.isStable }
    guard overloaded.isEmpty else {
      let names = overloaded.prefix(4).map { station in
        "\(station.name) would be \(QuantityText.share(station.utilization)) busy"
      }
      let more = overloaded.count > 4 ? ", and \(overloaded.count - 4) more" : ""
      let stable = overloaded.map(\.saturationRate).min() ?? 0
      return style.labeled(
        "Overload",
        names.joined(separator: ", ") + more
          + ": no steady state; it is stable below \(QuantityText.rate(stable))", role: .bad)
    }
    guard let limiting = solution.limitingStation else {
      return style.labeled("Limit", "nothing takes any time")
    }
    let busy = "\(limiting.name), \(QuantityText.share(limiting.utilization)) busy"
    let most = QuantityText.rate(limiting.saturationRate)
    guard solution.thinkTime == nil else {
      return style.labeled("Limit", "\(busy) at \(QuantityText.rate(solution.rate)); bears at most \(most)")
    }
    let users = solution.users * limiting.saturationRate / max(solution.rate, 1e-300)
    return style.labeled("Limit", "\(busy); saturates at \(most), \(QuantityText.users(users))")
  }

  private func journeys(_ solution: Solution) -> [String] {
    let fails = solution.journeys.contains { $0.failedShare >= 1e-6 }
    var table = TextTable(
      ["Journey", "requests/s", "mean", "p50", "p95", "p99", "finds machines"] + (fails ? ["failed"] : []))
    for journey in solution.journeys {
      let none = [String](repeating: "-", count: 4)
      table.add(
        [journey.name, QuantityText.number(journey.throughput)]
          + (journey.failedShare > 1 - 1e-6 ? none : times(journey.response))
          + [QuantityText.share(journey.availability)]
          + (fails ? [QuantityText.share(journey.failedShare)] : []))
    }
    return table.lines(in: style)
  }

  private func stations(_ solution: Solution) -> [String] {
    let sorted = solution.stations.enumerated().sorted {
      ($1.element.utilization, $0.offset) < ($0.element.utilization, $1.offset)
    }.map(\.element)
    var table = TextTable(["Station", "servers", "visits/s", "busy", "wait", "time", "saturates at"])
    for station in sorted.prefix(Self.mostStations) {
      let servers = "\(QuantityText.number(station.machines)) x \(QuantityText.number(station.servers))"
      table.add([
        station.name, servers, QuantityText.number(station.throughput),
        QuantityText.share(station.utilization),
        time(station.waitingTime), time(station.residenceTime),
        station.saturationRate.isFinite ? QuantityText.rate(station.saturationRate) : "never",
      ])
    }
    return table.lines(in: style) + omitted(sorted.count - Self.mostStations, "station")
  }

  private func operations(_ solution: Solution) -> [String] {
    let sorted = solution.operations.enumerated().sorted {
      ($1.element.response.mean, $0.offset) < ($0.element.response.mean, $1.offset)
    }.map(\.element)
    var table = TextTable(["Operation", "executions/s", "mean", "p50", "p95", "p99"])
    for operation in sorted.prefix(Self.mostOperations) {
      table.add(
        ["\(operation.component).\(operation.name)", QuantityText.number(operation.throughput)]
          + times(operation.response))
    }
    return table.lines(in: style) + omitted(sorted.count - Self.mostOperations, "operation")
  }

  private func staleness(_ solution: Solution) -> [String] {
    var table = TextTable(["Copies of", "99 % of the writes are there within"])
    for store in solution.staleness { table.add([store.component, time(store.age)]) }
    return table.lines(in: style)
  }

  func omitted(_ count: Int, _ noun: String) -> [String] {
    count > 0 ? ["and \(Wording.counted(count, "other \(noun)")) (--json lists all)"] : []
  }

  private func times(_ response: Solution.Response) -> [String] {
    [response.mean, response.p50, response.p95, response.p99].map(time)
  }

  func time(_ seconds: Double) -> String {
    seconds.isFinite ? QuantityText.duration(seconds) : "unbounded"
  }
}
