internal import TenfoldModel

/// The JSON Schema of what discover, assess, analyze and estimate write. `Schemas/result.schema.json` is its text.
public enum ResultSchema {
  private typealias S = SchemaText

  /// The schema. Members that only some commands write are optional.
  public static var document: JSONValue {
    guard case .object(let members) = result else { return result }
    return .object(
      [
        .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
        .init("$id", .string("https://tenfold.dev/schemas/result-\(Release.schemaVersion).json")),
        .init("title", "Result of tenfold discover, assess, analyze and estimate"),
      ] + members + [.init("$defs", definitions)])
  }

  private static var result: JSONValue {
    S.object(
      "One result. discover and assess write everything up to diagnostics; analyze adds the rest; estimate "
        + "writes only estimates.",
      [
        "schemaVersion": S.string("Version of this schema; within a major version members are only added."),
        "toolVersion": S.string("Version of tenfold."), "system": S.string("Name of the system."),
      ],
      optional: [
        "coverage": S.share("Share of the relevant files that could be read."),
        "filesRead": S.count("Files read."),
        "services": S.array("Own services, gateways and platform parts.", of: S.reference("service")),
        "stores": S.array("Databases and caches.", of: S.reference("store")),
        "queues": S.array("Brokers.", of: S.reference("store")),
        "edges": S.array("Who uses whom.", of: S.reference("edge")),
        "setAside": S.array("What is no part of the system proper.", of: S.reference("setAside")),
        "dangling": S.array("Names that nothing declares.", of: S.reference("dangling")),
        "unread": S.array("Files that could not be read.", of: S.reference("unread")),
        "fileSets": S.array("Descriptions of the system among the files.", of: S.reference("fileSet")),
        "levels": levels,
        "limiting": S.orNull("string", "The dimension with the lowest level; null when none was assessed."),
        "load": S.object(
          "Today's load.",
          [
            "users": S.reference("range"), "requestsPerSecond": S.reference("range"),
            "note": S.string("Where it comes from."),
          ]),
        "headroom": S.orNull(
          "number", "Users at the first limit over users today; null when growth reaches none."),
        "goal": S.object(
          "What the plan is for.",
          [
            "users": S.number("Users to carry."), "growth": S.number("Users to carry over users today."),
            "assumed": S.bool("True when nobody asked for it: ten times today's load."),
            "plannedUtilization": S.share("How busy a CPU may be at the goal."),
          ]),
        "bases": S.object(
          "What the numbers rest on, counted.",
          [
            "measured": S.count("Seen in telemetry."), "stated": S.count("Said by a person or a file."),
            "assumed": S.count("Supplied by the catalogue."),
          ]),
        "constraints": S.array("Every limit, the first to break first.", of: S.reference("constraint")),
        "plan": S.array("What to do, first move first.", of: S.reference("step")),
        "waysToBegin": S.array(
          "Ways to begin of which no other is as good in all of capacity, latency, price and effort and better in one.",
          of: S.reference("firstMove")),
        "simulated": S.array(
          "Steps of the plan that were simulated besides; empty unless asked for.", of: S.reference("check")),
        "rejected": S.array("What was considered and left.", of: S.reference("rejection")),
        "measureFirst": S.array("Numbers whose ranges decide most.", of: S.reference("measure")),
        "estimates": S.array("What it takes at several scales.", of: S.reference("estimate")),
        "estimateToday": S.referenceOrNull("estimate"),
        "diagnostics": S.array("Doubts about input and answer.", of: S.reference("diagnostic")),
        "picture": SavedPictureSchema.definition,
      ])
  }

  private static var levels: JSONValue {
    .members([
      "description": "The level on each dimension.", "type": "object", "additionalProperties": false,
      "required": .array(Dimension.allCases.map { .string($0.rawValue) }),
      "properties": .object(Dimension.allCases.map { .init($0.rawValue, S.reference("level")) }),
    ])
  }

