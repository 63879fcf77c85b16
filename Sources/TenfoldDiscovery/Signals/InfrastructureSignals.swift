import TenfoldModel

extension SignalReader {
  /// Infrastructure code: regions, global entries, managed stores and queues, collection, alarms, scaling.
  static func infrastructureFacts(_ material: SignalMaterial) -> [Fact] {
    let terraform = material.tree.files.filter { $0.name.hasSuffix(".tf") }.flatMap {
      TerraformBlock.read($0)
    }
    let bicep = material.tree.files.filter { $0.name.hasSuffix(".bicep") }
    return terraform.flatMap(resourceFacts) + regionFacts(terraform) + alarmFacts(terraform)
      + bicep.flatMap(bicepFacts)
  }

  private static func resourceFacts(_ block: TerraformBlock) -> [Fact] {
    guard block.kind == "resource" || block.kind == "module" else { return [] }
    func one(_ topic: FactTopic, _ detail: String) -> [Fact] { [block.fact(topic, detail)] }
    switch block.type {
    // Stores.
    case "aws_db_instance", "google_sql_database_instance", "azurerm_postgresql_flexible_server",
      "azurerm_mssql_database", "azurerm_cosmosdb_account",
      "aws_rds_cluster", "aws_docdb_cluster":
      var facts = block.isVariantEnvironment ? [] : one(.managedDatabase, "\(block.type) \(block.name)")
      if block.attribute("replicate_source_db") != nil || block.attribute("master_instance_name") != nil
        || block.attribute("multi_az") == "true"
        || block.attribute("availability_type") == "REGIONAL" || block.contains("high_availability")
      {
        facts += one(.storeReplication, "\(block.type) \(block.name) is replicated")
      }
      if block.attribute("replicate_source_db") != nil || block.attribute("master_instance_name") != nil {
        facts += one(.readRouting, "\(block.name) is a read replica")
      }
      if let days = block.attribute("backup_retention_period"), (Int(days) ?? 1) > 0 {
        facts += one(.backup, "backups of \(block.name)")
      }
      if block.contains("geo_location"), block.body.count(where: { $0.text.contains("geo_location") }) > 1 {
        facts += one(.multiRegionReplication, "\(block.name) in several regions")
      }
      return facts
    case "aws_rds_cluster_instance":
      guard let count = block.attribute("count"), Int(count) ?? 2 > 1 else { return [] }
      return one(.storeReplication, "\(block.name): \(count) instances of a cluster")
    case "aws_rds_global_cluster": return one(.multiRegionReplication, "global database \(block.name)")
    case "aws_elasticache_replication_group":
      var facts: [Fact] = []
      if let count = block.attribute("num_cache_clusters") ?? block.attribute("replicas_per_node_group"),
        Int(count) ?? 1 > 0
      {
        facts += one(.storeReplication, "\(block.name) with replicas")
      }
      if let groups = block.attribute("num_node_groups"), Int(groups) ?? 1 > 1 {
        facts += one(.sharding, "\(block.name) over \(groups) node groups")
      }
      return facts
    case "aws_dynamodb_table":
      var facts =
        one(.sharding, "DynamoDB table \(block.name) by partition key")
        + one(.storeReplication, "DynamoDB keeps three copies")
      if block.contains("replica {") { facts += one(.multiRegionReplication, "global table \(block.name)") }
      return facts
    case "google_spanner_instance":
      return one(.sharding, "Spanner \(block.name)")
        + one(.storeReplication, "Spanner keeps copies in several zones")
    case "azurerm_cosmosdb_sql_container":
      return one(.sharding, "Cosmos DB container \(block.name) by partition key")
    case "google_redis_instance", "google_memorystore_instance":
      return block.attribute("tier") == "STANDARD_HA"
        ? one(.storeReplication, "\(block.name) with a standby") : []
    // Queues.
    case "aws_sqs_queue", "google_pubsub_topic", "azurerm_servicebus_queue", "azurerm_servicebus_topic",
      "aws_mq_broker", "aws_msk_cluster", "aws_sns_topic",
      "google_pubsub_subscription", "azurerm_eventhub", "azurerm_storage_queue":
      var facts = one(.managedQueue, "\(block.type) \(block.name)")
      if block.attribute("redrive_policy") != nil || block.contains("dead_letter_policy")
        || block.contains("dead_lettering")
      {
        facts += one(.deadLetters, "\(block.name) sets failed messages aside")
      }
      return facts
    case "aws_cloudwatch_event_bus", "aws_kinesis_stream", "azurerm_eventgrid_topic":
      return one(.eventPlatform, "\(block.type) \(block.name)")
    case "aws_sfn_state_machine", "google_workflows_workflow":
      return one(.workflowEngine, "\(block.type) \(block.name)")
    // Collection.
    case "google_container_cluster":
      return
        (block.contains("managed_prometheus")
        ? one(.managedCollection, "managed Prometheus and logging of the cluster") : [])
        + one(.managedLogs, "the managed cluster collects logs")
        + one(.managedMetrics, "the managed cluster collects system metrics")
    case "google_cloud_run_service", "google_cloud_run_v2_service":
      return one(.managedCollection, "Cloud Run collects logs and metrics")
        + one(.managedScaling, "Cloud Run scales \(block.name)")
    case "aws_ecs_task_definition":
      return block.contains("awslogs") || block.contains("awsfirelens")
        ? one(.managedLogs, "containers log to CloudWatch") + one(.logShipping, "log driver awslogs") : []
    case "aws_ecs_cluster":
      return block.contains("containerInsights") && block.contains("enabled")
        ? one(.managedCollection, "container insights of ECS") : []
    case "aws_eks_addon":
      return block.attribute("addon_name")?.contains("cloudwatch") == true
        ? one(.managedCollection, "CloudWatch observability of EKS") : []
    case "azurerm_kubernetes_cluster":
      return
        (block.contains("oms_agent") || block.contains("monitor_metrics")
        ? one(.managedCollection, "container insights of AKS") : [])
        + (scales(block) ? one(.nodeAutoscaling, "the default node pool of \(block.name) scales") : [])
    case "azurerm_kubernetes_cluster_node_pool":
      return scales(block) ? one(.nodeAutoscaling, "node pool \(block.name) scales") : []
    case "azurerm_container_app":
      return one(.managedLogs, "Container Apps collect logs")
        + one(.managedMetrics, "Container Apps collect metrics")
        + (block.attribute("max_replicas").map {
          Int($0) ?? 2 > 1 ? one(.managedScaling, "Container Apps scale \(block.name)") : []
        } ?? [])
    // Scaling and healing.
    case "aws_appautoscaling_policy":
      return
        (block.contains("TargetTracking") ? one(.managedScaling, "target tracking of \(block.name)") : [])
        + (block.contains("Predictive") ? one(.predictiveScaling, "predictive policy \(block.name)") : [])
    case "aws_autoscaling_policy":
      return block.contains("PredictiveScaling")
        ? one(.predictiveScaling, "predictive policy \(block.name)") : []
    case "google_container_node_pool", "aws_eks_node_group":
      return block.contains("autoscaling") || block.attribute("max_size") != nil
        ? one(.nodeAutoscaling, "node pool \(block.name) scales") : []
    case "aws_ecs_service":
      return block.contains("deployment_circuit_breaker")
        ? one(.automaticRollback, "ECS takes a failed deployment of \(block.name) back") : []
    // Global entry.
    case "aws_globalaccelerator_accelerator", "azurerm_frontdoor", "azurerm_cdn_frontdoor_profile",
      "azurerm_traffic_manager_profile", "google_compute_global_forwarding_rule":
      return one(.globalEntry, "\(block.type) \(block.name)")
    case "aws_route53_record":
      return block.contains("latency_routing_policy") || block.contains("failover_routing_policy")
        || block.contains("geolocation_routing_policy")
        ? one(.globalEntry, "record \(block.name) sends users to a region") : []
    case "helm_release":
      let chart = (block.attribute("chart") ?? "").lowercased()
      if ["loki-stack", "promtail", "fluent-bit", "fluentd", "vector", "aws-for-fluent-bit"].contains(chart) {
        return one(.logShipping, "chart \(chart)")
      }
      if ["kube-prometheus-stack", "prometheus"].contains(chart) {
        return one(.managedMetrics, "chart \(chart)")
      }
      if chart == "datadog" {
        return one(.managedLogs, "chart datadog") + one(.managedMetrics, "chart datadog")
      }
      if ["cluster-autoscaler", "karpenter"].contains(chart) {
        return one(.nodeAutoscaling, "chart \(chart)")
      }
      return []
    default:
      if block.kind == "module", let source = block.attribute("source") {
        if source.contains("kubernetes-engine") {
          return one(.managedLogs, "the managed cluster collects logs")
            + one(.managedMetrics, "the managed cluster collects system metrics")
        }
        if source.contains("terraform-aws-modules/rds") {
          return one(.managedDatabase, "module \(block.name)")
        }
      }
      return []
    }
  }

