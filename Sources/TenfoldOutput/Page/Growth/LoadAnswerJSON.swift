package import TenfoldModel

/// What a served page is told about one load: every number spelled, as in the points that the page carries.
package enum LoadAnswerJSON {
  /// The document.
  ///
  /// - Parameters:
  ///   - answer: What was solved.
  ///   - usersNow: Today's users, of which the load is a multiple; > 0.
  ///   - plannedUtilization: Busy share that is planned for at most, in 0...1.
  ///   - command: The command line that gives the same numbers.
  package static func document(
    of answer: LoadAnswer, usersNow: Double, plannedUtilization: Double, command: String
  ) -> JSONValue {
    let broken = Set(answer.broken.compactMap { PageState.part(ofLimit: $0.kind, on: $0.subject) })
    let parts = zip(answer.components, answer.point.utilizations).map { name, utilization in
      let busyness = Busyness(
        utilization, isBroken: broken.contains(name), planned: plannedUtilization)
      return JSONValue.members([
        "name": .string(name), "band": .number(Double(busyness.rawValue)),
        "text": .string(busyness.text(of: utilization)),
        "busy": .number(((utilization ?? -0.001) * 1000).rounded(.down)),
      ])
    }
    let limits = answer.broken.map { limit in
      JSONValue.members([
        "name": .string(limit.subject.isEmpty ? limit.quantity : "\(limit.subject) \(limit.quantity)"),
        "journey": .number(
          Double((limit.kind == "latency" ? answer.journeys.firstIndex(of: limit.subject) : nil) ?? -1)),
      ])
    }
    return .object(
      GrowthData.members(of: answer.point, today: usersNow).map { .init($0.key, $0.value) } + [
        .init("parts", .array(parts)), .init("broken", .array(limits)), .init("command", .string(command)),
      ])
  }
}
