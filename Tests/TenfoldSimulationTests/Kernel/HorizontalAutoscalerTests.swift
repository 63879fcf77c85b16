import Testing

@testable import TenfoldSimulation

struct HorizontalAutoscalerTests {
  private static func policy(_ maximum: Int = 100) -> HorizontalAutoscaler.Policy {
    HorizontalAutoscaler.Policy(minimum: 1, maximum: maximum, target: 0.75)
  }

  /// Kubernetes' own example: 50 pods at 90 % of a target of 75 % become 60.
  @Test func `fifty pods at 90 percent for 75 become sixty`() {
    let seen = HorizontalAutoscaler.Observation(replicas: 50, ready: 50, metric: 0.9)
    #expect(HorizontalAutoscaler.desired(seen, policy: Self.policy()) == 60)
  }

  @Test(arguments: [(0.68, 10), (0.82, 10), (0.83, 12), (0.66, 9), (0.0, 0)])
  func `a deviation of a tenth is let pass`(_ metric: Double, _ replicas: Int) {
    let seen = HorizontalAutoscaler.Observation(replicas: 10, ready: 10, metric: metric)
    #expect(HorizontalAutoscaler.desired(seen, policy: Self.policy()) == replicas)
  }

  /// Doubling or four more in 15 s, whichever is more.
  @Test func `an endless load takes one pod to 5, 10, 20, 40`() {
    var scaler = HorizontalAutoscaler(Self.policy())
    var replicas = 1
    var trace: [Int] = []
    for step in 1...5 {
      replicas = scaler.decide(
        at: Double(step) * 15, .init(replicas: replicas, ready: replicas, metric: 75))
      trace.append(replicas)
    }
    #expect(trace == [5, 10, 20, 40, 80])
  }

  @Test func `looking twice within the period adds nothing more`() {
    var scaler = HorizontalAutoscaler(Self.policy())
    let first = scaler.decide(at: 15, .init(replicas: 10, ready: 10, metric: 75))
    #expect(first == 20)
    let second = scaler.decide(at: 20, .init(replicas: first, ready: first, metric: 75))
    #expect(second == 20)
  }

  @Test func `replicas are taken away after five minutes of less, to the highest of that time`() {
    var scaler = HorizontalAutoscaler(Self.policy())
    var replicas = scaler.decide(at: 0, .init(replicas: 10, ready: 10, metric: 0.75))
    for time in stride(from: 15.0, to: 300, by: 15) {
      // Idle at first, then enough for six.
      let metric = time < 150 ? 0.0 : 0.45
      replicas = scaler.decide(at: time, .init(replicas: replicas, ready: replicas, metric: metric))
      #expect(replicas == 10)
    }
    replicas = scaler.decide(at: 300, .init(replicas: replicas, ready: replicas, metric: 0.45))
    #expect(replicas == 6)
  }

  @Test func `pods that do not serve yet count as idle when more would be added`() {
    // 10 serve at twice the target and 10 are coming: together they are at the target.
    let enough = HorizontalAutoscaler.Observation(replicas: 20, ready: 10, metric: 1.5, unready: 10)
    #expect(HorizontalAutoscaler.desired(enough, policy: Self.policy()) == 20)
    let more = HorizontalAutoscaler.Observation(replicas: 20, ready: 10, metric: 3, unready: 10)
    #expect(HorizontalAutoscaler.desired(more, policy: Self.policy()) == 40)
  }
}
