import TenfoldModel
import TenfoldQueueing

/// A finished change takes longer to production than was promised, since it waits for people and runners.
///
/// Judged only where somebody promised a lead time. People and runners are queues with several servers (M/M/c) over working
/// hours, of which people give changes a share; what waits in them waits through the nights besides.
struct LeadTimeLimit: GrowthLimit {
  let identity = LimitIdentity(
    family: .coordination, kind: "lead-time", subject: "deployments", quantity: "lead time", unit: "s")
  private let promise: Double
  /// Time for which a change is shown to a part of the traffic only, in seconds.
  private let exposure: Double

  static func all(of system: System) -> [any GrowthLimit] {
    guard let promise = system.objectives.leadTime?.likely else { return [] }
    let exposure = system.delivery.exposures.reduce(0) { $0 + ($1.duration?.likely ?? 0) }
    return [LeadTimeLimit(promise: promise, exposure: exposure)]
  }

  private init(promise: Double, exposure: Double) {
    self.promise = promise
    self.exposure = exposure
  }

  /// Time a change spends in hands, on runners and in sight of a part of the traffic, and waiting for people and runners.
  private func parts(at users: Double, in reading: Reading) -> (work: Double, people: Double, runners: Double)
  {
    let delivery = reading.system.delivery
    let rate = ProductGrowth.deploymentsPerWeek(at: users, in: reading) / ProductGrowth.workingWeek
    let (handsOn, duration) = (
      reading.value(delivery.handsOnTime, or: 0), reading.value(delivery.duration, or: 0)
    )
    let share = max(0.01, reading.value(delivery.peopleShare, or: 0.2))
    func wait(_ servers: Double, _ service: Double) -> Double {
      let count = max(1, Int(servers.rounded()))
      let load = rate * service
      guard load < Double(count) else { return .infinity }
      let waiting = Erlang.waiting(serverCount: count, offeredLoad: load)
      return waiting * service / (Double(count) - load) * ProductGrowth.week / ProductGrowth.workingWeek
    }
    return (
      handsOn + duration + exposure, wait(reading.value(delivery.people, or: 1), handsOn / share),
      wait(reading.value(delivery.runners, or: 1), duration)
    )
  }

  func value(at users: Double, in reading: Reading) -> Double {
    let parts = parts(at: users, in: reading)
    return parts.work + parts.people + parts.runners
  }

  func limit(at users: Double, in reading: Reading) -> Double { promise }

  func restsOnAssumption(in system: LoweredSystem) -> Bool {
    let delivery = system.delivery
    return [delivery.people, delivery.handsOnTime, delivery.duration, delivery.runners, delivery.changes]
      .contains { system.isAssumed($0) }
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let parts = parts(at: users, in: reading)
    func text(_ time: Double) -> String { time.isFinite ? QuantityText.duration(time) : "without end" }
    return
      "a change takes \(QuantityText.duration(parts.work)) by itself, waits \(text(parts.people)) for someone and "
      + "\(text(parts.runners)) for a runner; \(QuantityText.duration(promise)) is promised"
  }
}
