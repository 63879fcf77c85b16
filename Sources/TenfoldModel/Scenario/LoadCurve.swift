/// How much is asked of a system over time: a line through points, and level before the first and after the last.
///
/// Two points at one time are a step. Invariant: times ascend, values are finite and ≥ 0.
public struct LoadCurve: Sendable, Hashable {
  /// What the values are.
  public enum Measure: String, Sendable, Hashable {
    /// Requests per second.
    case rate
    /// Times the load that is stated elsewhere.
    case factor
  }

  /// A value at a time.
  public struct Point: Sendable, Hashable {
    /// When, in seconds from the beginning; ≥ 0.
    public var time: Double
    /// How much; ≥ 0.
    public var value: Double

    /// Joins both.
    public init(time: Double, value: Double) {
      self.time = time
      self.value = value
    }
  }

  /// What the values are.
  public let measure: Measure
  /// The points, by time.
  public let points: [Point]

  /// Makes the line through points.
  ///
  /// - Precondition: there is a point, times ascend, values are finite and ≥ 0.
  public init(_ measure: Measure, through points: [Point]) {
    precondition(!points.isEmpty, "a load curve has a point")
    precondition(
      zip(points, points.dropFirst()).allSatisfy { $0.time <= $1.time }, "times of a load curve ascend")
    precondition(
      points.allSatisfy { $0.value >= 0 && $0.value.isFinite && $0.time >= 0 && $0.time.isFinite },
      "loads are 0 or more, and times too")
    self.measure = measure
    self.points = points
  }

  /// The same load at all times.
  public static func constant(_ value: Double, _ measure: Measure = .rate) -> LoadCurve {
    LoadCurve(measure, through: [Point(time: 0, value: value)])
  }

  /// The load at a time; at a step, what holds from then on. - Complexity: O(points).
  public func value(at time: Double) -> Double {
    guard let next = points.firstIndex(where: { $0.time > time }) else {
      return points[points.count - 1].value
    }
    guard next > 0 else { return points[0].value }
    let (from, to) = (points[next - 1], points[next])
    return from.value + (to.value - from.value) * (time - from.time) / (to.time - from.time)
  }

  /// The highest load there is.
  public var peak: Double { points.map(\.value).max() ?? 0 }

  /// Load times time up to `end`: with rates, the requests to expect. - Complexity: O(points).
  public func integral(until end: Double) -> Double {
    var sum = 0.0
    var last = Point(time: 0, value: points[0].value)
    for point in points + [Point(time: .infinity, value: 0)] {
      let stop = min(point.time, end)
      if stop > last.time {
        let value = point.time.isFinite && stop == point.time ? point.value : value(before: stop)
        sum += (last.value + value) / 2 * (stop - last.time)
      }
      if point.time >= end { break }
      last = point
    }
    return sum
  }

  /// The load that holds up to a time.
  private func value(before time: Double) -> Double {
    guard let next = points.firstIndex(where: { $0.time >= time }) else {
      return points[points.count - 1].value
    }
    guard next > 0 else { return points[0].value }
    let (from, to) = (points[next - 1], points[next])
    return from.value + (to.value - from.value) * (time - from.time) / (to.time - from.time)
  }

  /// The curve with every value times a number.
  public func scaled(by factor: Double, as measure: Measure) -> LoadCurve {
    LoadCurve(measure, through: points.map { Point(time: $0.time, value: $0.value * factor) })
  }

  /// The curve times steps, each of which holds from its time until the next one's; before the first, 1.
  ///
  /// - Parameter steps: By time, which is ≥ 0; factors are ≥ 0.
  /// - Complexity: O(points + steps).
  public func multiplied(by steps: [(from: Double, factor: Double)]) -> LoadCurve {
    guard !steps.isEmpty else { return self }
    var result: [Point] = []
    var (next, factor) = (0, 1.0)
    /// Takes the steps up to a time, over which the curve goes from `start` to `end`.
    func takeSteps(until time: Double, from start: Point, to end: Point) {
      while next < steps.count, steps[next].from <= time {
        let share = end.time > start.time ? (steps[next].from - start.time) / (end.time - start.time) : 1
        let value = start.value + (end.value - start.value) * share
        result.append(Point(time: steps[next].from, value: value * factor))
        factor = steps[next].factor
        result.append(Point(time: steps[next].from, value: value * factor))
        next += 1
      }
    }
    var last = Point(time: 0, value: points[0].value)
    result.append(last)
    for point in points {
      takeSteps(until: point.time, from: last, to: point)
      result.append(Point(time: point.time, value: point.value * factor))
      last = point
    }
    takeSteps(until: .infinity, from: last, to: last)
    return LoadCurve(measure, through: result)
  }
}
