internal import TenfoldModel

/// What happened, how soon the service was good again, and what was expected.
extension ReportMaker {
  /// Fewest and most replicas of a component in each slice, over all runs.
  func replicaRanges(_ component: Int) -> [ClosedRange<Int>] {
    let shortest = sample.runs.map(\.replicaBounds.count).min() ?? 0
    return (0..<shortest).map { slice in
      let ranges = sample.runs.map { $0.replicaBounds[slice][component] }
      let least = ranges.map(\.lowerBound).min() ?? 0
      return Int(least)...Int(ranges.map(\.upperBound).max() ?? least)
    }
  }

  // MARK: Happenings

  var happenings: [SimulationReport.Happening] {
    guard let run = sample.runs.first else { return [] }
    var happenings = run.log.map { SimulationReport.Happening(time: $0.time, text: text(of: $0)) }
    if run.log.count == ServiceRun.mostLogEntries, let last = run.log.last {
      happenings.append(.init(time: last.time, text: "what happened later is not told"))
    }
    return happenings
  }

  private func text(of entry: LogEntry) -> String {
    switch entry.kind {
    case .unitFails, .unitReturns, .usersTakenOver:
      let name = program.plan.units[entry.subject].name
      switch entry.kind {
      case .unitFails: return "\(name) is gone"
      case .unitReturns: return "\(name) is back"
      default: return "others take over the users of \(name)"
      }
    case .loadChanges: return "the load is \(QuantityText.number(entry.value)) times the stated one"
    default: break
    }
    let name = program.componentNames[entry.subject]
    let replicas = entry.count == 1 ? "a replica" : "\(entry.count) replicas"
    switch entry.kind {
    case .hangs: return "\(name) hangs"
    case .goesOn: return "\(name) goes on"
    case .answersErrors: return "\(name) answers with errors"
    case .isSlow: return "\(name) is slow"
    case .isWell: return "\(name) is well"
    case .isFlushed: return "\(name) is emptied"
    case .isNoticed: return "the fault of \(name) is noticed"
    case .causeFound: return "the cause of the fault of \(name) is found"
    case .isHealed: return "a controller ends the fault of \(name)"
    case .isRepaired: return "the fault of \(name) is repaired"
    case .lossNoticed: return "balancers notice that \(replicas) of \(name) cannot be reached"
    case .copyTakesOver: return "a copy of \(name) takes over from the primary"
    case .stopped: return "\(name) is stopped"
    case .deploymentBegins: return "a new version of \(name) is being deployed"
    case .versionServes: return "the first replica of the version of \(name) serves"
    case .canaryShare:
      return "\(QuantityText.share(entry.value)) of the requests meet the new version of \(name)"
    case .judgedWell: return "the new version of \(name) is found as good as the old one"
    case .judgedBad: return "the new version of \(name) is found worse"
    case .takenBack: return "the old version of \(name) is back"
    case .deploymentEnds: return "the new version of \(name) is deployed"
    case .unitFails, .unitReturns, .usersTakenOver, .loadChanges: return ""
    }
  }

  // MARK: Recovery

  /// Parts that must be good in a row.
  static var goodParts: Int { 10 }
  /// Requests answered in each part that is looked at.
  static var fewestAnswers: Double { 50 }

  /// What became of requests in each part of the time, over all runs.
  private var parts: [RunRecord.Part] {
    let shortest = sample.runs.map(\.parts.count).min() ?? 0
    return (0..<shortest).map { index in
      sample.runs.reduce(into: RunRecord.Part()) { $0.add($1.parts[index]) }
    }
  }

  func recoveries(until duration: Double) -> [SimulationReport.Recovery] {
    let parts = parts
    guard let first = program.plan.disturbances.map(\.begin).min(), !parts.isEmpty,
      let run = sample.runs.first
    else { return [] }
    let length = run.sliceLength / Double(RunRecord.partCount)
    // What it was like before anything happened, the beginning left out as warm-up where there is enough.
    let quiet = parts.prefix(max(1, Int(first / length)))
    let before = quiet.dropFirst(quiet.count / 4).reduce(into: RunRecord.Part()) { $0.add($1) }
    let usual = before.completed > 0 ? before.time / before.completed : .infinity
    let each = before.completed / Double(quiet.count - quiet.count / 4)
    let joined = each > 0 ? min(Self.goodParts, max(1, Int((Self.fewestAnswers / each).rounded(.up)))) : 1
    return program.plan.disturbances.filter { $0.begin < duration }.map { disturbance in
      let start = min(parts.count, Int((min(disturbance.end, duration) / length - 1e-9).rounded(.up)))
      let isGood = stride(from: start, to: parts.count, by: joined).map { index in
        parts[index..<min(parts.count, index + joined)].reduce(into: RunRecord.Part()) { $0.add($1) }
          .isGood(usual: usual)
      }
      // What only begins may do its harm later, until the next thing happens.
      let next = program.plan.disturbances.map(\.begin).filter { $0 > disturbance.begin }.min() ?? duration
      let whole = Int(((min(next, duration) - disturbance.end) / (Double(joined) * length)).rounded(.up))
      let good =
        disturbance.end > disturbance.begin
        ? firstGood(of: max(1, Self.goodParts / joined), in: isGood)
        : afterLastBad(in: isGood[..<min(isGood.count, max(0, whole))])
      return SimulationReport.Recovery(
        event: disturbance.name, begin: disturbance.begin, end: disturbance.end,
        time: good.map { index in
          index == 0 ? 0 : Double(start + index * joined) * length - disturbance.end
        })
    }.sorted { ($0.begin, $0.event) < ($1.begin, $1.event) }
  }

