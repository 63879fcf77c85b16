import Glibc
import TenfoldModel
import TenfoldPlatform
import TenfoldTestSupport
import Testing

@testable import TenfoldDiscovery

struct HelmReaderTests {
  private let deployment = HelmFixtures.deployment

  @Test func `a chart becomes workloads with the lines of its templates`() throws {
    let sets = HelmFixtures.sets([
      "deploy/shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0",
      "deploy/shop/values.yaml": "replicas: 3\nimage: acme/shop:1\nglobal: {region: eu}",
      "deploy/shop/templates/deployment.yaml": deployment,
      "deploy/shop/templates/NOTES.txt": "{{ .nonsense",
      "deploy/shop/templates/tests/probe.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: {name: probe, annotations: {helm.sh/hook: test}}",
    ])
    let set = try #require(sets.first)
    #expect(sets.count == 1 && set.name == "deploy/shop" && set.renderer == "built-in template reader")
    #expect(set.unread.isEmpty)
    let workload = try #require(set.workloads.first)
    #expect(set.workloads.count == 1 && workload.name == "shop-shop" && workload.replicas == 3)
    #expect(workload.location == SourceLocation(file: "deploy/shop/templates/deployment.yaml", line: 1))
    let container = try #require(workload.containers.first)
    #expect(container.image == "acme/shop:1")
    #expect(container.environment.first?.value == "eu")
    #expect(container.environment.first?.location.line == 14)
  }

  @Test func `sub-charts obey alias, condition, tags, globals and the parent's values`() throws {
    let part = [
      "Chart.yaml": "name: part", "values.yaml": "replicas: 1\nimage: part", "templates/d.yaml": deployment,
    ]
    var texts = [
      "shop/Chart.yaml": """
      name: shop
      dependencies:
        - {name: part, alias: cart, version: 1}
        - {name: part, alias: search, version: 1, condition: search.enabled}
        - {name: part, alias: mail, version: 1, tags: [extras]}
        - {name: redis, version: 1, repository: "https://charts.example.com"}
      """,
      "shop/values.yaml": """
      global: {region: eu}
      tags: {extras: false}
      search: {enabled: false}
      cart: {replicas: 5}
      """,
    ]
    for (path, text) in part { texts["shop/charts/part/" + path] = text }
    let set = try #require(HelmFixtures.sets(texts).first)
    #expect(set.workloadNames == ["shop-cart", "shop-redis"])
    let cart = try #require(set.workloads.first { $0.name == "shop-cart" })
    #expect(cart.replicas == 5)
    #expect(cart.containers.first?.environment.first?.value == "eu")
    let redis = try #require(set.workloads.first { $0.name == "shop-redis" })
    #expect(redis.form == .application && redis.containers.first?.image == "redis")
    #expect(redis.aliases.contains("shop-redis-master"))
  }

