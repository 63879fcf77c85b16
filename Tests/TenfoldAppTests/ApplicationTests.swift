import TenfoldApp
import TenfoldPlatform
import TenfoldTestSupport
import Testing

struct ApplicationTests {
  @Test func `results go to the output and errors to the error stream`() {
    let good = Run(["ladder"])
    #expect(good.status == .success && !good.output.isEmpty && good.errors.isEmpty)
    let bad = Run(["ladder", "nonsense-cell"])
    #expect(bad.status == .usage && bad.output.isEmpty && bad.errors.hasPrefix("tenfold: "))
  }

  @Test(arguments: Application.commands.map { $0.specification.name })
  func `every command shows help that names its options, and refuses unknown ones`(_ name: String) throws {
    let help = Run([name, "--help"])
    #expect(help.status == .success)
    let specification = try #require(
      Application.commands.first { $0.specification.name == name }?.specification)
    for option in specification.options { #expect(help.output.contains("--\(option.name)")) }
    for example in specification.examples { #expect(help.output.contains(example)) }
    #expect(Run(["help", name]).output == help.output)
    #expect(Run([name, "--no-such-option"]).status == .usage)
  }

  @Test func `help fits the columns it is given`() {
    for name in Application.commands.map({ $0.specification.name }) {
      let narrow = Run([name, "--help"], output: MemorySink(isTerminal: true, columns: 80)).output
      let long = narrow.split(separator: "\n").filter { $0.count > 80 && !$0.contains("tenfold ") }
      #expect(long.isEmpty, "\(name): \(long)")
    }
  }

  @Test func `a reader that went away is no error`() {
    #expect(Run(["ladder"], output: MemorySink(refusal: .readerGone)).status == .success)
  }

  @Test func `a full disk is said and ends with the status of failed writing`() {
    let run = Run(
      ["ladder"], output: MemorySink(refusal: .refused(target: "standard output", reason: "no space left")))
    #expect(run.status == .failure)
    #expect(run.errors == "tenfold: standard output: could not write: no space left\n")
  }

  @Test(arguments: [
    ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false), (["NO_COLOR": ""], true, true),
    (["FORCE_COLOR": "1"], false, true), (["TERM": "dumb"], true, false),
    (["NO_COLOR": "1", "FORCE_COLOR": "1"], false, true),
  ])
  func `colours follow the terminal and the variables`(
    _ variables: [String: String], _ isTerminal: Bool, _ colors: Bool
  ) {
    let run = Run(["ladder"], variables: variables, output: MemorySink(isTerminal: isTerminal, columns: 100))
    #expect(run.output.contains("\u{1B}") == colors)
    #expect(!Run(["ladder", "--no-color"], variables: variables).output.contains("\u{1B}"))
  }

  @Test func `JSON goes to the file that is named, whole`() throws {
    let folder = try FixtureFolder()
    let run = Run(["ladder", "D3", "--json=\(folder.path)/ladder.json"])
    #expect(run.status == .success)
    let text = try #require(TextFile.read("\(folder.path)/ladder.json"))
    #expect(text == Run(["ladder", "D3", "--json"]).output)
    #expect(TextFile.names(in: folder.path) == ["ladder.json"])
  }
}
