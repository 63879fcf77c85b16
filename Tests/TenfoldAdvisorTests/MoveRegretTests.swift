import TenfoldCatalog
import TenfoldModel
import Testing

@testable import TenfoldAdvisor

/// What choosing one move among several costs over the ranges.
struct MoveRegretTests {
  private static let goal = 100_000.0
  private static let usersNow = 10_000.0

  private func start(reads: Double = 0.9) -> PlanState {
    var system = Catalog.completed(CheckQuestion.system(reads: reads)).system
    for index in system.components.indices { system.components[index].observed = [] }
    return PlanState(system, refuted: [], goal: Self.goal, usersNow: Self.usersNow)
  }

  private func moves(from start: PlanState) throws -> [Variant] {
    let first = try #require(start.breaks.first { $0.limit.identity.id == "saturation:db" })
    return MoveSearch(from: start, against: first, goal: Self.goal, usersNow: Self.usersNow).singleMoves
  }

  private func regret(of moves: [Variant], from start: PlanState) -> [Double] {
    MoveRegret(of: moves, from: start, goal: Self.goal, usersNow: Self.usersNow, on: serialLoop).means
  }

  /// The move with other figures or another outcome.
  private func changed(_ move: Variant, state: PlanState? = nil, monthlyCost: Double? = nil) -> Variant {
    let monthly = monthlyCost ?? move.monthlyCost
    return Variant(
      remedy: move.remedy, subject: move.subject, action: move.action, insteadOf: move.insteadOf,
      state: state ?? move.state, monthlyCost: monthly,
      costNow: MoveCost(move.remedy, monthlyCost: monthly), costAtGoal: move.costAtGoal)
  }

  @Test func `a move that changes nothing loses everything beside one that relieves`() throws {
    let start = start()
    let cache = try #require(try moves(from: start).first { $0.remedy.id == "cache-aside" })
    #expect(regret(of: [cache], from: start) == [0])
    #expect(regret(of: [changed(cache, state: start), cache], from: start) == [1, 0])
    #expect(
      regret(of: [changed(cache, state: start)], from: start) == [0], "nothing is lost where nothing helps")
  }

  @Test func `a dearer copy of a move is regretted more, by no more than its cost`() throws {
    let start = start()
    let cache = try #require(try moves(from: start).first { $0.remedy.id == "cache-aside" })
    let dear = changed(cache, monthlyCost: cache.monthlyCost + 100_000)
    let means = regret(of: [cache, dear], from: start)
    #expect(means[0] == 0 && means[1] > 0.9 && means[1] < 1)
    // Twice the same: what differs is only the effort that each sample draws.
    let twins = regret(of: [cache, cache], from: start)
    #expect(twins.allSatisfy { $0 > 0 && $0 < 0.6 })
  }

  @Test func `the chosen first move is the least regretted of the near equals`() throws {
    var compared = 0
    for reads in [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95] {
      let start = start(reads: reads)
      for first in start.breaks where first.users < Self.goal {
        let search = MoveSearch(from: start, against: first, goal: Self.goal, usersNow: Self.usersNow)
        guard let best = search.best, best.reachesGoal else { continue }
        let least = search.sequences.filter(\.reachesGoal).map(\.costPerRelief).min() ?? 0
        var seen: Set<String> = []
        let near = search.sequences.filter { $0.reachesGoal && $0.costPerRelief <= 1.3 * least }
          .sorted { $0.firstMoveValue > $1.firstMoveValue }
          .filter { seen.insert($0.moves[0].subject + $0.moves[0].action).inserted }.prefix(6)
        guard near.count > 1 else { continue }
        compared += 1
        let means = regret(of: near.map { $0.moves[0] }, from: start)
        let chosen = try #require(near.firstIndex { $0.moves[0].action == best.moves[0].action })
        #expect(means[chosen] == means.min(), "\(reads) \(first.limit.identity.id)")
      }
    }
    #expect(compared > 0, "somewhere there is something to choose from")
  }
}