  /// The same stack in several regions: modules given aliased providers, or a loop over regions.
  private static func regionFacts(_ blocks: [TerraformBlock]) -> [Fact] {
    var facts: [Fact] = []
    var bySource: [String: [TerraformBlock]] = [:]
    for block in blocks where block.kind == "module" || block.kind == "resource" {
      if let loop = block.attribute("for_each"), loop.lowercased().contains("region"),
        !block.type.hasPrefix("google_project")
      {
        facts.append(
          block.fact(
            .multiRegionInfrastructure, "\(block.name) for each region", line: block.line(of: "for_each")))
      }
      if block.kind == "module", let source = block.attribute("source") {
        bySource[source, default: []].append(block)
      }
    }
    let aliases = blocks.filter { $0.kind == "provider" && $0.attribute("alias") != nil }
    for (source, modules) in bySource.sorted(by: { $0.key < $1.key }) where modules.count > 1 {
      let regions = Set(
        modules.compactMap { $0.attribute("region") ?? $0.attribute("location") ?? providerOf($0) }
      ).filter { !$0.isEmpty }
      let environments = modules.filter { module in
        ["staging", "prod", "dev", "test", "qa"].contains { module.name.lowercased().contains($0) }
      }
      // Environments in places of their own are no regions that serve together.
      guard regions.count > 1, environments.count < modules.count, let first = modules.first else { continue }
      facts.append(
        first.fact(
          .multiRegionInfrastructure, "\(source) in \(regions.count) regions", value: Double(regions.count)))
    }
    if aliases.count > 0, bySource.isEmpty {
      let clusters = blocks.filter {
        ["aws_ecs_cluster", "aws_eks_cluster", "google_container_cluster", "aws_ecs_service"].contains(
          $0.type)
      }
      let providers = Set(clusters.map { $0.attribute("provider") ?? "default" })
      if providers.count > 1, let first = clusters.first {
        facts.append(
          first.fact(
            .multiRegionInfrastructure, "clusters under \(providers.count) providers",
            value: Double(providers.count)))
      }
    }
    return facts
  }

