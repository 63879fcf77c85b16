import TenfoldModel
import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

struct KustomizationTests {
  private let deployment = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: 1
      template:
        metadata:
          labels: {app: web}
        spec:
          containers:
            - name: web
              image: registry.example.com:5000/shop/web:1.0
              env:
                - name: CART
                  value: cart:7070
                - name: OLD
                  value: gone
              envFrom:
                - configMapRef: {name: settings}
    """
  private let service = """
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    """

  private func read(_ files: [String: String]) throws -> [DeclarationSet] {
    let sources = try files.map { try sourceFile($0.key, $0.value) }
    var options = DiscoveryOptions()
    options.usesExternalTools = false
    return KubernetesReader.read(SourceTree(files: sources), options: options)
  }

  /// The one set of a kustomization over a base with the web deployment and service.
  private func overlay(_ kustomization: String, also files: [String: String] = [:]) throws -> DeclarationSet {
    var files = files
    files["base/kustomization.yaml"] = "resources: [web.yaml, service.yaml]"
    files["base/web.yaml"] = deployment
    files["base/service.yaml"] = service
    files["prod/kustomization.yaml"] = "resources: [../base]\n" + kustomization
    let sets = try read(files)
    return try #require(sets.count == 1 ? sets[0] : nil)
  }

  @Test func `an overlay and its base are one set, named after the overlay`() throws {
    let set = try overlay("namespace: shop")
    #expect(set.name == "prod")
    #expect(set.form == .kustomize)
    #expect(set.renderer == "built-in kustomize")
    #expect(
      set.files == [
        "base/kustomization.yaml", "base/service.yaml", "base/web.yaml", "prod/kustomization.yaml",
      ])
    #expect(set.workload()?.namespace == "shop")
    #expect(set.workload()?.location == SourceLocation(file: "base/web.yaml", line: 1))
    #expect(set.diagnostics.isEmpty)
  }

  @Test func `images, replicas and names change, and references follow`() throws {
    let set = try overlay(
      """
      namePrefix: prod-
      nameSuffix: -eu
      replicas: [{name: web, count: 4}]
      images: [{name: "registry.example.com:5000/shop/web", newTag: "2.0"}]
      configMapGenerator: [{name: settings, literals: ["LOG=debug", 'QUOTED="a b"']}]
      """)
    let workload = try #require(set.workload())
    #expect(workload.name == "prod-web-eu")
    #expect(workload.replicas == 4)
    #expect(workload.containers[0].image == "registry.example.com:5000/shop/web:2.0")
    #expect(workload.containers[0].values["LOG"] == "debug")
    #expect(workload.containers[0].values["QUOTED"] == "a b")
    #expect(set.configurations.map(\.name) == ["prod-settings-eu"])
    #expect(set.names(selecting: workload).map(\.name) == ["prod-web-eu"])
  }

  @Test func `a strategic merge patch merges lists by name and deletes`() throws {
    let set = try overlay(
      """
      patches:
        - patch: |-
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              template:
                spec:
                  containers:
                    - name: web
                      env:
                        - {name: CART, value: "cart-v2:7070"}
                        - {name: OLD, $patch: delete}
                        - {name: NEW, value: "1"}
                    - {name: sidecar, image: envoy}
        - path: no-service.yaml
      """,
      also: ["prod/no-service.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n$patch: delete"])
    let workload = try #require(set.workload())
    let web = try #require(workload.containers.first { $0.name == "web" })
    #expect(web.values == ["CART": "cart-v2:7070", "NEW": "1"])
    #expect(
      web.environment.first { $0.name == "CART" }?.location == SourceLocation(file: "base/web.yaml", line: 15)
    )
    #expect(Set(workload.containers.map(\.name)) == ["web", "sidecar"])
    #expect(set.names.isEmpty)
  }

  @Test func `a JSON patch changes what its target names`() throws {
    let set = try overlay(
      """
      patches:
        - target: {kind: Deployment, name: "w.*"}
          patch: |-
            - {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: BASE, value: /shop}}
            - {op: replace, path: /spec/replicas, value: 7}
            - {op: remove, path: /spec/template/spec/containers/0/env/1}
      """)
    let workload = try #require(set.workload())
    #expect(workload.replicas == 7)
    #expect(workload.containers[0].values == ["CART": "cart:7070", "BASE": "/shop"])
  }

  @Test func `an addition makes the mappings on its way`() throws {
    let set = try overlay(
      """
      patches:
        - target: {kind: Deployment}
          patch: '[{op: add, path: /spec/template/metadata/annotations/example.com~1team, value: shop}]'
      """)
    #expect(set.workload()?.annotations == ["example.com/team": "shop"])
  }

  @Test func `a patch that does not fit is said and the object stays`() throws {
    let set = try overlay(
      """
      patches: [{target: {kind: Deployment}, patch: "[{op: remove, path: /spec/nothing}]"}]
      """)
    #expect(set.workload()?.replicas == 1)
    #expect(set.diagnostics.map(\.id) == ["TF-KUBE-002"])
  }

  @Test func `a component in use changes the set, one that is not is optional`() throws {
    let files = [
      "parts/on/kustomization.yaml": "kind: Component\nreplicas: [{name: web, count: 9}]",
      "parts/off/kustomization.yaml": "kind: Component\nresources: [extra.yaml]",
      "parts/off/extra.yaml":
        "{apiVersion: v1, kind: Pod, metadata: {name: extra}, spec: {containers: [{name: a, image: b}]}}",
      "base/kustomization.yaml": "resources: [web.yaml]\ncomponents: [../parts/on]",
      "base/web.yaml": deployment,
    ]
    let sets = try read(files)
    #expect(sets.map(\.name) == ["base", "parts/off"])
    #expect(sets.map(\.isOptional) == [false, true])
    #expect(sets[0].workload()?.replicas == 9)
  }

  @Test func `common labels reach pods and selectors`() throws {
    let set = try overlay("commonLabels: {tier: front}")
    #expect(set.workload()?.labels == ["app": "web", "tier": "front"])
    #expect(set.names.first?.selector == ["app": "web", "tier": "front"])
  }

  @Test func `settings come from env files, with where they come in`() throws {
    let set = try overlay(
      "configMapGenerator:\n- name: settings\n  envs: [app.env]\n",
      also: ["prod/app.env": "# comment\nDB_HOST=db\n\nDB_PORT=5432\n"])
    #expect(set.workload()?.containers[0].values["DB_HOST"] == "db")
    #expect(set.configurations.first?.location.file == "prod/kustomization.yaml")
    #expect(set.configurations.first?.lines["DB_PORT"] == 4)
  }

  @Test(arguments: [
    "resources: [github.com/org/repo//base?ref=v1]", "resources: [missing.yaml]",
    "replacements: [{path: r.yaml}]",
  ])
  func `what is not followed is named with its line`(kustomization: String) throws {
    let sets = try read([
      "kustomization.yaml": "namespace: a\n" + kustomization + "\nbases: [web]",
      "web/kustomization.yaml": "resources: [web.yaml]",
      "web/web.yaml": deployment,
    ])
    #expect(sets.count == 1)
    #expect(sets[0].workload()?.name == "web")
    #expect(sets[0].diagnostics.map(\.id) == ["TF-KUBE-002"])
    #expect(sets[0].diagnostics[0].location?.line == 2)
  }

  @Test func `a circle of kustomizations ends`() throws {
    let sets = try read([
      "a/kustomization.yaml": "resources: [../b, web.yaml]", "a/web.yaml": deployment,
      "b/kustomization.yaml": "resources: [../a]", "kustomization.yaml": "resources: [a, b]",
    ])
    #expect(sets.map { $0.workloads.map(\.name) } == [["web"]])
  }

  @Test func `kustomizations that double at each step end`() throws {
    var files = ["k0/kustomization.yaml": "resources: [web.yaml]", "k0/web.yaml": deployment]
    for level in 1...30 {
      files["k\(level)/kustomization.yaml"] = "resources: [../k\(level - 1), ../k\(level - 1)]"
    }
    let sets = try read(files)
    #expect(sets.count == 1)
    #expect(sets[0].diagnostics.contains { $0.id == "TF-KUBE-002" })
  }

  @Test(arguments: [
    ("redis", "redis:7"), ("redis:6", "redis:7"), ("redis@sha256:ab", "redis:7"), ("my/redis", "my/redis"),
    ("redis:6-alpine", "redis:7"),
  ])
  func `an image entry sets the tag of its image alone`(image: String, expected: String) throws {
    let change = try #require(try YAMLParser.documents(of: "{name: redis, newTag: '7'}").first)
    #expect(KustomizationTransforms.changed(image, by: change) == expected)
  }
}
