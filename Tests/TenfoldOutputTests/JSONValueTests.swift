@testable import TenfoldOutput
import Testing

struct JSONValueTests {
  @Test(arguments: [
    ("a\"b\\c", #""a\"b\\c""#), ("line\nbreak\ttab", #""line\nbreak\ttab""#),
    ("\u{1}\u{7F}", #""\u0001\u007f""#),
    ("naïve 🚀", "\"naïve 🚀\""),
  ])
  func `text is quoted so that it reads back`(_ text: String, _ quoted: String) {
    #expect(JSONValue.string(text).text == quoted + "\n")
  }

  @Test(arguments: [
    (1.0, "1"), (0.25, "0.25"), (1e15, "1000000000000000"), (1e16, "1e+16"), (-3, "-3"),
    (Double.infinity, "null"), (Double.nan, "null"),
  ])
  func `numbers are written shortest and never as something JSON lacks`(_ number: Double, _ text: String) {
    #expect(JSONValue.number(number).text == text + "\n")
  }

  @Test func `members keep their order and nest with two spaces`() {
    let value = JSONValue.members(["b": 1, "a": .array([.members(["x": .array([.array([1])])])])])
    #expect(
      value.text == """
        {
          "b": 1,
          "a": [
            {
              "x": [
                [1]
              ]
            }
          ]
        }

        """)
  }
}
