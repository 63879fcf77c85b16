internal import TenfoldModel

/// What the page's script knows: solved points with their numbers spelled already, so that it computes none of them.
struct GrowthData {
  private let state: PageState
  private let graph: PageGraph
  private let curve: GrowthCurve

  init(_ state: PageState, _ graph: PageGraph, _ curve: GrowthCurve) {
    self.state = state
    self.graph = graph
    self.curve = curve
  }

  /// The data as one JSON document.
  var document: JSONValue {
    .members([
      "now": ResultJSON.number(state.analysis.usersNow.likely),
      "planned": .number(state.analysis.goal.plannedUtilization), "nearly": .number(Busyness.nearly),
      "points": .array(
        curve.points.map { .members(Self.members(of: $0, today: state.analysis.usersNow.likely)) }),
      "busy": .array(graph.parts.indices.map { part in .array(curve.points.map { permille($0, part) }) }),
      "limits": .array(state.limits.filter(isWithin).map(limit)),
      "edges": .array(
        graph.edges.map { .array([.number(Double($0.from)), .number(Double($0.to))]) }),
      "groups": .array(graph.groups.members.map { .array($0.map { .number(Double($0)) }) }),
    ])
  }

  /// True for a limit that breaks on the slider's way.
  func isWithin(_ limit: PageState.Limit) -> Bool { limit.users <= curve.points.last?.users ?? 0 }

  /// A point with its numbers spelled, those of the rows of *What it takes* in their order.
  static func members(of point: GrowthCurve.Point, today: Double) -> KeyValuePairs<String, JSONValue> {
    [
      "users": ResultJSON.number(point.users), "load": .string(QuantityText.users(point.users)),
      "times": .string(times(point, today: today)),
      "rate": .string(QuantityText.rate(point.rate)),
      "values": .array(
        (point.p99s.map(p99) + [failed(point.failedShare)]
          + point.estimate.lines.map { Wording.value($0.value.likely, in: $0.unit) })
          .map { .string($0) }),
    ]
  }

  /// `2.51x`.
  static func times(_ point: GrowthCurve.Point, today: Double) -> String {
    QuantityText.number(point.users / today) + "x"
  }

  /// `107 ms`, or that there is none.
  static func p99(_ time: Double?) -> String { time.map(QuantityText.duration) ?? "no steady state" }

  /// `0.3 %`, or that there is none.
  static func failed(_ share: Double?) -> String { share.map(QuantityText.share) ?? "no steady state" }

  /// Busy share in thousandths, rounded down so that nothing looks broken that is not; -1 where there is none.
  private func permille(_ point: GrowthCurve.Point, _ part: Int) -> JSONValue {
    guard let share = point.utilizations[part] else { return .number(-1) }
    return .number((min(9.999, share) * 1000).rounded(.down))
  }

  private func limit(_ limit: PageState.Limit) -> JSONValue {
    .members([
      "users": ResultJSON.number(limit.users), "name": .string(Wording.name(of: limit.constraint)),
      "at": .string(limit.users > 0 ? "at \(QuantityText.users(limit.users))" : "today"),
      "part": .number(Double(limit.part ?? -1)),
      "journey": .number(Double(limit.journey.flatMap { curve.journeys.firstIndex(of: $0) } ?? -1)),
    ])
  }
}
