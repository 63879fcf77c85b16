extension ClosedNetwork {
  /// Solves exactly by convolution of normalizing constants.
  ///
  /// Sums of positive terms only, in numbers that cannot overflow: no negative probabilities at any population, which is
  /// where mean value analysis with several servers fails.
  ///
  /// - Parameter stateLimit: Most population vectors, Π (N_r + 1), to go through.
  /// - Throws: ``QueueingError/tooManyStates(count:limit:)``.
  /// - Complexity: With L = Π (N_r + 1) vectors, K stations and R classes O(K R L); a station of c servers adds
  ///   O(L · min(c^R, L)), and m such stations multiply that by log m.
  ///
  /// **Source.** Buzen, CACM 16(9), 1973; Reiser and Kobayashi, IBM Journal of Research and Development 19(3), 1975
  /// (classes and load-dependent stations).
  public func solveExactly(stateLimit: Int = 2_000_000) throws(QueueingError) -> ClosedNetworkSolution {
    let count = classes.reduce(1.0) { $0 * Double($1.population + 1) }
    guard count <= Double(stateLimit) else { throw .tooManyStates(count: count, limit: stateLimit) }
    return Convolution(self).solve()
  }
}

/// Normalizing constants G(n) over all population vectors n up to N, in the order of a mixed-radix counter.
private struct Convolution {
  private typealias Constants = [ScaledNumber]

  private let network: ClosedNetwork
  private let classCount: Int
  /// Distance between vectors that differ by one customer of a class.
  private let strides: [Int]
  private let size: Int
  /// Customers of class r in the vector of index i: `populations[i * classCount + r]`.
  private let populations: [Int]
  /// Customers of all classes.
  private let totals: [Int]

  init(_ network: ClosedNetwork) {
    self.network = network
    classCount = network.classes.count
    var strides: [Int] = []
    var size = 1
    for each in network.classes {
      strides.append(size)
      size *= each.population + 1
    }
    var populations = [Int](repeating: 0, count: size * network.classes.count)
    var totals = [Int](repeating: 0, count: size)
    for index in 0..<size {
      for (r, each) in network.classes.enumerated() {
        let n = index / strides[r] % (each.population + 1)
        populations[index * network.classes.count + r] = n
        totals[index] += n
      }
    }
    self.strides = strides
    self.size = size
    self.populations = populations
    self.totals = totals
  }

  func solve() -> ClosedNetworkSolution {
    let full = size - 1
    let classes = network.classes.indices
    var constants = delays()
    var dependent: [Int] = []
    for (k, station) in network.stations.enumerated() {
      if isSingleServer(station) {
        addSingleServer(&constants, station.demands)
      } else if station.kind != .delay {
        dependent.append(k)
      }
    }
    var residence = network.stations.map { [Double](repeating: 0, count: $0.demands.count) }
    var stretches = [Double](repeating: 1, count: network.stations.count)
    var queueLengths = residence
    let whole = leaveOneOut(constants, dependent) { k, without, weights, whole in
      // E over what is present: positive terms only.
      let inverse = whole[full]
      var stretch = 0.0
      for index in 0..<size where weights[index].significand != 0 {
        let probability = (weights[index] * without[full - index]).ratio(to: inverse)
        guard probability > 0 else { continue }
        let total = Double(totals[index])
        stretch += probability * (total + 1) / network.stations[k].kind.rate(totals[index] + 1)
        for r in classes {
          queueLengths[k][r] += Double(populations[index * classCount + r]) * probability
        }
      }
      stretches[k] = stretch
    }
    let throughputs = classes.map { r in
      network.classes[r].population == 0 ? 0 : whole[full - strides[r]].ratio(to: whole[full])
    }
    for (k, station) in network.stations.enumerated() {
      switch station.kind {
      case .delay:
        for r in classes where throughputs[r] > 0 { residence[k][r] = station.demands[r] }
      case _ where isSingleServer(station):
        // Mean queue of a station from the network in which it stands twice.
        var twice = whole
        addSingleServer(&twice, station.demands)
        var present = 0.0
        for r in classes where throughputs[r] > 0 {
          let queue = station.demands[r] * twice[full - strides[r]].ratio(to: whole[full])
          residence[k][r] = queue / throughputs[r]
          present += queue
        }
        stretches[k] = 1 + present
      default:
        for r in classes where throughputs[r] > 0 { residence[k][r] = queueLengths[k][r] / throughputs[r] }
      }
    }
    return ClosedNetworkSolution(
      network, throughputs: throughputs, residenceTimes: residence, stretches: stretches, iterations: 0,
      isConverged: true)
  }