  /// The first of so many in a row that are good; at the end of the run fewer do, if none of those left is bad.
  private func firstGood(of count: Int, in isGood: [Bool]) -> Int? {
    var index = 0
    while index < isGood.count {
      let row = isGood[index..<min(isGood.count, index + count)]
      guard let bad = row.lastIndex(of: false) else { return row.count == count || index == 0 ? index : nil }
      index = bad + 1
    }
    return nil
  }

  /// The first after the last two in a row that are bad; nil when these are the end.
  private func afterLastBad(in isGood: ArraySlice<Bool>) -> Int? {
    guard isGood.count > 1 else { return isGood.first == false ? nil : 0 }
    guard let bad = isGood.indices.dropFirst().last(where: { !isGood[$0] && !isGood[$0 - 1] }) else {
      return 0
    }
    return bad + 1 < isGood.endIndex ? bad + 1 : nil
  }

  // MARK: Expectations

  func verdict(on expectation: Expectation, _ report: SimulationReport) -> SimulationReport.Verdict {
    switch expectation {
    case .recovery(let limit):
      // Where nothing happened nothing was shown either.
      guard !report.recoveries.isEmpty else {
        return .init(expectation: expectation, observed: nil, isMet: false)
      }
      let longest = report.recoveries.map { $0.time ?? .infinity }.max() ?? 0
      return .init(
        expectation: expectation, observed: longest.isFinite ? longest : nil, isMet: longest <= limit)
    case .figure(let figure, let subject, let comparison, let limit, let window):
      guard
        let value = figure.isOfComponent
          ? value(of: figure, comparison, component: subject, in: window)
          : value(of: figure, journey: subject, in: window)
      else { return .init(expectation: expectation, observed: nil, isMet: false) }
      return .init(expectation: expectation, observed: value, isMet: comparison.holds(value, limit))
    }
  }

  /// Slices that lie in a window as a whole.
  private func slices(in window: Expectation.Window) -> Range<Int> {
    guard let run = sample.runs.first else { return 0..<0 }
    let count = sample.runs.map(\.sums.count).min() ?? 0
    let first = Int((min(window.from, 1e15) / run.sliceLength - 1e-9).rounded(.up))
    let end = window.until < .infinity ? Int((window.until / run.sliceLength + 1e-9).rounded(.down)) : count
    return first < min(end, count) ? max(0, first)..<min(end, count) : 0..<0
  }

  private func value(
    of figure: Expectation.Figure, journey name: String?, in window: Expectation.Window
  ) -> Double? {
    let chosen = reportedJourneys.filter { name == nil || program.journeyNames[$0] == name }
    let slices = slices(in: window)
    func total(_ offset: Int) -> Double {
      sample.runs.reduce(0) { sum, run in
        slices.reduce(sum) { sum, slice in
          chosen.reduce(sum) { $0 + run.sums[slice][column(ofJourney: $1) + offset] }
        }
      }
    }
    guard let run = sample.runs.first, !slices.isEmpty, !chosen.isEmpty else { return nil }
    if let share = figure.percentile {
      var times = LatencyHistogram()
      for run in sample.runs {
        for slice in slices { for journey in chosen { times.merge(run.histograms[slice][journey]) } }
      }
      return times.quantile(share)
    }
    let failed = (3..<JourneyTally.columnCount).reduce(0) { $0 + total($1) }
    switch figure {
    case .mean: return total(1) > 0 ? total(2) / total(1) : nil
    case .errors: return failed + total(1) > 0 ? failed / (failed + total(1)) : nil
    default: return total(1) / (run.sliceLength * Double(slices.count * sample.runs.count))
    }
  }

  private func value(
    of figure: Expectation.Figure, _ comparison: Expectation.Comparison, component name: String?,
    in window: Expectation.Window
  ) -> Double? {
    guard let index = program.componentNames.firstIndex(where: { $0 == name }) else { return nil }
    let slices = slices(in: window)
    guard !slices.isEmpty else { return nil }
    if figure == .replicas {
      let ranges = slices.map { slice in replicaRanges(index)[slice] }
      // The end of the range that the limit is for.
      let isUpper = comparison == .atMost || comparison == .below
      let end = isUpper ? ranges.map(\.upperBound).max() : ranges.map(\.lowerBound).min()
      return end.map(Double.init)
    }
    func total(_ offset: Int) -> Double {
      sample.runs.reduce(0) { sum, run in
        slices.reduce(sum) { $0 + run.sums[$1][column(ofComponent: index) + offset] }
      }
    }
    let cores = Double(program.groups.first { Int($0.component) == index }?.cores ?? 1)
    return total(5) > 0 ? total(0) / total(5) / cores : nil
  }
}

extension RunRecord.Part {
  fileprivate mutating func add(_ other: RunRecord.Part) {
    offered += other.offered
    completed += other.completed
    failed += other.failed
    time += other.time
  }

  /// True when users get what they usually get.
  fileprivate func isGood(usual: Double) -> Bool {
    guard offered > 0 || failed > 0 else { return true }
    return failed <= 0.05 * (completed + failed) && completed >= 0.5 * offered
      && time <= 2 * usual * completed
  }
}
