package import TenfoldModel

/// What a result carries for the picture and the slider of a page besides: parts, calls and solved points.
package struct SavedPicture {
  /// The member `picture` of a result; null without one.
  private let document: JSONValue

  /// Reads the member of a result; nil where there is none.
  package init(_ document: JSONValue?) { self.document = document ?? .null }

  /// The member for an answer and its solved points.
  static func document(of analysis: Analysis, _ curve: GrowthCurve) -> JSONValue {
    let graph = PageGraph(of: analysis.system)
    let parts = analysis.system.components.map { component in
      JSONValue.members([
        "name": .string(component.name), "kind": .string(component.kind.rawValue),
        "owner": .optional(component.owner), "place": .optional(component.placedIn.first),
      ])
    }
    let calls = graph.edges.map { edge in
      JSONValue.array([
        .number(Double(edge.from)), .number(Double(edge.to)), .bool(edge.isAsynchronous),
      ])
    }
    let lines = curve.points.first?.estimate.lines ?? []
    return .members([
      "parts": .array(parts), "calls": .array(calls),
      "journeys": .array(curve.journeys.map { .string($0) }),
      "criticalPaths": .array(
        curve.criticalPaths.map { path in
          .members([
            "journey": .string(path.journey),
            "components": .array(path.components.map { .string($0) }),
          ])
        }),
      "lines": .array(
        lines.map { line in
          .members(["topic": .string(line.topic), "name": .string(line.name), "unit": .string(line.unit)])
        }),
      "points": .array(curve.points.map(point)),
    ])
  }

  private static func point(_ point: GrowthCurve.Point) -> JSONValue {
    func numbers(_ values: [Double?]) -> JSONValue {
      .array(values.map { $0.map(ResultJSON.number) ?? .null })
    }
    return .members([
      // Loads are compared with limits, and busy shares are rounded down: they keep every digit.
      "users": .number(point.users), "requestsPerSecond": ResultJSON.number(point.rate),
      "utilizations": .array(point.utilizations.map(JSONValue.optional)), "p99Seconds": numbers(point.p99s),
      "failedShare": point.failedShare.map(ResultJSON.number) ?? .null,
      "values": numbers(point.estimate.lines.map(\.value.likely)),
    ])
  }

  /// The system as far as a picture shows it: nothing in it can be solved.
  func system(named name: String) -> System {
    var components = document.list("parts") { part in
      var component = Component(
        name: part.text("name"), kind: ComponentKind(rawValue: part.text("kind")) ?? .service)
      component.owner = part["owner"]?.string
      component.placedIn = part["place"]?.string.map { [$0] } ?? []
      return component
    }
    for call in document["calls"]?.items ?? [] {
      let ends = call.items.compactMap { $0.number.flatMap { Int(exactly: $0) } }
      guard ends.count == 2, ends.allSatisfy(components.indices.contains) else { continue }
      let isMessage = call.items.count > 2 && call.items[2].isTrue
      if components[ends[0]].operations.isEmpty {
        components[ends[0]].operations = [Operation(name: "request")]
      }
      components[ends[0]].operations[0].steps.append(
        .call(Call(component: components[ends[1]].name, mode: isMessage ? .asynchronous : .synchronous)))
    }
    return System(name: name, components: components)
  }

  /// The solved points; nil where none were saved.
  package var curve: GrowthCurve? {
    let points = document["points"]?.items ?? []
    guard !points.isEmpty else { return nil }
    let lines = document["lines"]?.items ?? []
    let names = document.list("parts") { $0.text("name") }
    let journeys = document.list("journeys") { $0.string ?? "" }
    return GrowthCurve(
      components: names, journeys: journeys,
      criticalPaths: document.list("criticalPaths") {
        .init(journey: $0.text("journey"), components: $0.list("components") { $0.string ?? "" })
      },
      points: points.map { Self.point($0, lines, parts: names.count, journeys: journeys.count) })
  }

  /// A point with as many numbers as there are parts and journeys, whatever the document has.
  private static func point(
    _ entry: JSONValue, _ lines: [JSONValue], parts: Int, journeys: Int
  ) -> GrowthCurve.Point {
    func numbers(_ name: String, count: Int) -> [Double?] {
      let found = entry.list(name) { $0.number }
      return (0..<count).map { $0 < found.count ? found[$0] : nil }
    }
    let values = numbers("values", count: lines.count)
    return GrowthCurve.Point(
      users: entry.value("users"), rate: entry.value("requestsPerSecond"),
      utilizations: numbers("utilizations", count: parts), p99s: numbers("p99Seconds", count: journeys),
      failedShare: entry["failedShare"]?.number,
      estimate: Estimate(
        users: entry.value("users"),
        lines: zip(lines, values).map { line, value in
          EstimateLine(
            topic: line.text("topic"), name: line.text("name"),
            value: Range3(low: value ?? 0, likely: value ?? 0, high: value ?? 0), unit: line.text("unit"),
            formula: "", isConvention: false)
        }))
  }
}
