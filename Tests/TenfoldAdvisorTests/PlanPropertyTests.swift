import Foundation
import TenfoldCatalog
import TenfoldModel
import Testing

@testable import TenfoldAdvisor

/// Laws that hold for any system, over random trees of services with stores.
///
/// `TENFOLD_PLANS=1000 swift test --filter PlanPropertyTests` tries as many systems as it says, by default 12;
/// `TENFOLD_PLANS=28,62` tries those.
struct PlanPropertyTests {
  private static let seeds: [Int] = {
    let words = ProcessInfo.processInfo.environment["TENFOLD_PLANS"]?.split(separator: ",") ?? ["12"]
    let numbers = words.compactMap { Int($0) }
    return numbers.count == 1 ? Array(0..<numbers[0]) : numbers
  }()

  private func randomSystem(_ seed: UInt64) -> System {
    var generator = SplitMix64(state: seed)
    let count = 2 + Int(generator.next() % 8)
    var components: [Component] = []
    for index in 0..<count {
      var steps: [Step] = []
      for child in [2 * index + 1, 2 * index + 2] where child < count {
        steps.append(.call(Call(component: "s\(child)", count: .stated(0.2 + generator.unit()))))
      }
      if generator.unit() < 0.5 { steps.append(.call(Call(component: "db"))) }
      components.append(
        Component(
          name: "s\(index)", kind: .service, engine: generator.unit() < 0.5 ? "go" : "python",
          scaling: Scaling(replicas: .stated(1 + (generator.unit() * 4).rounded())),
          operations: [Operation(name: "run", steps: steps)]))
    }
    components.append(Component(name: "db", kind: .store, engine: "postgresql"))
    return System(
      name: "random", workload: Workload(users: .stated(100)), components: components,
      delivery: Delivery(method: generator.unit() < 0.5 ? .manual : .pipeline))
  }

