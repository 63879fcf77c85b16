/// How far an iteration goes.
public struct IterationOptions: Sendable, Hashable {
  /// Greatest change of a queue length, relative to the population, at which to stop; > 0.
  public var tolerance: Double
  /// Most iterations of each inner loop; ≥ 1.
  public var iterationLimit: Int

  /// Makes options.
  public init(tolerance: Double = 1e-8, iterationLimit: Int = 10_000) {
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }
}

/// A closed network as flat arrays, and the fixed point that approximate mean value analysis looks for.
///
/// Per class and station: index r · K + k, so that the inner loop runs along stations.
struct ApproximateCore {
  let network: ClosedNetwork
  let stationCount: Int
  let classCount: Int
  let demands: [Double]
  let thinkTimes: [Double]
  let populations: [Double]
  /// 1 where the arrival waits for those present one by one, 0 at a delay and where a table says.
  let isSingleServer: [Double]
  /// Stations of several servers or load-dependent rates: index and table for one and two customers fewer.
  let tabled: [(station: Int, table: (StretchTable, StretchTable, StretchTable))]

  init(_ network: ClosedNetwork) {
    self.network = network
    stationCount = network.stations.count
    classCount = network.classes.count
    let classes = network.classes.indices
    demands = classes.flatMap { r in network.stations.map { $0.demands[r] } }
    thinkTimes = network.classes.map(\.thinkTime)
    populations = network.classes.map { Double($0.population) }
    let total = network.classes.reduce(0) { $0 + $1.population }
    isSingleServer = network.stations.map { $0.kind == .queue(serverCount: 1) ? 1 : 0 }
    var cache: [ClosedNetwork.Kind: (StretchTable, StretchTable, StretchTable)] = [:]
    var tabled: [(station: Int, table: (StretchTable, StretchTable, StretchTable))] = []
    for (k, station) in network.stations.enumerated() {
      guard station.kind != .delay, station.kind != .queue(serverCount: 1) else { continue }
      let tables: (StretchTable, StretchTable, StretchTable)
      if let known = cache[station.kind] {
        tables = known
      } else {
        let make = { (others: Int) in
          StretchTable(others: max(0, others), settled: station.kind.settledCount) { station.kind.rate($0) }
        }
        tables = (make(total), make(total - 1), make(total - 2))
        cache[station.kind] = tables
      }
      tabled.append((k, tables))
    }
    self.tabled = tabled
  }

  /// Even spread of each class over the stations it visits, in proportion to its demands.
  func start() -> [Double] {
    var result = demands
    for r in 0..<classCount {
      let sum = demands[r * stationCount..<(r + 1) * stationCount].reduce(thinkTimes[r], +)
      guard sum > 0 else { continue }
      for k in 0..<stationCount { result[r * stationCount + k] *= populations[r] / sum }
    }
    return result
  }

  /// Iterates queue lengths to a fixed point for the network with `population` customers of each class.
  ///
  /// - Parameters:
  ///   - queues: Queue lengths, from a start to the fixed point.
  ///   - throughputs: Filled in.
  ///   - fewer: 0 for the full population, 1 with one customer taken out.
  ///   - correction: What a queue that an arrival of a class finds differs from (N_r − 1)/N_r of its own class and all of
  ///     the others, index as demands; Bard and Schweitzer take 0.
  /// - Returns: Iterations, and whether they settled.
  func settle(
    _ queues: inout [Double], _ throughputs: inout [Double], population: [Double], fewer: Int,
    correction: [Double], options: IterationOptions
  ) -> (iterations: Int, isConverged: Bool) {
    let stations = stationCount
    var totals = [Double](repeating: 0, count: stations)
    for r in 0..<classCount { for k in 0..<stations { totals[k] += queues[r * stations + k] } }
    var residence = [Double](repeating: 0, count: stations)
    for iteration in 1...max(1, options.iterationLimit) {
      var change = 0.0
      for r in 0..<classCount where population[r] > 0 {
        let (row, share) = (r * stations, 1 / population[r])
        var time = thinkTimes[r]
        queues.withUnsafeBufferPointer { queues in
          demands.withUnsafeBufferPointer { demands in
            correction.withUnsafeBufferPointer { correction in
              for k in 0..<stations {
                let found = totals[k] - queues[row + k] * share + correction[row + k]
                residence[k] = demands[row + k] * (1 + isSingleServer[k] * max(0, found))
              }
            }
          }
        }
        for (k, table) in tabled {
          let found = totals[k] - queues[row + k] * share + correction[row + k]
          let stretch = fewer == 0 ? table.1.stretch(at: found) : table.2.stretch(at: found)
          residence[k] = demands[row + k] * stretch
        }
        for k in 0..<stations { time += residence[k] }
        let throughput = population[r] / time
        throughputs[r] = throughput
        for k in 0..<stations {
          let queue = throughput * residence[k]
          let difference = queue - queues[row + k]
          totals[k] += difference
          queues[row + k] = queue
          change = max(change, abs(difference) * share)
        }
      }
      if change <= options.tolerance { return (iteration, true) }
    }
    return (options.iterationLimit, false)
  }

  /// A solution from queue lengths at the full population.
  func solution(
    queues: [Double], throughputs: [Double], iterations: Int, isConverged: Bool
  ) -> ClosedNetworkSolution {
    let residence = (0..<stationCount).map { k in
      (0..<classCount).map { r in throughputs[r] > 0 ? queues[r * stationCount + k] / throughputs[r] : 0 }
    }
    var stretches = (0..<stationCount).map { k in
      1 + isSingleServer[k] * (0..<classCount).reduce(0) { $0 + queues[$1 * stationCount + k] }
    }
    for (k, table) in tabled {
      let present = (0..<classCount).reduce(0) { $0 + queues[$1 * stationCount + k] }
      stretches[k] = table.0.stretch(at: present)
    }
    return ClosedNetworkSolution(
      network, throughputs: throughputs, residenceTimes: residence, stretches: stretches,
      iterations: iterations,
      isConverged: isConverged)
  }
}
