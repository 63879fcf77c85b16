package import TenfoldModel

/// Where a system stands: the numbers of a result that gates and comparisons look at.
///
/// It is read from the JSON of a result, be it just computed or saved long ago, so that one number never has two
/// ways to come about.
package struct Standing: Sendable, Hashable {
  /// A limit and the load at which it breaks.
  package struct Limit: Sendable, Hashable {
    /// Kind and subject: `saturation:events`.
    package let id: String
    /// Its kind, which `tenfold explain` explains.
    package let kind: String
    /// The component, journey or process it concerns.
    package let subject: String
    /// Its name for people: `events CPU`.
    package let name: String
    /// Users at which it breaks; infinite when growth never reaches it.
    package let users: Double
    /// True when it is beyond its limit today.
    package let isViolatedNow: Bool
    /// Why, in a sentence with its numbers.
    package let explanation: String
    /// Where its subject is declared.
    package var places: [SourceLocation]
  }

  /// A rule of the ladder that holds, or that the next level lacks.
  package struct Finding: Sendable, Hashable {
    /// The dimension it speaks for.
    package let dimension: Dimension
    /// The rule's id.
    package let rule: String
    /// What was found or is missing.
    package let message: String
    /// Where.
    package var places: [SourceLocation]
  }

  /// A step of the plan.
  package struct Step: Sendable, Hashable {
    /// What to do.
    package let action: String
    /// Users carried then; infinite when no limit is left.
    package let users: Double
    /// Change of the running cost, in US dollars a month.
    package let monthlyCost: Double
  }

  /// The system's name.
  package let system: String
  /// Share of the files that could be read; nil when the result does not say.
  package let coverage: Double?
  /// The level on each dimension that was assessed, 1...4.
  package let levels: [Dimension: Int]
  /// Users today; nil when the result is none of an analysis.
  package let usersNow: Double?
  /// Users that the plan is for.
  package let goal: Double?
  /// What it costs at today's load, in US dollars a month.
  package let price: Double?
  /// Every limit, the first to break first.
  package var limits: [Limit]
  /// What carries the levels.
  package var held: [Finding]
  /// What the next levels lack.
  package var lacks: [Finding]
  /// What to do, first move first.
  package let steps: [Step]
  /// Doubts about input and answer.
  package var doubts: [Diagnostic]
  /// Files that could not be read.
  package var unread: [Inventory.Unread]
  /// Where the system is declared: the place of what has none of its own.
  package var declaration: SourceLocation?

  /// The limit that breaks first among those that `isCounted` lets count; nil when growth reaches none of them.
  package func firstLimit(where isCounted: (Limit) -> Bool = { _ in true }) -> Limit? {
    limits.first { $0.users.isFinite && isCounted($0) }
  }

  /// The same with every path replaced by what `rename` makes of it.
  package func renamingFiles(_ rename: (String) -> String) -> Standing {
    func renamed(_ place: SourceLocation) -> SourceLocation {
      SourceLocation(file: rename(place.file), line: place.line)
    }
    var standing = self
    for index in limits.indices { standing.limits[index].places = limits[index].places.map(renamed) }
    for index in held.indices { standing.held[index].places = held[index].places.map(renamed) }
    for index in lacks.indices { standing.lacks[index].places = lacks[index].places.map(renamed) }
    for index in doubts.indices { standing.doubts[index].location = doubts[index].location.map(renamed) }
    for index in unread.indices { standing.unread[index].file = rename(unread[index].file) }
    standing.declaration = declaration.map(renamed)
    return standing
  }
}
