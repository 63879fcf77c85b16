/// What widely used images are for, by the name of the image without registry and tag.
enum KnownImage: String {
  case logShipper, logSink, metricsStore, traceBackend, collector, dashboard, alertmanager, exporter,
    vendorAgent
  case pooler, readRouter, gateway, schemaRegistry, changeCapture, flags, workflowEngine, eventStore,
    shardRouter
  case profiler, reboot, descheduler, nodeProblemDetector, nodeAutoscaler, keda, faultAnalyst, chaos,
    database, cache, broker

  private static let names: [(KnownImage, [String])] = [
    (.exporter, ["exporter", "kube-state-metrics", "cadvisor"]),
    (
      .logShipper,
      [
        "fluent-bit", "fluentbit", "fluentd", "promtail", "filebeat", "logstash", "vector", "logspout",
        "rsyslog", "syslog-ng",
      ]
    ),
    (
      .collector,
      ["opentelemetry-collector", "otelcol", "otel-collector", "alloy", "grafana-agent", "telegraf"]
    ),
    (
      .vendorAgent,
      [
        "datadog-agent", "newrelic", "oneagent", "dynatrace", "elastic-agent", "cloudwatch-agent",
        "aws-for-fluent-bit", "instana", "appdynamics",
        "sumologic", "splunk-otel", "honeycomb",
      ]
    ),
    (.alertmanager, ["alertmanager", "karma"]),
    (
      .metricsStore,
      [
        "prometheus", "victoria-metrics", "vmsingle", "vmagent", "mimir", "thanos", "cortex", "graphite",
        "netdata",
      ]
    ),
    (
      .traceBackend,
      ["jaeger", "all-in-one", "zipkin", "tempo", "skywalking-oap", "apm-server", "signoz", "hypertrace"]
    ),
    (
      .logSink,
      [
        "loki", "graylog", "opensearch", "elasticsearch", "splunk", "victoria-logs", "quickwit",
        "openobserve", "seq",
      ]
    ),
    (.dashboard, ["grafana", "kibana", "chronograf", "opensearch-dashboards"]),
    (.pooler, ["pgbouncer", "pgcat", "odyssey"]),
    (.readRouter, ["pgpool", "proxysql", "maxscale", "mysql-router"]),
    (.shardRouter, ["vtgate", "vttablet", "mongos", "citus", "shardingsphere"]),
    (.schemaRegistry, ["schema-registry", "apicurio", "karapace"]),
    (.changeCapture, ["debezium", "eventuate-cdc-service", "kafka-connect", "maxwell"]),
    (.flags, ["flagd", "unleash-server", "unleash", "flipt", "flagsmith", "growthbook", "go-feature-flag"]),
    (.workflowEngine, ["temporal", "auto-setup", "zeebe", "camunda", "cadence", "conductor"]),
    (.eventStore, ["eventstore", "kurrentdb", "axonserver"]),
    (.profiler, ["pyroscope", "parca"]),
    (.reboot, ["kured"]),
    (.descheduler, ["descheduler"]),
    (.nodeProblemDetector, ["node-problem-detector"]),
    (.nodeAutoscaler, ["cluster-autoscaler", "karpenter"]),
    (.keda, ["keda"]),
    (.faultAnalyst, ["k8sgpt", "holmesgpt", "robusta-runner"]),
    (.chaos, ["chaos-mesh", "litmus", "chaos-controller-manager"]),
    (
      .gateway,
      [
        "kong", "traefik", "apisix", "tyk-gateway", "krakend", "envoy", "emissary", "gloo", "nginx",
        "haproxy", "caddy", "httpd", "edge-router",
      ]
    ),
    (
      .broker,
      [
        "rabbitmq", "kafka", "redpanda", "nats", "pulsar", "activemq", "artemis", "zookeeper", "emqx",
        "mosquitto", "localstack", "nsq",
      ]
    ),
    (.cache, ["redis", "valkey", "memcached", "keydb", "dragonfly", "hazelcast"]),
    (
      .database,
      [
        "postgres", "mysql", "mariadb", "mongo", "cassandra", "scylla", "cockroach", "couchdb", "couchbase",
        "neo4j", "mssql", "oracle", "influxdb",
        "clickhouse", "timescale", "minio", "etcd", "yugabyte", "tidb", "arangodb", "rethinkdb", "consul",
        "vault",
      ]
    ),
  ]

  /// The purpose of an image; nil when it is not widely known.
  init?(_ image: String?) {
    guard let image else { return nil }
    // Registry and tag say nothing of what an image is.
    let path = image.lowercased().prefix { $0 != "@" }
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    let name = String(last.prefix { $0 != ":" })
    let owner = path.split(separator: "/").dropLast().last.map(String.init) ?? ""
    if owner == "datadog", name == "agent" {
      self = .vendorAgent
      return
    }
    if owner == "debezium" {
      self = .changeCapture
      return
    }
    guard let found = Self.words.first(where: { TextSearch.hasWord($0.word, in: name) })?.image else {
      return nil
    }
    self = found
  }

  /// The table word by word in its order.
  private static let words: [(word: String, image: KnownImage)] = names.flatMap { image, words in
    words.map { ($0, image) }
  }
}
