import Foundation
import TenfoldQueueing
import TenfoldRandomSystems
import Testing

/// Networks that nobody would think of: no solver crashes, hangs or returns what is not a number.
///
/// `TENFOLD_NETWORKS=1000000 swift test -c release --filter RandomNetworkTests` runs as many as it says; by default 300 of
/// each kind.
struct RandomNetworkTests {
  private static let count =
    ProcessInfo.processInfo.environment["TENFOLD_NETWORKS"].flatMap { Int($0) } ?? 300

  /// Ordinary values, and those that break formulas: 0, tiny, huge, negative, infinite, not a number.
  private static func value(_ random: inout SeededRandom, oddity: Double) -> Double {
    guard random.share() < oddity else { return random.number(0...2) }
    return [0, 0, 1e-300, 1e-30, 1e-9, 1e6, 1e30, 1e99, -1, -0.0, .infinity, .nan][random.whole(0...11)]
  }

  private static func isSound(_ values: [Double]) -> Bool { values.allSatisfy { $0.isFinite && $0 >= 0 } }

  @Test func `closed networks`() {
    var solved = 0
    for seed in 0..<Self.count {
      var random = SeededRandom(seed)
      let oddity = random.share() < 0.5 ? 0 : 0.1
      let classes = random.whole(1...3)
      let stations = (0..<random.whole(1...5)).map { k -> ClosedNetwork.Station in
        let kind: ClosedNetwork.Kind
        switch random.whole(0...5) {
        case 0: kind = .delay
        case 1: kind = .queue(serverCount: random.whole(oddity > 0 ? 0...40 : 1...40))
        case 2:
          kind = .loadDependent(
            rates: (0..<random.whole(1...6)).map { _ in 0.1 + abs(Self.value(&random, oddity: oddity / 4)) })
        default: kind = .queue(serverCount: 1)
        }
        return .init(
          name: "s\(k)", kind: kind, demands: (0..<classes).map { _ in Self.value(&random, oddity: oddity) })
      }
      let customers = (0..<classes).map {
        ClosedNetwork.CustomerClass(
          name: "c\($0)", population: random.whole((oddity > 0 ? -1 : 0)...(classes == 1 ? 40 : 6)),
          thinkTime: Self.value(&random, oddity: oddity))
      }
      guard let network = try? ClosedNetwork(stations: stations, classes: customers) else { continue }
      solved += 1
      var solutions = [
        network.solveByBardSchweitzer(options: IterationOptions(iterationLimit: 2000)),
        network.solveByLinearizer(options: IterationOptions(iterationLimit: 2000)),
      ]
      if let exact = try? network.solveExactly(stateLimit: 600) { solutions.append(exact) }
      if let exact = try? network.solveByMeanValueAnalysis(stateLimit: 600) { solutions.append(exact) }
      for solution in solutions {
        let sound =
          Self.isSound(solution.throughputs) && Self.isSound(solution.responseTimes)
          && solution.queueLengths.allSatisfy(Self.isSound) && solution.utilizations.allSatisfy(Self.isSound)
        #expect(sound, "seed \(seed): \(network) \(solution)")
      }
    }
    #expect(solved > Self.count / 3)
  }

  @Test func `open networks`() {
    var solved = 0
    for seed in 0..<Self.count {
      var random = SeededRandom(seed)
      let oddity = random.share() < 0.5 ? 0 : 0.05
      let count = random.whole(1...6)
      var routing = (0..<count).map { _ in
        (0..<count).map { _ in random.share() < 0.5 ? 0 : Self.value(&random, oddity: oddity) }
      }
      for i in 0..<count {
        let sum = routing[i].reduce(0, +)
        if random.share() < 0.9, sum > 0 { routing[i] = routing[i].map { $0 / sum * random.number(0...1) } }
      }
      let stations = (0..<count).map {
        JacksonNetwork.Station(
          name: "s\($0)", serviceTime: Self.value(&random, oddity: oddity) * 0.1,
          serverCount: random.share() < 0.1 ? nil : random.whole(1...20))
      }
      guard
        let network = try? JacksonNetwork(
          stations: stations, externalArrivals: (0..<count).map { _ in Self.value(&random, oddity: oddity) },
          routing: routing),
        let two = try? TwoMomentNetwork(
          network, externalVariations: (0..<count).map { _ in random.number(0...5) },
          serviceVariations: (0..<count).map { _ in random.number(0...5) })
      else { continue }
      solved += 1
      for solution in [try? network.solve(), try? two.solve()] {
        guard let solution else {
          Issue.record("seed \(seed): no solution of \(network)")
          continue
        }
        let numbers = solution.stations.flatMap { station -> [Double] in
          [
            station.arrivalRate, station.utilization, station.visitCount, station.waitingTime ?? 0,
            station.residenceTime ?? 0, station.queueLength ?? 0,
          ]
        }
        let sound =
          Self.isSound(numbers) && !solution.stableScale.isNaN && !(solution.responseTime ?? 0).isNaN
        #expect(sound, "seed \(seed): \(network) \(solution)")
        #expect((solution.responseTime == nil) == !solution.saturations.isEmpty)
      }
    }
    #expect(solved > Self.count / 4)
  }

