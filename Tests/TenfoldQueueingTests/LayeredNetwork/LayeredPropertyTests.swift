import TenfoldQueueing
import Testing

struct LayeredPropertyTests {
  /// A small generator of its own, so that a seed names a network for ever (SplitMix64).
  private struct Source {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    mutating func number() -> Double { Double(next() >> 11) * 0x1p-53 }
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  }

  /// A random network of a few tasks with loops, choices, parallel parts, messages and second phases.
  private func network(_ seed: Int) -> LayeredNetwork {
    var source = Source(state: UInt64(seed))
    let count = 2 + source.below(5)
    var network = LayeredNetwork()
    for index in 0..<count {
      let disciplines: [LayeredNetwork.Discipline] = [.processorSharing, .firstComeFirstServed, .delay]
      network.processors.append(
        .init(
          name: "p\(index)", discipline: disciplines[source.below(3)], serverCount: 1 + source.below(4),
          copies: 1 + source.below(3)))
      let workers: LayeredNetwork.Workers = source.below(3) == 0 ? .unlimited : .threads(1 + source.below(12))
      network.tasks.append(.init(name: "t\(index)", processor: source.below(index + 1), workers: workers))
      network.entries.append(.init(name: "e\(index)", task: index, activity: .sequence([])))
    }
    for index in 0..<count {
      var parts: [LayeredNetwork.Activity] = [
        .demand(0.02 * source.number(), variability: 3 * source.number())
      ]
      for _ in 0..<source.below(4) where index + 1 < count {
        let target = index + 1 + source.below(count - index - 1)
        let number = 2 * source.number()
        let counts: [LayeredNetwork.Count] = [
          .fixed(number), .geometric(mean: number), .probability(number / 2),
        ]
        let call = LayeredNetwork.Activity.call(
          .init(target, count: counts[source.below(3)], isSynchronous: source.below(5) > 0))
        switch source.below(5) {
        case 0: parts.append(.parallel([call, .delay(0.01 * source.number())]))
        case 1: parts.append(.choice([.init(share: 0.7 * source.number(), call)]))
        case 2: parts.append(.interleaved(demand: 0.01, calls: [.init(target, count: .geometric(mean: 1))]))
        default: parts.append(call)
        }
      }
      network.entries[index].activity = .sequence(parts)
      if source.below(8) == 0 { network.entries[index].secondPhase = .demand(0.01 * source.number()) }
      if source.below(6) == 0 { network.entries[index].arrivalRate = 20 * source.number() }
    }
    network.processors.append(.init(name: "users", discipline: .delay))
    network.tasks.append(
      .init(
        name: "users", processor: count, workers: .users(source.below(30), thinkTime: source.number())))
    network.entries.append(.init(name: "use", task: count, activity: .call(.init(0))))
    return network
  }

  @Test func `random networks give numbers, keep flow and never more work than servers`() throws {
    for seed in 0..<60 {
      let network = network(seed)
      let solution = try solveLayered(network)
      for (entry, found) in zip(network.entries, solution.entries) {
        #expect(!found.throughput.isNaN && found.throughput.isFinite, "seed \(seed), \(entry.name)")
        #expect(!found.response.mean.isNaN && found.response.mean >= 0, "seed \(seed), \(entry.name)")
        #expect(!found.response.variance.isNaN, "seed \(seed), \(entry.name)")
        #expect(!found.responseQuantile(0.99).isNaN, "seed \(seed), \(entry.name)")
      }
      // U = X · D over what calls lead to.
      for (index, processor) in network.processors.enumerated() where processor.discipline != .delay {
        let found = solution.processors[index]
        #expect(found.utilization >= 0 && !found.utilization.isNaN)
        if solution.isStable { #expect(found.utilization < 1.02, "seed \(seed), \(processor.name)") }
      }
      let users = solution.entries[network.entries.count - 1]
      if case .users(let population, let thinkTime) = network.tasks[network.tasks.count - 1].workers,
        population > 0, solution.isStable, solution.isConverged
      {
        let present = users.throughput * (thinkTime + users.service.mean)
        #expect(abs(present / Double(population) - 1) < 0.15, "seed \(seed)")
        #expect(users.throughput * thinkTime <= Double(population) * (1 + 1e-9))
      }
    }
  }

  @Test func `more threads never lower throughput by more than the method's error`() throws {
    for seed in 0..<12 {
      var source = Source(state: UInt64(1000 + seed))
      let (front, back) = (0.02 + 0.05 * source.number(), 0.02 + 0.05 * source.number())
      var before = 0.0
      for threads in 1...8 {
        let network = LayeredNetwork(
          processors: [
            .init(name: "users", discipline: .delay), .init(name: "web", serverCount: 2), .init(name: "db"),
          ],
          tasks: [
            .init(name: "users", processor: 0, workers: .users(20, thinkTime: 0.5)),
            .init(name: "web", processor: 1, workers: .threads(threads)),
            .init(name: "db", processor: 2, workers: .threads(3)),
          ],
          entries: [
            .init(name: "use", task: 0, activity: .call(.init(1))),
            .init(name: "page", task: 1, activity: .sequence([.demand(front), .call(.init(2))])),
            .init(name: "query", task: 2, activity: .demand(back)),
          ])
        let found = try solveLayered(network).entries[0].throughput
        #expect(found > before * 0.98, "seed \(seed), \(threads) threads")
        // No more than each resource allows.
        #expect(
          found <= min(2 / front, 1 / back, Double(threads) / (front + back), 20 / (0.5 + front + back))
            * 1.001)
        before = found
      }
    }
  }

  @Test func `the order of tasks and processors is irrelevant`() throws {
    for seed in 0..<15 {
      let network = network(seed)
      var turned = LayeredNetwork()
      let (p, t, e) = (network.processors.count, network.tasks.count, network.entries.count)
      turned.processors = network.processors.reversed()
      turned.tasks = network.tasks.reversed().map {
        .init(name: $0.name, processor: p - 1 - $0.processor, workers: $0.workers)
      }
      turned.entries = network.entries.reversed().map {
        .init(
          name: $0.name, task: t - 1 - $0.task, activity: renumbered($0.activity, e),
          secondPhase: $0.secondPhase, arrivalRate: $0.arrivalRate)
      }
      let (first, second) = (try solveLayered(network), try solveLayered(turned))
      for index in 0..<e {
        let (a, b) = (first.entries[index].throughput, second.entries[e - 1 - index].throughput)
        #expect(abs(a - b) <= 1e-2 * max(a, b), "seed \(seed)")
      }
    }
  }

  private func renumbered(_ activity: LayeredNetwork.Activity, _ count: Int) -> LayeredNetwork.Activity {
    func turned(_ call: LayeredNetwork.Call) -> LayeredNetwork.Call {
      .init(count - 1 - call.entry, count: call.count, isSynchronous: call.isSynchronous)
    }
    return switch activity {
    case .demand, .delay: activity
    case .call(let call): .call(turned(call))
    case .interleaved(let demand, let variability, let calls, let order):
      .interleaved(demand: demand, variability: variability, calls: calls.map(turned), order: order)
    case .sequence(let parts): .sequence(parts.map { renumbered($0, count) })
    case .parallel(let parts): .parallel(parts.map { renumbered($0, count) })
    case .choice(let branches):
      .choice(branches.map { .init(share: $0.share, renumbered($0.activity, count)) })
    case .loop(let times, let body): .loop(times, renumbered(body, count))
    }
  }
}
