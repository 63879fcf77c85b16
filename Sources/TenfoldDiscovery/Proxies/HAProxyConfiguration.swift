/// Reads where HAProxy sends requests: the servers of its `backend` and `listen` sections.
enum HAProxyConfiguration {
  /// True when the text has sections and servers as HAProxy writes them.
  static func isLikely(_ text: String) -> Bool {
    text.contains("\nbackend ") && text.contains(" server ") && text.contains("\nfrontend ")
  }

  /// Targets with the directive that names them and its line, from 1. - Complexity: O(length).
  static func targets(in text: String) -> [(name: String, text: String, line: Int)] {
    var found: [(name: String, text: String, line: Int)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard words.count > 2, words[0] == "server" || words[0] == "server-template" else { continue }
      let target = words[0] == "server" ? words[2] : words[min(3, words.count - 1)]
      found.append(("backend.server", String(target), index + 1))
    }
    return found
  }
}
