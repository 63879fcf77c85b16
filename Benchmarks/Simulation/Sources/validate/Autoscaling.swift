import TenfoldModel
import TenfoldSimulation

/// The Kubernetes horizontal autoscaler: its own arithmetic, and a system under it.
func autoscaling(_ table: inout Table) throws {
  table.title("The Kubernetes autoscaler")
  var policy = HorizontalAutoscaler.Policy(minimum: 1, maximum: 100, target: 0.75)
  let fifty = HorizontalAutoscaler.desired(.init(replicas: 50, ready: 50, metric: 0.9), policy: policy)
  table.add("50 pods at 90 % for 75 %", expected: 60, Double(fifty), within: 0)
  var scaler = HorizontalAutoscaler(policy)
  var replicas = 1
  for (step, expected) in [5.0, 10, 20, 40].enumerated() {
    replicas = scaler.decide(
      at: Double(step + 1) * 15, .init(replicas: replicas, ready: replicas, metric: 75))
    table.add("an endless load, after \((step + 1) * 15) s", expected: expected, Double(replicas), within: 0)
  }
  policy.target = 0.5
  var api = service("api", cpu: 0.02, replicas: 2)
  api.scaling.autoscaler = Autoscaler(maximum: .stated(40), target: .stated(0.5), startTime: .stated(20))
  let report = try simulate(system([api], rate: 40), duration: 1600, runs: 8) {
    $0.removesWarmUp = false
    $0.events = [.loadFactor(5, from: 400)]
  }
  // 40/s take 0.8 cores, five times as much takes 4: 2 and 8 replicas at one half.
  table.add("replicas wanted for 4 cores of work at half use", expected: 8, last(report), share: 0.15)
}

/// Replicas at the end, from what each of them does: 200 requests/s of 20 ms.
private func last(_ report: SimulationReport) -> Double {
  let api = report.components[0]
  // Over the last three quarters the load is 4 cores, over the first 0.8.
  return (api.replicas.estimate - 2 * 0.25) / 0.75
}
