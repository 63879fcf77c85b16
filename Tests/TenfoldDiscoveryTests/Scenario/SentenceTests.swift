import TenfoldDiscovery
import TenfoldModel
import TenfoldTestSupport
import Testing

/// Loads, outages and expectations as people say them.
struct SentenceTests {
  private func points(_ phases: String...) throws -> [[Double]] {
    try LoadText.curve(of: phases).points.map { [$0.time, $0.value] }
  }

  @Test func `phases follow each other`() throws {
    #expect(
      try points("200/s for 2min", "ramp 200/s..1000/s over 10min", "1000/s") == [
        [0, 200], [120, 200], [120, 200], [720, 1000], [720, 1000],
      ])
    #expect(try points("ramp 1x..5.5x over 1h30m") == [[0, 1], [5400, 5.5]])
    #expect(try points("ramp 100..1000/s over 10 min") == [[0, 100], [600, 1000]])
    #expect(try points("ramp 60..120/min over 1s") == [[0, 1], [1, 2]])
    #expect(try points("0/s") == [[0, 0]])
    #expect(try LoadText.curve(of: ["2x"]).measure == .factor)
    let day = try LoadText.curve(of: ["day 100/s..900/s over 24h"])
    #expect(day.value(at: 0) == 100 && abs(day.value(at: 43_200) - 900) < 1e-9)
    #expect(abs(day.integral(until: 86_400) - 500 * 86_400) < 1)
  }

  @Test func `a trace has the counts of its last column`() throws {
    let folder = try FixtureFolder()
    try folder.write("counts.csv", "minute,count\n2026-01-01 00:00,120\n2026-01-01 00:01,60\n\n")
    let curve = try LoadText.curve(of: ["trace counts.csv every 1min times 0.5"], relativeTo: folder.path)
    #expect(curve.points.map(\.value) == [1, 1, 0.5, 0.5] && curve.points.last?.time == 120)
    #expect(abs(curve.integral(until: 120) - 90) < 1e-9)
  }

  @Test func `the trace of a world cup has as many requests as were counted`() throws {
    let path = TextFile.root + "/../shared/aiops/load/worldcup98_1min.csv"
    guard let text = TextFile.read("../shared/aiops/load/worldcup98_1min.csv") else {
      print("skipped: ../shared is not there")
      return
    }
    let counted = text.split(separator: "\n").dropFirst().compactMap { Double($0.split(separator: ",")[1]) }
    let curve = try LoadText.curve(of: ["trace \(path) every 1min"])
    let end = 60 * Double(counted.count)
    #expect(counted.count > 1000 && abs(curve.integral(until: end) / counted.reduce(0, +) - 1) < 1e-9)
  }

  @Test(arguments: [
    ("", "an empty phase"), ("fast", "neither a rate"), ("200 apples/s", "neither a rate"),
    ("ramp 1x", "expected a phase"), ("ramp 1x..2/s over 1min", "expected a phase"),
    ("ramp 1x..2x over never", "is not a time"), ("200/s for -3s", "is not a time"),
    ("-5/s", "neither a rate"),
    ("200/s for 0s", "is not a time"), ("1e300/s", "neither a rate"), ("nanx", "neither a rate"),
    ("trace nowhere.csv every 1min", "no such file"), ("trace nowhere.csv", "expected a phase"),
    ("200/s, 2x", "neither a rate"), ("trace /dev/zero every 1s", "not a regular file"),
    ("200/s for 1e300s", "is not a time"),
  ])
  func `a phase that says nothing is refused with what to write`(_ text: String, _ reason: String) {
    refuses(reason) { try LoadText.curve(of: [text]) }
  }

  @Test func `phases that do not fit each other are refused`() {
    refuses("do not mix") { try LoadText.curve(of: ["1x for 1min", "200/s"]) }
    refuses("goes on for ever") { try LoadText.curve(of: ["1x", "2x"]) }
    refuses("without phases") { try LoadText.curve(of: []) }
  }

  @Test func `a file that is no trace is refused at its line`() throws {
    let folder = try FixtureFolder()
    for (text, reason) in [
      ("count\n5\nmany\n", "t.csv:3: \"many\" is no count"), ("count\n", "no counts"), ("", "no counts"),
      ("1\n-2\n", "t.csv:2:"), ("1\nnan\n", "t.csv:2:"), ("1\n1e300\n", "t.csv:2:"),
    ] {
      // A count that is none is told at its line.
      try folder.write("t.csv", text)
      refuses(reason) { try LoadText.curve(of: ["trace t.csv every 1s"], relativeTo: folder.path) }
    }
  }

  @Test func `a trace that is too long or too high is refused`() throws {
    let folder = try FixtureFolder()
    try folder.write("t.csv", "5\n1e12\n")
    refuses("more than 1e9 requests/s") {
      try LoadText.curve(of: ["trace t.csv every 1s"], relativeTo: folder.path)
    }
    refuses("expected a phase") {
      try LoadText.curve(of: ["trace t.csv every 1h times 1e300"], relativeTo: folder.path)
    }
    try folder.write("t.csv", String(repeating: "1\n", count: 1_000_001))
    refuses("at most a million") { try LoadText.curve(of: ["trace t.csv every 1s"], relativeTo: folder.path) }
  }

  @Test func `what is gone has many names`() throws {
    #expect(try OutageText.target("db") == .component("db"))
    #expect(try OutageText.target("2 of the api") == .replicas(of: "the api", count: 2))
    #expect(try OutageText.target("zone 1") == .zone(1, region: nil))
    #expect(try OutageText.target("zone 3 of eu") == .zone(3, region: "eu"))
    #expect(try OutageText.target("region eu") == .region("eu"))
    #expect(try OutageText.target("link api to db") == .link("api", "db"))
    #expect(try OutageText.target("region eu", components: ["region eu"]) == .component("region eu"))
    #expect(try OutageText.outage("db at 2min for 20s") == .outage(.component("db"), from: 120, until: 140))
    #expect(
      try OutageText.outage("zone 1 of eu at 0s for 1 h")
        == .outage(.zone(1, region: "eu"), from: 0, until: 3600))
    // A target's name reads back as the target.
    for target: OutageTarget in [
      .replicas(of: "api", count: 3), .zone(2, region: "eu"), .region("us"), .link("a", "b"),
    ] {
      #expect(try OutageText.target(target.name) == target)
    }
    for text in ["db", "db at noon for 1s", "db at 1s", "at 1s for 1s", "db at 1s for 0s", "db for 1s at 1s"]
    {
      refuses("expected what, when and how long") { try OutageText.outage(text) }
    }
    refuses("expected zone 1") { try OutageText.target("zone one") }
    refuses("expected link") { try OutageText.target("link api") }
  }

  @Test func `expectations are read as they are spelled`() throws {
    #expect(
      try ExpectationText.expectation("p99 of GET /items < 300ms from 2min on")
        == .figure(.p99, of: "GET /items", .below, 0.3, in: .init(from: 120)))
    #expect(
      try ExpectationText.expectation("errors <= 1%") == .figure(.errors, of: nil, .atMost, 0.01, in: .init())
    )
    #expect(
      try ExpectationText.expectation("goodput > 900/s from 1min to 5min")
        == .figure(.goodput, of: nil, .above, 900, in: .init(from: 60, until: 300)))
    #expect(
      try ExpectationText.expectation("replicas of api >= 3 until 30s")
        == .figure(.replicas, of: "api", .atLeast, 3, in: .init(until: 30)))
    #expect(try ExpectationText.expectation("recovered within 5min") == .recovery(within: 300))
    for text in [
      "p99 < 300 ms", "mean of a b >= 2 s from 1 min to 5 min", "utilization of db < 80 % until 30 s",
      "replicas of api <= 8 from 10 s on", "recovered within 5 min", "goodput > 1,200/s",
    ] {
      let plain = text.filter { $0 != "," }
      #expect(try ExpectationText.expectation(plain).description == text)
    }
  }

  @Test(arguments: [
    ("", "no comparison"), ("p99 300ms", "no comparison"), ("p98 < 1s", "did you mean 'p95'?"),
    ("speed < 1s", "no figure is called \"speed\""), ("p99 < 300", "has no unit; write 300ms or 300s"),
    ("errors < 200%", "is not a share"), ("replicas < 3", "of which component"),
    ("p99 api < 1s", "expected a sentence"),
    ("p99 < 1s from now on", "is not a time"), ("p99 < 1s from 5s to 1s", "ends before it begins"),
    ("recovered", "recovered within 5min"), ("recovered within a while", "recovered within 5min"),
  ])
  func `an expectation that says nothing is refused with what to write`(_ text: String, _ reason: String) {
    refuses(reason) { try ExpectationText.expectation(text) }
  }

  private func refuses<Value>(_ reason: String, _ body: () throws -> Value) {
    do {
      let value = try body()
      Issue.record("\(value) was understood; expected: \(reason)")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }
}