  private static func providerOf(_ module: TerraformBlock) -> String? {
    module.body.first {
      $0.text.contains("= aws.") || $0.text.contains("= google.") || $0.text.contains("= azurerm.")
    }
    .map { $0.text.split(separator: "=").last.map { $0.trimmingBlanks() } ?? "" }
  }

  private static func alarmFacts(_ blocks: [TerraformBlock]) -> [Fact] {
    var facts: [Fact] = []
    for block in blocks where block.kind == "resource" {
      switch block.type {
      case "aws_cloudwatch_metric_alarm", "google_monitoring_alert_policy", "azurerm_monitor_metric_alert",
        "datadog_monitor", "newrelic_nrql_alert_condition", "grafana_rule_group":
        let text = block.body.map(\.text).joined(separator: " ")
        facts.append(block.fact(topic(of: block.name, text), "alarm \(block.name)"))
        if text.contains("ANOMALY_DETECTION_BAND") || text.contains("anomalies(") {
          facts.append(block.fact(.anomalyDetection, "anomaly alarm \(block.name)"))
        }
        let sends = [
          "alarm_actions", "notification_channels", "action {", "@pagerduty", "@slack", "@opsgenie", "notify",
        ].contains { text.contains($0) }
        if sends { facts.append(block.fact(.alertReceiver, "actions of alarm \(block.name)")) }
      case "pagerduty_service", "opsgenie_team", "grafana_contact_point",
        "google_monitoring_notification_channel", "azurerm_monitor_action_group":
        facts.append(block.fact(.alertReceiver, "\(block.type) \(block.name)"))
      case "aws_cloudwatch_anomaly_detector", "aws_devopsguru_resource_collection",
        "elasticstack_elasticsearch_ml_anomaly_detection_job":
        facts.append(block.fact(.anomalyDetection, "\(block.type) \(block.name)"))
      case "google_monitoring_slo", "datadog_service_level_objective",
        "aws_applicationsignals_service_level_objective":
        facts.append(block.fact(.serviceObjective, "\(block.type) \(block.name)"))
      case "aws_ssm_association", "aws_cloudwatch_event_target":
        if block.contains("automation-definition") || block.contains("AWS-Restart") {
          facts.append(block.fact(.remediation, "\(block.name) acts on events"))
        }
      default: break
      }
    }
    return facts
  }