  /// One server of constant rate.
  private func isSingleServer(_ station: ClosedNetwork.Station) -> Bool {
    station.kind == .queue(serverCount: 1)
  }

  /// Constants of think times and delays alone: Π Zⁿ/n!.
  private func delays() -> Constants {
    let times = network.classes.indices.map { r in
      network.stations.reduce(network.classes[r].thinkTime) { $1.kind == .delay ? $0 + $1.demands[r] : $0 }
    }
    var result = Constants(repeating: .zero, count: size)
    result[0] = ScaledNumber(1)
    for index in stride(from: 1, to: size, by: 1) {
      // From the vector with one customer fewer of the first class present.
      guard let r = network.classes.indices.first(where: { populations[index * classCount + $0] > 0 }) else {
        continue
      }
      result[index] = result[index - strides[r]] * (times[r] / Double(populations[index * classCount + r]))
    }
    return result
  }

  private func addSingleServer(_ constants: inout Constants, _ demands: [Double]) {
    for r in demands.indices where demands[r] > 0 && network.classes[r].population > 0 && classCount == 1 {
      for index in stride(from: 1, to: size, by: 1) { constants[index] += constants[index - 1] * demands[0] }
      return
    }
    guard classCount > 1 else { return }
    for index in stride(from: 1, to: size, by: 1) {
      for r in demands.indices where demands[r] > 0 && populations[index * classCount + r] > 0 {
        constants[index] += constants[index - strides[r]] * demands[r]
      }
    }
  }

  /// f(n) = n!/Π rate(i) Π D^n/n! of a station alone.
  private func weights(of station: ClosedNetwork.Station) -> Constants {
    var result = Constants(repeating: .zero, count: size)
    result[0] = ScaledNumber(1)
    for index in stride(from: 1, to: size, by: 1) {
      let scale = 1 / station.kind.rate(totals[index])
      for r in station.demands.indices where populations[index * classCount + r] > 0 {
        result[index] += result[index - strides[r]] * (station.demands[r] * scale)
      }
    }
    return result
  }

  /// Calls `visit` for each load-dependent station with the constants of the network without it, its weights and the
  /// constants of the whole; returns the latter.
  private func leaveOneOut(
    _ base: Constants, _ dependent: [Int],
    _ visit: (Int, _ without: Constants, _ weights: Constants, _ whole: Constants) -> Void
  ) -> Constants {
    guard !dependent.isEmpty else { return base }
    let weights = dependent.map { self.weights(of: network.stations[$0]) }
    var whole = base
    for (position, k) in dependent.enumerated() {
      whole = convolved(whole, with: weights[position], of: network.stations[k])
    }
    func descend(_ range: Range<Int>, _ constants: Constants) {
      if range.count == 1 {
        let position = range.lowerBound
        visit(dependent[position], constants, weights[position], whole)
        return
      }
      let middle = range.lowerBound + range.count / 2
      for (mine, other) in [
        (range.lowerBound..<middle, middle..<range.upperBound),
        (middle..<range.upperBound, range.lowerBound..<middle),
      ] {
        var rest = constants
        for position in other {
          rest = convolved(rest, with: weights[position], of: network.stations[dependent[position]])
        }
        descend(mine, rest)
      }
    }
    descend(dependent.indices, base)
    return whole
  }

  /// Constants with one more load-dependent station. Beyond the number from which its rate is constant its weights
  /// follow a recursion, so that only the terms up to there are summed.
  private func convolved(
    _ constants: Constants, with weights: Constants, of station: ClosedNetwork.Station
  ) -> Constants {
    let settled = station.kind.settledCount
    let factors = station.demands.map { $0 / station.kind.rate(settled) }
    let terms = (0..<size).filter { totals[$0] <= settled && weights[$0].significand != 0 }
    var beyond = Constants(repeating: .zero, count: size)
    var result = Constants(repeating: .zero, count: size)
    for index in 0..<size {
      for r in factors.indices where populations[index * classCount + r] > 0 && factors[r] > 0 {
        beyond[index] += beyond[index - strides[r]] * factors[r]
      }
      for term in terms {
        if term > index { break }
        guard fits(term, index) else { continue }
        let product = weights[term] * constants[index - term]
        if totals[term] == settled { beyond[index] += product } else { result[index] += product }
      }
      result[index] += beyond[index]
    }
    return result
  }

  /// True when no class of vector `term` has more customers than in vector `index`.
  private func fits(_ term: Int, _ index: Int) -> Bool {
    if classCount == 1 { return term <= index }
    for r in 0..<classCount
    where populations[term * classCount + r] > populations[index * classCount + r] { return false }
    return true
  }
}
