internal import TenfoldMaturity
internal import TenfoldModel

/// The phrases that every rendering of an answer shares, so that text and page never say different things.
enum Wording {
  /// `10 services, 1 store, 2 brokers, 16 calls`.
  static func size(of inventory: Inventory) -> String {
    let platform = inventory.services.count { $0.kind == .platform }
    var parts = [counted(inventory.services.count - platform, "service")]
    if platform > 0 { parts.append("\(counted(platform, "part")) of its platform") }
    if !inventory.stores.isEmpty { parts.append(counted(inventory.stores.count, "store")) }
    if !inventory.queues.isEmpty { parts.append(counted(inventory.queues.count, "broker")) }
    if !inventory.edges.isEmpty { parts.append(counted(inventory.edges.count, "call")) }
    return parts.joined(separator: ", ")
  }

  /// `read 96 % of 41 files; release/manifests.yaml is in use`.
  static func reading(of inventory: Inventory) -> String {
    let all = inventory.readCount + inventory.unread.count
    let read =
      inventory.unread.isEmpty
      ? "read \(all == 1 ? "its file" : "all \(all) files")"
      : "read \(QuantityText.share(inventory.coverage)) of \(counted(all, "file"))"
    let inUse = inventory.fileSets.filter(\.isInUse).map(\.name)
    guard !inUse.isEmpty, inventory.fileSets.count > 1 else { return read }
    return read + "; in use: " + listed(inUse, atMost: 3)
  }

  /// The systems' five levels in one line.
  static func vector(of assessment: Assessment) -> String {
    Dimension.allCases.map { dimension in
      let level = assessment.levels[dimension]?.level.map { String($0) } ?? "not assessed"
      return "\(dimension.name) \(level)"
    }.joined(separator: " · ")
  }

  /// What the lowest dimension lacks for the next level; nil when nothing is lacking or known.
  static func heldBack(_ assessment: Assessment) -> String? {
    guard let dimension = assessment.limiting, let level = assessment.levels[dimension],
      let number = level.level, number < 4
    else { return nil }
    // What the files could not have shown may be there; what they would have shown is lacking.
    let shown = level.missing.first { !$0.message.contains("not assessed") }
    let lacking = shown.map { text(of: $0) } ?? Ladder.cell(dimension, level: number + 1)?.title
    return "held back by \(dimension.name), which lacks " + (lacking ?? "")
  }

  /// A finding with the first place it rests on: `no collected logs (frontend.yaml:48)`.
  static func text(of finding: DimensionLevel.Finding) -> String {
    guard let place = finding.evidence.first?.location else { return finding.message }
    return "\(finding.message) (\(place))"
  }

  /// `10 requests/s, assumed (100 users x 0.1)`.
  static func load(of analysis: Analysis) -> String {
    let rate = QuantityText.rate(analysis.rateNow.likely)
    guard analysis.loadNote.isEmpty else { return "\(rate), \(analysis.loadNote)" }
    return "\(rate), \(QuantityText.users(analysis.usersNow.likely))"
  }

  /// `100,000 users (10x today, assumed; see --growth), CPUs at most 60 % busy`.
  static func goal(of analysis: Analysis) -> String {
    let goal = analysis.goal
    let asked = goal.isAssumed ? ", assumed; see --growth" : ""
    return
      "\(QuantityText.users(goal.users)) (\(QuantityText.number(goal.growth))x today\(asked)), CPUs at most "
      + "\(QuantityText.share(goal.plannedUtilization)) busy"
  }

  /// `4 measured, 11 stated, 63 assumed`.
  static func bases(_ count: BasisCount) -> String {
    "\(count.measured) measured, \(count.stated) stated, \(count.assumed) assumed"
  }

  /// `frontend CPU`.
  static func name(of constraint: Constraint) -> String {
    constraint.subject.isEmpty ? constraint.quantity : "\(constraint.subject) \(constraint.quantity)"
  }

  /// `at 14,000 users, 1,400 requests/s`, or that it is broken already.
  static func breaking(of constraint: Constraint) -> String {
    if constraint.isViolatedNow { return "is beyond its limit today: " + measured(constraint) }
    guard let users = constraint.breaksAtUsers else { return "is never reached by growth" }
    let rate = constraint.breaksAtRate.map { ", " + QuantityText.rate($0.likely) } ?? ""
    return "at \(QuantityText.users(users.likely))\(rate)"
  }

  /// `0.95 of 0.8`, in the constraint's unit.
  static func measured(_ constraint: Constraint) -> String {
    let now = value(constraint.valueNow, in: constraint.unit)
    return "\(now) against \(value(constraint.limit, in: constraint.unit))"
  }

  /// A number in a person's units.
  static func value(_ value: Double, in unit: String) -> String {
    switch unit {
    case "share": QuantityText.share(value)
    case "s": QuantityText.duration(value)
    case "bytes", "B": QuantityText.bytes(value)
    case "USD/month": QuantityText.money(value) + "/month"
    case "USD/byte": QuantityText.number(value * 1e9) + " USD/GB"
    case "bit/s": bitRate(value)
    case "", "1": QuantityText.count(value)
    default: QuantityText.count(value) + " " + unit
    }
  }

  /// `[6,000 to 31,000]`; empty when the range is nothing. Units that have larger ones are written out.
  static func range(_ range: Range3?, in unit: String = "") -> String {
    guard let range, range.low < range.high else { return "" }
    let unit = ["bytes", "B", "s", "share", "bit/s"].contains(unit) ? unit : ""
    return "[\(value(range.low, in: unit)) to \(value(range.high, in: unit))]"
  }

