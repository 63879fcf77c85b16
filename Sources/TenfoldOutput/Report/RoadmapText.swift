internal import TenfoldMaturity
public import TenfoldModel

/// The road from today's load to a goal as text: a table of its steps, a picture, and what each scale asks for.
public struct RoadmapText: Sendable {
  private let style: TextStyle
  /// Columns of the picture's scale.
  private static let scaleWidth = 48

  /// Lays out for a style.
  public init(style: TextStyle) {
    self.style = style
  }

  /// The whole road.
  public func text(of analysis: Analysis) -> String {
    let road = Roadmap(of: analysis)
    let sections = [
      header(road, analysis), table(road), picture(road), levels(road, analysis), details(road),
      simulated(analysis), beginnings(analysis), rejections(analysis),
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func header(_ road: Roadmap, _ analysis: Analysis) -> [String] {
    let name = analysis.system.name
    let rate = QuantityText.rate(analysis.rateNow.likely)
    var lines = style.labeled(
      name + ":",
      "from \(QuantityText.users(road.usersNow)) (\(rate)) to \(QuantityText.users(road.goal)) "
        + "(\(QuantityText.number(analysis.goal.growth))x)", column: name.count + 2)
    // What today's load rests on decides what every load of the road means.
    lines += style.labeled("Today", Wording.load(of: analysis))
    guard road.stages.isEmpty || !road.reachesGoal else { return lines }
    if road.reachesGoal {
      lines.append("Nothing need be done: " + carried(road.carriesNow, by: road.firstLimit.map(Wording.name)))
    } else {
      lines += style.labeled(
        "",
        "no remedy known here carries the goal: the road ends at \(QuantityText.users(road.carriesAtLast))",
        column: 0, role: .bad)
    }
    return lines
  }

  private func carried(_ users: Double, by limit: String?) -> String {
    guard users.isFinite, let limit else { return "no limit is reached by growth." }
    return "\(limit) gives way at \(QuantityText.users(users))."
  }

  // MARK: The table

  private func table(_ road: Roadmap) -> [String] {
    guard !road.stages.isEmpty else { return [] }
    var table = TextTable([
      "", "from users", "what gives way", "way", "do", "carries", "USD/month", "work", "undo",
    ])
    for (index, stage) in road.stages.enumerated() {
      let step = stage.step
      table.add([
        "\(index + 1)", QuantityText.count(stage.neededAt), step.limit, step.family?.rawValue ?? "",
        "\(step.remedy) \(step.subject)", Self.users(stage.carries), Self.money(step.monthlyCost.likely),
        step.effort.likely > 0 ? Wording.effort(step.effort.likely).replacingOfWork : "", step.reversibility,
      ])
    }
    let steps = road.stages.map(\.step)
    let money = steps.reduce(0) { $0 + $1.monthlyCost.likely }
    let work = steps.reduce(0) { $0 + $1.effort.likely }
    table.add([
      "", "", "", "", "in all", Self.users(road.carriesAtLast), Self.money(money),
      Wording.effort(work).replacingOfWork,
    ])
    return table.lines(in: style)
  }

  private static func users(_ users: Double) -> String {
    users.isFinite ? QuantityText.count(users) : "no limit"
  }

  private static func money(_ dollars: Double) -> String {
    abs(dollars) < 0.5 ? "0" : (dollars > 0 ? "+" : "-") + QuantityText.count(abs(dollars))
  }

  // MARK: The picture

  /// Users on a logarithmic scale: what the system carries as it is and after each step.
  private func picture(_ road: Roadmap) -> [String] {
    guard road.goal > road.usersNow else { return [] }
    let low = logarithm(road.usersNow)
    let high = max(logarithm(road.goal), low + 1)
    func column(_ users: Double) -> Int {
      guard users.isFinite else { return Self.scaleWidth }
      let part = (logarithm(max(users, road.usersNow)) - low) / (high - low)
      return min(Self.scaleWidth, Int((part * Double(Self.scaleWidth)).rounded()))
    }
    let names = ["as it is"] + road.stages.enumerated().map { Self.name(of: $0.element.step, $0.offset) }
    let ends = [road.carriesNow] + road.stages.map(\.carries)
    let width = names.map(\.count).max() ?? 0
    let today = QuantityText.count(road.usersNow)
    let goal = QuantityText.count(road.goal)
    let gap = max(1, Self.scaleWidth - today.count - goal.count)
    var lines = [String(repeating: " ", count: width + 2) + today + String(repeating: " ", count: gap) + goal]
    var from = 0
    for (name, users) in zip(names, ends) {
      let end = column(users)
      let start = min(from, end)
      let bar =
        String(repeating: "░", count: start) + String(repeating: "█", count: end - start)
        + String(repeating: "·", count: Self.scaleWidth - end)
      lines.append(
        name + String(repeating: " ", count: width - name.count + 2) + bar + "  " + Self.users(users))
      from = max(from, end)
    }
    return lines
  }

  /// `2 sharding orders-db`, cut to what a picture has room for.
  private static func name(of step: PlanStep, _ index: Int) -> String {
    let name = "\(index + 1) \(step.remedy) \(step.subject)"
    return name.count > 36 ? String(name.prefix(35)) + "…" : name
  }

  // MARK: Levels

  /// What the ladder's rows up to the goal have that the system has not.
  private func levels(_ road: Roadmap, _ analysis: Analysis) -> [String] {
    var lines: [String] = []
    for scale in Ladder.scales where scale.users <= road.goal * 1.001 {
      let lacking = Dimension.allCases.compactMap { dimension -> String? in
        // How many services there are follows from the product; nobody should add some to reach a level.
        guard dimension != .serviceCount, let level = analysis.assessment.levels[dimension]?.level,
          level < scale.level, let cell = Ladder.cell(dimension, level: scale.level)
        else { return nil }
        return "\(dimension.name) \(level) to \(scale.level) (\(cell.title))"
      }
      guard !lacking.isEmpty else { continue }
      lines += style.labeled(
        "Usual", "at \(scale.name) users: " + lacking.joined(separator: " · "), column: 10)
    }
    return lines
  }

  // MARK: The steps in words

  private func details(_ road: Roadmap) -> [String] {
    var told: Set<String> = []
    return road.stages.enumerated().flatMap { index, stage in
      let step = stage.step
      let needed =
        stage.neededAt <= road.usersNow * 1.001
        ? "today" : "before \(QuantityText.users(stage.neededAt))"
      // What a remedy gives up is said once.
      let isNew = told.insert(step.remedy).inserted && !step.tradeoff.isEmpty
      return style.labeled("\(index + 1)", "\(step.action); \(needed), risk \(step.risk)", column: 4)
        + (isNew ? style.labeled("", step.tradeoff, column: 4, role: .faint) : [])
    }
  }

  /// The plan's leaders as the simulator sees them.
  private func simulated(_ analysis: Analysis) -> [String] {
    guard !analysis.checks.isEmpty else { return [] }
    var table = TextTable(["simulated after", "users", "journey", "p99 solved", "p99 simulated", "failed"])
    for check in analysis.checks { table.add(Wording.cells(of: check)) }
    return table.lines(in: style)
      + analysis.checks.compactMap(\.endedEarly).prefix(1).flatMap {
        style.labeled("", "ended early: \($0)", column: 0)
      }
  }

  /// What there is to choose from at first.
  private func beginnings(_ analysis: Analysis) -> [String] {
    guard analysis.waysToBegin.count > 1 else { return [] }
    var table = TextTable(["way to begin", "carries", "p99 today", "a month", "weeks", "regret"])
    for move in analysis.waysToBegin { table.add(Wording.cells(of: move)) }
    return table.lines(in: style)
      + style.labeled(
        "regret",
        "share of the relief for today's price that another would give more of; the plan goes by the cost of the "
          + "whole way to the goal", column: 8)
  }

  private func rejections(_ analysis: Analysis) -> [String] {
    analysis.rejected.prefix(5).enumerated().flatMap { index, rejection in
      style.labeled(
        index == 0 ? "Not" : "", "\(rejection.remedy) \(rejection.subject): \(rejection.reason)", column: 10)
    }
  }
}

extension String {
  /// `3 weeks of work` as `3 weeks`, for a column that says what it is.
  fileprivate var replacingOfWork: String { hasSuffix(" of work") ? String(dropLast(8)) : self }
}
