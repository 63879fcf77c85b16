import TenfoldApp
import TenfoldTestSupport
import Testing

/// What `--figures FILE` changes.
struct FiguresTests {
  private func run(_ command: [String], figures: String) throws -> Run {
    let folder = try FixtureFolder()
    try folder.write("own.yaml", "figures: 1\n" + figures)
    return Run(command + ["--figures", folder.path + "/own.yaml"])
  }

  @Test func `a price of one's own is paid`() throws {
    let usual = Run(["estimate", "--users", "100000", "Examples/check-question"])
    let own = try run(
      ["estimate", "--users", "100000", "Examples/check-question"],
      figures: "entries: {price vCPUHour: 0.1 USD}")
    #expect(own.status == .success && own.output.contains("cores x 73 USD a core and month"))
    #expect(usual.output.contains("cores x 36.8 USD a core and month"))
  }

  @Test func `threads of an analysis know them too`() throws {
    let command = ["analyze", "--no-external", "--json", "Examples/check-question"]
    let usual = Run(command)
    let own = try run(command, figures: "remedies: {read-replicas: {effort: 40}, cache-aside: {effort: 40}}")
    #expect(usual.status == .success && own.status == .success)
    #expect(usual.output != own.output)
    // Run twice, the same bytes.
    #expect(
      own.output
        == (try run(command, figures: "remedies: {read-replicas: {effort: 40}, cache-aside: {effort: 40}}"))
        .output)
  }

  @Test func `the catalogue shows them with their place`() throws {
    let own = try run(["catalog", "vCPUHour"], figures: "entries: {price vCPUHour: 0.03 USD}")
    #expect(own.output.contains("own.yaml:2") && own.output.contains("0.03 USD"))
  }

  @Test func `a file that is wrong or missing ends with status 3`() throws {
    let wrong = try run(["catalog"], figures: "entries: {price vCpuHours: 1 USD}")
    #expect(wrong.status == .unreadable && wrong.errors.contains("did you mean 'price vCPUHour'?"))
    let missing = Run(["catalog", "--figures", "no/such.yaml"])
    #expect(missing.status == .unreadable && missing.errors.contains("no/such.yaml"))
  }
}
