import TenfoldModel

/// Where a system's limits lie, with the spread that the uncertain numbers give them.
struct GrowthAnalysis: Sendable {
  /// Every limit as a constraint, the first to break first.
  var constraints: [Constraint]
  /// Samples: coordinates of the uncertain numbers, and the users at which the first limit broke.
  var points: [[Double]]
  var firstBreaks: [Double]

  /// Reads `limits` at the likely position and at `samples` spread positions.
  init(
    _ limits: LimitSet, of system: System, usersNow: Double, samples: Int, seed: UInt64, on loop: ParallelLoop
  ) {
    let dimensions = limits.lowered.parameters.uncertain.count
    let points =
      dimensions == 0 ? [] : LatinHypercube(count: samples, dimensions: dimensions, seed: seed).points
    self.points = points
    let likely = limits.likelyBreakingUsers
    var sampled = [[Double]](repeating: [], count: likely.count)
    var timesFirst = [Int](repeating: 0, count: likely.count)
    firstBreaks = []
    let sampledBreaks = parallelMap(points.count, on: loop) {
      limits.inexcusableBreakingUsers(in: Reading(limits.lowered, at: points[$0]))
    }
    for breaks in sampledBreaks {
      for (index, users) in breaks.enumerated() { sampled[index].append(users) }
      if let first = breaks.indices.min(by: { breaks[$0] < breaks[$1] }) {
        firstBreaks.append(breaks[first])
        if breaks[first].isFinite { timesFirst[first] += 1 }
      }
    }
    if points.isEmpty, let first = likely.indices.min(by: { likely[$0] < likely[$1] }), likely[first].isFinite
    {
      timesFirst[first] = 1
    }
    let total = Double(max(1, points.count))
    constraints = limits.limits.indices.map { index in
      Self.constraint(
        limits.limits[index], in: limits.likely, breaksAt: likely[index], sampled: sampled[index],
        usersNow: usersNow, probabilityFirst: Double(timesFirst[index]) / total)
    }
    for index in constraints.indices {
      constraints[index].evidence = Self.evidence(for: constraints[index].subject, in: system)
    }
    constraints = constraints.enumerated().sorted { left, right in
      let (a, b) = (
        left.element.breaksAtUsers?.likely ?? .infinity, right.element.breaksAtUsers?.likely ?? .infinity
      )
      return (a, left.offset) < (b, right.offset)
    }.map(\.element)
  }

  /// Where the component that a limit is about is declared: that of a journey, the component it enters at.
  private static func evidence(for subject: String, in system: System) -> [Evidence] {
    let name = subject.hasSuffix(" replicas") ? String(subject.dropLast(9)) : subject
    let entry = system.workload.journeys.first { $0.name == subject }?.calls.first?.component
    let component = system[name] ?? entry.flatMap { system[$0] }
    return component?.evidence.map { Evidence(at: $0) } ?? []
  }

  private static func constraint(
    _ limit: any GrowthLimit, in reading: Reading, breaksAt users: Double, sampled: [Double],
    usersNow: Double, probabilityFirst: Double
  ) -> Constraint {
    let identity = limit.identity
    // Where the likely values say that it holds today, a sample in which it does not means "today".
    let floor = users > usersNow ? usersNow : 0
    let range = users.isFinite ? spread(sampled.map { max($0, floor) }, around: users) : nil
    let perUser = reading.requestsPerUser
    let now = limit.value(at: usersNow, in: reading)
    return Constraint(
      family: identity.family, kind: identity.kind, subject: identity.subject, quantity: identity.quantity,
      limit: limit.limit(at: usersNow, in: reading), valueNow: now, unit: identity.unit,
      breaksAtUsers: range,
      breaksAtRate: range.map {
        Range3(low: $0.low * perUser, likely: $0.likely * perUser, high: $0.high * perUser)
      },
      isViolatedNow: users <= usersNow, probabilityFirst: probabilityFirst,
      explanation: limit.explanation(at: users.isFinite ? users : usersNow, in: reading))
  }

  /// 5th and 95th percentile around the likely value; samples without a limit count as the most users.
  static func spread(_ samples: [Double], around likely: Double) -> Range3 {
    guard !samples.isEmpty else { return Range3(low: likely, likely: likely, high: likely) }
    let sorted = samples.map { min($0, GrowthSearch.mostUsers) }.sorted()
    func quantile(_ share: Double) -> Double { sorted[Int((share * Double(sorted.count - 1)).rounded())] }
    return Range3(low: quantile(0.05), likely: likely, high: quantile(0.95))
  }
}
