import TenfoldModel

extension GrowthAnalysis {
  /// The numbers whose ranges decide most of where the first limit lies.
  ///
  /// The share is the squared rank correlation between the number's position and the users at which the first
  /// limit breaks, over the samples; shares below what chance gives are left out.
  ///
  /// **Source.** Saltelli et al., Global Sensitivity Analysis: The Primer, 2008 (recalled).
  func measureFirst(_ limits: LimitSet, most: Int = 5) -> [MeasureFirst] {
    let table = limits.lowered.parameters
    let count = Double(points.count)
    guard count >= 16, firstBreaks.count == points.count else { return [] }
    let outcome = Self.ranks(firstBreaks.map { min($0, GrowthSearch.mostUsers) })
    // The largest squared correlation that chance gives among this many unrelated numbers is near 2 ln(k) / n.
    let chance = (2 * logarithm(Double(max(1, table.uncertain.count))) + 4) / count
    var found: [(index: Int, share: Double)] = []
    for (coordinate, parameter) in table.uncertain.enumerated() {
      let ranks = Self.ranks(points.map { $0[coordinate] })
      let correlation = Self.correlation(ranks, outcome)
      let share = correlation * correlation
      if share > chance { found.append((parameter, share)) }
    }
    found.sort { ($1.share, $0.index) < ($0.share, $1.index) }
    return found.prefix(most).map { entry in
      let (name, quantity) = (table.names[entry.index], table.quantities[entry.index])
      return MeasureFirst(
        quantity: "\(name.quantity) of \(name.subject)", current: Self.text(quantity, name.form),
        share: entry.share, how: Self.advice(on: name))
    }
  }

  /// `assumed 4 ms, 1 ms to 12 ms`.
  private static func text(_ quantity: Quantity, _ form: ParameterName.Form) -> String {
    func spell(_ value: Double) -> String {
      switch form {
      case .duration: QuantityText.duration(value)
      case .bytes: QuantityText.bytes(value)
      case .share: QuantityText.share(value)
      case .count: QuantityText.count(value)
      case .rate: QuantityText.rate(value)
      }
    }
    return
      "\(quantity.provenance.basis.rawValue) \(spell(quantity.likely)), \(spell(quantity.low)) to \(spell(quantity.high))"
  }

  private static func advice(on name: ParameterName) -> String {
    switch name.quantity {
    case "CPU per request":
      "divide its CPU seconds by its requests over an hour: rate(container_cpu_usage_seconds_total) / request rate"
    case "CPU": "read the CPU limit of its container or the size of its machine"
    case "availability of a replica": "take the share of its health checks that passed over the last month"
    case let what where what.hasPrefix("share of executions"):
      "count how often each alternative is taken, in traces or access logs"
    case "cache hit ratio":
      "read hits and misses of the cache: keyspace_hits / (keyspace_hits + keyspace_misses)"
    case "variability of service":
      "take the squared ratio of standard deviation and mean of its service times"
    case "connection limit": "ask the engine: SHOW max_connections, or its counterpart"
    case "growth of services with users": "count services and users at two dates some years apart"
    case "hands-on time": "time three deployments from the first keystroke to the last look"
    case "changes per service and week": "count deployments of the last month per service"
    case "share that fails": "count rollbacks and hotfixes among the deployments of the last quarter"
    case "people who deploy", "share of people's time": "ask the teams"
    case "data kept": "read the size of the data directory, or DBSIZE and used_memory"
    case "bytes per write": "divide the growth of the data over a day by its writes"
    case "replication lag": "read the lag the engine reports, in its worst hour"
    default:
      name.form == .duration
        ? "measure it in traces, in the busiest hour" : "read it from the configuration or a day's metrics"
    }
  }

  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
      for index in start...end { ranks[order[index]] = Double(start + end) / 2 }
      start = end + 1
    }
    return ranks
  }

  static func correlation(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    let (meanLeft, meanRight) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    var (both, squareLeft, squareRight) = (0.0, 0.0, 0.0)
    for (a, b) in zip(left, right) {
      both += (a - meanLeft) * (b - meanRight)
      squareLeft += (a - meanLeft) * (a - meanLeft)
      squareRight += (b - meanRight) * (b - meanRight)
    }
    return squareLeft > 0 && squareRight > 0 ? both / (squareLeft * squareRight).squareRoot() : 0
  }
}