  private static var definitions: JSONValue {
    .members([
      "range": S.object(
        "A number with the bounds of what is plausible.",
        [
          "low": S.number("5th percentile."), "likely": S.number("The single best value."),
          "high": S.number("95th percentile."),
        ]),
      "evidence": S.object(
        "A place in a file.",
        [
          "file": S.string("Path relative to the folder given."),
          "line": S.orNull("integer", "Line, from 1."),
          "detail": S.orNull("string", "What stands there; never a secret."),
        ]),
      "places": S.array("Where it is written.", of: S.reference("evidence")),
      "service": S.object(
        "A part that runs code.",
        [
          "name": S.string("Its name."),
          "kind": S.one(of: ["service", "gateway", "platform"], "What it is for."),
          "evidence": S.reference("places"), "port": S.referenceOrNull("port"),
        ]),
      "port": S.object(
        "Where a part answers the others; null when the files leave it open.",
        ["number": S.count("The port."), "evidence": S.reference("places")]),
      "store": S.object(
        "A store, cache or broker.",
        [
          "name": S.string("Its name."), "engine": S.string("Its engine, such as postgresql."),
          "evidence": S.reference("places"),
        ]),
      "edge": S.object(
        "One part uses another; an asynchronous edge runs from a service to a broker.",
        [
          "from": S.string("Who."), "to": S.string("Whom."),
          "kind": S.one(of: ["sync", "async", "data"], "How."),
          "strength": S.one(of: ["weak", "configured", "strong"], "How strongly the files speak for it."),
          "evidence": S.reference("places"),
        ]),
      "setAside": S.object(
        "Found, and no part of the system proper.",
        ["name": S.string("Its name."), "reason": S.string("Why."), "evidence": S.reference("places")]),
      "dangling": S.object(
        "A name that nothing declares.",
        ["from": S.string("Who names it."), "name": S.string("The name."), "evidence": S.reference("places")]),
      "unread": S.object(
        "A file that could not be read.",
        ["file": S.string("Its path."), "reason": S.string("Why, and what to do.")]),
      "fileSet": S.object(
        "One description of the system.",
        [
          "name": S.string("How --set names it."),
          "form": S.string("compose, kubernetes, kustomize, helm, description."),
          "inUse": S.bool("True when the answer rests on it."),
          "workloads": S.count("Workloads it declares."),
          "renderer": S.orNull("string", "The tool that rendered it, with its version."),
          "files": .members(["type": "array", "items": .members(["type": "string"])]),
        ]),
      "finding": S.object(
        "A rule that held or did not.",
        [
          "rule": S.string("Its id, such as TF-D2-3."), "message": S.string("What was found or is missing."),
          "evidence": S.reference("places"),
        ]),
      "level": S.object(
        "The level on one dimension.",
        [
          "level": .members([
            "description": "1 to 4; null when not assessed.",
            "anyOf": .array([
              .members(["type": "integer", "minimum": 1, "maximum": 4]), .members(["type": "null"]),
            ]),
          ]),
          "assessed": S.bool("False when the files given could not have shown it."),
          "evidence": S.array("What carries the level.", of: S.reference("finding")),
          "missing": S.array("What the next level lacks.", of: S.reference("finding")),
          "note": S.orNull("string", "A remark on the level."),
        ]),
      "constraint": constraint, "step": step,
      "firstMove": S.object(
        "One way to begin.",
        [
          "remedy": S.string("Its id, or do-nothing."), "subject": S.string("What it changes."),
          "action": S.string("What to do."),
          "reachesUsers": S.orNull(
            "number", "Users reached before the next limit breaks; null for no limit."),
          "p99Seconds": S.orNull(
            "number", "The slowest journey's 99th percentile at today's load; null without a steady state."),
          "monthlyCostUSD": S.number("Change of the running cost, in US dollars a month."),
          "effortPersonWeeks": S.number("Effort, in person-weeks."),
          "regret": S.orNull(
            "number",
            "Share of the best way's value that choosing this one loses, the mean over all ranges; null for doing nothing."
          ),
        ]),
      "check": S.object(
        "A step of the plan as the simulator sees it, beside the solver.",
        [
          "steps": S.count("Steps of the plan that are done."), "users": S.number("Users of the load."),
          "requestsPerSecond": S.number("Requests per second of the load."),
          "journey": S.string("The journey with the longest 99th percentile."),
          "solvedP99Seconds": S.orNull("number", "That percentile as solved; null without a steady state."),
          "simulatedP99Seconds": S.orNull("number", "As simulated; null where nothing was answered."),
          "halfWidth99Seconds": S.orNull("number", "Half of its 99 % interval."),
          "failedShare": S.number("Share of the journey's requests that failed."),
          "endedEarly": S.orNull("string", "Why the simulation ended before its time; null when it did not."),
        ]),
      "rejection": S.object(
        "A remedy that was considered and left.",
        [
          "remedy": S.string("Its id."), "subject": S.string("What it would change."),
          "reason": S.string("Why not."),
          "reachesUsers": S.orNull("number", "Users it would reach, when that was computed."),
        ]),
      "measure": S.object(
        "A number to measure first.",
        [
          "quantity": S.string("What it is."), "current": S.string("As it stands, in a person's units."),
          "share": S.share("Share of the variance of the first breaking load it decides."),
          "how": S.string("How to measure it."),
        ]),
      "estimate": estimate,
      "diagnostic": S.object(
        "A doubt.",
        [
          "severity": S.one(of: ["note", "warning", "error"], "How much the answer suffers."),
          "id": S.string("A stable id."), "message": S.string("What was found and what to do."),
          "file": S.orNull("string", "Where."), "line": S.orNull("integer", "Line, from 1."),
        ]),
    ])
  }

