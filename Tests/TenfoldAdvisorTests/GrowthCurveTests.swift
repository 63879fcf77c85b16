import TenfoldAdvisor
import TenfoldCatalog
import TenfoldModel
import TenfoldQueueing
import Testing

struct GrowthCurveTests {
  private let analysis: Analysis
  private let curve: GrowthCurve

  init() throws {
    analysis = try Advisor.analyze(
      CheckQuestion.system(reads: 0.9), inventory: nil, assessment: Assessment(levels: [:]),
      options: AnalysisOptions(samples: 4))
    curve = try Advisor.growthCurve(of: analysis)
  }

  @Test func `points go from today's load to a thousand times it, ten in each factor of ten`() throws {
    let users = curve.points.map(\.users)
    let now = analysis.usersNow.likely
    #expect(users == users.sorted())
    #expect(users.first == now)
    #expect(abs(try #require(users.last) / now - 1000) < 1e-6)
    for step in 0...30 {
      let load = now * power(10, Double(step) / 10)
      #expect(users.contains { abs($0 / load - 1) < 1e-9 }, "\(load)")
    }
  }

  @Test func `beyond the first load without a steady state calls are sent once`() throws {
    var system = CheckQuestion.system(reads: 0.9)
    system.mesh = Mesh(
      engine: "istio", resilience: Resilience(timeout: .stated(0.05), retryLimit: .stated(3)))
    let again = try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]), options: AnalysisOptions(samples: 4))
    let database = try #require(curve.components.firstIndex(of: "db"))
    let point = try #require(try Advisor.growthCurve(of: again).points.last)
    // Ten thousand requests a second for what can do 1053: what people ask for, and not what repeats of it would.
    #expect(abs(try #require(point.utilizations[database]) / 950 - 1) < 0.01)
    #expect(point.failedShare == nil && point.p99s == [nil])
  }

  @Test func `every point is what the solver says at its load`() throws {
    let reading = Reading(Catalog.lower(analysis.system))
    var isSteady = true
    for point in curve.points {
      let solution = try SystemSolver.solve(reading, rate: point.users * reading.requestsPerUser)
      isSteady = isSteady && solution.isStable
      for (index, component) in curve.components.enumerated() {
        // Beyond, what is asked for is the same on processors, and waiting callers hold their threads for ever.
        let stations = solution.stations.filter {
          $0.component == component && (isSteady || $0.kind == .processor)
        }
        let busiest = try #require(stations.map(\.utilization).max())
        let found = try #require(point.utilizations[index])
        #expect(abs(found / busiest - 1) < (isSteady ? 1e-12 : 1e-6), "\(component) at \(point.users)")
      }
      #expect(point.p99s == solution.journeys.map { $0.response.p99.isFinite ? $0.response.p99 : nil })
      #expect(point.failedShare == (solution.isStable ? solution.failedShare : nil))
      #expect(point.estimate == Advisor.estimate(analysis.system, users: point.users))
    }
  }

  @Test func `just below a breaking load a point lies at which it still holds, and above it none does`()
    throws
  {
    let database = try #require(curve.components.firstIndex(of: "db"))
    let breaking = try #require(
      analysis.constraints.first { $0.id == "saturation:db" }?.breaksAtUsers?.likely)
    let below = try #require(curve.points.last { $0.users < breaking })
    #expect(below.users > breaking * 0.97)
    #expect(try #require(below.utilizations[database]) < 1)
    for point in curve.points where point.users > breaking {
      #expect(try #require(point.utilizations[database]) >= 1)
    }
  }

  @Test func `the critical path runs along the calls that are waited for`() {
    #expect(curve.criticalPaths.map(\.components) == [["api", "db"]])
    #expect(curve.slowestPath?.journey == "request")
  }

  @Test func `threads change no digit, and no factor of growth is refused`() throws {
    let again = try Advisor.growthCurve(
      of: analysis, on: { count, work in for index in (0..<count).reversed() { work(index) } })
    #expect(again == curve)
    #expect(throws: AdvisorError.self) { try Advisor.growthCurve(of: analysis, upTo: 1) }
  }
}
