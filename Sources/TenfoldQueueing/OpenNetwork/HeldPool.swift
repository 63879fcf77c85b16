/// A pool of threads that work on a machine's cores and are held meanwhile, also while they wait for others.
///
/// With *n* threads busy the pool finishes as much as a closed network of *n* customers, the cores and a delay: that
/// makes it a station with a rate for each number present (flow-equivalent aggregation), asked by a Poisson stream. Exact
/// where work is exponential and what is waited for does not depend on this pool.
///
/// **Source.** Chandy, Herzog and Woo, IBM J. Res. Dev. 19(1), 1975.
struct HeldPool {
  /// What the threads do, in the mean of all requests.
  struct Work {
    /// Threads.
    var threads: Int
    /// Cores that they share; as many as threads for a pool that only waits.
    var servers: Int
    /// Time on a core per request, in seconds.
    var processing = 0.0
    /// Time held besides, in seconds.
    var elsewhere: Double
    /// Squared variation of the time on a core, and of the whole time held.
    var processingVariability = 1.0
    var variability = 1.0
  }

  /// What is asked over what the threads could finish; at and above 1 there is no steady state.
  let utilization: Double
  /// Wait for a thread.
  private(set) var wait = TimeShape()
  /// Mean wait for a core while a thread is held, per request, in seconds.
  private(set) var processorWait = 0.0

  /// Beyond so many threads waits are left out: a pool of them waits only where it is overloaded.
  private static let mostThreads = 4096

  init(_ work: Work, arrivalRate: Double) {
    let hold = work.processing + work.elsewhere
    guard hold > 0, arrivalRate > 0 else {
      utilization = 0
      return
    }
    guard hold.isFinite else {
      utilization = .infinity
      wait = TimeShape(mean: .infinity, variance: .infinity)
      processorWait = .infinity
      return
    }
    guard work.threads <= Self.mostThreads else {
      let most = min(Double(work.threads) / hold, Double(work.servers) / work.processing)
      utilization = arrivalRate / most
      if utilization >= 1 { wait = TimeShape(mean: .infinity, variance: .infinity) }
      return
    }
    let rates = Self.rates(work)
    let capacity = rates[rates.count - 1]
    utilization = arrivalRate / capacity
    guard utilization < 1 else {
      wait = TimeShape(mean: .infinity, variance: .infinity)
      processorWait = .infinity
      return
    }
    // Probabilities of 0 ... m present, and geometric beyond.
    var (weight, total, present) = (1.0, 0.0, 0.0)
    for (index, rate) in rates.enumerated() {
      total += weight
      present += Double(index) * weight
      weight *= arrivalRate / rate
      if total > 1e200 {
        weight *= 1e-200
        total *= 1e-200
        present *= 1e-200
      }
    }
    let beyond = weight / (1 - utilization)
    total += beyond
    present += Double(rates.count) * beyond
    let share = beyond / total
    let factor = Self.waitFactor(work, rates: rates, utilization: utilization)
    wait = TimeShape(wait: share * factor / (capacity - arrivalRate), share: share)
    processorWait = max(0, present / total / arrivalRate - hold)
  }

  /// Requests finished per second with 1 ... m threads busy, by convolution of cores and delay.
  private static func rates(_ work: Work) -> [Double] {
    let (cores, demand, delay) = (work.servers, work.processing, work.elsewhere)
    guard demand > 0, cores < work.threads || delay <= 0 else {
      return (1...work.threads).map { Double($0) / (demand + delay) }
    }
    guard delay > 0 else { return (1...work.threads).map { Double(min($0, cores)) / demand } }
    // Over the weight of all n being elsewhere: sums over the states with fewer than c at the cores, and with more.
    var rates: [Double] = []
    var (before, crowded, unit) = (1.0, 0.0, 1.0)
    let perCore = demand / Double(cores)
    for n in 1...work.threads {
      var (term, few) = (unit, 0.0)
      for i in 0..<min(cores, n + 1) {
        few += term
        term *= demand / Double(i + 1) * Double(n - i) / delay
      }
      // `term` is now the weight of c at the cores, of which the next recursion begins.
      crowded = crowded * perCore * Double(n) / delay + (n >= cores ? term : 0)
      let sum = few + crowded
      rates.append(before / sum * Double(n) / delay)
      before = sum
      if sum > 1e200 {
        before *= 1e-200
        crowded *= 1e-200
        unit *= 1e-200
      }
    }
    return rates
  }

  /// Where threads contend for cores, their completions follow those of the cores; where they do not, the variability of
  /// their own time counts. As ``LayeredFixedPoint/poolWaitFactor(_:_:utilization:)``.
  private static func waitFactor(_ work: Work, rates: [Double], utilization: Double) -> Double {
    let threads = Double(work.threads)
    let parallel = min(threads, max(1, rates[rates.count - 1] / rates[0]))
    let freedom = threads > 1 ? ((parallel - 1) / (threads - 1)).squareRoot() : 1
    let contended = work.processing > 0 ? work.processingVariability : 1
    return LayeredFixedPoint.waitFactor(
      max(0, contended + freedom * (work.variability - contended)), servers: Int(parallel.rounded()),
      utilization: utilization)
  }
}
