import TenfoldCatalog
public import TenfoldModel

/// Which limit growth meets first, over the ranges of everything uncertain, while machines follow the load or do not.
public struct BottleneckSampling: Sendable {
  /// A limit that was the first in some samples.
  public struct First: Sendable, Hashable {
    /// The way to a limit.
    public let family: ConstraintFamily
    /// Its kind, as a constraint names it.
    public let kind: String
    /// What it concerns.
    public let subject: String
    /// Samples in which it was the first.
    public let samples: Int
    /// Growth of the load at which it broke, the middle of those samples; 1 is today's load.
    public let growth: Double
  }

  /// Samples drawn.
  public let count: Int
  /// Limits that were the first, the most frequent first.
  public let firsts: [First]
  /// Samples in which the growth asked for met no limit.
  public let unlimited: Int

  /// Share of the samples in which a limit of a family was the first.
  public func share(of family: ConstraintFamily) -> Double {
    Double(firsts.reduce(0) { $0 + ($1.family == family ? $1.samples : 0) }) / Double(count)
  }

  /// Steps of the load in which limits are looked for: a twentieth each.
  private static let step = 1.05

  /// Samples the first limit of a system.
  ///
  /// - Parameters:
  ///   - system: The system; what is unknown is assumed from the catalogue.
  ///   - growth: Growth to look up to, over today's load; > 1.
  ///   - count: Samples; ≥ 1.
  ///   - seed: Seed of the samples.
  ///   - machinesFollow: Whether machines grow with the load.
  ///   - ignored: Kinds of limits that are not looked at.
  ///   - loop: Spreads the work over threads; it changes no digit.
  /// - Complexity: O(samples · log(growth) · operations), and the reading of as many systems as there are steps.
  public init(
    _ system: System, growth: Double, count: Int, seed: UInt64 = 1, machinesFollow: Bool,
    ignoring ignored: Set<String> = [], on loop: ParallelLoop = serialLoop
  ) {
    let completed = Catalog.completed(system).system
    let now = completed.workload.users?.likely ?? Catalog.required("workload users").likely
    let steps = Int((logarithm(max(1, growth)) / logarithm(Self.step)).rounded(.up))
    let search = Search(
      system: completed, limits: LimitSet(completed, lowered: Catalog.lower(completed)), users: now,
      steps: steps, machinesFollow: machinesFollow,
      ignored: ignored)
    let dimensions = search.limits.lowered.parameters.uncertain.count
    let points = LatinHypercube(count: count, dimensions: dimensions, seed: seed).points
    let found = parallelMap(count, on: loop) { search.first(at: points[$0]) }
    var growths: [LimitIdentity: [Double]] = [:]
    for case let first? in found { growths[first.identity, default: []].append(first.growth) }
    self.count = count
    unlimited = found.count { $0 == nil }
    firsts = growths.map { identity, growths in
      First(
        family: identity.family, kind: identity.kind, subject: identity.subject, samples: growths.count,
        growth: growths.sorted()[growths.count / 2])
    }.sorted { ($1.samples, $0.kind, $0.subject) < ($0.samples, $1.kind, $1.subject) }
  }

  private struct Found: Sendable {
    var identity: LimitIdentity
    var growth: Double
  }

  /// Looks for the first limit at one position of the uncertain numbers.
  private struct Search: Sendable {
    let system: System
    let limits: LimitSet
    let users: Double
    let steps: Int
    let machinesFollow: Bool
    let ignored: Set<String>

    /// The first limit; nil when none is met.
    func first(at point: [Double]) -> Found? {
      guard isBroken(steps, at: point) else { return nil }
      var (low, high) = (-1, steps)
      while high - low > 1 {
        let middle = (low + high) / 2
        if isBroken(middle, at: point) { high = middle } else { low = middle }
      }
      // Of limits that break within one step, the one that was closest before it.
      let before = low >= 0 ? shares(low, at: point) : []
      let broken = shares(high, at: point).enumerated().filter { $0.element > 1 }
      let first = broken.max { left, right in
        let (a, b) =
          before.isEmpty ? (left.element, right.element) : (before[left.offset], before[right.offset])
        return a < b
      }
      return first.map {
        Found(
          identity: limits.limits[$0.offset].identity, growth: power(BottleneckSampling.step, Double(high)))
      }
    }

    private func isBroken(_ step: Int, at point: [Double]) -> Bool {
      shares(step, at: point).contains { $0 > 1 }
    }

    /// How much of each limit is used at a step of the load.
    private func shares(_ step: Int, at point: [Double]) -> [Double] {
      let users = users * power(BottleneckSampling.step, Double(step))
      var reading = Reading(limits.lowered, at: point)
      if machinesFollow {
        let grown = MachineGrowth.grown(system, as: reading, for: users * reading.requestsPerUser)
        let lowered = Catalog.lower(grown)
        reading = Reading(
          lowered, at: limits.lowered.parameters.position(point, in: lowered.parameters))
      }
      return limits.limits.map { limit in
        ignored.contains(limit.identity.kind)
          ? 0 : limit.value(at: users, in: reading) / limit.limit(at: users, in: reading)
      }
    }
  }
}
