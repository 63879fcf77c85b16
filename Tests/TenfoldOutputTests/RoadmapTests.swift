import TenfoldModel
@testable import TenfoldOutput
import Testing

struct RoadmapTests {
  private static func step(_ remedy: String, _ reach: Double?) -> PlanStep {
    var step = SampleAnalysis.analysis.plan[0]
    step.remedy = remedy
    step.reachesUsers = reach.map { Range3(low: $0, likely: $0, high: $0) }
    return step
  }

  private static func analysis(_ steps: [PlanStep]) -> Analysis {
    var analysis = SampleAnalysis.analysis
    analysis.goal = GrowthGoal(users: 100_000, growth: 1000, isAssumed: false, plannedUtilization: 0.6)
    analysis.plan = steps
    return analysis
  }

  @Test func `a step is needed where the one before it no longer carries, and never before today`() {
    let road = Roadmap(
      of: Self.analysis([Self.step("a", 20_000), Self.step("b", 19_000), Self.step("c", nil)]))
    #expect(road.carriesNow == 14_000)
    #expect(road.stages.map(\.neededAt) == [14_000, 20_000, 20_000])
    #expect(road.stages.map(\.carries) == [20_000, 19_000, .infinity])
    #expect(road.reachesGoal)
    var late = Self.analysis([Self.step("a", 20_000)])
    late.constraints[0].isViolatedNow = true
    #expect(Roadmap(of: late).stages[0].neededAt == 100)
    #expect(!Roadmap(of: late).reachesGoal)
  }

  @Test func `a road that ends before its goal says so`() {
    let text = RoadmapText(style: TextStyle(width: 110)).text(
      of: Self.analysis([Self.step("autoscaling", 38_000)]))
    #expect(text.contains("the road ends at 38,000 users"))
    #expect(text.contains("1  14,000      orders CPU"))
  }

  @Test func `every step has its bar, and names are text and not markup`() {
    var step = Self.step("autoscaling", 38_000)
    step.subject = "<b>&"
    let drawing = RoadDrawing.text(of: Self.analysis([step, Self.step("sharding", nil)]))
    #expect(drawing.split(separator: "rx=\"3\"", omittingEmptySubsequences: false).count == 4)
    #expect(drawing.contains("1 autoscaling &lt;b&gt;&amp;") && !drawing.contains("<b>"))
  }
}
