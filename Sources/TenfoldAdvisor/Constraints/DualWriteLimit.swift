import TenfoldCatalog
import TenfoldModel
import TenfoldQueueing

/// More writes stay half done than people may repair: something was written in one place, and the write to the next failed.
///
/// How many do grows with the load, and the people who compare and mend them do not.
struct DualWriteLimit: GrowthLimit {
  let identity = LimitIdentity(
    family: .consistency, kind: "dual-writes", subject: "records", quantity: "writes left half done",
    unit: "/day")
  /// True when it is known how often one of the places fails that are written later, or who repairs.
  private let isMeasured: Bool

  private static var repairTime: Double { Catalog.required("consistency repairTime").likely }
  private static var repairShare: Double { Catalog.required("objective repairShare").likely }

  static func all(in reading: Reading) -> [any GrowthLimit] {
    let steps = HalfDoneWrites(in: reading).steps
    guard !steps.isEmpty else { return [] }
    let system = reading.system
    let isMeasured =
      system.isKnown(system.delivery.people)
      || steps.contains { step in
        let target = system.components[reading.target(of: step.call)]
        return system.isKnown(target.availability) || system.isKnown(target.faults)
      }
    return [DualWriteLimit(isMeasured: isMeasured)]
  }

  func restsOnAssumption(in system: LoweredSystem) -> Bool { !isMeasured }

  /// The time that a repair takes and the hours it may take are the catalogue's.
  func isConvention(in system: LoweredSystem) -> Bool { true }

  /// The steps do not depend on the load, so they are found once for the whole search.
  func breakingUsers(in reading: Reading) -> Double {
    let writes = HalfDoneWrites(in: reading)
    guard !writes.steps.isEmpty else { return .infinity }
    return GrowthSearch.firstViolation {
      perDay(writes, at: $0, in: reading).reduce(0, +) > limit(at: $0, in: reading)
    }
  }

  func value(at users: Double, in reading: Reading) -> Double {
    perDay(HalfDoneWrites(in: reading), at: users, in: reading).reduce(0, +)
  }

  func limit(at users: Double, in reading: Reading) -> Double {
    let hours = reading.value(reading.system.delivery.people, or: 1) * ProductGrowth.workingWeek
    return hours * Self.repairShare / Self.repairTime / 7
  }

  /// Executions that stay half done at each step, per day.
  private func perDay(_ writes: HalfDoneWrites, at users: Double, in reading: Reading) -> [Double] {
    let perRequest = writes.perRequest(
      unavailability: reading.system.components.indices.map {
        AvailabilityLimit.unavailability(of: $0, at: users, in: reading)
      })
    return perRequest.map { $0 * users * reading.requestsPerUser * 86_400 }
  }

  func explanation(at users: Double, in reading: Reading) -> String {
    let writes = HalfDoneWrites(in: reading)
    let perDay = perDay(writes, at: users, in: reading)
    guard let most = perDay.indices.max(by: { (perDay[$0], $1) < (perDay[$1], $0) }) else { return "" }
    let system = reading.system
    let step = writes.steps[most]
    let from = system.operations[system.calls[step.call].from]
    let earlier = system.components[step.before].name
    let later = system.components[reading.target(of: step.call)].name
    let others = writes.steps.count > 1 ? "; with \(writes.steps.count - 1) more such steps that is" : ","
    return
      "\(system.components[from.component].name).\(from.name) writes \(earlier) and then \(later) without an outbox "
      + "or an undo, so the first stays where the second fails\(others) "
      + "\(QuantityText.count(perDay.reduce(0, +))) times a day, where "
      + "\(QuantityText.count(reading.value(system.delivery.people, or: 1), "person", plural: "people")) can repair "
      + "\(QuantityText.count(limit(at: users, in: reading))) (\(QuantityText.duration(Self.repairTime)) each, assumed)"
  }
}
