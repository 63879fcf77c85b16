/// Topics of facts about monitoring and automation.
extension FactTopic {
  /// A description says how the system is watched.
  public static let observationStated = FactTopic(rawValue: "monitoring.observationStated")
  /// Sources write logs.
  public static let loggerInSource = FactTopic(rawValue: "monitoring.loggerInSource")
  /// A service is probed; the subject is the service.
  public static let probes = FactTopic(rawValue: "monitoring.probes")
  /// Documentation says to read logs by hand.
  public static let logsByHand = FactTopic(rawValue: "monitoring.logsByHand")
  /// Logs are configured without structure.
  public static let unstructuredLogs = FactTopic(rawValue: "monitoring.unstructuredLogs")
  /// Logs are configured with structure.
  public static let structuredLogs = FactTopic(rawValue: "monitoring.structuredLogs")
  /// Telemetry was given and is empty.
  public static let emptyTelemetry = FactTopic(rawValue: "monitoring.emptyTelemetry")
  /// Logs are shipped to a sink.
  public static let logShipping = FactTopic(rawValue: "monitoring.logShipping")
  /// A shipper has no sink.
  public static let logShipperWithoutSink = FactTopic(rawValue: "monitoring.logShipperWithoutSink")
  /// A platform or agent collects logs.
  public static let managedLogs = FactTopic(rawValue: "monitoring.managedLogs")
  /// A platform or agent collects metrics.
  public static let managedMetrics = FactTopic(rawValue: "monitoring.managedMetrics")
  /// Infrastructure code sets up the collection of logs and metrics.
  public static let managedCollection = FactTopic(rawValue: "monitoring.managedCollection")
  /// Metrics of own services are collected.
  public static let metricsScrape = FactTopic(rawValue: "monitoring.metricsScrape")
  /// An own service exposes metrics; the subject is the service.
  public static let metricsEndpoint = FactTopic(rawValue: "monitoring.metricsEndpoint")
  /// A dashboard is kept as a file.
  public static let dashboard = FactTopic(rawValue: "monitoring.dashboard")
  /// An exporter of nodes or stores runs.
  public static let exporter = FactTopic(rawValue: "monitoring.exporter")
  /// An own service sends spans; the subject is the service.
  public static let traceExport = FactTopic(rawValue: "monitoring.traceExport")
  /// Spans are kept by a backend.
  public static let traceBackend = FactTopic(rawValue: "monitoring.traceBackend")
  /// An alert on errors, latency or absence of own services.
  public static let alertRule = FactTopic(rawValue: "monitoring.alertRule")
  /// An alert on machines and resources only.
  public static let alertRuleOnMachines = FactTopic(rawValue: "monitoring.alertRuleOnMachines")
  /// Alerts reach somebody.
  public static let alertReceiver = FactTopic(rawValue: "monitoring.alertReceiver")
  /// Share of own stateless workloads with an autoscaler that can act; the value is the share.
  public static let autoscaledShare = FactTopic(rawValue: "monitoring.autoscaledShare")
  /// A platform scales a service by itself; the subject is the service.
  public static let managedScaling = FactTopic(rawValue: "monitoring.managedScaling")
  /// Nodes scale.
  public static let nodeAutoscaling = FactTopic(rawValue: "monitoring.nodeAutoscaling")
  /// An objective of a service is an object.
  public static let serviceObjective = FactTopic(rawValue: "monitoring.serviceObjective")
  /// Metrics come from spans.
  public static let spanMetrics = FactTopic(rawValue: "monitoring.spanMetrics")
  /// A workload has a disruption budget.
  public static let disruptionBudget = FactTopic(rawValue: "monitoring.disruptionBudget")
  /// Share of own services in traces; the value is the share.
  public static let tracedShare = FactTopic(rawValue: "monitoring.tracedShare")
  /// A signal starts a repair.
  public static let remediation = FactTopic(rawValue: "monitoring.remediation")
  /// Anomalies are detected.
  public static let anomalyDetection = FactTopic(rawValue: "monitoring.anomalyDetection")
  /// Scaling looks ahead.
  public static let predictiveScaling = FactTopic(rawValue: "monitoring.predictiveScaling")
  /// Causes are sought by machine.
  public static let rootCauseAnalysis = FactTopic(rawValue: "monitoring.rootCauseAnalysis")
  /// Faults are injected on a schedule.
  public static let chaosExperiment = FactTopic(rawValue: "monitoring.chaosExperiment")
  /// Machines or workloads keep themselves in shape.
  public static let selfMaintenance = FactTopic(rawValue: "monitoring.selfMaintenance")
  /// Repairs were seen.
  public static let observedRepair = FactTopic(rawValue: "monitoring.observedRepair")
  /// Services are profiled all the time.
  public static let continuousProfiling = FactTopic(rawValue: "monitoring.continuousProfiling")
}
