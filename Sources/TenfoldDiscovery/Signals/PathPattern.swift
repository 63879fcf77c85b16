/// Patterns of paths as git generators write them.
enum PathPattern {
  /// True when a path matches: `*` stands for any text within a part, `**` for any number of parts.
  ///
  /// - Complexity: O(parts of the path times parts of the pattern).
  static func matches(_ path: String, _ pattern: String) -> Bool {
    let parts = path.split(separator: "/")
    // Row `i` of the table: which prefixes of the path the first `i` parts of the pattern match.
    var reached = [true] + [Bool](repeating: false, count: parts.count)
    for wanted in pattern.split(separator: "/") where wanted != "." {
      var next = [Bool](repeating: false, count: parts.count + 1)
      for end in 0...parts.count {
        if wanted == "**" {
          next[end] = reached[end] || (end > 0 && next[end - 1])
        } else if end > 0, reached[end - 1] {
          next[end] = matchesPart(parts[end - 1], wanted)
        }
      }
      reached = next
    }
    return reached[parts.count]
  }

  private static func matchesPart(_ part: Substring, _ pattern: Substring) -> Bool {
    let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return part == pattern }
    guard part.hasPrefix(first), part.utf8.count >= first.utf8.count + last.utf8.count, part.hasSuffix(last)
    else { return false }
    var rest = part.dropFirst(first.count).dropLast(last.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}