  private static var constraint: JSONValue {
    S.object(
      "A limit and the load at which it is first violated.",
      [
        "id": S.string("Kind and subject."),
        "family": S.one(of: ConstraintFamily.allCases.map(\.rawValue), "Which of the ways to a limit."),
        "kind": S.string("Its kind, such as saturation."), "subject": S.string("What it concerns."),
        "quantity": S.string("What is limited."), "limit": S.number("The limit, in unit."),
        "valueNow": S.orNull("number", "The value today, in unit; null when it grows without bound."),
        "unit": S.string("Unit of limit and value."),
        "breaksAtUsers": S.referenceOrNull("range"), "breaksAtRequestsPerSecond": S.referenceOrNull("range"),
        "isViolatedNow": S.bool("True when it is beyond its limit today."),
        "probabilityFirst": S.share("How often it is the first, over the ranges of the inputs."),
        "explanation": S.string("Why, with its numbers."), "evidence": S.reference("places"),
      ])
  }

  private static var step: JSONValue {
    S.object(
      "One step of the plan, read together with those before it.",
      [
        "remedy": S.string("The remedy's id; do-nothing is one."), "subject": S.string("What it changes."),
        "action": S.string("What to do."), "relieves": S.string("Id of the constraint it answers."),
        "limit": S.string("That constraint in words."),
        "family": S.orNull("string", "Its way to a limit; null when nothing need be done."),
        "reachesUsers": S.referenceOrNull("range"), "monthlyCostUSD": S.reference("range"),
        "effortPersonWeeks": S.reference("range"), "timeSeconds": S.reference("range"),
        "reversibility": S.string("easy, medium, hard or very hard."),
        "risk": S.string("low, medium or high."),
        "tradeoff": S.string("What it gives up."),
        "nextConstraint": S.orNull("string", "Id of the constraint that is first then."),
      ])
  }

  private static var estimate: JSONValue {
    S.object(
      "What the system takes at one number of users.",
      [
        "users": S.number("Users."),
        "lines": S.array(
          "By topic.",
          of: S.object(
            "One quantity.",
            [
              "topic": S.string("requests, storage, bandwidth, compute, nodes, money."),
              "name": S.string("What it is."), "value": S.reference("range"), "unit": S.string("Its unit."),
              "formula": S.string("The formula with its numbers."),
              "isConvention": S.bool("True when it rests on a convention and not on this system."),
            ])),
      ])
  }
}
