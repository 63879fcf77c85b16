import Glibc
import TenfoldApp
import TenfoldTestSupport
import Testing

/// The result of whole runs on the examples that ship, whatever the numbers are.
struct ResultTests {
  private static let examples = TextFile.names(in: "Examples").filter { $0 != "README.md" }.map {
    "Examples/\($0)"
  }

  @Test(arguments: examples)
  func `an example is analyzed on one screen, with JSON that is valid and the same each time`(_ path: String)
    throws
  {
    let text = Run(["analyze", "--no-external", path])
    #expect(text.status == .success, "\(text.errors)")
    let lines = text.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 41 && lines.allSatisfy { $0.count <= 110 }, "\(lines.count) lines")
    let folder = try FixtureFolder()
    let first = Run([
      "analyze", "--no-external", path, "--json=\(folder.path)/a.json", "--html", "\(folder.path)/a.html",
    ])
    #expect(first.status == .success)
    // Beside a page stands what the page needs besides, as the last member.
    let beside = try #require(TextFile.read("\(folder.path)/a.json"))
    let alone = Run(["analyze", "--no-external", path, "--json"]).output
    #expect(alone.hasSuffix("\n}\n") && beside.hasPrefix(alone.dropLast(3) + ",\n  \"picture\": {"))
    #expect((TextFile.read("\(folder.path)/a.html")?.utf8.count ?? .max) < 1_000_000)
    guard system("python3 -c 'import jsonschema' 2>/dev/null") == 0 else {
      print("skipped the schema: python3 with jsonschema is not installed")
      return
    }
    try folder.write(
      "check.py",
      """
      import json, sys, jsonschema
      jsonschema.validate(json.load(open(sys.argv[2])), json.load(open(sys.argv[1])))
      """)
    #expect(
      system(
        "python3 \(folder.path)/check.py \(TextFile.root)/Schemas/result.schema.json \(folder.path)/a.json")
        == 0)
  }

  private static let simulations = [
    ["--duration", "2s", "--runs", "3", "Examples/check-question"],
    ["--duration", "2s", "--runs", "3", "Examples/shop-compose"],
    [
      "--duration", "32s", "--runs", "3", "--outage", "1 of api at 8s for 4s",
      "Tests/TenfoldAppTests/Fixtures/scenarios",
    ],
  ]

  @Test(arguments: simulations)
  func `a simulation's JSON is valid and the same on any number of threads`(_ words: [String]) throws {
    let line = ["simulate", "--no-external", "--json"] + words
    let one = Run(line + ["--threads", "1"])
    #expect(one.status == .success, "\(one.errors)")
    #expect(one.output == Run(line + ["--threads", "5"]).output)
    guard system("python3 -c 'import jsonschema' 2>/dev/null") == 0 else { return }
    let folder = try FixtureFolder()
    try folder.write("a.json", one.output)
    try folder.write(
      "check.py",
      """
      import json, sys, jsonschema
      jsonschema.validate(json.load(open(sys.argv[2])), json.load(open(sys.argv[1])))
      """)
    #expect(
      system(
        "python3 \(folder.path)/check.py \(TextFile.root)/Schemas/simulation.schema.json \(folder.path)/a.json"
      )
        == 0)
  }

  @Test func `what a scenario expects decides the status in every format`() throws {
    let scenario = "Tests/TenfoldAppTests/Fixtures/scenarios/unmet.scenario.yaml"
    let folder = try FixtureFolder()
    for words in [[], ["--json"], ["--json=\(folder.path)/a.json"], ["--plain"], ["--quiet"]] {
      #expect(Run(["simulate", "--runs", "1", "--scenario", scenario] + words).status == .gateFailed)
    }
  }

  @Test func `every scenario among the examples is understood by the system it names`() {
    let scenarios = TextFile.all(below: "Examples").filter { $0.hasSuffix(".scenario.yaml") }
    #expect(scenarios.count >= 3)
    for scenario in scenarios {
      // A moment of it is enough to know that all its names are there.
      let run = Run(["simulate", "--no-external", "--duration", "1ms", "--runs", "1", "--scenario", scenario])
      #expect(run.status == .success || run.status == .gateFailed, "\(scenario): \(run.errors)")
    }
  }

  @Test(arguments: ["check-question", "shop-kubernetes", "reference-l3"])
  func `a solution's JSON is valid, and stable where the load is below every saturation`(_ name: String)
    throws
  {
    let run = Run(["solve", "--no-external", "Examples/\(name)", "--json"])
    #expect(run.status == .success, "\(run.errors)")
    #expect(run.output.contains("\"isStable\": true") && run.output.contains("\"isConverged\": true"))
    guard system("python3 -c 'import jsonschema' 2>/dev/null") == 0 else { return }
    let folder = try FixtureFolder()
    try folder.write("a.json", run.output)
    try folder.write(
      "check.py",
      """
      import json, sys, jsonschema
      jsonschema.validate(json.load(open(sys.argv[2])), json.load(open(sys.argv[1])))
      """)
    #expect(
      system(
        "python3 \(folder.path)/check.py \(TextFile.root)/Schemas/solution.schema.json \(folder.path)/a.json"
      ) == 0)
  }

  @Test(arguments: ["analyze", "solve"])
  func `what is doubtful in a description is said beside the answer`(_ command: String) throws {
    let folder = try FixtureFolder()
    try folder.write("tenfold.yaml", "tenfold: 1\nservices: {api: {cpu: 5 bananas}}\n")
    let run = Run([command, folder.path])
    #expect(run.status == .success, "\(run.errors)")
    #expect(run.output.contains("bananas"))
  }

  @Test(arguments: [
    ("services: {api: [", "while parsing"), ("tenfold: 2\nservices: {api: {}}\n", "version"),
  ])
  func `why nothing was found is said with the status`(_ text: String, _ reason: String) throws {
    let folder = try FixtureFolder()
    try folder.write("tenfold.yaml", text)
    let run = Run(["analyze", folder.path])
    #expect(run.status == .unreadable)
    #expect(run.errors.contains("not read: ") && run.errors.contains(reason), "\(run.errors)")
  }

  @Test func `users asked for and the rate they make are one load`() {
    let users = Run(["solve", "--no-external", "Examples/shop-compose", "--users", "3000", "--json"])
    let rate = Run(["solve", "--no-external", "Examples/shop-compose", "--rate", "300/s", "--json"])
    #expect(users.status == .success && users.output == rate.output)
  }

  @Test func `users who think are solved as a number of people, not as a rate`() {
    let arguments = ["solve", "--no-external", "Examples/shop-compose", "--users", "40"]
    let run = Run(arguments + ["--think", "2s"])
    #expect(run.status == .success, "\(run.errors)")
    #expect(run.output.contains("solved at 40 users who think 2 s"))
    #expect(Run(arguments + ["--think", "2s", "--json"]).output.contains("\"thinkTimeSeconds\": 2"))
    #expect(Run(arguments + ["--json"]).output.contains("\"thinkTimeSeconds\": null"))
    #expect(Run(["solve", "--think", "2s", "Examples/shop-compose"]).status == .usage)
  }

  @Test func `a manifest on the standard input is read like a file`() throws {
    let manifest = try #require(TextFile.read("Examples/shop-kubernetes/deploy/storefront.yaml"))
    let run = Run(["discover", "-", "--json"], input: Array(manifest.utf8))
    #expect(run.status == .success, "\(run.errors)")
    #expect(run.output.contains("\"system\": \"stdin\""))
    #expect(run.output.contains("\"storefront\"") && run.output.contains("stdin.yaml"))
  }

  @Test func `input that is too large is refused with a status`() {
    #expect(Run(["discover", "-"], input: nil).status == .unreadable)
  }

  @Test func `a system without parts is still assessed`() throws {
    let folder = try FixtureFolder()
    try folder.write(
      ".github/workflows/ci.yml", "name: ci\non: push\njobs: {t: {runs-on: x, steps: [{run: make test}]}}\n")
    let run = Run(["analyze", folder.path])
    #expect(run.status == .unreadable)
    #expect(run.output.contains("Maturity") && run.errors.contains("no service, store or gateway was found"))
  }
}
