/// A system at one load: how busy and how fast it is, and which limits are broken.
public struct LoadAnswer: Sendable, Hashable {
  /// A limit that the load breaks.
  public struct Broken: Sendable, Hashable {
    /// The constraint's kind, as in ``Constraint/kind``.
    public var kind: String
    /// What it concerns: a component, a journey or a process.
    public var subject: String
    /// What is limited.
    public var quantity: String

    /// Names a limit.
    public init(kind: String, subject: String, quantity: String) {
      self.kind = kind
      self.subject = subject
      self.quantity = quantity
    }
  }

  /// Names of the components, in the system's order.
  public var components: [String]
  /// Names of the journeys, in the system's order.
  public var journeys: [String]
  /// What was solved at the load.
  public var point: GrowthCurve.Point
  /// The limits that are broken at the load, those used most beyond them first.
  public var broken: [Broken]

  /// Joins the parts of an answer.
  public init(components: [String], journeys: [String], point: GrowthCurve.Point, broken: [Broken]) {
    self.components = components
    self.journeys = journeys
    self.point = point
    self.broken = broken
  }
}
