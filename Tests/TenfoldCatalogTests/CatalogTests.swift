import TenfoldCatalog
import TenfoldModel
import Testing

struct CatalogTests {
  @Test func `every entry has an id of its own, ordered bounds, a source and a date`() {
    var ids: Set<String> = []
    for entry in Catalog.all {
      #expect(ids.insert(entry.id).inserted, "\(entry.id) stands twice")
      #expect(entry.low <= entry.likely && entry.likely <= entry.high, "\(entry.id)")
      #expect(!entry.source.isEmpty && !entry.date.isEmpty && !entry.unit.isEmpty, "\(entry.id)")
    }
  }

  @Test func `the utilization law gives the demand that was seen`() throws {
    let database = Component(
      name: "db", kind: .store, engine: "mysql", resources: Resources(cpu: .stated(1)),
      observed: [ObservedLoad(arrivalRate: .stated(500), utilization: .stated(0.5))])
    let system = System(
      name: "s",
      workload: Workload(
        arrivalRate: .stated(100),
        journeys: [Journey(name: "j", calls: [Call(component: "db", operation: "read")])]),
      components: [database])
    let completed = Catalog.completed(system).system
    let cpu = try #require(completed["db"]?.operation("read")?.demand.cpu)
    #expect(abs(cpu.likely - 0.001) < 1e-12)
    #expect(cpu.provenance == .derived(law: "utilization law", basis: .stated))
  }

  @Test func `a stated time that contradicts what was seen is reported and kept`() throws {
    let database = Component(
      name: "db", kind: .store, engine: "mysql", resources: Resources(cpu: .stated(1)),
      operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.01)), writes: false)],
      observed: [ObservedLoad(arrivalRate: .stated(500), utilization: .stated(0.5))])
    let system = System(
      name: "s",
      workload: Workload(
        arrivalRate: .stated(100), journeys: [Journey(name: "j", calls: [Call(component: "db")])]),
      components: [database])
    let (completed, diagnostics) = Catalog.completed(system)
    #expect(completed["db"]?.operation("read")?.demand.cpu?.likely == 0.01)
    #expect(diagnostics.contains { $0.id == "TF-OBS-001" && $0.message.contains("db") })
  }

  @Test func `a system of bare names becomes solvable`() {
    let system = System(
      name: "s",
      components: [
        Component(
          name: "web", kind: .service,
          operations: [Operation(name: "request", steps: [.call(Call(component: "db"))])]),
        Component(name: "db", kind: .store, engine: "postgres"),
      ])
    let completed = Catalog.completed(system).system
    #expect(completed.workload.journeys.map(\.name) == ["web"])
    let reading = Reading(Catalog.lower(completed))
    #expect(reading.stations.allSatisfy { $0.saturationRate.isFinite })
    // Nine reads of ten calls, one write.
    #expect(abs(reading.visits.reduce(0, +) - 3) < 1e-9)
  }
}