  /// `[6,000 to 31,000]` users; a bound that growth never reaches is `never`. Empty when the range is nothing.
  static func userRange(_ range: Range3?) -> String {
    guard let range, range.low < range.high else { return "" }
    let high = range.high >= mostUsers ? "never" : QuantityText.count(range.high)
    return "[\(QuantityText.count(range.low)) to \(high)]"
  }

  /// As many users as growth is looked at for.
  private static let mostUsers = 1e10

  /// `8.8 Gbit/s`.
  private static func bitRate(_ rate: Double) -> String {
    let (factor, unit) =
      rate >= 1e12
      ? (1e12, "Tbit/s") : rate >= 1e9 ? (1e9, "Gbit/s") : rate >= 1e6 ? (1e6, "Mbit/s") : (1e3, "kbit/s")
    return "\(QuantityText.number(rate / factor)) \(unit)"
  }

  /// `0.5 to 6`.
  static func spread(_ range: Range3) -> String {
    "\(QuantityText.number(range.low)) to \(QuantityText.number(range.high))"
  }

  /// `reaches 38,000 users, +62 USD a month, 2 days of work, easy to undo`.
  ///
  /// A step of a plan may leave another limit that holds the system back at today's load already.
  static func gain(of step: PlanStep, usersNow: Double) -> String {
    var parts = [
      step.reachesUsers.map {
        $0.likely < usersNow * 0.999
          ? "today's load still passes a limit" : "reaches \(QuantityText.users($0.likely))"
      } ?? "no limit left"
    ]
    let cost = step.monthlyCost.likely
    if abs(cost) >= 0.5 {
      parts.append("\(cost > 0 ? "+" : "-")\(QuantityText.money(abs(cost))) a month")
    }
    if step.effort.likely > 0 { parts.append(effort(step.effort.likely)) }
    if !step.reversibility.isEmpty { parts.append("\(step.reversibility) to undo") }
    return parts.joined(separator: ", ")
  }

  /// Person-weeks as `an hour`, `3 days`, `2 weeks` of work.
  static func effort(_ weeks: Double) -> String {
    let hours = weeks * 40
    if hours < 1.5 { return "an hour of work" }
    if hours < 8 { return "\(QuantityText.number(hours.rounded())) hours of work" }
    if weeks < 1 { return "\(counted(max(1, Int((weeks * 5).rounded())), "day")) of work" }
    let text = QuantityText.number(weeks, digits: 2)
    return "\(text) week\(text == "1" ? "" : "s") of work"
  }

  /// The cells of one way to begin: what is done, what it carries, the slowest 99th percentile, price, effort and regret.
  static func cells(of move: FirstMove) -> [String] {
    [
      move.action, move.reachesUsers.map(QuantityText.count) ?? "no limit",
      move.p99.map(QuantityText.duration) ?? "none", QuantityText.money(move.monthlyCost),
      QuantityText.number(move.effort), move.regret.map(roughShare) ?? "",
    ]
  }

  /// The cells of a step that was simulated: how far the plan is done, its load, and both percentiles.
  static func cells(of check: StepCheck) -> [String] {
    let simulated = check.simulatedP99.map { interval in
      QuantityText.duration(interval.estimate)
        + (interval.halfWidth.isFinite ? " ± " + roughShare(interval.halfWidth / interval.estimate) : "")
    }
    return [
      check.steps == 1 ? "step 1" : "steps 1 to \(check.steps)", QuantityText.count(check.users),
      check.journey,
      check.solvedP99.map(QuantityText.duration) ?? "no steady state", simulated ?? "none answered",
      check.failedShare > 0 ? QuantityText.share(check.failedShare) : "none",
    ]
  }

  /// A share that comes from samples, to two digits: `14 %`.
  static func roughShare(_ share: Double) -> String { QuantityText.number(share * 100, digits: 2) + " %" }

  /// `3 services`, `1 store`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(QuantityText.number(Double(count), digits: 6)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// `a, b and 4 more`.
  static func listed(_ names: [String], atMost limit: Int) -> String {
    guard names.count > limit else { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more"
  }
}

/// The part of growth between two rows of the ladder, and what breaks in it.
struct Stage {
  /// `up to 10 thousand users`.
  let name: String
  /// What breaks in it, first to last.
  let constraints: [Constraint]

  /// The stages of an answer, from today to the end of the ladder; the last is what lies beyond it.
  static func all(of analysis: Analysis) -> [Stage] {
    let breaking = analysis.constraints.filter { $0.isViolatedNow || $0.breaksAtUsers != nil }
    var stages: [Stage] = []
    let today = breaking.filter(\.isViolatedNow)
    if !today.isEmpty { stages.append(Stage(name: "today", constraints: today)) }
    var from = 0.0
    let rows = Ladder.scales.map { (users: $0.users, name: "up to \($0.name) users") }
    for scale in rows + [(users: .infinity, name: "beyond 100 million users")] {
      let within = breaking.filter { constraint in
        guard !constraint.isViolatedNow, let users = constraint.breaksAtUsers?.likely else { return false }
        return users > from && users <= scale.users
      }
      if !within.isEmpty { stages.append(Stage(name: scale.name, constraints: within)) }
      from = scale.users
    }
    return stages
  }
}