  @Test func `a library chart gives templates and no objects`() throws {
    let set = try #require(
      HelmFixtures.sets([
        "shop/Chart.yaml":
          "name: shop\ndependencies: [{name: base, version: 1, repository: 'file://../base'}]",
        "shop/templates/all.yaml": "{{ include \"base.deployment\" . }}",
        "shop/values.yaml": "replicas: 2\nimage: x\nglobal: {region: eu}",
        "base/Chart.yaml": "name: base\ntype: library",
        "base/templates/_d.tpl": "{{ define \"base.deployment\" }}\(deployment)\n{{ end }}",
        "base/templates/stray.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: stray}",
      ]).first)
    #expect(set.workloadNames == ["shop-shop"])
    #expect(set.workloads.first?.location.file == "shop/templates/all.yaml")
  }

  @Test func `charts that share nothing are one system, those that do are alternatives`() {
    func chart(_ folder: String, _ name: String) -> [String: String] {
      ["\(folder)/Chart.yaml": "name: \(name)", "\(folder)/templates/d.yaml": deployment]
    }
    let texts = [chart("charts/a", "a"), chart("charts/b", "b"), chart("old/a", "a")].reduce(into: [:]) {
      $0.merge($1) { $1 }
    }
    let sets = HelmFixtures.sets(texts)
    #expect(sets.map(\.name) == ["charts", "old/a"])
    #expect(sets.map(\.workloadNames) == [["a-a", "b-b"], ["a-a"]])
  }

  @Test func `a chart of environments is read for production`() throws {
    let set = try #require(
      HelmFixtures.sets([
        "shop/Chart.yaml": """
        name: shop
        dependencies:
          - {name: shop-dev, repository: "file://envs/shop-dev", condition: envs.dev, import-values: [data]}
          - {name: shop-prod, repository: "file://envs/shop-prod", condition: envs.prod, import-values: [data]}
        """,
        "shop/values.yaml": "replicas:\nimage: shop\nenvs: {dev: false, prod: false}",
        "shop/templates/d.yaml": deployment,
        "shop/envs/shop-dev/Chart.yaml": "name: shop-dev",
        "shop/envs/shop-dev/values.yaml": "exports: {data: {replicas: 1}}",
        "shop/envs/shop-prod/Chart.yaml": "name: shop-prod",
        "shop/envs/shop-prod/values.yaml": "exports: {data: {replicas: 7}}",
      ]).first)
    #expect(set.workloads.map(\.replicas) == [7])
    #expect(set.diagnostics.contains { $0.id == "TF-HELM-003" })
  }

  @Test func `charts per environment of one service count once, for production`() throws {
    var texts = ["service/Chart.yaml": "name: service", "service/templates/d.yaml": deployment]
    for (environment, replicas) in [("dev", 1), ("prod", 4)] {
      texts["envs/shop-\(environment)/Chart.yaml"] =
        "name: shop-\(environment)\ndependencies: [{name: service, repository: 'file://../../service'}]"
      texts["envs/shop-\(environment)/values.yaml"] = "service: {replicas: \(replicas), image: x}"
    }
    let sets = HelmFixtures.sets(texts)
    #expect(sets.count == 1 && sets.first?.workloads.map(\.replicas) == [4])
  }

  @Test func `production values are used where the default ones leave things out`() throws {
    let list = """
      {{ range .Values.services }}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: {{ .name }}}
      spec: {template: {spec: {containers: [{name: a, image: b}]}}}
      {{ end }}
      """
    let set = try #require(
      HelmFixtures.sets([
        "shop/Chart.yaml": "name: shop", "shop/values.yaml": "services: []", "shop/templates/all.yaml": list,
        "shop/values-staging.yaml": "services: [{name: x}]",
        "shop/values-production.yaml": "services: [{name: a}, {name: b}]",
      ]).first)
    #expect(set.workloadNames == ["a", "b"])
    #expect(set.diagnostics.contains { $0.id == "TF-HELM-001" })
    #expect(set.files.contains("shop/values-production.yaml"))
  }

  @Test func `a template that fails costs itself only`() throws {
    let set = try #require(
      HelmFixtures.sets([
        "shop/Chart.yaml": "name: shop", "shop/templates/a.yaml": deployment,
        "shop/templates/b.yaml": "x: 1\n{{ mystery .Values }}\n", "shop/templates/c.yaml": "a\n{{ if }",
        "shop/templates/d.yaml":
          "apiVersion: v1\nkind: Service\nmetadata: {name: good}\n---\na: [\n---\napiVersion: v1\nkind: Service\nmetadata: {name: too}",
      ]).first)
    #expect(set.workloadNames == ["shop-shop"])
    #expect(set.names.map(\.name) == ["good", "too"])
    #expect(
      set.unread.map(\.file) == ["shop/templates/c.yaml", "shop/templates/b.yaml", "shop/templates/d.yaml"])
    #expect(set.unread[1].reason.contains("shop/templates/b.yaml:2: function \"mystery\""))
  }

  @Test func `an image made of values that are all missing is unknown, in files of any line ending`() throws {
    let template = """
      apiVersion: v1
      kind: Pod
      metadata: {name: shop}
      spec:
        containers:
          - name: a
            image: {{ .Values.registry }}/{{ .Values.image }}:{{ .Values.tag }}
            env: [{name: A, value: b}]
      """
    let set = try #require(
      HelmFixtures.sets([
        "shop/Chart.yaml": "name: shop", "shop/templates/a.yaml": template.replacing("\n", with: "\r\n"),
      ]).first)
    #expect(set.unread.isEmpty)
    #expect(set.workloads.first?.containers.first?.image == nil)
    #expect(set.workloads.first?.containers.first?.environment.map(\.name) == ["A"])
    let doubt = try #require(set.diagnostics.first { $0.id == "TF-HELM-006" })
    #expect(doubt.location == SourceLocation(file: "shop/templates/a.yaml", line: 7))
  }

  @Test func `files of the chart are within reach of its templates`() throws {
    let set = try #require(
      HelmFixtures.sets([
        "shop/Chart.yaml": "name: shop", "shop/conf/a.conf": "one: 1", "shop/conf/b.txt": "two",
        "shop/templates/c.yaml": """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: conf}
        data:
          {{- (.Files.Glob "conf/*.conf").AsConfig | nindent 2 }}
          b: {{ .Files.Get "conf/b.txt" }}
          new: {{ .Capabilities.APIVersions.Has "batch/v1" | quote }}
          old: {{ .Capabilities.APIVersions.Has "batch/v1beta1" | quote }}
        """,
      ]).first)
    #expect(
      set.configurations.first?.values == ["a.conf": "one: 1", "b": "two", "new": "true", "old": "false"])
  }
}

