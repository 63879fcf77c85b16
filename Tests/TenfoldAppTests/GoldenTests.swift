import TenfoldTestSupport
import Testing

/// What every command writes and how it ends, kept in `Golden/`; record anew with `TENFOLD_RECORD=1`.
struct GoldenTests {
  /// A command line and the file its outcome is kept in.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let line: String
    var testDescription: String { name }

    init(_ name: String, _ line: String) {
      self.name = name
      self.line = line
    }
  }

  private static let broken = "Tests/TenfoldAppTests/Fixtures/half-broken"
  private static let scenarios = "Tests/TenfoldAppTests/Fixtures/scenarios"
  private static let gate = "Tests/TenfoldAppTests/Fixtures/gate"
  private static let shop = "Examples/shop-compose"
  private static let cases = [
    Case("no-command", ""), Case("help", "--help"), Case("version", "--version"),
    Case("help-analyze", "help analyze"), Case("unknown-command", "analyse"),
    Case("unknown-path", "no/such/folder"),
    Case("analyze", "Examples/shop-compose"), Case("analyze-missing-path", "analyze"),
    Case("analyze-bad-growth", "analyze --growth lots ."),
    Case("analyze-bad-option", "analyze --grwoth 10x ."),
    Case("analyze-no-value", "analyze . --users"), Case("analyze-stdin-of-nothing", "-"),
    Case("roadmap", "roadmap --no-external Examples/check-question"),
    Case("roadmap-simulated", "roadmap --no-external --simulate Examples/reference-l1"),
    Case("roadmap-nothing-to-do", "roadmap --no-external --to 1.5x Examples/shop-compose"),
    Case("roadmap-bad-goal", "roadmap --to far ."),
    Case("roadmap-drawing-to-output", "roadmap --svg - ."),
    Case("roadmap-goal-passed", "roadmap --to 50 Examples/shop-compose"),
    Case("help-roadmap", "help roadmap"),
    Case("check", "check --require headroom+>=+3x \(shop)"),
    Case("check-unmet", "check --require headroom+>=+40x --require level.monitoring+>=+1 \(shop)"),
    Case("check-report-only", "check --report-only --require headroom+>=+40x \(shop)"),
    Case("check-waivers", "check --gate \(gate)/check.yaml \(shop)"),
    Case("check-broken-file", "check --gate \(gate)/broken.yaml \(shop)"),
    Case("check-bad-threshold", "check --require hedroom+>=+3x \(shop)"),
    Case("check-nothing-asked", "check \(shop)"), Case("help-check", "help check"),
    Case("check-no-baseline", "check --baseline nowhere.json --require headroom+>=+3x \(shop)"),
    Case("check-two-outputs", "check --json --github --require headroom+>=+3x \(shop)"),
    Case("check-sarif", "check -q --sarif - --gate \(gate)/check.yaml \(shop)"),
    Case("check-junit", "check -q --junit - --gate \(gate)/check.yaml \(shop)"),
    Case("check-markdown", "check -q --markdown - --gate \(gate)/check.yaml \(shop)"),
    Case("check-gitlab", "check -q --gitlab - --gate \(gate)/check.yaml \(shop)"),
    Case("check-badge", "check -q --badge - --gate \(gate)/check.yaml \(shop)"),
    Case("check-github", "check -q --github --gate \(gate)/check.yaml \(shop)"),
    Case("diff", "diff Examples/check-question Examples/check-question-writes"),
    Case("diff-nothing", "diff Examples/retry-storm Examples/retry-storm"), Case("help-diff", "help diff"),
    Case("help-generate", "help generate"),
    Case("generate", "generate --remedy autoscaling --platform kubernetes Examples/check-question"),
    Case("generate-json", "generate --remedy connection-pooling --json Examples/shop-compose"),
    Case("generate-no-generator", "generate --remedy sharding Examples/check-question"),
    Case("generate-unknown", "generate --remedy read-replica Examples/check-question"),
    Case("generate-no-remedy", "generate Examples/check-question"),
    Case("generate-unsuitable", "generate --remedy read-replicas --on api Examples/check-question"),
    Case("generate-platform", "generate --remedy autoscaling --platform compose Examples/check-question"),
    Case("generate-write-where", "generate --remedy autoscaling --write Examples/check-question"),
    Case("graph", "graph Examples/shop-kubernetes --no-external"),
    Case("graph-dot", "graph --format dot \(shop)"),
    Case("graph-bad-format", "graph --format svg \(shop)"),
    Case("export-structurizr", "export --format structurizr --no-external Examples/shop-kubernetes"),
    Case("export-backstage", "export --format backstage --no-external Examples/shop-kubernetes"),
    Case("export-k6", "export --format k6 Examples/check-question"),
    Case("export-openslo", "export --format openslo Examples/check-question"),
    Case("export-infracost", "export --format infracost Examples/check-question"),
    Case("export-no-format", "export Examples/check-question"),
    Case("export-unknown", "export --format terraform Examples/check-question"),
    Case("discover", "discover --no-external Examples/shop-kubernetes"),
    Case("discover-unread", "discover \(broken)"),
    Case("discover-coverage-gate", "discover --min-coverage 90% --json \(broken)"),
    Case("discover-bad-coverage", "discover --min-coverage much ."),
    Case("discover-nothing", "discover Tests/TenfoldAppTests/Fixtures/nothing"),
    Case("discover-unknown-set", "discover --set nowhere Examples/shop-compose"),
    Case("assess", "assess --no-external Examples/shop-kubernetes"),
    Case("assess-gate", "assess --require D3 --plain Examples/shop-compose"),
    Case("assess-unknown-cell", "assess --require deploymnt-3 ."),
    Case("estimate", "estimate --users 1M"), Case("estimate-bad-users", "estimate --users some"),
    Case("solve", "solve --no-external Examples/check-question"),
    Case("solve-overload", "solve --no-external --rate 1500/s Examples/check-question"),
    Case("solve-both", "solve --users 5 --rate 1/s ."), Case("help-solve", "help solve"),
    Case("simulate", "simulate --no-external --duration 20s --runs 2 Examples/check-question"),
    Case("simulate-bad-runs", "simulate --runs 0 ."), Case("simulate-think", "simulate --think 1s ."),
    Case("simulate-both", "simulate --users 5 --rate 1/s ."), Case("help-simulate", "help simulate"),
    Case("simulate-balancing", "simulate --balancing best ."),
    Case("simulate-bad-traces", "simulate --trace-sample 5 ."),
    Case(
      "simulate-refused-traces",
      "simulate --duration 1s --runs 1 --traces no/such/folder/t.json Examples/check-question"),
    Case("simulate-scenario-unmet", "simulate --scenario \(scenarios)/unmet.scenario.yaml"),
    Case("simulate-scenario-json", "simulate --json --runs 1 --scenario \(scenarios)/unmet.scenario.yaml"),
    Case("simulate-scenario-broken", "simulate --scenario \(scenarios)/broken.scenario.yaml"),
    Case("simulate-scenario-missing", "simulate --scenario nowhere.yaml ."),
    Case("simulate-nothing", "simulate"), Case("simulate-bad-load", "simulate . --load 1x,ramp"),
    Case("simulate-bad-outage", "simulate . --outage db"),
    Case(
      "simulate-curve",
      "simulate --runs 1 --load 1x+for+8s --outage 2+of+api+at+4s+for+2s --duration 16s \(scenarios)"),
    Case("catalog", "catalog postgres"), Case("catalog-json", "catalog --json objective"),
    Case("catalog-unknown", "catalog postgrs"), Case("ladder", "ladder"),
    Case("ladder-cell", "ladder sharding"), Case("ladder-json", "ladder D3 --json"),
    Case("ladder-unknown", "ladder shardign"), Case("explain-rule", "explain TF-D2-3"),
    Case("explain-remedy", "explain read-replicas"), Case("explain-constraint", "explain saturation"),
    Case("help-lab", "help lab"), Case("lab-unknown-task", "lab docter"),
    Case("help-serve", "help serve"), Case("serve-bad-port", "serve --port 70000 ."),
    Case("lab-load-no-url", "lab load --rate 1/s"), Case("lab-load-no-rate", "lab load http://127.0.0.1:9/"),
    Case("lab-load-elsewhere", "lab load http://example.org/ --rate 1/s"),
    Case("init", "init Examples/shop-compose"), Case("init-scale", "init --scale 100"),
    Case("init-both", "init . --scale 1M"), Case("init-exists", "init --scale 1M -o README.md"),
    Case("init-bad-services", "init --services none"), Case("check-question", "Examples/check-question"),
    Case("explain-unknown", "explain read-replica"), Case("schema", "schema"),
    Case("schema-unknown", "schema results"),
  ]

  @Test(arguments: cases)
  func `a command writes what it wrote before`(_ golden: Case) {
    // A plus stands for a space inside a word.
    let arguments = golden.line.split(separator: " ").map { String($0.map { $0 == "+" ? " " : $0 }) }
    let text = "$ tenfold \(golden.line)\n" + Run(arguments).record
    let path = "Tests/TenfoldAppTests/Golden/\(golden.name).txt"
    if TextFile.isRecording { TextFile.write(text, to: path) }
    #expect(TextFile.read(path) == text)
  }

  @Test func `no golden file is left over`() {
    #expect(
      TextFile.names(in: "Tests/TenfoldAppTests/Golden") == Self.cases.map { $0.name + ".txt" }.sorted())
  }
}
