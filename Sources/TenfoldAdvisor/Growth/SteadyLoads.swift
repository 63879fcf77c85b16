import TenfoldCatalog
import TenfoldModel
import TenfoldQueueing

/// A system solved at growing loads for as long as it has a steady state.
struct SteadyLoads: Sendable {
  let reading: Reading
  private let components: [String]
  /// Solutions for the first loads.
  var solutions: [Solution] = []
  /// The solution for the first load without a steady state.
  var firstUnsteady: Solution?

  init(_ system: System) {
    reading = Reading(Catalog.lower(system))
    components = system.components.map(\.name)
  }

  /// The journeys, in the system's order.
  var journeys: [String] { reading.system.journeys.map { reading.system.operations[$0.operation].name } }

  /// True when what users ask for alone keeps some cores busy all the time, by the utilization law.
  func saturates(at users: Double) -> Bool {
    let rate = users * reading.requestsPerUser
    return reading.stations.indices.contains {
      reading.stations[$0].visitCount > 0 && reading.queue(at: $0).utilization(at: rate) >= 1
    }
  }

  /// The point of a load with a steady state.
  func point(_ index: Int, _ users: Double) -> GrowthCurve.Point {
    let solution = solutions[index]
    var busiest: [String: Double] = [:]
    for station in solution.stations {
      busiest[station.component] = max(busiest[station.component] ?? 0, station.utilization)
    }
    let p99s = solution.journeys.map { $0.response.p99.isFinite ? $0.response.p99 : nil }
    return point(users, solution.rate, busiest, p99s, failedShare: solution.failedShare)
  }

  /// The point of a load without one.
  func beyond(_ users: Double) -> GrowthCurve.Point {
    let rate = users * reading.requestsPerUser
    var busiest: [String: Double] = [:]
    func add(_ utilization: Double, _ component: String) {
      guard utilization.isFinite else { return }
      busiest[component] = max(busiest[component] ?? 0, utilization)
    }
    for (index, station) in reading.stations.enumerated() where station.visitCount > 0 {
      // What shares a machine is as busy as the machine, as the solver has it below.
      add(reading.queue(at: index).utilization(at: rate), reading.system.components[station.component].name)
    }
    // Repeated calls may have broken a processor that what people ask for would not.
    for station in firstUnsteady?.stations ?? [] where station.kind == .processor && !station.isStable {
      add(station.utilization, station.component)
    }
    if let known = solutions.last ?? firstUnsteady {
      for station in known.stations where station.kind != .processor {
        add(station.utilization * rate / known.rate, station.component)
      }
    }
    let network = OpenNetwork(reading, rate: rate)
    let p99s = reading.system.journeys.map { journey -> Double? in
      let time = network.response(of: journey.operation).quantile(0.99)
      return time.isFinite ? time : nil
    }
    return point(users, rate, busiest, p99s, failedShare: nil)
  }

  private func point(
    _ users: Double, _ rate: Double, _ busiest: [String: Double], _ p99s: [Double?], failedShare: Double?
  ) -> GrowthCurve.Point {
    GrowthCurve.Point(
      users: users, rate: rate, utilizations: components.map { busiest[$0] }, p99s: p99s,
      failedShare: failedShare, estimate: Estimator.estimate(reading, users: users))
  }
}
