import TenfoldModel
import TenfoldPlatform
import TenfoldTestSupport
import Testing

@testable import TenfoldDiscovery

/// The own building of kustomizations beside that of the real program; skipped where it is not installed.
struct KustomizeRendererTests {
  private static let isInstalled =
    ExternalTool.find("kubectl") != nil || ExternalTool.find("kustomize") != nil

  private static let base = [
    "base/kustomization.yaml": """
    resources: [web.yaml, ingress.yaml, job.yaml]
    configMapGenerator:
      - {name: settings, literals: [LOG=info, CART=cart], files: [app.conf, other=app.conf]}
    secretGenerator:
      - {name: keys, literals: [token=abc]}
    """,
    "base/app.conf": "upstream web;\n",
    "base/web.yaml": """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, labels: {app: web}}
    spec:
      replicas: 1
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          initContainers: [{name: wait, image: busybox}]
          containers:
            - name: web
              image: shop/web:1
              ports: [{containerPort: 80}]
              env: [{name: A, value: "1"}, {name: B, value: "2"}]
              envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: keys}}]
              volumeMounts: [{name: settings, mountPath: /etc/web}]
          volumes: [{name: settings, configMap: {name: settings}}]
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80, name: http}]}
    """,
    "base/ingress.yaml": """
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web}
    spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
    ---
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 4}
    """,
    "base/job.yaml": """
    apiVersion: batch/v1
    kind: CronJob
    metadata: {name: clean}
    spec:
      schedule: "0 0 * * *"
      jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: clean, image: "shop/clean:1"}]}}}}
    """,
    "part/kustomization.yaml": """
    apiVersion: kustomize.config.k8s.io/v1alpha1
    kind: Component
    resources: [extra.yaml]
    patches: [{path: env.yaml}]
    """,
    "part/extra.yaml": "{apiVersion: v1, kind: Service, metadata: {name: extra}, spec: {ports: [{port: 1}]}}",
    "part/env.yaml": """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: web, env: [{name: PART, value: in}, {name: B, $patch: delete}]}]}}}
    """,
  ]

  @Test(
    .enabled(if: isInstalled, "neither kubectl nor kustomize is installed"),
    arguments: [
      "namespace: shop", "namePrefix: a-\nnameSuffix: -z", "components: [../part]",
      "commonLabels: {team: front}", "labels: [{pairs: {team: front}, includeSelectors: true}]",
      "labels: [{pairs: {team: front}, includeTemplates: true}]", "labels: [{pairs: {team: front}}]",
      "images: [{name: shop/web, newName: other/web, newTag: '2'}, {name: busybox, digest: 'sha256:00'}, {name: shop/clean, newTag: v2}]",
      "replicas: [{name: web, count: 5}]",
      "patches: [{target: {kind: Deployment|CronJob}, patch: '[{op: add, path: /metadata/labels/x, value: y}]'}]",
      "patches: [{target: {kind: Deployment}, patch: '[{op: remove, path: /spec/template/spec/containers/0/env/0}]'}]",
      "patches: [{target: {labelSelector: app=web}, patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: any}, spec: {replicas: 8}}'}]",
      "patches: [{patch: '{apiVersion: v1, kind: Service, metadata: {name: web}, $patch: delete}'}]",
      "patches: [{patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: web, env: [{$patch: replace}, {name: C, value: c}]}]}}}}'}]",
      "configMapGenerator: [{name: settings, behavior: merge, literals: [LOG=debug, NEW=x]}]",
      "configMapGenerator: [{name: settings, behavior: replace, literals: [LOG=debug]}]",
    ])
  func `own building agrees with the program`(kustomization: String) throws {
    let folder = try FixtureFolder()
    for (path, text) in Self.base { try folder.write(path, text) }
    let header = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base]\n"
    try folder.write("prod/kustomization.yaml", header + kustomization)
    // What the own building does not apply makes the program run: an empty transformation does no harm.
    try folder.write(
      "twin/kustomization.yaml",
      header + kustomization
        + "\nreplacements: [{source: {kind: CronJob, fieldPath: kind}, targets: [{select: {kind: None}, fieldPaths: [kind]}]}]"
    )
    let sets = KubernetesReader.read(try SourceTree.read(paths: [folder.path]), options: DiscoveryOptions())
    let own = try #require(sets.first { $0.name == "prod" })
    let rendered = try #require(sets.first { $0.name == "twin" })
    #expect(own.renderer == "built-in kustomize")
    #expect(rendered.renderer?.contains("kustom") == true || rendered.renderer?.hasPrefix("kubectl") == true)

    #expect(own.objects.count == rendered.objects.count)
    for workload in rendered.workloads {
      let twin = try #require(own.workload(workload.name))
      #expect(twin.namespace == workload.namespace)
      #expect(twin.replicas == workload.replicas)
      #expect(twin.labels == workload.labels)
      #expect(twin.containers.map(\.image) == workload.containers.map(\.image))
      #expect(twin.initContainers.map(\.image) == workload.initContainers.map(\.image))
      #expect(twin.containers.map(\.values) == workload.containers.map(\.values))
      #expect(twin.location == workload.location)
      #expect(workload.containers.allSatisfy { $0.location.line ?? 0 > 1 })
    }
    #expect(own.workloads.count == rendered.workloads.count)
    #expect(Set(own.names.map(\.name)) == Set(rendered.names.map(\.name)))
    #expect(Set(own.names.map(\.selector)) == Set(rendered.names.map(\.selector)))
    #expect(own.routes.map(\.backends) == rendered.routes.map(\.backends))
    #expect(own.autoscalers.map(\.target) == rendered.autoscalers.map(\.target))
  }

  @Test func `without the program what is missing is said`() throws {
    let folder = try FixtureFolder()
    try folder.write("kustomization.yaml", "resources: [web.yaml]\nreplacements: [{path: r.yaml}]")
    try folder.write("web.yaml", "{apiVersion: v1, kind: Service, metadata: {name: web}}")
    var options = DiscoveryOptions()
    options.usesExternalTools = false
    let set = try #require(
      KubernetesReader.read(try SourceTree.read(paths: [folder.path]), options: options).first)
    #expect(set.names.map(\.name) == ["web"])
    #expect(
      set.diagnostics.map(\.message) == [
        "not rendered in full: replacements is not applied (the external tools are not used)"
      ])
  }

  @Test(.enabled(if: isInstalled, "neither kubectl nor kustomize is installed"))
  func `a program that fails is named with its reason, and the own reading stands`() throws {
    let folder = try FixtureFolder()
    try folder.write("kustomization.yaml", "resources: [web.yaml]\nreplacements: [{path: absent.yaml}]")
    try folder.write("web.yaml", "{apiVersion: v1, kind: Service, metadata: {name: web}}")
    let tree = try SourceTree.read(paths: [folder.path])
    let set = try #require(KubernetesReader.read(tree, options: DiscoveryOptions()).first)
    #expect(set.names.map(\.name) == ["web"])
    #expect(set.diagnostics.first?.message.contains("failed: ") == true)
  }
}
