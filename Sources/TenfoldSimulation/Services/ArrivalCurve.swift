/// Arrivals of a Poisson process whose rate is a line through points.
///
/// The time to the next arrival is found by inversion: an exponential amount of expected arrivals is walked along the
/// curve, whose area over a straight part is a trapezium. So each arrival takes one random number, whatever the
/// curve does.
///
/// **Source.** Çinlar, Introduction to Stochastic Processes, 1975, chapter 4: the expected arrivals, as a function of
/// time, turn a Poisson process of rate 1 into one of any rate.
struct ArrivalCurve: ~Copyable {
  private let times: FlatArray<Double>
  private let rates: FlatArray<Double>

  /// Makes the curve of points by time, at least one; before the first and after the last it is level.
  init(times: [Double], rates: [Double]) {
    precondition(!times.isEmpty && times.count == rates.count, "a curve has points of two coordinates")
    self.times = FlatArray(times)
    self.rates = FlatArray(rates)
  }

  /// When the next arrival comes.
  ///
  /// - Parameters:
  ///   - now: The time of the one before.
  ///   - amount: Expected arrivals until then, an exponential number of mean 1 divided by the share that counts.
  ///   - part: The point behind which `now` lies, 0 at first; moved on. The caller keeps it between calls.
  /// - Returns: The time; infinite when none comes any more.
  /// - Complexity: O(1) for each point passed.
  func next(after now: Double, amount: Double, part: inout Int32) -> Double {
    var (time, left) = (now, amount)
    var index = Int(part)
    while index + 1 < times.count {
      let (start, end) = (times[index], times[index + 1])
      if time >= end {
        index += 1
        continue
      }
      let from = max(time, start)
      if from > time {
        // Level before the first point.
        let area = rates[index] * (from - time)
        if left < area {
          part = Int32(truncatingIfNeeded: index)
          return time + left / rates[index]
        }
        left -= area
        time = from
        continue
      }
      let slope = (rates[index + 1] - rates[index]) / (end - start)
      let rate = rates[index] + slope * (time - start)
      let area = (rate + rates[index + 1]) / 2 * (end - time)
      if left < area {
        part = Int32(truncatingIfNeeded: index)
        // rate x + slope x^2 / 2 = left, in the form that does not cancel.
        return min(end, time + 2 * left / (rate + max(0, rate * rate + 2 * slope * left).squareRoot()))
      }
      left -= area
      time = end
      index += 1
    }
    part = Int32(truncatingIfNeeded: index)
    let last = rates[times.count - 1]
    return last > 0 ? time + left / last : .infinity
  }
}
