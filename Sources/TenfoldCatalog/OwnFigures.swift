public import TenfoldModel

/// Figures of a user that take the place of the catalogue's.
public struct OwnFigures: Sendable, Hashable {
  /// What a user says a remedy takes; nil where the catalogue's figure stays.
  public struct Remedy: Sendable, Hashable {
    /// Effort, in person-weeks.
    public var effort: Range3?
    /// Time until it works, in seconds.
    public var time: Range3?

    /// Says nothing yet.
    public init() {}
  }

  /// Entries by id.
  public var entries: [String: CatalogEntry] = [:]
  /// What remedies take, by id.
  public var remedies: [String: Remedy] = [:]

  /// No figures: the catalogue's stay in force.
  public init() {}
}

extension Catalog {
  /// The user's figures while the work given to ``with(_:_:)`` goes on.
  @TaskLocal package static var own = OwnFigures()

  /// What prices are: those of the list, or a user's own where there are any.
  package static var priceBasis: String {
    let hasOwn = own.entries.keys.contains { $0.hasPrefix("price ") }
    return hasOwn ? "own prices, else those of the list" : "list prices"
  }

  /// Does work with a user's figures in force, on this thread alone: what starts threads hands ``own`` on.
  public static func with<Value>(_ figures: OwnFigures, _ work: () throws -> Value) rethrows -> Value {
    try $own.withValue(figures, operation: work)
  }
}

extension CatalogEntry {
  /// A user's figure in place of the catalogue's; it counts as founded best, since the user answers for it.
  public init(
    own: Quantity, replacing standing: CatalogEntry, source: String?, date: String?,
    at location: SourceLocation
  ) {
    self.init(
      standing.id, own.low, own.likely, own.high, standing.unit, .a,
      CatalogSource(text: "\(location)" + (source.map { ": \($0)" } ?? ""), date: date ?? "own figure"))
    self.location = location
  }
}

extension RemedyFigures {
  /// These, with what the user says it takes.
  var withOwn: RemedyFigures {
    guard let own = Catalog.own.remedies[id] else { return self }
    var result = self
    result.effort = own.effort ?? effort
    result.time = own.time ?? time
    return result
  }
}
