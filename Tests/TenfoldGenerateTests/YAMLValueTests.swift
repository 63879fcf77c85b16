@testable import TenfoldGenerate
import Testing

struct YAMLValueTests {
  @Test func `maps, lists, comments and texts are written in block style`() {
    let value: YAMLValue = [
      "kind": "Service", "count": YAMLValue.plain("3").because("set by the plan"),
      "list": ["a", ["b": 1, "c": "10"]], "none": [], "script": .lines("one\n\n  two\n"),
    ]
    #expect(
      value.document == """
        kind: Service
        # set by the plan
        count: 3
        list:
          - a
          - b: 1
            c: "10"
        none: []
        script: |
          one

            two

        """)
  }

  @Test(arguments: ["yes", "No", "1", "1.5", "", "a: b", "#x", "-", "a\nb", "~", "null", "a'b", "*", "é"])
  func `a text that YAML could read as anything else is quoted`(_ text: String) {
    #expect(YAMLValue.spelled(text).hasPrefix("\""))
  }

  @Test(arguments: ["api", "apps/v1", "app.kubernetes.io/name", "/etc/x.conf"])
  func `a harmless text stays plain`(_ text: String) {
    #expect(YAMLValue.spelled(text) == text)
  }

  @Test func `no name can end a comment early`() {
    #expect(CommentText.hash("a\nkind: Secret\r\u{85}b\u{2028}c") == "# a kind: Secret b c\n")
  }
}
