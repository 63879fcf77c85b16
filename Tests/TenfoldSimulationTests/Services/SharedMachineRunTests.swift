import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldSimulation

/// Replicas of several components that take the cores of one machine.
struct SharedMachineRunTests {
  typealias Sample = SampleSystem

  /// Services that requests call each by itself, all on one machine.
  private func together(_ services: [Component], rates: [Double]) -> System {
    var system = Sample.system(services, rate: rates.reduce(0, +))
    system.workload.journeys = zip(services, rates).map { service, rate in
      Journey(
        name: service.name, share: .stated(rate / rates.reduce(0, +)),
        calls: [Call(component: service.name)])
    }
    return onBox(system)
  }

  private func onBox(_ system: System) -> System {
    var system = system
    for index in system.components.indices { system.components[index].runsOn = "box" }
    return system
  }

  /// M/M/1 with the rates of both: 1 / (1 - 0.8).
  @Test func `two that share one core wait as in one queue`() throws {
    let services = [Sample.service("one", cpu: 1), Sample.service("other", cpu: 1)]
    let report = try Sample.run(together(services, rates: [0.5, 0.3]), duration: 60_000)
    #expect(report.diagnostics.isEmpty)
    for (journey, rate) in zip(report.journeys, [0.5, 0.3]) {
      #expect(journey.responseTime.contains(5), "\(journey.responseTime)")
      #expect(report.component(journey.name).utilization.contains(rate))
    }
  }

  @Test(arguments: [0.4, 0.8]) func `a call within a machine takes what the solver says`(_ load: Double)
    throws
  {
    let api = Sample.service("api", cpu: 0.01, cores: 4, [.call(Call(component: "db"))])
    let db = Sample.service("db", cpu: 0.01, cores: 4)
    let system = onBox(Sample.system([api, db], rate: load * 200))
    let solution = try SystemSolver.solve(
      Reading(Lowering.lower(system, conventions: Sample.conventions)), rate: load * 200)
    let report = try Sample.run(system, duration: 400)
    let (wanted, found) = (solution.journeys[0].response.mean, report.journey.responseTime)
    #expect(abs(found.estimate / wanted - 1) < 0.03, "\(found) for \(wanted)")
    // Of the machine's cores each has its half.
    for name in ["api", "db"] {
      #expect(abs(report.component(name).utilization.estimate / (load / 2) - 1) < 0.03)
    }
  }

  @Test func `what fails leaves its cores and its place in the row to the others`() throws {
    let services = [Sample.service("one", cpu: 1), Sample.service("other", cpu: 1)]
    let report = try Sample.run(together(services, rates: [0.4, 0.4]), duration: 40_000) {
      $0.events = [.outage(.component("one"), from: 2000, until: 20_000)]
      $0.removesWarmUp = false
    }
    let (one, other) = (report.journeys[0], report.journeys[1])
    #expect(one.failedShare > 0.4 && other.failedShare == 0)
    #expect(abs(other.throughput.estimate - 0.4) < 0.02)
    // 18,000 of 40,000 s alone at 0.4, else both at 0.8.
    let mean = 0.45 / (1 - 0.4) + 0.55 / (1 - 0.8)
    #expect(abs(other.responseTime.estimate / mean - 1) < 0.1, "\(other.responseTime) for \(mean)")
    #expect(abs(report.component("other").utilization.estimate - 0.4) < 0.02)
  }

  @Test func `what stands still holds up nobody else, and goes on afterwards`() throws {
    let services = [Sample.service("one", cpu: 1), Sample.service("other", cpu: 1)]
    let report = try Sample.run(together(services, rates: [0.2, 0.2]), duration: 40_000) {
      $0.events = [.freeze(component: "one", from: 10_000, until: 10_200)]
      $0.removesWarmUp = false
    }
    let (one, other) = (report.journeys[0], report.journeys[1])
    #expect(one.failedShare == 0 && other.failedShare == 0)
    // Forty wait a hundred seconds on average, and are worked off while others wait for them.
    #expect(one.responseTime.estimate > 1 / (1 - 0.4) + 0.4)
    #expect(abs(other.responseTime.estimate / (1 / (1 - 0.4)) - 1) < 0.15, "\(other.responseTime)")
  }

  @Test func `cores that are shared by time are not shared between components, which is said`() throws {
    let services = [Sample.service("one", cpu: 1), Sample.service("other", cpu: 1)]
    let report = try Sample.run(together(services, rates: [0.1, 0.1]), duration: 100) {
      $0.coreSharing = .processorSharing
    }
    #expect(report.diagnostics.map(\.id) == ["TF-SIMULATE-003"])
  }
}
