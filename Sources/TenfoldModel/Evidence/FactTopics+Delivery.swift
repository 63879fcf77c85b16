/// Topics of facts about delivery.
extension FactTopic {
  /// A person carries changes to production, as a description says.
  public static let deliveryByHand = FactTopic(rawValue: "delivery.deliveryByHand")
  /// Documentation gives commands to release by hand.
  public static let releaseCommandsInDocs = FactTopic(rawValue: "delivery.releaseCommandsInDocs")
  /// A script deploys and no pipeline calls it.
  public static let deployScript = FactTopic(rawValue: "delivery.deployScript")
  /// A Compose service is built and its sources are mounted.
  public static let composeBuildsInPlace = FactTopic(rawValue: "delivery.composeBuildsInPlace")
  /// An own image has a moving tag.
  public static let movingImageTag = FactTopic(rawValue: "delivery.movingImageTag")
  /// A container name is fixed.
  public static let fixedContainerName = FactTopic(rawValue: "delivery.fixedContainerName")
  /// Manifests have no chart or kustomization.
  public static let plainManifests = FactTopic(rawValue: "delivery.plainManifests")
  /// Overlays or values stand for several environments; the value is how many.
  public static let environmentOverlays = FactTopic(rawValue: "delivery.environmentOverlays")
  /// A rollout goes in steps that an analysis judges.
  public static let rolloutWithAnalysis = FactTopic(rawValue: "delivery.rolloutWithAnalysis")
  /// A rollout goes in steps that a person judges.
  public static let rolloutUnjudged = FactTopic(rawValue: "delivery.rolloutUnjudged")
  /// A Canary is judged by metrics.
  public static let flaggerCanary = FactTopic(rawValue: "delivery.flaggerCanary")
  /// A reconciler carries own services to a cluster by itself.
  public static let gitOpsServices = FactTopic(rawValue: "delivery.gitOpsServices")
  /// A reconciler carries only add-ons of the cluster.
  public static let gitOpsAddOns = FactTopic(rawValue: "delivery.gitOpsAddOns")
  /// A controller changes the weights of a route.
  public static let controlledWeights = FactTopic(rawValue: "delivery.controlledWeights")
  /// A route has weights that nobody changes.
  public static let fixedWeights = FactTopic(rawValue: "delivery.fixedWeights")
  /// A failed change is taken back by itself.
  public static let automaticRollback = FactTopic(rawValue: "delivery.automaticRollback")
  /// Own services ask a feature flag service.
  public static let featureFlags = FactTopic(rawValue: "delivery.featureFlags")
  /// A new replica must hold before the next is replaced.
  public static let readinessHold = FactTopic(rawValue: "delivery.readinessHold")
  /// One definition goes to several clusters.
  public static let multiClusterGenerator = FactTopic(rawValue: "delivery.multiClusterGenerator")
  /// A placement spreads workloads over clusters.
  public static let multiClusterPropagation = FactTopic(rawValue: "delivery.multiClusterPropagation")
  /// The same stack stands in several regions; the value is how many.
  public static let multiRegionInfrastructure = FactTopic(rawValue: "delivery.multiRegionInfrastructure")
  /// A global entry sends users to a region.
  public static let globalEntry = FactTopic(rawValue: "delivery.globalEntry")
  /// A service spans clusters.
  public static let crossClusterServices = FactTopic(rawValue: "delivery.crossClusterServices")
  /// Traffic keeps to its region.
  public static let regionLocality = FactTopic(rawValue: "delivery.regionLocality")
  /// Regions seen in telemetry; the value is how many.
  public static let observedRegions = FactTopic(rawValue: "delivery.observedRegions")
}
