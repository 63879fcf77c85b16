import TenfoldModel
import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

struct KubernetesDeclarationsTests {
  @Test func `items of a list are objects of their own`() throws {
    let set = try declarations(
      """
      apiVersion: v1
      kind: List
      items:
        - {apiVersion: v1, kind: Service, metadata: {name: a}}
        - apiVersion: v1
          kind: ServiceList
          items: [{apiVersion: v1, kind: Service, metadata: {name: b}}]
      """)
    #expect(set.names.map(\.name) == ["a", "b"])
    #expect(set.names.map(\.location.line) == [4, 7])
    #expect(!set.isDump)
  }

  @Test func `an OpenShift template counts with its default values`() throws {
    let set = try declarations(
      """
      apiVersion: template.openshift.io/v1
      kind: Template
      metadata: {name: shop}
      parameters: [{name: NAME, value: cart}, {name: SIZE, value: "2"}]
      objects:
        - {apiVersion: v1, kind: Service, metadata: {name: "${NAME}-svc-${OTHER}"}}
      """)
    #expect(set.names.map(\.name) == ["cart-svc-${OTHER}"])
  }

  @Test func `of one object declared twice the later counts, and it is said`() throws {
    let set = try declarations(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec: {replicas: 1, template: {spec: {containers: [{name: a, image: old}]}}}
      ---
      apiVersion: extensions/v1beta1
      kind: Deployment
      metadata: {name: web}
      spec: {replicas: 2, template: {spec: {containers: [{name: a, image: new}]}}}
      """)
    #expect(set.workloads.map(\.replicas) == [2])
    #expect(set.diagnostics.map(\.id) == ["TF-KUBE-001"])
    #expect(set.diagnostics[0].message.contains("manifests.yaml:1"))
  }

  @Test func `a dump is known by what a cluster fills in, and owned pods belong to their owner`() throws {
    let set = try declarations(
      """
      apiVersion: v1
      kind: List
      items:
        - apiVersion: apps/v1
          kind: Deployment
          metadata: {name: web, namespace: shop, uid: 1-2}
          spec: {template: {spec: {containers: [{name: a, image: web}]}}}
        - apiVersion: apps/v1
          kind: ReplicaSet
          metadata:
            name: web-5d
            namespace: shop
            labels: {pod-template-hash: 5d}
            ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, controller: true}]
          spec: {template: {spec: {containers: [{name: a, image: web}]}}}
        - apiVersion: v1
          kind: Pod
          metadata:
            name: web-5d-x1
            namespace: shop
            labels: {pod-template-hash: 5d}
            ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-5d, controller: true}]
          spec: {containers: [{name: a, image: web}]}
      """)
    #expect(set.isDump)
    #expect(set.workloads.map(\.form) == [.deployment])
  }

  @Test func `a dump of pods alone still shows each workload once, by its owner's name`() throws {
    let pods = ["x1", "x2"].map {
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web-5d-\($0)
        uid: "\($0)"
        labels: {app: web, pod-template-hash: 5d}
        ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-5d, controller: true}]
      spec: {containers: [{name: a, image: web}]}
      """
    }
    let set = try declarations(pods.joined(separator: "\n---\n"))
    #expect(set.workloads.map(\.name) == ["web"])
  }

  @Test func `what runs in a namespace of the cluster is no workload of the system`() throws {
    let deployments = [("web", "shop"), ("coredns", "kube-system"), ("istiod", "istio-system")].map {
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: \($0.0), namespace: \($0.1)}
      spec: {template: {spec: {containers: [{name: a, image: b}]}}}
      """
    }
    let set = try declarations(deployments.joined(separator: "\n---\n"))
    #expect(set.workloads.map(\.name) == ["web"])
    #expect(set.inactive.map(\.workload.name) == ["coredns", "istiod"])
    #expect(set.objects.count == 3)
  }

  @Test func `versions behind one service share its name`() throws {
    let versions = ["v1", "v2"].map {
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: reviews-\($0)}
      spec:
        template:
          metadata: {labels: {app: reviews, version: \($0)}}
          spec: {containers: [{name: a, image: reviews-\($0)}]}
      """
    }
    let service =
      "{apiVersion: v1, kind: Service, metadata: {name: reviews}, spec: {selector: {app: reviews}}}"
    let headless =
      "{apiVersion: v1, kind: Service, metadata: {name: outside}, spec: {type: ExternalName, externalName: db.example.com}}"
    let set = try declarations((versions + [service, headless]).joined(separator: "\n---\n"))
    #expect(set.workloads.map { set.names(selecting: $0).map(\.name) } == [["reviews"], ["reviews"]])
    #expect(set.names.first { $0.name == "outside" }?.externalName == "db.example.com")
  }

  @Test func `autoscalers of every version name their target and cpu share`() throws {
    let set = try declarations(
      """
      apiVersion: autoscaling/v1
      kind: HorizontalPodAutoscaler
      metadata: {name: a}
      spec: {scaleTargetRef: {kind: Deployment, name: web}, maxReplicas: 5, targetCPUUtilizationPercentage: 70}
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: b}
      spec:
        scaleTargetRef: {name: cart}
        minReplicas: 2
        maxReplicas: 9
        metrics:
          - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}
          - {type: Pods, pods: {metric: {name: queue_depth}}}
      ---
      apiVersion: autoscaling/v2beta1
      kind: HorizontalPodAutoscaler
      metadata: {name: c}
      spec:
        scaleTargetRef: {name: ads}
        maxReplicas: 3
        metrics: [{type: Resource, resource: {name: cpu, targetAverageUtilization: 50}}]
      ---
      apiVersion: keda.sh/v1alpha1
      kind: ScaledObject
      metadata: {name: d}
      spec: {scaleTargetRef: {name: worker}, maxReplicaCount: 30, triggers: [{type: rabbitmq}]}
      """)
    #expect(set.autoscalers.map(\.target) == ["web", "cart", "ads", "worker"])
    #expect(set.autoscalers.map(\.cpuTarget) == [0.7, 0.6, 0.5, nil])
    #expect(set.autoscalers.map(\.minimum) == [1, 2, 1, 0])
    #expect(set.autoscalers.map(\.maximum) == [5, 9, 3, 30])
    #expect(set.autoscalers.map(\.metrics) == [["cpu"], ["cpu", "queue_depth"], ["cpu"], ["rabbitmq"]])
  }

  @Test func `routes of every kind name the services behind them`() throws {
    let set = try declarations(
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: new}
      spec:
        defaultBackend: {service: {name: home, port: {number: 80}}}
        rules: [{http: {paths: [{path: /a, backend: {service: {name: a}}}, {path: /b, backend: {service: {name: a}}}]}}]
      ---
      apiVersion: extensions/v1beta1
      kind: Ingress
      metadata: {name: old}
      spec: {rules: [{http: {paths: [{backend: {serviceName: b, servicePort: 80}}]}}]}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: gateway}
      spec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{name: c, port: 80}, {name: d, port: 80}]}]}
      ---
      apiVersion: networking.istio.io/v1alpha3
      kind: VirtualService
      metadata: {name: mesh}
      spec:
        hosts: ["*"]
        gateways: [edge]
        http:
          - route: [{destination: {host: e.shop.svc.cluster.local}}]
            mirror: {host: f}
      ---
      apiVersion: route.openshift.io/v1
      kind: Route
      metadata: {name: shift}
      spec: {to: {kind: Service, name: g}}
      """)
    #expect(set.routes.map(\.backends) == [["home", "a"], ["b"], ["c", "d"], ["e", "f"], ["g"]])
    #expect(set.routes.map(\.gateways) == [[], [], ["edge"], ["edge"], []])
  }
}
