/// Topics of facts about service count.
extension FactTopic {
  /// Images that the repository builds for own services; the value is how many.
  public static let imageBuilds = FactTopic(rawValue: "services.imageBuilds")
  /// A program that adds services to an application; the value is how many.
  public static let applicationModel = FactTopic(rawValue: "services.applicationModel")
  /// Modules of the build; the value is how many.
  public static let buildModules = FactTopic(rawValue: "services.buildModules")
  /// Interface documents; the value is how many.
  public static let interfaceDocuments = FactTopic(rawValue: "services.interfaceDocuments")
  /// Services of a catalogue; the value is how many.
  public static let catalogServices = FactTopic(rawValue: "services.catalogServices")
  /// One list of releases; the value is how many.
  public static let releaseList = FactTopic(rawValue: "services.releaseList")
  /// Namespaces that hold parts of the system; the value is how many.
  public static let namespaces = FactTopic(rawValue: "services.namespaces")
  /// Teams named as owners; the value is how many.
  public static let teams = FactTopic(rawValue: "services.teams")
  /// Clusters with a hundred own workloads and more; the value is how many.
  public static let largeClusters = FactTopic(rawValue: "services.largeClusters")
  /// Hosts in mesh configuration; the value is how many.
  public static let meshHosts = FactTopic(rawValue: "services.meshHosts")
  /// A template or custom resource that teams build services on.
  public static let platformTemplate = FactTopic(rawValue: "services.platformTemplate")
  /// A list of many repositories.
  public static let repositoryList = FactTopic(rawValue: "services.repositoryList")
  /// Services seen in traces; the value is how many.
  public static let tracedServices = FactTopic(rawValue: "services.tracedServices")
  /// Services seen in metrics; the value is how many.
  public static let measuredServices = FactTopic(rawValue: "services.measuredServices")
}
