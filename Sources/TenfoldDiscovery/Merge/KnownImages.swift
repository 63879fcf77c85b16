/// Images that many systems use and what they are for.
///
/// One line per role and engine: `role engine: names`. A name is the last part of an image's path; with a
/// slash in it, the last two parts; with `/*` at its end, every image of a namespace.
enum KnownImages {
  /// What an image is.
  struct Entry: Sendable, Hashable {
    var role: WorkloadRole
    /// Of a pooler, that of the databases behind it; nil for `-` in the table.
    var engine: String?
  }

  static let table = """
    store postgresql: postgres postgresql postgis timescaledb timescaledb-ha pgvector spilo postgresql-repmgr alloydbomni supabase/postgres cloudnative-pg/postgresql
    pooler postgresql: pgbouncer pgpool pgcat yandex/odyssey supavisor
    pooler mysql: proxysql maxscale mysql-router
    store mysql: mysql mysql-server percona percona-server percona-xtradb-cluster
    store mariadb: mariadb mariadb-galera
    store mongodb: mongo mongodb mongodb-community-server percona-server-mongodb mongodb-sharded
    store cassandra: cassandra dse-server k8ssandra
    store scylladb: scylla scylladb
    store sqlserver: mssql mssql-server azure-sql-edge mssql/server mssql-server-linux
    store oracle: oracle-xe oracle-free database/express
    store db2: db2
    store cockroachdb: cockroach cockroachdb
    store yugabytedb: yugabyte yugabytedb
    store tidb: tidb tikv
    store elasticsearch: elasticsearch elasticsearch-oss
    store opensearch: opensearch
    store solr: solr
    store meilisearch: meilisearch
    store typesense: typesense
    store neo4j: neo4j
    store arangodb: arangodb arangodb/arangodb
    store dgraph: dgraph
    store couchdb: couchdb
    store couchbase: couchbase
    store ravendb: ravendb
    store rethinkdb: rethinkdb
    store clickhouse: clickhouse clickhouse-server
    store influxdb: influxdb
    store questdb: questdb
    store dynamodb: dynamodb-local
    store minio: minio
    store eventstoredb: eventstore eventstoredb kurrentdb
    store firebird: firebird
    store hbase: hbase
    store qdrant: qdrant
    store weaviate: weaviate
    store milvus: milvus
    store chroma: chromadb chroma
    store surrealdb: surrealdb
    store vitess: vitess vtgate vttablet lite
    store cosmosdb: azure-cosmos-emulator
    store redis: redis redis-stack redis-stack-server redis-cluster redismod keydb redis-sentinel redis-oss
    store valkey: valkey
    store dragonfly: dragonfly
    store etcd: etcd
    cache memcached: memcached
    cache hazelcast: hazelcast
    cache varnish: varnish
    cache infinispan: infinispan
    broker rabbitmq: rabbitmq rabbitmq-server
    broker kafka: kafka cp-kafka cp-server kafka-native eventuate-kafka confluent-local wurstmeister/kafka cp-enterprise-kafka
    broker redpanda: redpanda
    broker nats: nats nats-streaming nats-server jetstream
    broker activemq: activemq activemq-classic activemq-artemis artemis
    broker pulsar: pulsar pulsar-all
    broker mosquitto: eclipse-mosquitto mosquitto
    broker emqx: emqx
    broker elasticmq: elasticmq elasticmq-native
    broker nsq: nsq nsqd
    broker rocketmq: rocketmq
    broker beanstalkd: beanstalkd
    broker gearmand: gearmand
    broker pubsub: pubsub-emulator gcloud-pubsub-emulator
    broker azure-service-bus: servicebus-emulator
    broker azure-event-hubs: eventhubs-emulator
    platform -: zookeeper cp-zookeeper cp-schema-registry schema-registry cp-kafka-connect cp-kafka-rest cp-ksqldb-server ksqldb-server debezium/connect debezium/server eventuate-zookeeper eventuate-cdc-service kafka-connect apicurio-registry apicurio-registry-mem
    platform -: consul nacos-server nacos eureka eureka-server apollo-portal apollo-configservice apollo-adminservice
    platform -: dexidp/dex oryd/hydra keycloak dex hydra kratos oauth2-proxy identityserver authelia authentik zitadel casdoor oathkeeper keto openldap fusionauth-app supertokens-postgresql
    platform -: vault infisical cert-manager-controller external-secrets sealed-secrets-controller
    platform -: flagd flagd-ui unleash-server unleash unleash-proxy flagsmith growthbook goff-relay-proxy launchdarkly-relay ld-relay
    platform -: airflow n8n conductor camunda-bpm-platform zeebe operate tasklist airbyte temporalio/* orkesio/*
    platform -: placement daprd dapr sentinel-dashboard seata-server xxl-job-admin
    platform -: registry harbor chartmuseum gitea gitlab-ce jenkins sonarqube nexus3 nexus drone argocd flux
    platform -: autoheal watchtower docker-socket-proxy dockerize wait-for-it wait4x nginx-proxy-acme letsencrypt-nginx-proxy-companion acme-companion docker-letsencrypt-nginx-proxy-companion certbot docker-gen duckdns
    proxy nginx: nginx nginx-unprivileged openresty nginx-proxy nginxinc/nginx-unprivileged tengine
    proxy envoy: envoy envoy-alpine envoy-distroless
    proxy traefik: traefik
    proxy haproxy: haproxy haproxy-alpine
    proxy caddy: caddy
    proxy httpd: httpd apache
    proxy kong: kong kong-gateway
    proxy apisix: apisix
    proxy krakend: krakend krakend-ce
    proxy tyk: tyk-gateway
    proxy squid: squid ubuntu/squid
    proxy ingress-nginx: ingress-nginx/controller nginx-ingress nginx-ingress-controller
    proxy cloudflared: cloudflared
    proxy swag: swag
    proxy ngrok: ngrok
    telemetry -: prometheus alertmanager pushgateway grafana grafana-oss grafana-enterprise loki promtail tempo mimir alloy agent pyroscope thanos cortex victoria-metrics vmagent vmalert vminsert vmselect vmstorage grafana-image-renderer otel-lgtm grafana/agent
    telemetry -: jaeger all-in-one jaeger-agent jaeger-collector jaeger-query jaegertracing/* zipkin zipkin-slim zipkin-cron zipkin-dependencies zipkin-ui opentelemetry-collector opentelemetry-collector-contrib otel-collector otelcol aws-otel-collector opentelemetry-operator opentelemetry-collector-ebpf-profiler opamp-server
    telemetry -: kibana logstash filebeat metricbeat heartbeat apm-server elastic-agent packetbeat auditbeat opensearch-dashboards fluentd fluent-bit fluentd-elasticsearch fluentd-kubernetes-daemonset vector logspout graylog seq signoz skywalking-oap-server skywalking-ui sentry gelf elasticsearch-curator
    telemetry -: cadvisor node-exporter redis_exporter redis-exporter mysqld-exporter postgres-exporter postgres_exporter mongodb-exporter mongodb_exporter kafka-exporter rabbitmq-exporter nginx-prometheus-exporter nginx-exporter blackbox-exporter statsd-exporter elasticsearch-exporter jmx-exporter memcached-exporter kube-state-metrics metrics-server stackdriver-exporter prometheus-adapter prometheus-operator heapster heapster-amd64
    telemetry -: datalust/seq weaveworks/scope timberio/vector getsentry/sentry datadog/agent datadog-agent dd-agent newrelic-infrastructure newrelic-infrastructure-bundle scope netdata uptime-kuma statsd graphite-statsd telegraf chronograf kapacitor scouter aspire-dashboard healthchecks hystrix-dashboard turbine turbine-stream spring-boot-admin dozzle kiali kuberhealthy node-problem-detector instana-agent instana/agent scalyr-agent carbon graphite glowroot-central pinpoint-web pinpoint-collector
    console -: mher/flower b4bz/homer adminer phpmyadmin pgadmin4 pgadmin mongo-express mongoku redis-commander redisinsight phpredisadmin rediscommander akhq kafka-ui kafdrop cmak kafka-manager kafka-topics-ui kafka-hq console cp-enterprise-control-center portainer portainer-ce cloudbeaver sqlpad nosqlclient dbgate elasticsearch-hq cerebro elastichead elasticvue dejavu swagger-ui swagger-editor redoc homer headlamp kubernetes-dashboard dashboard rabbitmq-management-ui nats-ui bull-board flower sqs-ui memcached-admin hasura-console redpanda-console redpandadata/console admin-tools
    test -: mailhog mailpit maildev mailcatcher mailtrap inbucket smtp4dev fake-smtp-server greenmail wiremock mockserver mountebank localstack azurite moto httpbin echo-server http-echo echoserver selenium/hub node-chrome standalone-chrome selenoid cypress/included playwright toxiproxy toxiproxy-server pumba fake-gcs-server firebase-emulator stripe-mock hoverfly microcks json-server
    loadGenerator -: locust k6 vegeta hey wrk fortio jmeter gatling artillery loadgenerator load-generator loadgen load-test loadtest siege bombardier locust-master locust-worker master-locust ghz
    job -: kubectl aws-cli flyway liquibase migrate migrate/migrate busybox alpine curl alpine/curl mc dbmate golang-migrate atlas goose mongo-seed wait-for stolonctl ubuntu debian
    """

