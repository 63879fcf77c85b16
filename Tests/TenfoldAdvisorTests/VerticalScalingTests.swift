import TenfoldCatalog
import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldAdvisor

/// Bigger machines for stores.
struct VerticalScalingTests {
  /// Contention costs capacity, which follows the law, and no time while nobody contends.
  @Test func `a bigger machine for a store carries what the law says and answers a lone request as fast`()
    throws
  {
    var system = Catalog.completed(CheckQuestion.system(reads: 0.9)).system
    for index in system.components.indices { system.components[index].observed = [] }
    let limits = LimitSet(system, lowered: Catalog.lower(system))
    let index = try #require(limits.lowered.componentIndex("db"))
    let target = try #require(limits.limits.first { $0.identity.id == "saturation:db" })
    let situation = Situation(
      system: system, limits: limits, target: target, breakingUsers: 1000, goalUsers: 10_000)
    let cores = try #require(system.components[index].resources.cpu?.likely)
    let law = UniversalScalability(
      contention: Catalog.required("store contention").likely,
      coherency: Catalog.required("store coherency").likely)
    func station(_ system: System) -> Reading.Station {
      let reading = Reading(Catalog.lower(system))
      return reading.stations[reading.primaryStation[index]]
    }
    let before = station(system)
    var grown = 0
    for proposal in VerticalScaling().proposals(in: situation) {
      guard case .change(_, _, _, let changed) = proposal else { continue }
      let more = try #require(changed.components[index].resources.cpu?.likely)
      let after = station(changed)
      let gain = after.saturationRate / before.saturationRate
      let wanted = law.relativeCapacity(of: more) / law.relativeCapacity(of: cores)
      #expect(abs(gain / wanted - 1) < 1e-9, "\(cores) to \(more) cores")
      // Whole cores work, so that what is left over is spread over them: half a core at most.
      #expect(abs(after.demand / before.demand - 1) <= 0.5 / Double(after.serverCount))
      grown += 1
    }
    #expect(grown >= 2)
  }
}
