import TenfoldModel

/// A workload with how close to running it is.
struct PlacedWorkload {
  let declaration: WorkloadDeclaration
  /// State of what only counts within the system.
  let state: EvidenceState
  /// State of what works by itself: shippers, stores of telemetry.
  let ownState: EvidenceState

  /// What a well-known image among its containers is for.
  ///
  /// An agent on every node is also known by its name, since its image is often built in the house.
  let known: KnownImage?

  /// True for a job, a console or a mock, whatever its image is.
  let isSetAside: Bool

  init(
    declaration: WorkloadDeclaration, state: EvidenceState, ownState: EvidenceState, isSetAside: Bool = false
  ) {
    self.declaration = declaration
    self.isSetAside = isSetAside
    self.state = state
    self.ownState = ownState
    known =
      declaration.containers.lazy.compactMap { KnownImage($0.image) }.first
      ?? (declaration.form == .daemonSet ? KnownImage(declaration.name) : nil)
  }

  /// Images of its containers.
  var images: [String] { declaration.containers.compactMap(\.image) }
  /// Every environment entry of its containers.
  var environment: [EnvironmentEntry] { declaration.containers.flatMap(\.environment) }

  /// True for a workload with no well-known image in it, or one that is built here: a service rather than a part bought in.
  var isOwn: Bool {
    !isSetAside && declaration.form != .job && declaration.form != .cronJob && declaration.form != .daemonSet
      && (declaration.containers.contains { $0.buildContext != nil }
        ? known == nil || known == .gateway : known == nil)
  }

  /// A fact about it.
  func fact(
    _ topic: FactTopic, _ detail: String, at location: SourceLocation? = nil, value: Double? = nil,
    subject: String? = nil,
    worksAlone: Bool = false
  ) -> Fact {
    Fact(
      topic, subject: subject ?? declaration.name, detail: detail, state: worksAlone ? ownState : state,
      at: location ?? declaration.location, value: value)
  }
}