  @Test func `mixed networks`() {
    for seed in 0..<Self.count / 2 {
      var random = SeededRandom(seed)
      let count = random.whole(1...4)
      guard
        let closed = try? ClosedNetwork(
          stations: (0..<count).map {
            .init(
              name: "s\($0)", kind: random.share() < 0.2 ? .delay : .queue(serverCount: random.whole(1...8)),
              demands: [Self.value(&random, oddity: 0.05), random.number(0...1)])
          },
          classes: [
            .init(name: "a", population: random.whole(0...6)),
            .init(name: "b", population: random.whole(0...4), thinkTime: random.number(0...3)),
          ]),
        let network = try? MixedNetwork(
          closed: closed,
          open: [
            .init(
              name: "o", arrivalRate: random.number(0...1),
              demands: (0..<count).map { _ in Self.value(&random, oddity: 0.05) })
          ])
      else { continue }
      for method in MixedNetwork.Method.allCases {
        let solution: MixedNetworkSolution
        do {
          guard let found = try network.solve(method) else {
            #expect(!network.saturations.isEmpty, "seed \(seed)")
            continue
          }
          solution = found
        } catch {
          // Open work that leaves next to nothing makes demands of 1e99 s too long: a typed error, by the signature.
          continue
        }
        let sound =
          Self.isSound(solution.openResponseTimes) && Self.isSound(solution.closed.throughputs)
          && solution.openQueueLengths.allSatisfy(Self.isSound)
          && solution.closed.residenceTimes.allSatisfy(Self.isSound)
        #expect(sound, "seed \(seed): \(network) \(solution)")
      }
    }
  }

  @Test func `stations`() {
    for seed in 0..<Self.count {
      var random = SeededRandom(seed)
      let (rate, time) = (Self.value(&random, oddity: 0.2), Self.value(&random, oddity: 0.2))
      let servers = random.whole(0...50)
      var numbers: [Double] = []
      if let queue = try? MarkovianQueue(arrivalRate: rate, serviceTime: time, serverCount: servers) {
        numbers += [
          queue.waitingTime, queue.queueLength, queue.responseTail(beyond: time), queue.emptyProbability,
        ]
        numbers += [queue.responseQuantile(0.99), queue.utilization, queue.waitingQuantile(0.9)]
      }
      if let queue = try? BoundedQueue(
        arrivalRate: rate, serviceTime: time, serverCount: servers, limit: servers + random.whole(0...20))
      {
        numbers += [
          queue.waitingTime, queue.blockingProbability, queue.responseTail(beyond: time), queue.queueLength,
        ]
      }
      if let queue = try? TwoMomentQueue(
        arrivalRate: rate, arrivalVariation: abs(Self.value(&random, oddity: 0.1)), serviceTime: time,
        serviceVariation: abs(Self.value(&random, oddity: 0.1)), serverCount: servers)
      {
        numbers += [queue.waitingTime, queue.waitingTail(beyond: time), queue.responseTail(beyond: 2 * time)]
      }
      if let bounds = try? OperationalBounds.balancedJob(
        demands: [rate, time], population: servers, thinkTime: abs(time))
      {
        numbers += [
          bounds.throughput.lowerBound, bounds.throughput.upperBound, bounds.responseTime.upperBound,
        ]
      }
      // Infinity is the answer of an overloaded station; nothing is negative or not a number.
      #expect(
        numbers.allSatisfy { $0 >= 0 },
        "seed \(seed): rate \(rate), time \(time), servers \(servers): \(numbers)")
    }
  }
}