  private func analyze(_ system: System) throws -> Analysis {
    try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(growth: 100, samples: 8))
  }

  @Test(arguments: seeds)
  func `values rise with users, so that a limit breaks once`(_ seed: Int) {
    let system = Catalog.completed(randomSystem(UInt64(seed))).system
    let limits = LimitSet(system, lowered: Catalog.lower(system))
    for limit in limits.limits {
      let breaks = limit.breakingUsers(in: limits.likely)
      guard breaks.isFinite, breaks > 1 else { continue }
      let before = limit.value(at: breaks * 0.9, in: limits.likely)
      #expect(before <= limit.limit(at: breaks * 0.9, in: limits.likely), "\(limit.identity.id) seed \(seed)")
      let after = limit.value(at: breaks * 1.1, in: limits.likely)
      #expect(after > limit.limit(at: breaks * 1.1, in: limits.likely), "\(limit.identity.id) seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func `utilization is rate times demand over servers`(_ seed: Int) {
    let system = Catalog.completed(randomSystem(UInt64(seed))).system
    let reading = Reading(Catalog.lower(system))
    for station in reading.stations where station.demand > 0 {
      let component = reading.system.components[station.component]
      let work = component.operations.reduce(0.0) {
        $0 + reading.visits[$1] * reading.value(reading.system.operations[$1].cpu, or: 0)
      }
      let cores = station.units * Double(station.serverCount) * station.speed
      #expect(
        abs(station.utilization(at: 10) / (10 * work / cores) - 1) < 1e-9, "\(component.name) seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func `a plan never carries less far than the system it starts from`(_ seed: Int) throws {
    let system = randomSystem(UInt64(seed))
    let analysis = try analyze(system)
    let first = try #require(analysis.constraints.first?.breaksAtUsers?.likely)
    for step in analysis.plan {
      let reached = step.reachesUsers?.likely ?? .infinity
      #expect(reached >= first * 0.98, "\(step.action) seed \(seed)")
    }
    #expect(!analysis.plan.isEmpty)
    expectSteps(of: analysis, from: Catalog.completed(system).system, seed)
    #expect(analysis.rejected.allSatisfy { !$0.reason.isEmpty })
  }

  /// Every step's system is there and, read anew, carries what the step says.
  private func expectSteps(of analysis: Analysis, from system: System, _ seed: Int) {
    #expect(analysis.changedSystems.count == analysis.plan.count)
    let refuted = LimitSet(system, lowered: Catalog.lower(system)).refuted
    for (step, changed) in zip(analysis.plan, analysis.changedSystems) where step.remedy != "measure-first" {
      let fresh = LimitSet(changed, lowered: Catalog.lower(changed), refuted: refuted)
      let users = fresh.limits.map { $0.breakingUsers(in: fresh.likely) }.min() ?? .infinity
      let reached = step.reachesUsers?.likely ?? .infinity
      #expect(users == reached || abs(users / reached - 1) < 1e-9, "\(step.action) seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func `of the ways to begin none beats another in everything`(_ seed: Int) throws {
    let analysis = try analyze(randomSystem(UInt64(seed)))
    let ways = analysis.waysToBegin
    guard !ways.isEmpty else { return }
    #expect(ways[0].remedy == "do-nothing")
    /// True when `one` is clearly better in something and worse in nothing.
    func beats(_ one: FirstMove, _ other: FirstMove) -> Bool {
      let goal = analysis.goal.users
      let pairs = [
        (-min(goal, one.reachesUsers ?? .infinity), -min(goal, other.reachesUsers ?? .infinity)),
        (one.p99 ?? .infinity, other.p99 ?? .infinity), (one.monthlyCost, other.monthlyCost),
        (one.effort, other.effort),
      ]
      return pairs.allSatisfy { $0.0 <= $0.1 } && pairs.contains { $0.0 < $0.1 - 0.02 * abs($0.1) }
    }
    for one in ways {
      #expect(!ways.contains { beats($0, one) }, "\(one) seed \(seed)")
      #expect(one.reachesUsers ?? .infinity >= 0.98 * (ways[0].reachesUsers ?? .infinity))
    }
    #expect(Set(ways.map(\.action)).count == ways.count)
  }

  @Test(arguments: seeds)
  func `probabilities of being first add up to at most one`(_ seed: Int) throws {
    let sum = try analyze(randomSystem(UInt64(seed))).constraints.reduce(0) { $0 + $1.probabilityFirst }
    #expect(sum > 0 && sum <= 1 + 1e-9)
  }

  @Test(arguments: seeds)
  func `faster machines never bring a saturation nearer`(_ seed: Int) throws {
    let system = Catalog.completed(randomSystem(UInt64(seed))).system
    func breaks(_ system: System) -> [String: Double] {
      let limits = LimitSet(system, lowered: Catalog.lower(system))
      return Dictionary(
        limits.limits.filter { $0.identity.kind == "saturation" }.map {
          ($0.identity.subject, $0.breakingUsers(in: limits.likely))
        }, uniquingKeysWith: min)
    }
    let before = breaks(system)
    for index in system.components.indices where system.components[index].resources.cpu != nil {
      var bigger = system
      bigger.components[index].resources.cpu = system.components[index].resources.cpu?.scaled(by: 2)
      for (subject, users) in breaks(bigger) {
        #expect(users >= 0.999 * (before[subject] ?? 0), "\(subject) seed \(seed)")
      }
    }
  }

  /// What a move is said to carry is what the changed system carries, read anew; what today's load refutes is known from
  /// the system that runs, not from the changed one.
  @Test(arguments: seeds)
  func `a move carries what a fresh solution of the changed system says`(_ seed: Int) throws {
    let system = Catalog.completed(randomSystem(UInt64(seed))).system
    let limits = LimitSet(system, lowered: Catalog.lower(system))
    let start = PlanState(system, limits: limits, goal: 1e4, usersNow: 100)
    guard let first = start.breaks.first, first.users.isFinite else { return }
    for move in MoveSearch(from: start, against: first, goal: 1e4, usersNow: 100).singleMoves {
      let fresh = LimitSet(
        move.state.system, lowered: Catalog.lower(move.state.system), refuted: limits.refuted)
      let users = fresh.limits.map { $0.breakingUsers(in: fresh.likely) }.min() ?? .infinity
      #expect(move.reaches == users || abs(move.reaches / users - 1) < 1e-9, "\(move.action) seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func `the same system gives the same answer`(_ seed: Int) throws {
    let system = randomSystem(UInt64(seed))
    let (once, again) = (try analyze(system), try analyze(system))
    #expect(once.plan == again.plan && once.rejected == again.rejected)
    #expect(once.constraints == again.constraints && once.waysToBegin == again.waysToBegin)
  }
}
