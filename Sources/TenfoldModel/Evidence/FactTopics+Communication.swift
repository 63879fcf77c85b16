/// Topics of facts about communication.
extension FactTopic {
  /// A broker carries only telemetry or configuration; the subject is the broker.
  public static let supportingBroker = FactTopic(rawValue: "communication.supportingBroker")
  /// Sources serve HTTP or gRPC.
  public static let serverInSource = FactTopic(rawValue: "communication.serverInSource")
  /// Sources call own services.
  public static let clientInSource = FactTopic(rawValue: "communication.clientInSource")
  /// An address stands in the sources.
  public static let hardCodedAddress = FactTopic(rawValue: "communication.hardCodedAddress")
  /// Ports of an own service are published.
  public static let publishedPorts = FactTopic(rawValue: "communication.publishedPorts")
  /// A managed queue or topic is declared.
  public static let managedQueue = FactTopic(rawValue: "communication.managedQueue")
  /// An own service is configured for a broker.
  public static let brokerConfigured = FactTopic(rawValue: "communication.brokerConfigured")
  /// Failed messages are set aside.
  public static let deadLetters = FactTopic(rawValue: "communication.deadLetters")
  /// Messages are documented.
  public static let asyncAPIDocument = FactTopic(rawValue: "communication.asyncAPIDocument")
  /// Workers scale with a queue.
  public static let queueScaler = FactTopic(rawValue: "communication.queueScaler")
  /// A topic has consumer groups; the value is how many.
  public static let topicConsumers = FactTopic(rawValue: "communication.topicConsumers")
  /// A gateway has routes to own services; the value is to how many.
  public static let gatewayRoutes = FactTopic(rawValue: "communication.gatewayRoutes")
  /// A gateway enforces limits or authentication.
  public static let gatewayPolicy = FactTopic(rawValue: "communication.gatewayPolicy")
  /// A front end has a back end of its own.
  public static let backendForFrontend = FactTopic(rawValue: "communication.backendForFrontend")
  /// Topics, streams or event buses are declared.
  public static let eventPlatform = FactTopic(rawValue: "communication.eventPlatform")
  /// Changes leave a database as events.
  public static let changeCapture = FactTopic(rawValue: "communication.changeCapture")
  /// Events have registered schemas.
  public static let schemaRegistry = FactTopic(rawValue: "communication.schemaRegistry")
  /// Sagas or workflows run on an engine.
  public static let workflowEngine = FactTopic(rawValue: "communication.workflowEngine")
  /// The control plane of a mesh is installed.
  public static let meshControlPlane = FactTopic(rawValue: "communication.meshControlPlane")
  /// Workloads are enrolled in a mesh; the value is their share.
  public static let meshEnrolment = FactTopic(rawValue: "communication.meshEnrolment")
  /// A mesh requires mutual TLS.
  public static let meshMutualTLS = FactTopic(rawValue: "communication.meshMutualTLS")
  /// A mesh ejects bad replicas.
  public static let meshOutlierDetection = FactTopic(rawValue: "communication.meshOutlierDetection")
  /// A mesh retries or limits calls between services.
  public static let meshRetries = FactTopic(rawValue: "communication.meshRetries")
  /// A mesh says who may call whom.
  public static let meshAuthorization = FactTopic(rawValue: "communication.meshAuthorization")
  /// The reach of a mesh is configured.
  public static let meshScope = FactTopic(rawValue: "communication.meshScope")
  /// Metrics of a mesh were seen.
  public static let meshMetrics = FactTopic(rawValue: "communication.meshMetrics")
  /// Share of traced edges that wait; the value is the share.
  public static let tracedSynchronousShare = FactTopic(rawValue: "communication.tracedSynchronousShare")
  /// Messages were seen in traces.
  public static let tracedMessages = FactTopic(rawValue: "communication.tracedMessages")
}