  private static let entries: [String: Entry] = {
    var entries: [String: Entry] = [:]
    for line in table.split(separator: "\n") {
      let halves = line.split(separator: ":", maxSplits: 1)
      let head = halves[0].split(separator: " ")
      guard halves.count == 2, head.count == 2, let role = WorkloadRole(rawValue: String(head[0])) else {
        preconditionFailure("known images: a line is `role engine: names`, found \(line)")
      }
      let entry = Entry(role: role, engine: head[1] == "-" ? nil : String(head[1]))
      for name in halves[1].split(separator: " ") { entries[String(name)] = entry }
    }
    return entries
  }()

  /// What is known of an image. - Complexity: O(length).
  static func entry(for image: ImageReference) -> Entry? {
    if let namespace = image.namespace, let entry = entries["\(namespace)/\(image.name)"] { return entry }
    if image.isPublic || !commonWords.contains(image.name), let entry = entries[image.name] { return entry }
    return image.namespace.flatMap { entries["\($0)/*"] }
  }

  /// What is known of a bare name, as of a workload.
  static func entry(named name: String) -> Entry? { commonWords.contains(name) ? nil : entries[name] }

  /// Names of images that are also words people name their own services with.
  private static let commonWords: Set<String> = [
    "agent", "console", "dashboard", "registry", "lite", "operate", "tasklist", "scope", "seq", "vector",
    "atlas",
    "migrate", "curl", "placement", "flower", "homer", "conductor", "hydra", "harbor", "vault", "tempo",
    "sentry",
    "gelf", "dex", "migrate", "ghz", "hey", "moto", "operator", "carbon", "cortex", "mimir", "graphite",
    "airflow",
    "swag", "caddy", "goose", "nexus", "chroma", "registry", "alpine", "debian", "ubuntu", "mc", "drone",
    "cassandra-web",
  ]
}

