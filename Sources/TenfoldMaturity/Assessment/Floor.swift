import TenfoldModel

/// Whether the first level may be told from nothing being found.
///
/// Absence is read as absence only where the files would show the contrary: a folder with pipelines of which none
/// deploys shows deployment by hand, and so does a repository (sources to build from, or steps written down)
/// without any pipeline; a bare dump of manifests or a single file shows nothing about it.
struct Floor {
  /// True when the files given would have shown a higher level.
  let isShown: Bool
  /// Why, or why not.
  let reason: String
  private let dimension: Dimension

  init(_ dimension: Dimension, in context: RuleContext) {
    self.dimension = dimension
    let runs: Set<FileClass> = [.compose, .kubernetes, .infrastructure]
    switch dimension {
    case .serviceCount:
      isShown = !context.services.isEmpty
      reason = isShown ? "own services found" : "no own service was found"
    case .deployment:
      let described = context.given.contains(.description) && !context.counting(.deliveryByHand).isEmpty
      isShown = context.given.contains(.pipeline) || described
      reason =
        isShown
        ? "pipelines were given and none of them carries changes to production"
        : "no pipeline was given; changes may reach production from somewhere else"
    case .communication:
      let talks = !context.traffic.synchronous.isEmpty || !context.traffic.brokers.isEmpty
      isShown = talks || (context.services.count > 0 && !context.given.isDisjoint(with: runs))
      reason =
        isShown ? "no broker, gateway or mesh carries the calls" : "no calls between services were found"
    case .dataManagement:
      isShown = !context.ownership.stateful.isEmpty
      reason =
        isShown ? "no service alone owns a database" : "no service with a store was found"
    case .monitoring:
      isShown =
        (!context.services.isEmpty && !context.given.isDisjoint(with: runs))
        || !context.counting(.observationStated).isEmpty
      reason =
        isShown
        ? "logs stay with the processes: nothing collects them with metrics"
        : "no file that runs the services was given"
    }
  }

  /// The finding that carries level 1.
  var finding: DimensionLevel.Finding {
    .init(rule: "TF-\(dimension.letter)1", message: reason)
  }
}
