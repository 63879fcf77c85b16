import TenfoldModel
import TenfoldOutput
import Testing

struct GateTests {
  /// 14,000 users at the first limit (orders CPU), 3 million at the second, 100 users today.
  private static let standing = sample()
  private static let today = CalendarDate("2027-01-15")!

  static func sample(_ change: (inout Analysis) -> Void = { _ in }) -> Standing {
    var analysis = SampleAnalysis.analysis
    change(&analysis)
    return try! Standing(result: ResultJSON.document(of: analysis))
  }

  private static func waiver(_ rule: String, scope: String? = nil, until: String = "2027-12-31") -> Waiver {
    Waiver(
      rule: rule, scope: scope, reason: "known", owner: "team", until: CalendarDate(until)!,
      at: .init(file: "check.yaml", line: 4))
  }

  private func judge(
    _ checks: [String], waivers: [Waiver] = [], baseline: Standing? = nil, today: CalendarDate = Self.today
  ) throws -> GateReport {
    Gate.judge(
      Self.standing, by: try checks.map { try Threshold($0) }, waivers: waivers, baseline: baseline,
      today: today)
  }

  @Test(arguments: [
    ("headroom >= 140x", true), ("headroom > 140x", false), ("breaks >= 14K-users", true),
    ("breaks > 14K-users", false), ("coverage >= 96%", true), ("coverage >= 96.1%", false),
    ("level.deployment >= 1", true), ("level.deployment >= 2", false), ("level.monitoring >= 1", false),
    ("price <= 1 USD", false),
  ])
  func `a threshold opens the gate exactly when the printed number meets it`(
    _ check: String, _ isMet: Bool
  ) throws {
    let report = try judge([check])
    #expect(report.isMet == isMet)
    #expect(report.outcomes[0].verdict == (isMet ? .met : .failed))
  }

  @Test func `what is compared is what is printed`() throws {
    // 13,996 users print as 14,000.
    let standing = Self.sample { $0.constraints[0].breaksAtUsers = Range3(low: 1, likely: 13_996, high: 2e4) }
    let outcome = Gate.judge(standing, by: [try Threshold("breaks >= 14000")], today: Self.today).outcomes[0]
    #expect(outcome.valueText == "14,000 users" && outcome.value == 14_000 && outcome.verdict == .met)
  }

  @Test func `a waiver takes its limit out of the headroom, and the number without it is still shown`() throws
  {
    let report = try judge(["headroom >= 200x"], waivers: [Self.waiver("headroom", scope: "orders")])
    let outcome = report.outcomes[0]
    #expect(outcome.verdict == .waived && report.isMet && !report.isMetAsIs)
    #expect(outcome.valueText == "30,000x (140x without waivers)")
    #expect(report.waivers.map(\.state) == [.used])
    // The limit itself is no reason to stop either.
    #expect(report.issues.first { $0.rule == "saturation" }?.waiver != nil)
  }

  @Test(arguments: ["saturation", "saturation:orders"])
  func `a waiver may name the kind or the id of a limit`(_ rule: String) throws {
    #expect(try judge(["breaks >= 1M-users"], waivers: [Self.waiver(rule)]).isMet)
    #expect(try !judge(["breaks >= 1M-users"], waivers: [Self.waiver(rule, scope: "web")]).isMet)
  }

  @Test func `a waiver counts through its last day and says when it has ended`() throws {
    let waivers = [Self.waiver("headroom", until: "2027-01-15")]
    #expect(try judge(["headroom >= 200x"], waivers: waivers).isMet)
    let after = try judge(["headroom >= 200x"], waivers: waivers, today: CalendarDate("2027-01-16")!)
    #expect(!after.isMet && after.waivers[0].state == .expired)
    #expect(
      after.waivers[0].remark?.contains("check.yaml:4: the waiver of headroom ended on 2027-01-15") == true)
  }

  @Test func `a waiver that nothing needs is said to be one`() throws {
    let report = try judge(["headroom >= 3x"], waivers: [Self.waiver("headroom"), Self.waiver("price")])
    #expect(report.waivers.map(\.state) == [.unused, .unused])
    #expect(report.outcomes[0].verdict == .met && report.isMetAsIs)
  }

  @Test func `with a baseline only what is new or worse fails`() throws {
    let check = ["headroom >= 200x"]
    let worse = Self.sample { $0.constraints[0].breaksAtUsers = Range3(low: 1, likely: 9_000, high: 2e4) }
    let better = Self.sample { $0.constraints[0].breaksAtUsers = Range3(low: 1, likely: 19_000, high: 2e4) }
    let fine = Self.sample { $0.constraints[0].breaksAtUsers = Range3(low: 1, likely: 21_000, high: 2e4) }
    #expect(try judge(check, baseline: Self.standing).outcomes[0].verdict == .known)
    #expect(try judge(check, baseline: worse).outcomes[0].verdict == .known)
    #expect(try judge(check, baseline: better).outcomes[0].verdict == .failed)
    #expect(try judge(check, baseline: fine).outcomes[0].verdict == .failed)
    #expect(try judge(["level.monitoring >= 2"], baseline: Self.standing).isMet)
  }

  @Test func `nothing moved against itself, and a limit that moved did`() throws {
    #expect(try !judge(["headroom >= 3x"], baseline: Self.standing).hasMoved)
    let other = Self.sample { $0.constraints[0].breaksAtUsers = Range3(low: 1, likely: 9_000, high: 2e4) }
    let report = try judge(["headroom >= 3x"], baseline: other)
    #expect(report.hasMoved && report.movedMeasures == [.headroom, .breaks])
  }

  @Test func `one cause is one issue however many thresholds it breaks`() throws {
    let report = try judge(["headroom >= 200x", "breaks >= 20K-users"])
    let issues = report.issues.filter { $0.severity == .error }
    #expect(issues.map(\.rule) == ["saturation"])
    #expect(issues[0].message.contains("140x") && issues[0].message.contains("20K-users"))
  }

  @Test func `fingerprints survive when lines and numbers move`() throws {
    let moved = Self.sample { analysis in
      analysis.constraints[0].evidence = [SampleAnalysis.place("compose.yaml", 99)]
      analysis.constraints[0].breaksAtUsers = Range3(low: 1, likely: 9_000, high: 2e4)
      analysis.diagnostics[0].location?.line = 77
    }
    let checks = [try Threshold("headroom >= 200x")]
    let after = Gate.judge(moved, by: checks, today: Self.today).issues.map(\.fingerprint)
    let before = Gate.judge(Self.standing, by: checks, today: Self.today).issues.map(\.fingerprint)
    #expect(before == after && Set(before).count == before.count && before.count > 3)
    #expect(before.allSatisfy { $0.count == 16 })
  }

  @Test func `what is no result is refused`() {
    #expect(throws: ResultError.self) { try Standing(result: .null) }
    let old: JSONValue = .object([
      .init("schemaVersion", "0.9"), .init("system", "x"), .init("levels", .object([])),
    ])
    let error = #expect(throws: ResultError.self) { try Standing(result: old) }
    #expect(error?.description.contains("schema version 0.9") == true)
  }
}