/// The parts of an image's name.
struct ImageReference: Sendable, Hashable {
  /// Host of the registry; nil for the default one.
  var registry: String?
  /// The part before the name; nil for none and for `library`.
  var namespace: String?
  /// The last part of the path, in lower case.
  var name: String
  /// The tag, without a digest.
  var tag: String?

  /// Reads `registry/namespace/name:tag@digest`; nil for an empty text.
  init?(_ text: String) {
    let withoutDigest = text.prefix { $0 != "@" }
    var parts = withoutDigest.split(separator: "/").map(String.init)
    guard var last = parts.popLast(), !last.isEmpty else { return nil }
    if let colon = last.firstIndex(of: ":") {
      tag = String(last[last.index(after: colon)...])
      last = String(last[..<colon])
    }
    name = last.lowercased()
    if let first = parts.first, first.contains(".") || first.contains(":") || first == "localhost" {
      registry = first
      parts.removeFirst()
    }
    namespace = parts.last.map { $0.lowercased() }
    if namespace == "library" { namespace = nil }
  }

  /// Namespaces under which makers publish what the whole world uses.
  private static let publicNamespaces: Set<String> = [
    "bitnami", "bitnamilegacy", "bitnamicharts", "confluentinc", "prom", "prometheus", "grafana", "otel",
    "jaegertracing", "openzipkin", "nginxinc", "envoyproxy", "elastic", "opensearchproject", "mssql",
    "wurstmeister", "apache", "hashicorp", "eclipse-mosquitto", "valkey-io", "valkey", "redis", "mongodb",
    "percona", "cockroachdb", "timescale", "postgis", "pgvector", "dpage", "provectuslabs", "redislabs",
    "linuxserver", "rancher", "coreos", "google_containers", "kubernetes", "openresty", "traefik", "kong",
    "spotify", "docker", "minio", "arm64v8", "amd64", "azure-storage", "k8s", "oliver006", "nats-io",
    "lscr", "chainguard", "redpandadata", "vectorized", "debezium", "scylladb", "clickhouse", "neo4j",
  ]

  /// True when the image comes as its maker ships it to everybody.
  var isPublic: Bool {
    guard let namespace else { return registry == nil || registry == "docker.io" }
    return Self.publicNamespaces.contains(namespace)
      || registry?.hasSuffix("elastic.co") == true || registry?.hasSuffix("microsoft.com") == true
  }
}
