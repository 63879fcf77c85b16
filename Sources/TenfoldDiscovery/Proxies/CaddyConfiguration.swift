/// Reads where Caddy sends requests: its `reverse_proxy` and `php_fastcgi` directives.
enum CaddyConfiguration {
  /// Targets with the directive that names them and its line, from 1. - Complexity: O(length).
  static func targets(in text: String) -> [(name: String, text: String, line: Int)] {
    var found: [(name: String, text: String, line: Int)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).prefix { !$0.hasPrefix("#") }
      guard let directive = words.first, ["reverse_proxy", "php_fastcgi", "to"].contains(directive) else {
        continue
      }
      for word in words.dropFirst() where !word.hasPrefix("/") && !word.hasPrefix("@") && word != "{" {
        found.append(("upstream.\(directive)", substituted(String(word)), index + 1))
      }
    }
    return found
  }

  /// Caddy writes `{$NAME:default}` for what others write `${NAME:default}`.
  private static func substituted(_ word: String) -> String {
    guard let open = word.firstRange(of: "{$") else { return word }
    return word[..<open.lowerBound] + "${" + word[open.upperBound...]
  }
}
