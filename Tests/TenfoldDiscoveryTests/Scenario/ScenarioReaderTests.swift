import Glibc
import TenfoldDiscovery
import TenfoldModel
import TenfoldTestSupport
import Testing

/// Scenario files: what is read, and what is refused at which line.
struct ScenarioReaderTests {
  private static let system = System(
    name: "shop",
    workload: Workload(journeys: [Journey(name: "checkout", calls: [Call(component: "api")])]),
    components: [
      Component(name: "api", kind: .service), Component(name: "db", kind: .store),
      Component(name: "cache", kind: .cache),
    ], placement: Placement(regions: [Region(name: "eu", zones: .stated(2)), Region(name: "us")]))

  @Test func `everything that a scenario can say becomes a value`() throws {
    let scenario = try ScenarioReader.read(
      text: """
        scenario: 1
        name: a bad day
        system: ../shop
        duration: 10min
        runs: 3
        seed: 7
        noticeTime: 5s
        load: [1x for 1min, ramp 1x..3x over 2min, 3x]
        act:
          - {at: 1min, outage: zone 2 of eu, for: 30s}
          - {at: 1min, freeze: db, for: 10s}
          - {at: 2min, slow: db, by: 2.5x, for: 10s}
          - {at: 2min, errors: api, share: 5%, for: 10s}
          - {at: 3min, flush: cache}
          - {at: 3min, incident: api, share: 20%}
          - {at: 4min, load: 2x, for: 1min}
          - {at: 4min, load: 0.5x}
          - {at: 5min, deploy: api}
          - at: 5min
            deploy: api
            how: canary
            steps: [{share: 5%, for: 2min}]
            version: {errors: 2%, slow: 1.5x}
            startTime: 20s
          - {at: 6min, deploy: api, how: rolling, surge: 50%, unavailable: 0%}
          - {at: 6min, deploy: db, how: by hand, downtime: 1min}
          - {at: 7min, deploy: api, how: waves, pause: 3min}
        failures:
          - {of: each replica of api, every: 1h, repaired: 5min}
          - {of: region us, every: 1d, repaired: 1h}
          - {of: each of db}
        expect:
          - p99 of checkout < 300ms from 2min on
          - recovered within 5min
        """, file: "shop.scenario.yaml", for: Self.system)
    #expect(scenario.name == "a bad day" && scenario.system == "../shop" && scenario.duration == 600)
    #expect(scenario.runs == 3 && scenario.seed == 7 && scenario.noticeTime == 5)
    #expect(scenario.load?.measure == .factor && scenario.load?.peak == 3)
    let version = Deployment.Version(errorShare: 0.02, slowness: 1.5)
    #expect(
      scenario.events == [
        .outage(.zone(2, region: "eu"), from: 60, until: 90), .freeze(component: "db", from: 60, until: 70),
        .slowdown(component: "db", factor: 2.5, from: 120, until: 130),
        .errors(component: "api", share: 0.05, from: 120, until: 130),
        .cacheFlush(component: "cache", at: 180),
        .incident(component: "api", share: 0.2, at: 180), .loadFactor(2, from: 240),
        .loadFactor(1, from: 300),
        .loadFactor(0.5, from: 240), .deployment(.init(component: "api", at: 300)),
        .deployment(
          .init(
            component: "api", at: 300, method: .canary([.init(share: 0.05, duration: 120)]), version: version,
            startTime: 20)),
        .deployment(.init(component: "api", at: 360, method: .rolling(surge: 0.5, unavailable: 0))),
        .deployment(.init(component: "db", at: 360, method: .byHand(downtime: 60))),
        .deployment(.init(component: "api", at: 420, method: .waves(pause: 180))),
        .failures(.init(target: .eachReplica(of: "api"), timeBetween: 3600, repairTime: 300)),
        .failures(.init(target: .whole(.region("us")), timeBetween: 86_400, repairTime: 3600)),
        .failures(.init(target: .eachReplica(of: "db"))),
      ])
    #expect(scenario.expectations.count == 2)
  }

  /// What stands on the third line, and what is said of it.
  static let mistakes: [(line: String, says: String)] = [
    ("lod: 200/s", "unknown key 'lod'; did you mean 'load'?"), ("load: fast", "neither a rate"),
    ("duration: soon", "is not a time"), ("duration: 10", "has no unit"), ("runs: 0", "from 1 to 100000"),
    ("seed: -1", "a whole number from 0"), ("act: outage", "expected a list"),
    ("act: [outage]", "expected a mapping"),
    ("act: [{outage: db, for: 5s}]", "needs 'at'"), ("act: [{at: 5s}]", "nothing happens; say one of outage"),
    ("act: [{at: 5s, outage: db, freeze: db, for: 5s}]", "outage and freeze in one act"),
    ("act: [{at: 5s, outage: db}]", "how long? write for: 30s"),
    ("act: [{at: 5s, outage: bd, for: 1s}]", "no component is called \"bd\"; did you mean 'db'?"),
    ("act: [{at: 5s, outage: region asia, for: 1s}]", "no region is called \"asia\"; there are eu, us"),
    ("act: [{at: 5s, slow: db, for: 1s}]", "how slow?"),
    ("act: [{at: 5s, slow: db, by: much, for: 1s}]", "a factor"),
    ("act: [{at: 5s, flush: cache, for: 1s}]", "'for' says nothing beside flush"),
    ("act: [{at: 5s, deploy: api, how: magic}]", "expected one of by hand, rolling, canary, waves"),
    ("act: [{at: 5s, deploy: api, how: canary, steps: [{share: 5%}]}]", "needs 'for'"),
    ("act: [{at: 5s, deploy: api, version: {eror: 5%}}]", "unknown key 'eror'; known here: errors, slow"),
    (
      "act: [{at: 5s, outage: db, for: 1s, steps: [{share: 5%, for: 1s}]}]",
      "'steps' says nothing beside outage"
    ),
    ("act: [{at: 5s, load: -1x}]", "a factor such as 2x"), ("failures: [{every: 1h}]", "needs 'of'"),
    ("failures: [{of: each replica of bd}]", "did you mean 'db'?"),
    ("expect: p99 of chekout < 1s", "did you mean 'checkout'?"),
    ("expect: [replicas of bd < 3]", "did you mean 'db'?"), ("expect: {p99: 3}", "expected a text"),
    ("expect: [p99 < fast]", "is not a time"), ("name: [a]", "expected a text"),
    ("noticeTime: -1s", "negative"),
    ("load: trace /dev/zero every 1s", "not a regular file"),
    ("load: [ramp 1x..2x over 1min, 100/s]", "do not mix"),
  ]

  @Test(arguments: mistakes)
  func `a mistake is told with file and line, and nothing is run`(_ line: String, _ says: String) {
    let text = "scenario: 1\n# a comment\n\(line)\n"
    do {
      let scenario = try ScenarioReader.read(text: text, file: "x.yaml", for: Self.system)
      Issue.record("understood: \(scenario)")
    } catch {
      #expect(error.description.hasPrefix("x.yaml:3: ") && error.description.contains(says), "\(error)")
    }
  }

  @Test(arguments: [
    ("", "not a scenario"), ("[]", "not a scenario"), ("load: 1x", "begin with scenario: 1"),
    ("scenario: 2", "begin with scenario: 1"), ("scenario: 1\n---\nscenario: 1", "one document"),
    ("scenario: [", "x.yaml:"), ("scenario: 1\nname: \u{0}", "NUL"),
    (
      "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]",
      "more than 200000 nodes"
    ),
    (String(repeating: "[", count: 1000), "nested deeper"),
  ])
  func `what is no scenario is refused`(_ text: String, _ says: String) {
    do {
      let scenario = try ScenarioReader.read(text: text, file: "x.yaml")
      Issue.record("understood: \(scenario)")
    } catch {
      #expect(error.description.contains(says), "\(error)")
    }
  }

  @Test func `every mistake is told at once, by line`() {
    do {
      _ = try ScenarioReader.read(
        text: "scenario: 1\nruns: none\nload: fast\nexpect: [errors]\n", file: "x.yaml", for: Self.system)
      Issue.record("understood")
    } catch {
      #expect(error.problems.map { String($0.prefix(9)) } == ["x.yaml:2:", "x.yaml:3:", "x.yaml:4:"])
    }
  }

  /// Any cut of a good text is read or refused, and never ends the program.
  @Test func `a text cut anywhere is no reason to crash`() throws {
    let text = try #require(TextFile.read("Examples/check-question/release.scenario.yaml"))
    for end in stride(from: 0, to: text.utf8.count, by: 3) {
      _ = try? ScenarioReader.read(
        text: String(decoding: text.utf8.prefix(end), as: UTF8.self), file: "x.yaml")
    }
  }

  @Test func `the published schema has the keys the reader knows`() {
    let path = "Schemas/scenario.schema.json"
    if TextFile.isRecording { TextFile.write(ScenarioSchema.text, to: path) }
    #expect(TextFile.read(path) == ScenarioSchema.text)
  }

  @Test func `the guide has the keys the reader knows`() {
    let text = TextFile.read("docs/guides/scenarios.md") ?? ""
    let parts = text.split(separator: "<!-- keys -->\n", maxSplits: 1)
    if TextFile.isRecording, let first = parts.first {
      TextFile.write(first + "<!-- keys -->\n" + ScenarioSchema.reference, to: "docs/guides/scenarios.md")
    }
    #expect(
      (TextFile.read("docs/guides/scenarios.md") ?? "").hasSuffix(
        "<!-- keys -->\n" + ScenarioSchema.reference))
  }

  @Test func `examples are valid by the schema, and a wrong key is not`() throws {
    guard Glibc.system("python3 -c 'import jsonschema, yaml' 2>/dev/null") == 0 else {
      print("skipped: python3 with jsonschema and yaml is not installed")
      return
    }
    let folder = try FixtureFolder()
    try folder.write("schema.json", ScenarioSchema.text)
    let examples = TextFile.all(below: "Examples").filter { $0.hasSuffix(".scenario.yaml") }
    #expect(examples.count >= 3)
    for (index, path) in examples.enumerated() {
      try folder.write("good/\(index).yaml", TextFile.read(path) ?? "")
    }
    try folder.write("bad/key.yaml", "scenario: 1\nlod: 3/s")
    try folder.write("bad/version.yaml", "load: 3/s")
    try folder.write("bad/act.yaml", "scenario: 1\nact: [{outage: db}]")
    try folder.write(
      "check.py",
      """
      import glob, json, sys, yaml
      from jsonschema import Draft202012Validator
      schema = json.load(open("schema.json"))
      Draft202012Validator.check_schema(schema)
      validator = Draft202012Validator(schema)
      bad = 0
      for name in sorted(glob.glob("good/*.yaml")):
          for error in validator.iter_errors(yaml.safe_load(open(name))):
              print(name, error.json_path, error.message[:200]); bad = 1; break
      for name in sorted(glob.glob("bad/*.yaml")):
          if validator.is_valid(yaml.safe_load(open(name))):
              print(name, "is accepted"); bad = 1
      sys.exit(bad)
      """)
    #expect(Glibc.system("cd \(folder.path) && python3 check.py >&2") == 0)
  }
}
