public import TenfoldCatalog
internal import TenfoldMaturity
internal import TenfoldModel

/// The pages about remedies and constraints, as `docs/remedies` and `docs/constraints` keep them.
public enum ReferencePages {
  /// The page of a remedy.
  public static func page(of remedy: RemedyFigures) -> String {
    let cells = Ladder.cells.filter { $0.remedies.contains(remedy.id) }.map { "- \($0.shortID) \($0.title)" }
    return """
      # \(remedy.name)

      `\(remedy.id)`, usual at \(ExplanationText.scale(of: remedy)) and more.

      \(remedy.tradeoff)

      | | likely | range |
      |---|---|---|
      | work, person-weeks | \(number(remedy.effort.likely)) | \(number(remedy.effort.low)) to \(number(remedy.effort.high)) |
      | time until it works | \(time(remedy.time.likely)) | \(time(remedy.time.low)) to \(time(remedy.time.high)) |

      To undo: \(remedy.reversibility). Risk: \(remedy.risk). Work and time are estimates of grade E; `--figures FILE` puts yours \
      in their place.

      ## What it buys

      Computed for each system: the changed system is read again with all its limits (`tenfold roadmap PATH`, \
      `tenfold explain \(remedy.id) PATH`).

      """ + (cells.isEmpty ? "" : "\n## What it leads to on the ladder\n\n\(cells.joined(separator: "\n"))\n")
  }

  /// The page of a kind of constraint.
  public static func page(of constraint: ConstraintGlossary.Entry) -> String {
    """
    # \(constraint.kind)

    A constraint of \(constraint.family.rawValue).

    \(constraint.meaning)

    ## How the load at which it breaks is found

    \(constraint.computation.prefix(1).uppercased() + constraint.computation.dropFirst())

    """
  }

  /// The page that lists every remedy.
  public static var remedies: String {
    list(
      "Remedies",
      "What can be done, each with what it takes and gives up. What it buys is computed for the system at hand.",
      Catalog.remedies.map { ($0.id, $0.name) })
  }

  /// The page that lists every kind of constraint.
  public static var constraints: String {
    list(
      "Constraints", "The ways in which a growing system comes to an end, by family.",
      ConstraintGlossary.entries.map { ($0.kind, "\($0.family.rawValue): \($0.meaning)") })
  }

  private static func list(
    _ title: String, _ about: String, _ entries: [(id: String, text: String)]
  ) -> String {
    "# \(title)\n\n\(about) These pages are written from the program itself (`make golden`).\n\n"
      + entries.map { "- [\($0.id)](\($0.id).md): \($0.text)\n" }.joined()
  }

  private static func number(_ value: Double) -> String { QuantityText.number(value) }
  private static func time(_ seconds: Double) -> String { QuantityText.duration(seconds) }
}
