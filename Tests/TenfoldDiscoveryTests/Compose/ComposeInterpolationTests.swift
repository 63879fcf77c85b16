import Testing

@testable import TenfoldDiscovery

struct ComposeInterpolationTests {
  private static let variables = ["NAME": "shop", "EMPTY": "", "PORT": "8080", "a_1": "x"]

  private func expand(_ text: String) -> ComposeInterpolation.Result {
    ComposeInterpolation.expand(text) { Self.variables[$0] }
  }

  @Test(arguments: [
    ("plain", "plain"), ("$NAME", "shop"), ("${NAME}", "shop"), ("$NAME-$PORT", "shop-8080"),
    ("$a_1.b", "x.b"),
    ("${EMPTY}", ""), ("${EMPTY:-d}", "d"), ("${EMPTY-d}", ""), ("${NONE:-d}", "d"), ("${NONE-d}", "d"),
    ("${NAME:-d}", "shop"), ("${NAME:+other}", "other"), ("${EMPTY:+other}", ""), ("${EMPTY+other}", "other"),
    ("${NONE+other}", ""), ("${NAME:?must}", "shop"), ("${EMPTY?must}", ""), ("$$NAME", "$NAME"), ("$$", "$"),
    ("$${NAME}", "${NAME}"), ("a$", "a$"), ("$5", "$5"), ("$ x", "$ x"), ("${NONE:-${NAME}}", "shop"),
    ("${NONE:-${NONE2:-deep}}", "deep"), ("${NONE:-http://$NAME:${PORT}/}", "http://shop:8080/"),
    ("${NONE:-}", ""), ("{$NAME}", "{shop}"), ("${NONE:-a b:c-d}", "a b:c-d"), ("${NAME:+${PORT}}", "8080"),
    ("{\"a\": \"${PORT}\"}", "{\"a\": \"8080\"}"), ("é${NAME}ü", "éshopü"),
  ])
  func `variables are replaced`(_ text: String, _ expected: String) {
    let result = expand(text)
    #expect(result.text == expected)
    #expect(result.problem == nil)
    #expect(result.unset == [])
  }

  @Test(arguments: [
    ("$NONE", "", ["NONE"]), ("a${NONE}b", "ab", ["NONE"]), ("${NONE:?must}", "", ["NONE"]),
    ("${EMPTY:?must}", "", ["EMPTY"]), ("${NONE:-$OTHER}", "", ["OTHER"]), ("${NAME:-$OTHER}", "shop", []),
    ("${NONE:+$OTHER}", "", []),
  ])
  func `what nobody sets is empty and named`(_ text: String, _ expected: String, _ unset: [String]) {
    #expect(expand(text) == ComposeInterpolation.Result(text: expected, unset: unset))
  }

  @Test(arguments: [
    ("${NAME", "has no closing"), ("${}", "without a variable's name"), ("${NAME:x}", "followed by neither"),
    ("${NAME/x}", "followed by neither"), ("${1}", "without a variable's name"),
    ("${NAME:", "followed by neither"),
    ("${NONE:-${NAME}", "has no closing"),
  ])
  func `a malformed variable is a problem and the text stays`(_ text: String, _ problem: String) {
    let result = expand(text)
    #expect(result.text == text)
    #expect(result.problem?.contains(problem) == true, "problem: \(result.problem ?? "none")")
  }

  @Test func `ten thousand levels are refused, not climbed`() {
    let text = String(repeating: "${A:-", count: 10_000) + String(repeating: "}", count: 10_000)
    #expect(expand(text).problem == "variables nested deeper than 50 levels")
  }

  @Test func `values that double line by line stay within bounds`() throws {
    let lines = (1..<60).map { "V\($0)=${V\($0 - 1)}${V\($0 - 1)}" }
    let file = SourceFile(
      path: ".env", bytes: Array((["V0=0123456789"] + lines).joined(separator: "\n").utf8), documents: [])
    let longest = EnvironmentFile(file).variables.compactMap { $0.value?.utf8.count }.max() ?? 0
    #expect(longest > 1000)
    #expect(longest <= 1 << 21)
  }
}
