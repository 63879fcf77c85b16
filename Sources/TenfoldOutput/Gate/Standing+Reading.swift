internal import TenfoldModel

/// A document that is no result of Tenfold, or one of a version that is not understood.
package struct ResultError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found and what to do.
  package let description: String
}

extension Standing {
  /// Reads a result: what `analyze --json`, `assess --json` or `check --json` wrote.
  ///
  /// - Throws: ``ResultError`` when the document is none, or of another major version of the schema.
  /// - Complexity: O(size of the document).
  package init(result document: JSONValue) throws(ResultError) {
    let result = document["result"] ?? document
    guard let version = result["schemaVersion"]?.string, let system = result["system"]?.string,
      result["levels"] != nil
    else {
      throw ResultError(
        description: "not a result of tenfold analyze; write one with tenfold analyze --json=FILE PATH")
    }
    let major = Release.schemaVersion.prefix { $0 != "." }
    guard version.prefix(while: { $0 != "." }) == major else {
      throw ResultError(
        description: "a result of schema version \(version), where \(Release.schemaVersion) is understood; "
          + "write it anew with tenfold analyze --json=FILE PATH")
    }
    self.system = system
    coverage = result["coverage"]?.number
    usersNow = result["load"]?["users"]?["likely"]?.number
    goal = result["goal"]?["users"]?.number
    price = Self.price(in: result["estimateToday"])
    limits = (result["constraints"]?.items ?? []).compactMap(Limit.init)
    let steps = result["plan"]?.items ?? []
    self.steps = steps.map { step in
      Step(
        action: step["action"]?.string ?? "", users: step["reachesUsers"]?["likely"]?.number ?? .infinity,
        monthlyCost: step["monthlyCostUSD"]?["likely"]?.number ?? 0)
    }
    var levels: [Dimension: Int] = [:]
    held = []
    lacks = []
    for dimension in Dimension.allCases {
      let entry = result["levels"]?[dimension.rawValue]
      levels[dimension] = entry?["level"]?.number.flatMap { Int(exactly: $0) }
      held += Self.findings(entry?["evidence"], dimension)
      lacks += Self.findings(entry?["missing"], dimension)
    }
    self.levels = levels
    doubts = (result["diagnostics"]?.items ?? []).compactMap(Self.doubt)
    unread = (result["unread"]?.items ?? []).map {
      Inventory.Unread(file: $0["file"]?.string ?? "", reason: $0["reason"]?.string ?? "")
    }
    let parts = (result["services"]?.items ?? []) + (result["stores"]?.items ?? [])
    let files = result["fileSets"]?.items.first { $0["inUse"]?.isTrue == true }?["files"]?.items
    declaration =
      files?.first?.string.map { SourceLocation(file: $0, line: 1) }
      ?? parts.lazy.compactMap { Self.places($0["evidence"]).first }.first
  }

  private static func price(in estimate: JSONValue?) -> Double? {
    estimate?["lines"]?.items.last {
      $0["topic"]?.string == "money" && $0["name"]?.string == "together a month"
    }?["value"]?["likely"]?.number
  }

  private static func findings(_ list: JSONValue?, _ dimension: Dimension) -> [Finding] {
    (list?.items ?? []).map {
      Finding(
        dimension: dimension, rule: $0["rule"]?.string ?? "", message: $0["message"]?.string ?? "",
        places: places($0["evidence"]))
    }
  }

  private static func doubt(_ entry: JSONValue) -> Diagnostic? {
    guard let severity = entry["severity"]?.string.flatMap(Diagnostic.Severity.init(rawValue:)),
      let id = entry["id"]?.string, let message = entry["message"]?.string
    else { return nil }
    return Diagnostic(severity, id: id, message, at: place(entry))
  }

  fileprivate static func places(_ evidence: JSONValue?) -> [SourceLocation] {
    (evidence?.items ?? []).compactMap(place)
  }

  private static func place(_ entry: JSONValue) -> SourceLocation? {
    entry["file"]?.string.map {
      SourceLocation(file: $0, line: entry["line"]?.number.flatMap { Int(exactly: $0) })
    }
  }
}

extension Standing.Limit {
  /// Reads a constraint of a result; nil when it has no id.
  fileprivate init?(_ constraint: JSONValue) {
    guard let id = constraint["id"]?.string else { return nil }
    self.id = id
    kind = constraint["kind"]?.string ?? ""
    subject = constraint["subject"]?.string ?? ""
    let quantity = constraint["quantity"]?.string ?? ""
    name = subject.isEmpty ? quantity : "\(subject) \(quantity)"
    users = constraint["breaksAtUsers"]?["likely"]?.number ?? .infinity
    isViolatedNow = constraint["isViolatedNow"]?.isTrue ?? false
    explanation = constraint["explanation"]?.string ?? ""
    places = Standing.places(constraint["evidence"])
  }
}
