import TenfoldCatalog
import TenfoldModel
import Testing

@testable import TenfoldAdvisor

struct MoveSearchTests {
  private static let goal = 100_000.0
  private static let usersNow = 10_000.0

  private func start(reads: Double) -> PlanState {
    var system = Catalog.completed(CheckQuestion.system(reads: reads)).system
    for index in system.components.indices { system.components[index].observed = [] }
    return PlanState(system, refuted: [], goal: Self.goal, usersNow: Self.usersNow)
  }

  private func search(_ state: PlanState) throws -> MoveSearch {
    let first = try #require(state.breaks.first)
    return MoveSearch(from: state, against: first, goal: Self.goal, usersNow: Self.usersNow)
  }

  @Test(arguments: [0.1, 0.5, 0.9])
  func `no sequence that reaches the goal costs less for its relief than three quarters of the chosen one`(
    _ reads: Double
  ) throws {
    let search = try search(start(reads: reads))
    let best = try #require(search.best)
    #expect(best.reachesGoal)
    for sequence in search.sequences where sequence.reachesGoal {
      #expect(sequence.costPerRelief >= best.costPerRelief / 1.3 - 1e-9, "\(sequence.moves.map(\.action))")
    }
  }

  @Test func `every remedy of the catalogue has a model`() {
    let modelled = Set(AllRemedies.list.map(\.id)).union(["do-nothing", "measure-first"])
    #expect(Set(Catalog.remedies.map(\.id)) == modelled)
  }

  @Test func `a sequence's state is that of a fresh reading of the changed system`() throws {
    let search = try search(start(reads: 0.9))
    for sequence in search.sequences.prefix(40) {
      let fresh = PlanState(sequence.last.state.system, refuted: [], goal: Self.goal, usersNow: Self.usersNow)
      #expect(fresh.breaks.map(\.users) == sequence.last.state.breaks.map(\.users))
      #expect(fresh.shortfall.total == sequence.last.state.shortfall.total)
    }
  }

  @Test func `limits with one cause are missing once, and CPUs want room`() throws {
    let state = start(reads: 0.9)
    let saturation = try #require(state.breaks.first { $0.limit.identity.id == "saturation:db" })
    let latency = try #require(state.breaks.first { $0.limit.identity.id == "latency:request" })
    #expect(latency.users <= saturation.users)
    #expect(latency.limit.cause(at: latency.users, in: state.limits.likely) == "cpu:db")
    let room = 1 / SaturationLimit.plannedUtilization
    let missing = try #require(state.shortfall.parts["cpu:db"])
    #expect(abs(missing - logarithm(Self.goal * room / saturation.users)) < 1e-9)
    #expect(state.shortfall.parts["latency:request"] == nil)
  }

  @Test func `more capacity at the bottleneck never lowers what is carried`() throws {
    for factor in [1.5, 2, 4, 8] {
      var system = start(reads: 0.9).system
      let before = PlanState(system, refuted: [], goal: Self.goal, usersNow: Self.usersNow)
      let index = try #require(system.components.firstIndex { $0.name == "db" })
      let cores = try #require(system.components[index].resources.cpu)
      system.components[index].resources.cpu = cores.scaled(by: factor)
      let after = PlanState(system, refuted: [], goal: Self.goal, usersNow: Self.usersNow)
      #expect((after.breaks.first?.users ?? 0) >= (before.breaks.first?.users ?? 0))
      #expect(after.shortfall.total <= before.shortfall.total)
    }
  }
}
