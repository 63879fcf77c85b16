public import TenfoldModel

/// Makes systems in the shape of the ladder's rows: a starting point for someone who has none to describe.
///
/// Every number is what a person would state for such a system; where a person would not know, it is a range.
/// The same arguments always give the same system.
public enum ReferenceSystem {
  /// A system of about `services` services that serves `scale` users.
  ///
  /// Up to 1000 users it is the ladder's first row (one shared database, deployed by hand), up to 100,000 the
  /// second, up to 10 million the third, and beyond that the fourth.
  ///
  /// - Parameters:
  ///   - services: Services to make, gateways included; 1 or more.
  ///   - scale: Users; 1 or more.
  public static func make(services: Int, scale: Int) -> System {
    let row = ReferenceRow(users: scale)
    var system = System(name: "reference-\(row.name)")
    system.workload = Workload(
      users: .stated(Double(scale)), requestsPerUser: .stated(0.1),
      peakFactor: ReferenceRanges.peakFactor.quantity)
    ReferenceShape(row: row, serviceCount: max(1, services)).build(into: &system)
    row.describeProcesses(of: &system, services: max(1, services))
    ReferenceSizing.size(&system, for: Double(scale) * 0.1, row: row)
    return system
  }

  /// Services that a system of this many users usually has, by the ladder.
  public static func usualServices(at scale: Int) -> Int {
    [5, 15, 70, 220][ReferenceRow(users: scale).rawValue - 1]
  }
}

/// A row of the ladder.
enum ReferenceRow: Int, Comparable {
  case first = 1
  case second, third, fourth

  init(users: Int) {
    switch users {
    case ...1_000: self = .first
    case ...100_000: self = .second
    case ...10_000_000: self = .third
    default: self = .fourth
    }
  }

  static func < (left: ReferenceRow, right: ReferenceRow) -> Bool { left.rawValue < right.rawValue }

  var name: String { "l\(rawValue)" }

  /// What a number is in this row.
  private func of(_ entries: [ReferenceRow: ReferenceRanges.Entry]) -> Quantity {
    guard let entry = entries[self] else { preconditionFailure("a range has no row \(name)") }
    return entry.quantity
  }

  /// Promises, delivery, observation and places as they are usual at this scale. Availability is left to what is assumed of the
  /// scale, since it grows with the users.
  func describeProcesses(of system: inout System, services: Int) {
    let count = Double(services)
    switch self {
    case .first:
      system.objectives.overall = .init(p99: .stated(1))
      system.delivery = Delivery(
        method: .manual, changesPerServiceAndWeek: of(ReferenceRanges.changes),
        handsOnTime: of(ReferenceRanges.handsOn), failureShare: of(ReferenceRanges.failures),
        people: of(ReferenceRanges.people).scaled(by: count),
        peopleShare: ReferenceRanges.peopleShare.quantity, releasesIndependently: true)
      system.observation = Observation(
        centralLogs: false, alerts: false, anomalyDetection: false, selfHealing: false)
    case .second:
      system.objectives.overall = .init(
        p99: .stated(0.8), staleness: .stated(5))
      system.delivery = Delivery(
        method: .pipeline, changesPerServiceAndWeek: of(ReferenceRanges.changes),
        handsOnTime: of(ReferenceRanges.handsOn), failureShare: of(ReferenceRanges.failures),
        rollbackTime: .stated(600, low: 300, high: 1800), runners: .stated(4),
        people: of(ReferenceRanges.people).scaled(by: count),
        peopleShare: ReferenceRanges.peopleShare.quantity, teams: .stated((count / 5).rounded(.up)),
        releasesIndependently: true,
        stages: [
          .init(name: "test", duration: .stated(480), caughtShare: .stated(0.6, low: 0.4, high: 0.8)),
          .init(name: "build", duration: .stated(240)), .init(name: "deploy", duration: .stated(180)),
        ])
      system.observation = Observation(
        centralLogs: true, metricsInterval: .stated(30), alerts: false, anomalyDetection: false,
        selfHealing: false)
    case .third:
      system.objectives.overall = .init(
        p99: .stated(0.6), staleness: .stated(2))
      system.delivery = Delivery(
        method: .canary, changesPerServiceAndWeek: of(ReferenceRanges.changes),
        handsOnTime: of(ReferenceRanges.handsOn), failureShare: of(ReferenceRanges.failures),
        exposedShare: .stated(0.05), rollbackTime: .stated(120, low: 60, high: 300), runners: .stated(40),
        people: of(ReferenceRanges.people).scaled(by: count),
        peopleShare: ReferenceRanges.peopleShare.quantity, teams: .stated((count / 6).rounded(.up)),
        releasesIndependently: true,
        exposures: [
          .init(share: .stated(0.05), duration: .stated(600)),
          .init(share: .stated(0.25), duration: .stated(600)),
          .init(share: .stated(0.5), duration: .stated(600)),
        ], judgePower: .stated(0.8, low: 0.6, high: 0.95))
      system.observation = Observation(
        centralLogs: true, metricsInterval: .stated(15), traceSampling: .stated(0.01), alerts: true,
        anomalyDetection: false, selfHealing: false)
      system.placement.regions = [Region(name: "eu", share: .stated(1), zones: .stated(3))]
    case .fourth:
      system.objectives.overall = .init(
        p99: .stated(0.6), staleness: .stated(1))
      system.delivery = Delivery(
        method: .waves, changesPerServiceAndWeek: of(ReferenceRanges.changes),
        handsOnTime: of(ReferenceRanges.handsOn), failureShare: of(ReferenceRanges.failures),
        exposedShare: .stated(0.02), rollbackTime: .stated(60, low: 30, high: 180), runners: .stated(400),
        people: of(ReferenceRanges.people).scaled(by: count),
        peopleShare: ReferenceRanges.peopleShare.quantity, teams: .stated((count / 6).rounded(.up)),
        releasesIndependently: true, judgePower: .stated(0.9, low: 0.7, high: 0.98), waves: .stated(4))
      system.observation = Observation(
        centralLogs: true, metricsInterval: .stated(10), traceSampling: .stated(0.001), alerts: true,
        anomalyDetection: true, selfHealing: true, detectionTime: .stated(30, low: 15, high: 120),
        diagnosisTime: .stated(60, low: 20, high: 300), repairTime: .stated(60, low: 30, high: 300),
        healedShare: .stated(0.8, low: 0.5, high: 0.95))
      system.mesh = Mesh(
        engine: "istio", enrolled: .stated(1), isMutualTLSStrict: true,
        resilience: Resilience(retryLimit: .stated(1), retryBudget: .stated(0.1)),
        outlierThreshold: .stated(5))
      system.placement = Placement(
        regions: [
          Region(name: "eu", share: .stated(0.4), zones: .stated(3)),
          Region(name: "us", share: .stated(0.4), zones: .stated(3)),
          Region(name: "asia", share: .stated(0.2), zones: .stated(3)),
        ],
        links: [
          Link(from: "eu", to: "us", roundTripTime: .stated(0.085, low: 0.075, high: 0.11)),
          Link(from: "eu", to: "asia", roundTripTime: .stated(0.16, low: 0.14, high: 0.2)),
          Link(from: "us", to: "asia", roundTripTime: .stated(0.15, low: 0.11, high: 0.19)),
        ], failover: Failover(mode: .active, time: .stated(60, low: 30, high: 300), capacity: .stated(1)))
    }
  }
}
