internal import TenfoldModel

/// Retries, states, autoscalers and consumers in a solution's text.
extension SolutionText {
  private static let mostCalls = 10

  /// What is repeated and in vain, and in which other state the system would stay.
  func states(of solution: Solution) -> [String] {
    var lines: [String] = []
    let failed = solution.failedShare
    if failed >= 1e-6 {
      lines += style.labeled(
        "Failing",
        "\(QuantityText.share(failed)) of the requests; \(QuantityText.rate(solution.rate * (1 - failed))) are answered "
          + "well", role: failed >= 0.01 ? .bad : nil)
    }
    for state in solution.otherStates {
      lines += style.labeled("Metastable", Self.text(of: state, solution), role: .doubtful)
    }
    if let interval = solution.chancePushInterval, interval < 10 * 365 * 86_400 {
      lines += style.labeled(
        "", "chance alone does so about every \(QuantityText.duration(interval))", role: .doubtful)
    }
    if let rates = solution.vulnerableRates {
      lines += style.labeled("Vulnerable", Self.text(of: rates, solution.rate))
    }
    return lines
  }

  private static func text(of state: Solution.State, _ solution: Solution) -> String {
    let push =
      state.pushed.isEmpty
      ? "an outage or a burst" : "an outage or a burst at \(state.pushed.joined(separator: ", "))"
    let fate =
      state.failedShare > solution.failedShare + 0.005
      ? "\(QuantityText.share(state.failedShare)) of the requests would go on failing"
      : "the load would stay up"
    return
      "after \(push) \(fate): \(QuantityText.number(state.copiesPerCall)) copies sent per call, "
      + "\(state.busiestStation) \(QuantityText.share(state.utilization)) busy"
  }

  private static func text(of rates: ClosedRange<Double>, _ rate: Double) -> String {
    let range =
      "from \(QuantityText.rate(rates.lowerBound)) a push leaves the system down, up to "
      + "\(QuantityText.rate(rates.upperBound)) it works when left alone"
    if rate < rates.lowerBound { return range + "; at this load it recovers" }
    return rate > rates.upperBound ? range + "; at this load it is down anyway" : range
  }

  /// Calls that are repeated, given up or sent twice, those with the most work in vain first.
  func calls(_ solution: Solution) -> [String] {
    let sorted = solution.calls.enumerated().sorted {
      let (one, two) = ($0.element.throughput * $0.element.vain, $1.element.throughput * $1.element.vain)
      return (two, $0.offset) < (one, $1.offset)
    }.map(\.element)
    var table = TextTable(["Call", "calls/s", "copies", "given up", "breaker open", "fail", "in vain/s"])
    for call in sorted.prefix(Self.mostCalls) {
      table.add([
        "\(call.caller) to \(call.called)", QuantityText.number(call.throughput),
        QuantityText.number(call.copies), Self.share(call.timeouts), Self.share(call.openShare),
        Self.share(call.failedShare), QuantityText.number(call.throughput * call.vain, digits: 2),
      ])
    }
    return table.lines(in: style) + omitted(sorted.count - Self.mostCalls, "call")
  }

  private static func share(_ share: Double) -> String {
    share < 1e-6 ? "-" : QuantityText.share(share)
  }

  func autoscalers(_ solution: Solution) -> [String] {
    var table = TextTable(["Autoscaler", "replicas", "of"])
    for entry in solution.autoscaled.prefix(Self.mostCalls) {
      table.add([
        entry.component, QuantityText.number(entry.replicas) + (entry.isAtMaximum ? ", all it may" : ""),
        "\(QuantityText.number(entry.minimum)) to \(QuantityText.number(entry.maximum))",
      ])
    }
    return table.lines(in: style) + omitted(solution.autoscaled.count - Self.mostCalls, "autoscaler")
  }

  func consumers(_ solution: Solution) -> [String] {
    let outage = QuantityText.duration(self.outage)
    var table = TextTable([
      "Topic", "handled by", "messages/s", "at once", "lag", "after \(outage) off, up to date in",
    ])
    for entry in solution.consumers.prefix(Self.mostCalls) {
      table.add([
        entry.topic, entry.component, QuantityText.number(entry.arrivalRate),
        entry.limit.isFinite ? QuantityText.number(entry.limit) : "any number", time(entry.lag),
        entry.catchUpTime.isFinite ? QuantityText.duration(entry.catchUpTime * self.outage) : "never",
      ])
    }
    return table.lines(in: style) + omitted(solution.consumers.count - Self.mostCalls, "topic")
  }
}
