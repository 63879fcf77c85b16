/// A system of services: the one value that is assessed, solved, simulated and run.
///
/// Components offer operations; an operation demands resources and calls other operations, which makes the
/// whole a layered queueing network. What is not known is nil, which is neither zero nor absent.
public struct System: Sendable, Hashable, Codable {
  /// The system's name.
  public var name: String
  /// How much is asked of it, by whom and in which shares.
  public var workload: Workload
  /// Everything that serves, stores or carries, in a stable order; names are unique.
  public var components: [Component]
  /// What is promised to users and to the business.
  public var objectives: Objectives
  /// Where it runs: regions, clusters, nodes and the distances between them.
  public var placement: Placement
  /// A service mesh, when one carries the calls.
  public var mesh: Mesh?
  /// How changes reach production.
  public var delivery: Delivery
  /// What is logged, measured, traced, alerted on and healed.
  public var observation: Observation
  /// What went wrong and may again.
  public var incidents: [Incident]

  /// Makes a system of which only the name is known.
  public init(
    name: String, workload: Workload = Workload(), components: [Component] = [],
    objectives: Objectives = Objectives(), placement: Placement = Placement(), mesh: Mesh? = nil,
    delivery: Delivery = Delivery(), observation: Observation = Observation(),
    incidents: [Incident] = []
  ) {
    self.name = name
    self.workload = workload
    self.components = components
    self.objectives = objectives
    self.placement = placement
    self.mesh = mesh
    self.delivery = delivery
    self.observation = observation
    self.incidents = incidents
  }

  /// The component of a name. - Complexity: O(components).
  public subscript(name: String) -> Component? {
    get { components.first { $0.name == name } }
    set {
      let index = components.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let component?): components[index] = component
      case (let index?, nil): components.remove(at: index)
      case (nil, let component?): components.append(component)
      case (nil, nil): break
      }
    }
  }
}
