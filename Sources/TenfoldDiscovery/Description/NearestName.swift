/// Finds the name a person probably meant.
package enum NearestName {
  /// The candidate nearest to `name`, nil when none is near enough to be meant.
  ///
  /// Near is an edit distance of at most a third of the name, at least 1; capitals, `-` and `_` do not count.
  package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = folded(name)
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let distance = editDistance(wanted, folded(candidate), limit: limit)
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  private static func folded(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
  }

  /// Insertions, removals, replacements and swaps of neighbours that turn one text into the other;
  /// more than `limit` when it takes more. - Complexity: O(left x right).
  private static func editDistance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          distance = min(distance, beforeLast[j - 1] + 1)
        }
        row.append(distance)
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
