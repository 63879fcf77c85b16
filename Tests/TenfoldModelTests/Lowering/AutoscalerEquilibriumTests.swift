import TenfoldModel
import Testing

/// Where a horizontal autoscaler comes to rest.
struct AutoscalerEquilibriumTests {
  private func cpu(
    _ work: Double, target: Double = 0.5, servers: Double = 1, in range: ClosedRange<Double> = 1...100
  ) -> Double {
    AutoscalerEquilibrium(metric: .cpu, target: target)
      .replicas(work: work, visitRate: 0, serverCount: servers, in: range)
  }

  /// Kubernetes' own example: 50 pods at 90 % of a target of 75 % become 60.
  @Test func `work for sixty pods at their target takes sixty`() {
    #expect(cpu(50 * 0.9, target: 0.75, in: 50...100) == 60)
  }

  @Test(arguments: [(4.0, 8.0), (4.01, 9), (0.1, 1), (0.54, 1), (0.56, 2), (1000, 100)])
  func `the quotient is rounded up, within least and most and a tenth of tolerance`(
    _ work: Double, _ replicas: Double
  ) { #expect(cpu(work) == replicas) }

  @Test func `a deviation of a tenth at the fewest replicas is let pass`() {
    #expect(cpu(10 * 0.5 * 1.09, in: 10...100) == 10)
    #expect(cpu(10 * 0.5 * 1.11, in: 10...100) == 12)
  }

  @Test func `cores of a replica share its work`() {
    #expect(cpu(12, servers: 4) == 6)
  }

  @Test func `a target that no busy replica exceeds by a tenth never adds any`() {
    #expect(cpu(50, target: 0.95, in: 2...100) == 2)
  }

  @Test func `more work never takes fewer replicas`() {
    for metric in [AutoscalerEquilibrium.Metric.cpu, .queue, .requests] {
      let scaler = AutoscalerEquilibrium(metric: metric, target: 0.6)
      var before = 0.0
      for step in 0..<400 {
        let work = 0.05 * Double(step)
        let found = scaler.replicas(work: work, visitRate: 3 * work, serverCount: 2, in: 2...60)
        #expect(found >= before && (2...60).contains(found))
        before = found
      }
    }
  }

  @Test func `queues are held at their target and replicas above their work`() {
    let scaler = AutoscalerEquilibrium(metric: .queue, target: 5)
    let found = scaler.replicas(work: 9.5, visitRate: 0, serverCount: 1, in: 1...100)
    // M/M/1 has 5.5 waiting at a busy share of 0.867: 10.96 replicas.
    #expect(found == 11)
    #expect(scaler.replicas(work: 300, visitRate: 0, serverCount: 1, in: 1...100) == 100)
  }

  @Test func `names say what is followed`() {
    #expect(AutoscalerEquilibrium.metric(named: "cpu") == .cpu)
    #expect(AutoscalerEquilibrium.metric(named: "rabbitmq") == .queue)
    #expect(AutoscalerEquilibrium.metric(named: "queue_depth") == .queue)
    #expect(AutoscalerEquilibrium.metric(named: "http_requests_per_second") == .requests)
    #expect(AutoscalerEquilibrium.metric(named: "memory") == .other)
    #expect(AutoscalerEquilibrium.metric(named: "schedule") == .other)
  }

  @Test func `the share of the cores that is reserved scales the target`() {
    func station(request: Double?) -> Reading.Station {
      let component = Component(
        name: "api", kind: .service,
        resources: Resources(cpu: .stated(2), cpuRequest: request.map { .stated($0) }),
        scaling: Scaling(
          replicas: .stated(1), autoscaler: Autoscaler(maximum: .stated(50), target: .stated(0.5))),
        operations: [Operation(name: "get", demand: Demand(cpu: .stated(0.1)))])
      let system = System(
        name: "s",
        workload: Workload(journeys: [Journey(name: "j", calls: [Call(component: "api")])]),
        components: [component])
      let conventions = LoweringConventions(
        hop: .stated(0), crossRegion: .stated(0), applyTime: .stated(0), serviceGrowth: .stated(0),
        commonCause: .stated(0))
      return Reading(Lowering.lower(system, conventions: conventions)).stations[0]
    }
    // 10 cores of work: half of two cores each, or half of the one that is reserved.
    #expect(station(request: nil).unitsInUse(at: 100) == 10)
    #expect(station(request: 1).unitsInUse(at: 100) == 20)
    // Repeated calls are work too.
    #expect(station(request: nil).unitsInUse(at: 100, workFactor: 1.5) == 15)
  }
}
