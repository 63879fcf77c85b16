/// How well a catalogue figure is founded, from A (measured, or an official document) to E (an estimate).
public enum Grade: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// Measured, or an official price or limit document.
  case a = "A"
  /// A vendor's or author's benchmark, a paper.
  case b = "B"
  /// A secondary page.
  case c = "C"
  /// A well-known document, recalled.
  case d = "D"
  /// An expert's estimate.
  case e = "E"

  /// Better founded grades come first.
  public static func < (left: Grade, right: Grade) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What a number ultimately rests on.
public enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
  /// A person or a file of the system says so.
  case stated
  /// A trace, a metric or the lab showed it.
  case measured
  /// The catalogue supplies it because nothing better is known.
  case assumed
}

/// Where a number came from.
public enum Provenance: Sendable, Hashable, Codable {
  /// Said by the user or by a file of the system, at this place if one is known.
  case stated(at: SourceLocation?)
  /// Seen in telemetry or in the lab; `source` names it.
  case measured(source: String, at: SourceLocation?)
  /// Taken from a catalogue entry (`postgresql service_time.read`) of a grade.
  case assumed(entry: String, grade: Grade)
  /// Computed from other numbers by a law (`utilization law`), resting on the weakest of them.
  case derived(law: String, basis: Basis)

  /// What the number rests on in the end.
  public var basis: Basis {
    switch self {
    case .stated: .stated
    case .measured: .measured
    case .assumed: .assumed
    case .derived(_, let basis): basis
    }
  }

  /// The place it was written at, when there is one.
  public var location: SourceLocation? {
    switch self {
    case .stated(let location), .measured(_, let location): location
    case .assumed, .derived: nil
    }
  }
}
