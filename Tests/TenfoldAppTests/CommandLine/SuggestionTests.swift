import TenfoldApp
import Testing

struct SuggestionTests {
  @Test(arguments: [
    ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3), ("analyse", "analyze", 1),
  ])
  func `distance counts letters added, dropped, changed and swapped`(
    _ left: String, _ right: String, _ count: Int
  ) {
    #expect(Suggestion.distance(left, right) == count)
    #expect(Suggestion.distance(right, left) == count)
  }

  @Test func `only a near word is suggested`() {
    #expect(Suggestion.nearest(to: "analyse", among: ["analyze", "assess"]) == "analyze")
    #expect(Suggestion.nearest(to: "kubernetes", among: ["analyze", "assess"]) == nil)
    #expect(Suggestion.nearest(to: "x", among: []) == nil)
  }
}