  /// True for a node pool of AKS with a node autoscaler, by either version of its provider.
  private static func scales(_ block: TerraformBlock) -> Bool {
    ["auto_scaling_enabled", "enable_auto_scaling"].contains { block.attribute($0) == "true" }
  }

  /// Bicep: resources with their types, by line; comments left out.
  private static func bicepFacts(_ file: SourceFile) -> [Fact] {
    var facts: [Fact] = []
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    let state: EvidenceState = FilePlace.isBeside(file.path) ? .declared : .referenced
    func add(_ topic: FactTopic, _ detail: String, _ index: Int) {
      facts.append(Fact(topic, subject: file.name, detail: detail, state: state, at: file.at(index + 1)))
    }
    for (index, raw) in lines.enumerated() {
      let line = raw.trimmingBlanks()
      if line.hasPrefix("//") { continue }
      let lower = line.lowercased()
      if lower.hasPrefix("omsagent:"),
        lines[index..<min(index + 4, lines.count)].contains(where: { $0.contains("enabled: true") })
      {
        add(.managedCollection, "container insights collect logs and metrics", index)
      }
      if lower.hasPrefix("enableautoscaling:"), lower.hasSuffix("true") {
        add(.nodeAutoscaling, "a node pool of \(file.name) scales", index)
      }
      guard lower.hasPrefix("resource ") || lower.hasPrefix("module ") else { continue }
      let name = line.split(separator: " ").dropFirst().first.map(String.init) ?? ""
      if lower.contains("microsoft.insights/metricalerts")
        || lower.contains("microsoft.insights/scheduledqueryrules")
      {
        add(topic(of: name, ""), "alert \(name)", index)
      }
      if lower.contains("microsoft.insights/actiongroups") {
        add(.alertReceiver, "action group \(name)", index)
      }
      if lower.contains("microsoft.servicebus/namespaces") || lower.contains("microsoft.eventhub") {
        add(.managedQueue, "\(name)", index)
      }
      if lower.contains("microsoft.documentdb/databaseaccounts@")
        || lower.contains("microsoft.dbforpostgresql/flexibleservers@")
        || lower.contains("microsoft.sql/servers/databases@")
      {
        add(.managedDatabase, name, index)
      }
      if lower.contains("microsoft.network/frontdoors")
        || lower.contains("microsoft.network/trafficmanagerprofiles")
        || lower.contains("microsoft.cdn/profiles")
      {
        add(.globalEntry, name, index)
      }
      if lower.contains("microsoft.app/containerapps") {
        add(.managedLogs, "Container Apps collect logs", index)
        add(.managedMetrics, "Container Apps collect metrics", index)
        facts.append(
          Fact(
            .managedScaling, subject: name, detail: "Container Apps scale \(name)", state: state,
            at: file.at(index + 1)))
      }
    }
    return facts
  }
}

extension TerraformBlock {
  /// True for the copy of a resource in an environment that is not production.
  var isVariantEnvironment: Bool {
    ["staging", "dev", "test", "qa", "sandbox"].contains { name.lowercased().contains($0) }
  }
}
