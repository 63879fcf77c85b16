package import TenfoldModel

extension Analysis {
  /// Reads what `analyze --json` wrote back into the answer it was written from, to be rendered again.
  ///
  /// What only solving needs is not in a result: of the system, names, kinds and calls come back, where a picture was saved
  /// (``SavedPicture``), and nothing that could be solved.
  ///
  /// - Throws: ``ResultError`` when the document is none of `analyze`, or of another major version of the schema.
  /// - Complexity: O(size of the document).
  package init(result document: JSONValue) throws(ResultError) {
    let standing = try Standing(result: document)
    let result = document["result"] ?? document
    guard result["constraints"] != nil, let load = result["load"], let goal = result["goal"] else {
      throw ResultError(
        description:
          "a result of assess or discover, which has no limits in it; write one with tenfold analyze "
          + "--json=FILE PATH")
    }
    self.init(
      system: SavedPicture(result["picture"]).system(named: standing.system),
      inventory: Inventory(result: result), assessment: Assessment(result: result),
      usersNow: Range3(load["users"]), rateNow: Range3(load["requestsPerSecond"]),
      loadNote: load.text("note"),
      goal: GrowthGoal(
        users: goal.value("users"), growth: goal.value("growth"), isAssumed: goal["assumed"]?.isTrue ?? false,
        plannedUtilization: goal.value("plannedUtilization")),
      bases: BasisCount(
        measured: result["bases"]?.count("measured") ?? 0, stated: result["bases"]?.count("stated") ?? 0,
        assumed: result["bases"]?.count("assumed") ?? 0),
      constraints: result.list("constraints", Constraint.init), plan: result.list("plan", PlanStep.init),
      waysToBegin: result.list("waysToBegin", FirstMove.init),
      rejected: result.list("rejected") {
        Rejection(
          remedy: $0.text("remedy"), subject: $0.text("subject"), reason: $0.text("reason"),
          reachesUsers: $0["reachesUsers"]?.number)
      },
      measureFirst: result.list("measureFirst") {
        MeasureFirst(
          quantity: $0.text("quantity"), current: $0.text("current"), share: $0.value("share"),
          how: $0.text("how"))
      },
      estimates: result.list("estimates", Estimate.init),
      estimateToday: result["estimateToday"].flatMap { $0["lines"] == nil ? nil : Estimate($0) },
      diagnostics: standing.doubts)
    checks = result.list("simulated", StepCheck.init)
  }
}

extension Constraint {
  fileprivate init(_ entry: JSONValue) {
    self.init(
      family: ConstraintFamily(rawValue: entry.text("family")) ?? .capacity, kind: entry.text("kind"),
      subject: entry.text("subject"), quantity: entry.text("quantity"),
      limit: entry["limit"]?.number ?? .infinity, valueNow: entry["valueNow"]?.number ?? .infinity,
      unit: entry.text("unit"),
      breaksAtUsers: entry["breaksAtUsers"].flatMap(Range3.ifAny),
      breaksAtRate: entry["breaksAtRequestsPerSecond"].flatMap(Range3.ifAny),
      isViolatedNow: entry["isViolatedNow"]?.isTrue ?? false,
      probabilityFirst: entry.value("probabilityFirst"), explanation: entry.text("explanation"),
      evidence: entry.list("evidence", Evidence.init))
  }
}

extension PlanStep {
  fileprivate init(_ entry: JSONValue) {
    self.init(
      remedy: entry.text("remedy"), subject: entry.text("subject"), action: entry.text("action"),
      relieves: entry.text("relieves"), limit: entry.text("limit"),
      family: entry["family"]?.string.flatMap(ConstraintFamily.init),
      reachesUsers: entry["reachesUsers"].flatMap(Range3.ifAny), monthlyCost: Range3(entry["monthlyCostUSD"]),
      effort: Range3(entry["effortPersonWeeks"]), time: Range3(entry["timeSeconds"]),
      reversibility: entry.text("reversibility"), risk: entry.text("risk"),
      tradeoff: entry.text("tradeoff"), nextConstraint: entry["nextConstraint"]?.string)
  }
}

extension FirstMove {
  fileprivate init(_ entry: JSONValue) {
    self.init(
      remedy: entry.text("remedy"), subject: entry.text("subject"), action: entry.text("action"),
      reachesUsers: entry["reachesUsers"]?.number, p99: entry["p99Seconds"]?.number,
      monthlyCost: entry.value("monthlyCostUSD"), effort: entry.value("effortPersonWeeks"))
    regret = entry["regret"]?.number
  }
}

extension StepCheck {
  fileprivate init(_ entry: JSONValue) {
    self.init(
      steps: entry.count("steps"), users: entry.value("users"), rate: entry.value("requestsPerSecond"),
      journey: entry.text("journey"), solvedP99: entry["solvedP99Seconds"]?.number,
      simulatedP99: entry["simulatedP99Seconds"]?.number.map {
        ConfidenceInterval(estimate: $0, halfWidth: entry["halfWidth99Seconds"]?.number ?? .infinity)
      },
      failedShare: entry.value("failedShare"), endedEarly: entry["endedEarly"]?.string)
  }
}

extension Estimate {
  fileprivate init(_ entry: JSONValue) {
    self.init(
      users: entry.value("users"),
      lines: entry.list("lines") {
        EstimateLine(
          topic: $0.text("topic"), name: $0.text("name"), value: Range3($0["value"]), unit: $0.text("unit"),
          formula: $0.text("formula"), isConvention: $0["isConvention"]?.isTrue ?? false)
      })
  }
}

extension Range3 {
  init(_ entry: JSONValue?) {
    self.init(
      low: entry?.value("low") ?? 0, likely: entry?.value("likely") ?? 0, high: entry?.value("high") ?? 0)
  }

  /// A range; nil for `null`.
  static func ifAny(_ entry: JSONValue) -> Range3? { entry["likely"]?.number == nil ? nil : Range3(entry) }
}
