/// What a station does with a number of customers, whoever they are.
struct ServiceStation {
  /// Completions per second with 1 ... K customers present; constant beyond.
  var rates: [Double]
  /// Mean number that wait with 0 ... K present; each one beyond waits too.
  var waiting: [Double]
  /// Probability that an arrival finds no server free with 0 ... K present.
  var full: [Double]
  /// Servers.
  var serverCount: Int
  /// Probability of 0 ... c busy servers with 0 ... K present, rows of c + 1; empty when it is min(k, c).
  var busyServers: [Double] = []

  /// A station of servers of which each serves one customer: `rates.count` servers.
  init(rates: [Double]) {
    self.rates = rates
    serverCount = rates.count
    waiting = [Double](repeating: 0, count: rates.count + 1)
    full = waiting
    full[rates.count] = 1
  }

  /// A pool whose threads go on after the answer.
  ///
  /// Customers are those who wait or are in their first phase. How many threads are in their second phase then,
  /// is found from a station of the same threads under a Poisson stream of the same rate.
  ///
  /// - Parameters:
  ///   - rates: Threads that finish both phases per second with 1 ... m busy.
  ///   - firstShare: Share of the first phase in the time of both; > 0, < 1.
  ///   - arrivalRate: Requests per second.
  init(rates both: [Double], firstShare: Double, arrivalRate: Double) {
    let threads = both.count
    let states = threads + 1
    let last = threads + 24
    serverCount = threads
    let arrivals = min(arrivalRate, 0.97 * both[threads - 1])
    /// Rate at which each busy thread ends its first or second phase.
    func pace(_ busy: Int, _ share: Double) -> Double {
      busy == 0 ? 0 : both[busy - 1] / Double(busy) / share
    }
    // Rates between states of k customers and j threads in their second phase.
    var chain = BandedChain(stateCount: (last + 1) * states, reach: states)
    for k in 0...last {
      for j in 0...threads {
        let (working, state) = (min(k, threads - j), k * states + j)
        let busy = working + j
        if k < last { chain.add(arrivals, from: state, to: state + states) }
        if working > 0 {
          chain.add(Double(working) * pace(busy, firstShare), from: state, to: state - states + 1)
        }
        if j > 0 { chain.add(Double(j) * pace(busy, 1 - firstShare), from: state, to: state - 1) }
      }
    }
    let weights = chain.steadyState()
    self.rates = []
    waiting = []
    full = []
    for k in 0...last {
      let row = weights[(k * states)..<((k + 1) * states)]
      let sum = row.reduce(0, +)
      var (rate, queue, blocked) = (0.0, 0.0, 0.0)
      var busyRow = [Double](repeating: 0, count: states)
      for (j, weight) in row.enumerated() {
        let share = sum > 0 ? weight / sum : (j == 0 ? 1 : 0)
        let working = min(k, threads - j)
        rate += share * Double(working) * pace(working + j, firstShare)
        queue += share * Double(k - working)
        if working + j == threads { blocked += share }
        busyRow[working + j] += share
      }
      if k > 0 { self.rates.append(max(rate, 1e-300)) }
      waiting.append(queue)
      full.append(blocked)
      busyServers += busyRow
    }
    // Beyond, threads alternate between both phases without a pause.
    self.rates[last - 1] = both[threads - 1]
  }

  func rate(_ present: Int) -> Double { rates[min(present, rates.count) - 1] }

  func waiting(_ present: Int) -> Double {
    let last = rates.count
    return present <= last ? waiting[present] : waiting[last] + Double(present - last)
  }

  func full(_ present: Int) -> Double { full[min(present, rates.count)] }

  func addBusyServers(present: Int, probability: Double, to result: inout [Double]) {
    guard !busyServers.isEmpty else {
      result[min(present, serverCount)] += probability
      return
    }
    let row = min(present, rates.count) * (serverCount + 1)
    for index in 0...serverCount { result[index] += probability * busyServers[row + index] }
  }
}
