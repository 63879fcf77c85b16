import TenfoldApp
import Testing

struct ParsedArgumentsTests {
  private static let users = OptionSpecification(
    name: "users", short: "u", value: .required("COUNT"), help: "Users.")
  private static let file = OptionSpecification(
    name: "file", short: "f", value: .required("FILE"), isRepeatable: true, help: "A file.")
  private static let json = OptionSpecification(name: "json", value: .optional("FILE"), help: "JSON.")
  private static let quiet = OptionSpecification(name: "quiet", short: "q", help: "Quiet.")
  private static let command = CommandSpecification(
    name: "try", summary: "Tries.",
    arguments: [ArgumentSpecification(name: "path", isRepeatable: true, help: "Paths.")],
    options: [users, file, json, quiet], examples: [])

  private func parse(_ line: String...) throws(UsageError) -> ParsedArguments {
    try ParsedArguments(line, for: Self.command)
  }

  private func message(_ line: String...) -> String? {
    do throws(UsageError) {
      _ = try ParsedArguments(line, for: Self.command)
      return nil
    } catch {
      return error.message
    }
  }

  @Test(arguments: [
    ["--users", "5", "a"], ["--users=5", "a"], ["-u", "5", "a"], ["-u5", "a"], ["a", "--users", "5"],
    ["-qu", "5", "a"],
  ])
  func `a value is found however it is glued`(_ line: [String]) throws {
    let parsed = try ParsedArguments(line, for: Self.command)
    #expect(parsed.value(Self.users) == "5")
    #expect(parsed.words == ["a"])
  }

  @Test func `an optional value is only what is glued on`() throws {
    let parsed = try parse("--json", "a")
    #expect(parsed.value(Self.json) == "")
    #expect(parsed.words == ["a"])
    #expect(try parse("--json=b.json", "a").value(Self.json) == "b.json")
  }

  @Test func `a repeatable option keeps every value in order`() throws {
    #expect(try parse("-f", "1", "--file=2", "a").all(Self.file) == ["1", "2"])
  }

  @Test func `words after two dashes, and one dash, are no options`() throws {
    #expect(try parse("-", "--", "--users", "-x").words == ["-", "--users", "-x"])
  }

  @Test func `what is wrong is said with what to do`() {
    #expect(
      message("--usres", "5", "a")
        == "unknown option '--usres'; did you mean '--users'?\nsee tenfold try --help")
    #expect(message("-x", "a") == "unknown option '-x'\nsee tenfold try --help")
    #expect(message("a", "--users") == "--users needs a value: --users COUNT")
    #expect(message("--quiet=yes", "a") == "--quiet takes no value")
    #expect(message("-u1", "-u2", "a") == "--users is given twice; give it once")
    #expect(message("-q") == "path is missing: tenfold try PATH...\nsee tenfold try --help")
  }

  @Test func `a value of the wrong kind names what was expected`() throws {
    let parsed = try parse("--users", "many", "a")
    #expect(throws: UsageError("--users is 'many'; it must be a whole number")) {
      _ = try parsed.value(Self.users, expected: "a whole number") { Int($0) }
    }
  }
}