/// Rendering by an installed program, which a script stands in for.
struct HelmToolTests {
  private let chart = [
    "shop/Chart.yaml": "name: shop", "shop/values.yaml": "replicas: 1\nimage: built-in",
    "shop/templates/d.yaml": "# first line\n" + HelmFixtures.deployment,
  ]

  private func read(script: String) throws -> DeclarationSet {
    let folder = try FixtureFolder()
    for (path, text) in chart { try folder.write(path, text) }
    try folder.write("bin/helm", "#!/bin/sh\n" + script)
    chmod(folder.path + "/bin/helm", 0o700)
    let tool = try #require(HelmTool(searchPath: folder.path + "/bin"))
    let tree = try SourceTree.read(paths: [folder.path])
    return try #require(HelmReader.read(tree, tool: tool).first)
  }

  @Test func `helm renders where it is installed, and is named with its version`() throws {
    let set = try read(
      script: """
        if [ "$1" = version ]; then echo v3.16.2+g13654a5; exit 0; fi
        [ "$1 $2" = "template shop" ] && [ -f "$3/Chart.yaml" ] || exit 9
        cat <<'END'
        ---
        # Source: shop/templates/d.yaml
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-shop
        spec:
          template: {spec: {containers: [{name: main, image: from-helm}]}}
        END
        """)
    #expect(set.renderer == "helm v3.16.2")
    #expect(set.workloads.map { $0.containers.first?.image } == ["from-helm"])
    #expect(set.workloads.first?.location.file.hasSuffix("shop/templates/d.yaml") == true)
    #expect(set.workloads.first?.location.line == 2)
  }

  @Test func `a chart that helm refuses is read built in, and that is said`() throws {
    let set = try read(script: "[ \"$1\" = version ] && exit 0\necho 'Error: missing in charts/' >&2; exit 1")
    #expect(set.renderer == HelmReader.builtInRenderer)
    #expect(set.workloads.map { $0.containers.first?.image } == ["built-in"])
    let note = try #require(set.diagnostics.first { $0.id == "TF-HELM-004" })
    #expect(note.message.contains("status 1: Error: missing in charts/"))
  }
}
