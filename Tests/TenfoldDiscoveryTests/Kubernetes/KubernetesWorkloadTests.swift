import TenfoldModel
import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

struct KubernetesWorkloadTests {
  @Test(arguments: [
    ("apps/v1", "Deployment", WorkloadForm.deployment), ("extensions/v1beta1", "Deployment", .deployment),
    ("apps/v1beta2", "StatefulSet", .statefulSet), ("apps/v1", "DaemonSet", .daemonSet),
    ("apps/v1", "ReplicaSet", .replicaSet), ("v1", "ReplicationController", .replicaSet),
    ("batch/v1", "Job", .job), ("argoproj.io/v1alpha1", "Rollout", .rollout),
    ("serving.knative.dev/v1", "Service", .custom), ("apps.openshift.io/v1", "DeploymentConfig", .deployment),
    ("v1", "DeploymentConfig", .deployment), ("example.com/v1", "WebApp", .custom),
  ])
  func `a pod template makes a workload`(apiVersion: String, kind: String, form: WorkloadForm) throws {
    let set = try declarations(
      """
      apiVersion: \(apiVersion)
      kind: \(kind)
      metadata: {name: cart}
      spec:
        replicas: 3
        template:
          metadata: {labels: {app: cart}}
          spec:
            containers: [{name: main, image: "shop/cart:1"}]
      """)
    let workload = try #require(set.workload())
    #expect(workload.name == "cart")
    #expect(workload.form == form)
    #expect(workload.replicas == 3)
    #expect(workload.labels == ["app": "cart"])
    #expect(workload.containers.map(\.image) == ["shop/cart:1"])
  }

  @Test func `a pod, a cron job and a scaled job hold their containers elsewhere`() throws {
    let set = try declarations(
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: shell, labels: {app: shell}}
      spec: {containers: [{name: a, image: one}]}
      ---
      apiVersion: batch/v1beta1
      kind: CronJob
      metadata: {name: nightly}
      spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: two}]}}}}}
      ---
      apiVersion: keda.sh/v1alpha1
      kind: ScaledJob
      metadata: {name: burst}
      spec:
        jobTargetRef: {template: {spec: {containers: [{name: a, image: three}]}}}
        triggers: [{type: rabbitmq}]
      """)
    #expect(set.workloads.map(\.form) == [.pod, .cronJob, .job])
    #expect(set.workloads.map { $0.containers[0].image } == ["one", "two", "three"])
    #expect(set.workloads[0].labels == ["app": "shell"])
    #expect(set.autoscalers.map(\.target) == ["burst"])
  }

  @Test func `definitions, roles and pod templates alone make no workload`() throws {
    let set = try declarations(
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: webs.example.com}
      spec: {template: {spec: {containers: []}}}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reader}
      ---
      apiVersion: v1
      kind: PodTemplate
      metadata: {name: base}
      template: {spec: {containers: [{name: a, image: b}]}}
      """)
    #expect(set.workloads.isEmpty)
    #expect(set.objects.count == 3)
  }

  @Test func `sidecars run beside, plain init containers before`() throws {
    let set = try declarations(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            initContainers:
              - {name: migrate, image: migrate}
              - {name: proxy, image: envoy, restartPolicy: Always}
            containers:
              - {name: web, image: web}
              - {name: logs, image: fluent-bit}
      """)
    let workload = try #require(set.workload())
    #expect(workload.containers.map(\.name) == ["web", "logs", "proxy"])
    #expect(workload.initContainers.map(\.name) == ["migrate"])
  }

  @Test func `resources become stated quantities with their line`() throws {
    let set = try declarations(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            containers:
              - name: web
                image: web
                readinessProbe: {httpGet: {path: /}}
                ports: [{containerPort: 8080, hostPort: 80, name: http}]
                resources:
                  requests: {cpu: 250m, memory: 64Mi}
                  limits:
                    memory: 128Mi
      """)
    let container = try #require(set.workload()?.containers.first)
    #expect(container.cpuRequest?.likely == 0.25)
    #expect(container.cpuRequest?.provenance.location == SourceLocation(file: "manifests.yaml", line: 13))
    #expect(container.cpuLimit == nil)
    #expect(container.memory?.likely == 134_217_728)
    #expect(container.memory?.provenance.location?.line == 15)
    #expect(container.probe?.line == 10)
    #expect(container.ports.first?.container == 8080)
    #expect(container.ports.first?.published == 80)
  }

  @Test func `a rollout that refers to a deployment takes its place`() throws {
    let set = try declarations(
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: web-rollout}
      spec: {replicas: 4, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 0
        template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: shop/web}]}}
      """)
    let workload = try #require(set.workload())
    #expect(workload.name == "web-rollout")
    #expect(workload.replicas == 4)
    #expect(workload.containers.map(\.image) == ["shop/web"])
    #expect(workload.aliases == ["web"])
    #expect(set.inactive.map(\.workload.name) == ["web"])
  }

  @Test(arguments: [
    ("postgresql.cnpg.io/v1", "Cluster", "postgresql", "db-rw"),
    ("acid.zalan.do/v1", "postgresql", "postgresql", "db-repl"),
    ("kafka.strimzi.io/v1beta2", "Kafka", "kafka", "db-kafka-bootstrap"),
    ("rabbitmq.com/v1beta1", "RabbitmqCluster", "rabbitmq", "db-nodes"),
    ("mongodbcommunity.mongodb.com/v1", "MongoDBCommunity", "mongodb", "db-svc"),
    ("databases.spotahome.com/v1", "RedisFailover", "redis", "rfs-db"),
    ("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "elasticsearch", "db-es-http"),
  ])
  func `an operator's resource is a store or broker with its engine and service names`(
    apiVersion: String, kind: String, engine: String, alias: String
  ) throws {
    let set = try declarations("{apiVersion: \(apiVersion), kind: \(kind), metadata: {name: db}, spec: {}}")
    let workload = try #require(set.workload())
    #expect(workload.form == .custom)
    #expect(workload.engine == engine)
    #expect(workload.aliases.contains(alias))
  }

  @Test func `a managed database says its engine itself`() throws {
    let set = try declarations(
      """
      apiVersion: sql.cnrm.cloud.google.com/v1beta1
      kind: SQLInstance
      metadata: {name: orders}
      spec: {databaseVersion: POSTGRES_15}
      """)
    #expect(set.workload()?.engine == "postgresql")
  }
}
