/// What changed from one result to another, as Markdown: a sentence and a table.
package enum DifferenceMarkdown {
  private static let mostLimits = 10

  /// The text; empty when nothing that is printed changed.
  package static func text(of difference: Difference) -> String {
    guard !difference.isEmpty else { return "" }
    let name = MarkdownText.escaped(difference.new.system)
    var lines = [
      PullRequestMarkdown.mark, "", "**\(name):** \(MarkdownText.escaped(difference.summary)).", "",
      "|  | before | after |", "| --- | --- | --- |",
    ]
    lines += DifferenceTable.rows(of: difference, atMost: mostLimits).map { row in
      "| " + row.map(MarkdownText.escaped).joined(separator: " | ") + " |"
    }
    lines += DifferenceTable.rest(of: difference, atMost: mostLimits).map { ["", $0] } ?? []
    return lines.joined(separator: "\n") + "\n"
  }
}
