import TenfoldAdvisor
import TenfoldCatalog
import TenfoldModel
import Testing

struct LoadQuestionTests {
  private let analysis: Analysis
  private let question: LoadQuestion

  init() throws {
    analysis = try Advisor.analyze(
      CheckQuestion.system(reads: 0.9), inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(samples: 4))
    question = LoadQuestion(about: analysis.system)
  }

  @Test func `an answer at a point of the curve is that point`() throws {
    let curve = try Advisor.growthCurve(of: analysis)
    for point in curve.points {
      let answer = try question.answer(for: question.subject(analysis.system), users: point.users)
      #expect(answer.components == curve.components && answer.journeys == curve.journeys)
      // Beyond the first load without a steady state a curve knows the pools of the last one that has it.
      guard point.failedShare != nil else { continue }
      #expect(answer.point == point)
    }
  }

  @Test func `what is broken at a load is what the analysis says breaks below it`() throws {
    for users in [100.0, 9_000, 11_000, 90_000, 1e7] {
      let answer = try question.answer(for: question.subject(analysis.system), users: users)
      let expected = analysis.constraints.filter { ($0.breaksAtUsers?.likely ?? .infinity) < users }
      #expect(Set(answer.broken.map { "\($0.kind):\($0.subject)" }) == Set(expected.map(\.id)), "at \(users)")
    }
  }

  @Test(arguments: [0, -1, .infinity, .nan]) func `a load that is none is refused`(_ users: Double) {
    #expect(throws: AdvisorError.self) {
      try question.answer(for: question.subject(analysis.system), users: users)
    }
  }

  @Test func `today's load excuses an assumption of the system that runs, and none of a change of it`() throws
  {
    var system = CheckQuestion.system(reads: 0.9)
    system.workload.users = .stated(2000)
    func analysis(_ change: ((System) -> System)?) throws -> Analysis {
      try Advisor.analyze(
        system, inventory: nil, assessment: Assessment(levels: [:]), options: AnalysisOptions(samples: 4),
        changing: change)
    }
    let (running, same) = (try analysis(nil), try analysis { $0 })
    #expect(running.constraints == same.constraints && running.plan == same.plan)
    let slower = try analysis { system in
      var system = system
      system["db"]?.resources.cpu = .stated(0.001)
      return system
    }
    let first = try #require(slower.firstLimit)
    #expect(first.subject == "db" && first.isViolatedNow)
  }
}
