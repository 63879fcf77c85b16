internal import TenfoldModel
internal import TenfoldPlatform

/// A scenario while it is read: sentences that have not become values yet, with their lines.
struct ScenarioDraft: Sendable {
  var scenario = Scenario()
  var load: [(text: String, line: Int)] = []
  var acts: [ActDraft] = []
  var failures: [FailureDraft] = []
  var expectations: [(text: String, line: Int)] = []
}

/// One act while it is read.
struct ActDraft: Sendable {
  var line = 0
  var at = Quantity.stated(0)
  var duration: Quantity?
  var outage: String?
  var freeze: String?
  var slow: String?
  var errors: String?
  var flush: String?
  var incident: String?
  var load: String?
  var deploy: String?
  var by: String?
  var share: Quantity?
  var how: String?
  var version = VersionDraft()
  var steps: [StepDraft] = []
  var surge: Quantity?
  var unavailable: Quantity?
  var downtime: Quantity?
  var pause: Quantity?
  var startTime: Quantity?
}

/// What is wrong with a version, while it is read.
struct VersionDraft: Sendable {
  var errors: Quantity?
  var slow: String?
}

/// A step of a canary while it is read.
struct StepDraft: Sendable {
  var share = Quantity.stated(0)
  var duration = Quantity.stated(0)
}

/// Failures at random while they are read.
struct FailureDraft: Sendable {
  var line = 0
  var of = ""
  var every: Quantity?
  var repaired: Quantity?
}

/// The keys of a scenario file: load, act, expect.
enum ScenarioKeys {
  static let table = DescriptionTable<ScenarioDraft>(
    name: "scenario", help: "What a system is put through, and what is expected of it then.",
    keys: [
      key("scenario", .choice(["1"]), "Version of this format", isRequired: true) { _, _, _ in },
      key("name", .text, "What it is called") { node, draft, reading in
        draft.scenario.name = reading.text(node) ?? ""
      },
      key("system", .text, "Folder or file of the system, relative to this file") { node, draft, reading in
        draft.scenario.system = reading.text(node)
      },
      number("duration", \.scenario.duration, .duration, "Simulated time of a run"),
      key("runs", .quantity(.count), "Runs on different random numbers") { node, draft, reading in
        draft.scenario.runs = whole(node, 1...100_000, &reading)
      },
      key("seed", .quantity(.count), "Seed of the random numbers") { node, draft, reading in
        draft.scenario.seed = whole(node, 0...Int.max, &reading).map { UInt64($0) }
      },
      number(
        "noticeTime", \.scenario.noticeTime, .duration,
        "Time until balancers notice that a replica is gone; 10 s unless given"),
      key(
        "load", .either([.text, .list(.text)]),
        "How the load goes: `200/s for 2min`, `ramp 1x..5x over 10min`, `day 100/s..900/s over 24h`, "
          + "`trace counts.csv every 1min`; one phase after the other"
      ) { node, draft, reading in draft.load = sentences(node, &reading) },
      key("act", .list(.table("act")), "What happens, and when") { node, draft, reading in
        for (index, item) in reading.items(node).enumerated() {
          let act = reading.within("[\(index)]") { reading in
            Self.act.value(of: item, start: ActDraft(line: item.line), &reading)
          }
          if let act { draft.acts.append(act) }
        }
      },
      key("failures", .list(.table("failure")), "What fails and is repaired at random") {
        node, draft, reading in
        for (index, item) in reading.items(node).enumerated() {
          let failure = reading.within("[\(index)]") { reading in
            Self.failure.value(of: item, start: FailureDraft(line: item.line), &reading)
          }
          if let failure { draft.failures.append(failure) }
        }
      },
      key(
        "expect", .either([.text, .list(.text)]),
        "What is expected: `p99 of checkout < 300ms from 2min on`, `errors < 1%`, `goodput > 900/s until 5min`, "
          + "`replicas of api <= 8`, `utilization of db < 80%`, `recovered within 5min`"
      ) { node, draft, reading in draft.expectations = sentences(node, &reading) },
    ])

