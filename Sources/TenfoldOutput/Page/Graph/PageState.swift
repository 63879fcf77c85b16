internal import TenfoldMaturity
internal import TenfoldModel

/// What the page says of parts and limits at today's load: what is drawn before any script runs.
struct PageState {
  /// A limit, and the part it is about.
  struct Limit {
    let constraint: Constraint
    /// Users at which it breaks; 0 when it is broken today.
    let users: Double
    /// The component, as an index; nil for a journey or a process.
    let part: Int?

    /// The journey whose 99th percentile it bounds; nil for all others.
    var journey: String? { constraint.kind == "latency" ? constraint.subject : nil }
  }

  let analysis: Analysis
  let curve: GrowthCurve?
  /// Limits that growth breaks, the first first.
  let limits: [Limit]

  /// Limits whose subject is a journey, be it named like a part or not.
  private static let kindsOfJourneys: Set = ["latency", "availability"]

  init(_ analysis: Analysis, _ curve: GrowthCurve?) {
    self.analysis = analysis
    self.curve = curve
    let indices = Dictionary(
      analysis.system.components.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    limits = analysis.constraints.compactMap { constraint in
      guard constraint.isViolatedNow || constraint.breaksAtUsers != nil else { return nil }
      return Limit(
        constraint: constraint,
        users: constraint.isViolatedNow ? 0 : constraint.breaksAtUsers?.likely ?? .infinity,
        part: Self.part(ofLimit: constraint.kind, on: constraint.subject).flatMap { indices[$0] })
    }
  }

  /// Name of the part that a limit is about, if it is one: some are about journeys and processes.
  static func part(ofLimit kind: String, on subject: String) -> String? {
    guard !kindsOfJourneys.contains(kind) else { return nil }
    return subject.hasSuffix(" replicas") ? String(subject.dropLast(9)) : subject
  }

  /// Busy share of a part today; nil where nothing waits for it or nothing was solved.
  func utilization(of part: Int) -> Double? { curve?.points.first?.utilizations[part] }

  /// How busy a part is today.
  func busyness(of part: Int) -> Busyness {
    let isBroken = limits.contains { $0.part == part && $0.users <= analysis.usersNow.likely }
    return Busyness(
      utilization(of: part), isBroken: isBroken, planned: analysis.goal.plannedUtilization)
  }

  /// The busiest of some parts; nil when there are none.
  func busiest(of parts: [Int]) -> Int? {
    parts.max { left, right in
      (busyness(of: left).rawValue, utilization(of: left) ?? -1)
        < (busyness(of: right).rawValue, utilization(of: right) ?? -1)
    }
  }

  /// `35 %`, `broken` of a part today.
  func text(of part: Int) -> String { busyness(of: part).text(of: utilization(of: part)) }
}
