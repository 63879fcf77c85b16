import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Messages: who is configured for a broker, event platforms, schemas, sagas, and brokers of telemetry or configuration only.
  static func messagingFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for object in material.objects {
      switch (object.kind, object.group) {
      case ("Kafka", "kafka.strimzi.io"), ("KafkaTopic", _), ("Broker", "eventing.knative.dev"),
        ("Trigger", "eventing.knative.dev"),
        ("Stream", "jetstream.nats.io"), ("Queue", "rabbitmq.com"), ("Exchange", "rabbitmq.com"),
        ("Topic", _):
        facts.append(object.fact(.eventPlatform, "\(object.kind) \(object.name)"))
      case ("KafkaConnector", _):
        if object.spec?["class"]?.string?.contains("debezium") == true {
          facts.append(
            object.fact(.changeCapture, "Debezium connector \(object.name)", at: object.spec?["class"]))
        }
      case ("ScaledObject", "keda.sh"), ("ScaledJob", "keda.sh"):
        let queues = [
          "rabbitmq", "kafka", "aws-sqs-queue", "gcp-pubsub", "azure-servicebus", "nats-jetstream",
          "redis-lists", "redis-streams", "azure-queue", "artemis-queue", "pulsar",
        ]
        if let trigger = (object.spec?["triggers"]?.items ?? []).first(where: {
          queues.contains($0["type"]?.string ?? "")
        }) {
          facts.append(
            object.fact(
              .queueScaler, "\(object.kind) \(object.name) follows \(trigger["type"]?.string ?? "a queue")",
              at: trigger))
        }
      default: break
      }
    }
    for workload in material.workloads where workload.state >= .referenced {
      switch workload.known {
      case .schemaRegistry:
        facts.append(workload.fact(.schemaRegistry, "schema registry \(workload.declaration.name)"))
      case .changeCapture:
        facts.append(workload.fact(.changeCapture, "change data capture by \(workload.declaration.name)"))
      case .workflowEngine:
        facts.append(workload.fact(.workflowEngine, "workflow engine \(workload.declaration.name)"))
      case .eventStore: facts.append(workload.fact(.eventStore, "event store \(workload.declaration.name)"))
      default: break
      }
      let name = workload.declaration.name.lowercased()
      if workload.isOwn, name.split(whereSeparator: { !$0.isLetter }).contains("bff") {
        facts.append(workload.fact(.backendForFrontend, "\(workload.declaration.name)"))
      }
      guard workload.isOwn else { continue }
      let keys = [
        "BOOTSTRAP_SERVERS", "BOOTSTRAPSERVERS", "KAFKA_BROKER", "KAFKA_ADDR", "AMQP_", "RABBITMQ_",
        "RABBIT_", "NATS_URL", "SPRING_KAFKA", "SQS_", "PULSAR_", "SERVICEBUS", "EVENTBUS", "PUBSUB",
      ]
      if let entry = workload.environment.first(where: { entry in
        let name = entry.name.uppercased()
        return keys.contains { name.contains($0) }
      }) {
        facts.append(
          workload.fact(
            .brokerConfigured, "\(workload.declaration.name) is given \(entry.name)", at: entry.location))
      }
      let dead = ["DEAD_LETTER", "DLQ", "DEADLETTER"]
      if let entry = workload.environment.first(where: { entry in
        let name = entry.name.uppercased()
        return dead.contains { name.contains($0) }
      }) {
        facts.append(
          workload.fact(
            .deadLetters, "\(workload.declaration.name) is given \(entry.name)", at: entry.location))
      }
    }
    facts += documentFacts(material) + supportingBrokers(material) + flagFacts(material)
    return facts
  }

  private static func documentFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for file in material.tree.files
    where !FilePlace.isBeside(file.path) || file.name.lowercased().contains("asyncapi") {
      if let root = file.documents.first, root["asyncapi"] != nil {
        facts.append(
          Fact(
            .asyncAPIDocument, detail: "AsyncAPI document", state: .referenced,
            at: file.at(root["asyncapi"]?.line)))
      }
      let path = file.path.lowercased()
      if path.hasSuffix(".sql"),
        path.contains("outbox") || (path.contains("migration") && file.text.lowercased().contains("outbox"))
      {
        facts.append(
          Fact(.changeCapture, detail: "outbox table in a migration", state: .referenced, at: file.at(nil)))
      }
    }
    return facts
  }

  /// Brokers that serve a configuration server or telemetry: the only address of them stands in what every
  /// client of a configuration server receives, beside a bus or stream of metrics.
  private static func supportingBrokers(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for file in material.tree.files where file.name.hasPrefix("application.") && file.path.contains("shared/")
    {
      for root in file.documents {
        guard let rabbit = root[["spring", "rabbitmq"]] ?? root[["spring", "kafka"]] else { continue }
        let host =
          rabbit["host"]?.string ?? rabbit["bootstrap-servers"]?.string ?? rabbit["addresses"]?.string ?? ""
        let name = String(host.prefix { $0 != ":" && $0 != "," && $0 != "." })
        guard !name.isEmpty, !ownAddress(of: name, in: material) else { continue }
        facts.append(
          Fact(
            .supportingBroker, subject: name, detail: "\(name) is the bus of the configuration server",
            state: .referenced, at: file.at(rabbit.line)))
      }
    }
    return facts
  }

  /// True when a service's own settings name a broker.
  private static func ownAddress(of broker: String, in material: SignalMaterial) -> Bool {
    material.workloads.contains { workload in
      workload.isOwn && workload.environment.contains { $0.value?.contains(broker) == true }
    }
  }

  private static func flagFacts(_ material: SignalMaterial) -> [Fact] {
    let keys = [
      "FLAGD_HOST", "FLAGD_", "UNLEASH_URL", "UNLEASH_API", "LAUNCHDARKLY_", "LD_SDK_KEY", "FLAGSMITH_",
      "FLIPT_", "OPENFEATURE_", "SPLIT_API", "GROWTHBOOK_", "CONFIGCAT_",
    ]
    return material.workloads.filter { $0.state >= .referenced && $0.isOwn }.compactMap { workload in
      guard
        let entry = workload.environment.first(where: { entry in
          let name = entry.name.uppercased()
          return keys.contains { name.hasPrefix($0) }
        })
      else { return nil }
      return workload.fact(
        .featureFlags, "\(workload.declaration.name) is given \(entry.name)", at: entry.location)
    }
  }
}