  static let act = DescriptionTable<ActDraft>(
    name: "act", help: "Something that happens: one of the words from `outage` to `deploy`, at a time.",
    keys: [
      .required("at", \.at, .duration, "When it begins"),
      .quantity("for", \.duration, .duration, "How long it lasts"),
      .text(
        "outage", \.outage,
        "What is gone: `db`, `2 of api`, `zone 1 of eu`, `region eu` or `link api to db`; what is under way there is lost"
      ),
      .text("freeze", \.freeze, "The component that hangs: what comes meanwhile waits"),
      .text("slow", \.slow, "The component whose work takes `by` times as long"),
      .text("errors", \.errors, "The component that answers a `share` of its requests with an error"),
      .text("flush", \.flush, "The cache that loses all it holds"),
      .text(
        "incident", \.incident,
        "The component that answers a `share` with an error until that is noticed, its cause found and repaired, as the "
          + "system's observation says"),
      .text("load", \.load, "The load is that many times what it would be, such as `3x`"),
      .text("deploy", \.deploy, "The component that gets a new version"),
      .text("by", \.by, "With `slow`, how many times as long, such as `2x`"),
      .quantity(
        "share", \.share, .share,
        "With `errors` and `incident`, the share of the requests; 100 % unless given"),
      .choice(
        "how", \.how, ["by hand", "rolling", "canary", "waves"].map { ($0, $0) }, fallback: .some(nil),
        "With `deploy`, the way; the system's own (`delivery.method`) unless given"),
      .table("version", \.version, version, "With `deploy`, what is wrong with the new version"),
      .list(
        "steps", \.steps, step, start: { StepDraft() },
        "With `canary`, the shares it gets one after the other"),
      .quantity("surge", \.surge, .share, "With `rolling`, more replicas at most; 25 % unless given"),
      .quantity(
        "unavailable", \.unavailable, .share, "With `rolling`, fewer replicas at most; 25 % unless given"),
      .quantity(
        "downtime", \.downtime, .duration, "With `by hand`, how long nothing serves; 2 min unless given"),
      .quantity("pause", \.pause, .duration, "With `waves`, how long each is watched; 10 min unless given"),
      .quantity(
        "startTime", \.startTime, .duration, "Time until a new replica serves; 30 s where nothing says"),
    ])

  static let version = DescriptionTable<VersionDraft>(
    name: "version", help: "What is wrong with a version.",
    keys: [
      .quantity("errors", \.errors, .share, "Share of its answers that are errors"),
      .text("slow", \.slow, "How many times as long its work takes, such as `1.5x`"),
    ])

  static let step = DescriptionTable<StepDraft>(
    name: "canaryStep", help: "One step of a canary.",
    keys: [
      .required("share", \.share, .share, "Share of the requests that meet the new version"),
      .required("for", \.duration, .duration, "Time it stays there"),
    ])

  static let failure = DescriptionTable<FailureDraft>(
    name: "failure",
    help: "Something that fails and is repaired again and again; both last an exponential time.",
    keys: [
      .requiredText(
        "of", \.of, "What fails: `each replica of api`, or as a whole `api`, `zone 1 of eu`, `region eu`"),
      .quantity(
        "every", \.every, .duration,
        "Mean time from a repair to the next failure; what the component's availability says unless given"),
      .quantity(
        "repaired", \.repaired, .duration,
        "Mean time to the repair; what the system's observation says unless given"),
    ])

  /// The tables, in the order of the reference.
  static var outlines: [DescriptionOutline] {
    [table.outline, act.outline, version.outline, step.outline, failure.outline]
  }

  // MARK: Kinds of keys

  /// A scenario is read and never written.
  private static func key(
    _ name: String, _ form: DescriptionForm, _ help: String, isRequired: Bool = false,
    read: @escaping @Sendable (YAMLNode, inout ScenarioDraft, inout DescriptionReading) -> Void
  ) -> DescriptionKey<ScenarioDraft> {
    DescriptionKey(name, form, help, isRequired: isRequired, read: read, write: { _ in nil })
  }

  private static func number(
    _ name: String, _ path: any WritableKeyPath<ScenarioDraft, Double?> & Sendable, _ unit: QuantityUnit,
    _ help: String
  ) -> DescriptionKey<ScenarioDraft> {
    key(name, .quantity(unit), help) { node, draft, reading in
      draft[keyPath: path] = reading.quantity(node, unit)?.likely
    }
  }

  private static func whole(
    _ node: YAMLNode, _ range: ClosedRange<Int>, _ reading: inout DescriptionReading
  ) -> Int? {
    if let number = node.int, range.contains(number) { return number }
    reading.report(
      .value, .error,
      "\(reading.subject) is \(reading.described(node)); expected a whole number from "
        + "\(range.lowerBound)" + (range.upperBound == .max ? "" : " to \(range.upperBound)"), line: node.line
    )
    return nil
  }

  private static func sentences(
    _ node: YAMLNode, _ reading: inout DescriptionReading
  ) -> [(text: String, line: Int)] {
    let nodes = node.isSequence ? node.items : [node]
    return nodes.compactMap { node in reading.text(node).map { ($0, node.line) } }
  }
}
