public import TenfoldModel

/// The result of discover, assess and analyze as JSON, in the form that `Schemas/result.schema.json` describes.
public enum ResultJSON {
  /// What was found and how mature it is.
  public static func document(
    of inventory: Inventory, assessment: Assessment, name: String
  ) -> JSONValue {
    .object(
      head(name) + members(of: inventory) + members(of: assessment)
        + [.init("diagnostics", diagnostics(inventory.diagnostics))])
  }

  /// The whole answer.
  ///
  /// - Parameter curve: The same system solved at many loads, from which a page can be written again; nil leaves it out.
  public static func document(of analysis: Analysis, curve: GrowthCurve? = nil) -> JSONValue {
    .object(
      head(analysis.system.name) + members(of: analysis.inventory ?? Inventory(described: analysis.system))
        + members(of: analysis.assessment) + members(of: analysis)
        + [.init("diagnostics", diagnostics(analysis.diagnostics))]
        + (curve.map { [.init("picture", SavedPicture.document(of: analysis, $0))] } ?? []))
  }

  /// What the system takes at several scales.
  public static func document(of estimates: [Estimate], name: String) -> JSONValue {
    .object(head(name) + [.init("estimates", .array(estimates.map(value)))])
  }

  private static func head(_ name: String) -> [JSONValue.Member] {
    [
      .init("schemaVersion", .string(Release.schemaVersion)),
      .init("toolVersion", .string(Release.version)), .init("system", .string(name)),
    ]
  }

  private static func members(of analysis: Analysis) -> [JSONValue.Member] {
    [
      .init(
        "load",
        .members([
          "users": value(analysis.usersNow), "requestsPerSecond": value(analysis.rateNow),
          "note": .string(analysis.loadNote),
        ])),
      .init("headroom", analysis.headroom.map(number) ?? .null),
      .init(
        "goal",
        .members([
          "users": .number(analysis.goal.users), "growth": .number(analysis.goal.growth),
          "assumed": .bool(analysis.goal.isAssumed),
          "plannedUtilization": .number(analysis.goal.plannedUtilization),
        ])),
      .init(
        "bases",
        .members([
          "measured": .number(Double(analysis.bases.measured)),
          "stated": .number(Double(analysis.bases.stated)),
          "assumed": .number(Double(analysis.bases.assumed)),
        ])),
      .init("constraints", .array(analysis.constraints.map(value))),
      .init("plan", .array(analysis.plan.map(value))),
      .init("waysToBegin", .array(analysis.waysToBegin.map(value))),
      .init("simulated", .array(analysis.checks.map(value))),
      .init("rejected", .array(analysis.rejected.map(value))),
      .init("measureFirst", .array(analysis.measureFirst.map(value))),
      .init("estimates", .array(analysis.estimates.map(value))),
      .init("estimateToday", analysis.estimateToday.map(value) ?? .null),
    ]
  }

  private static func value(_ constraint: Constraint) -> JSONValue {
    .members([
      "id": .string(constraint.id), "family": .string(constraint.family.rawValue),
      "kind": .string(constraint.kind), "subject": .string(constraint.subject),
      "quantity": .string(constraint.quantity), "limit": number(constraint.limit),
      "valueNow": number(constraint.valueNow), "unit": .string(constraint.unit),
      "breaksAtUsers": constraint.breaksAtUsers.map(value) ?? .null,
      "breaksAtRequestsPerSecond": constraint.breaksAtRate.map(value) ?? .null,
      "isViolatedNow": .bool(constraint.isViolatedNow),
      "probabilityFirst": number(constraint.probabilityFirst),
      "explanation": .string(constraint.explanation), "evidence": evidence(constraint.evidence),
    ])
  }

  private static func value(_ step: PlanStep) -> JSONValue {
    .members([
      "remedy": .string(step.remedy), "subject": .string(step.subject), "action": .string(step.action),
      "relieves": .string(step.relieves), "limit": .string(step.limit),
      "family": step.family.map { .string($0.rawValue) } ?? .null,
      "reachesUsers": step.reachesUsers.map(value) ?? .null,
      "monthlyCostUSD": value(step.monthlyCost), "effortPersonWeeks": value(step.effort),
      "timeSeconds": value(step.time), "reversibility": .string(step.reversibility),
      "risk": .string(step.risk), "tradeoff": .string(step.tradeoff),
      "nextConstraint": .optional(step.nextConstraint),
    ])
  }

  private static func value(_ move: FirstMove) -> JSONValue {
    .members([
      "remedy": .string(move.remedy), "subject": .string(move.subject), "action": .string(move.action),
      "reachesUsers": move.reachesUsers.map(number) ?? .null, "p99Seconds": move.p99.map(number) ?? .null,
      "monthlyCostUSD": number(move.monthlyCost), "effortPersonWeeks": number(move.effort),
      "regret": move.regret.map(number) ?? .null,
    ])
  }

  private static func value(_ check: StepCheck) -> JSONValue {
    .members([
      "steps": .number(Double(check.steps)), "users": number(check.users),
      "requestsPerSecond": number(check.rate), "journey": .string(check.journey),
      "solvedP99Seconds": check.solvedP99.map(number) ?? .null,
      "simulatedP99Seconds": check.simulatedP99.map { number($0.estimate) } ?? .null,
      "halfWidth99Seconds": check.simulatedP99.map { number($0.halfWidth) } ?? .null,
      "failedShare": number(check.failedShare), "endedEarly": .optional(check.endedEarly),
    ])
  }

  private static func value(_ rejection: Rejection) -> JSONValue {
    .members([
      "remedy": .string(rejection.remedy), "subject": .string(rejection.subject),
      "reason": .string(rejection.reason), "reachesUsers": rejection.reachesUsers.map(number) ?? .null,
    ])
  }

  private static func value(_ entry: MeasureFirst) -> JSONValue {
    .members([
      "quantity": .string(entry.quantity), "current": .string(entry.current),
      "share": number(entry.share), "how": .string(entry.how),
    ])
  }

  private static func value(_ estimate: Estimate) -> JSONValue {
    .members([
      "users": number(estimate.users),
      "lines": .array(
        estimate.lines.map { line in
          .members([
            "topic": .string(line.topic), "name": .string(line.name), "value": value(line.value),
            "unit": .string(line.unit), "formula": .string(line.formula),
            "isConvention": .bool(line.isConvention),
          ])
        }),
    ])
  }

  static func value(_ range: Range3) -> JSONValue {
    .members(["low": number(range.low), "likely": number(range.likely), "high": number(range.high)])
  }

  /// A computed number to six significant digits: more would only show the machine's rounding.
  static func number(_ value: Double) -> JSONValue {
    guard value.isFinite, value != 0 else { return .number(value) }
    let magnitude = (logarithm(abs(value)) / logarithm(10)).rounded(.down)
    let decimals = 5 - magnitude
    let scale = power(10, abs(decimals))
    return .number(decimals >= 0 ? (value * scale).rounded() / scale : (value / scale).rounded() * scale)
  }
}
