/// The lines that differ between two texts, with a little of what stands around them.
enum LineDifference {
  private static let context = 2

  /// Lines behind ` ` (both), `-` (only in the old text) and `+` (only in the new one); `...` for what is left out.
  ///
  /// - Complexity: O(n + d²) where d lines differ (the standard library's Myers difference).
  static func text(from old: String, to new: String) -> String {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false)
    let difference = after.difference(from: before)
    let removed = Set(
      difference.removals.compactMap { if case .remove(let at, _, _) = $0 { at } else { nil } })
    let added = Set(
      difference.insertions.compactMap { if case .insert(let at, _, _) = $0 { at } else { nil } })
    var lines: [(sign: Character, text: Substring)] = []
    var (left, right) = (0, 0)
    while left < before.count || right < after.count {
      if removed.contains(left) {
        lines.append(("-", before[left]))
        left += 1
      } else if added.contains(right) {
        lines.append(("+", after[right]))
        right += 1
      } else {
        lines.append((" ", after[right]))
        left += 1
        right += 1
      }
    }
    var text = ""
    var isGap = false
    for index in lines.indices {
      let around = max(0, index - context)...min(lines.count - 1, index + context)
      if lines[around].contains(where: { $0.sign != " " }) {
        text += "\(lines[index].sign)\(lines[index].text)\n"
        isGap = false
      } else if !isGap {
        text += "...\n"
        isGap = true
      }
    }
    return text
  }
}
