import TenfoldModel
import Testing

@testable import TenfoldDiscovery

/// Charts that GitOps controllers install.
struct HelmApplicationTests {
  private let generic = [
    "charts/generic/Chart.yaml": "name: generic",
    "charts/generic/values.yaml": "replicas: 1\nextraEnv: []",
    "charts/generic/templates/d.yaml": """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: {{ .Release.Name }}}
    spec:
      replicas: {{ .Values.replicas }}
      template:
        spec:
          containers:
            - name: app
              image: {{ .Values.image }}
              env: {{- (tpl (toYaml .Values.extraEnv) .) | nindent 12 }}
    """,
  ]

  @Test func `applications of a list are each rendered with their own values`() throws {
    let texts = generic.merging([
      "charts/apps/Chart.yaml": "name: apps",
      "charts/apps/values.yaml": "domain: example.org\napplications: []",
      "charts/apps/values-production.yaml": """
      _defaults: &defaults {replicas: 4}
      applications:
        - name: cart
          helmValues:
            !!merge <<: [*defaults]
            image: acme/cart
            extraEnv: [{name: SEARCH_URL, value: "http://search.{{ .Values.domain }}"}]
        - name: search
          helmValues: {image: acme/search}
        - name: elsewhere
          chartPath: charts/not-here
          helmValues: {appImage: {repository: acme/elsewhere, tag: 2}, replicaCount: 3, env: {A: b}}
      """,
      "charts/apps/templates/apps.yaml": """
      {{ range .Values.applications }}
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata:
        name: {{ .name }}
      spec:
        source:
          path: {{ .chartPath | default "charts/generic" }}
          helm:
            values: |
              {{- toYaml (omit $.Values "applications") | nindent 8 }}
              {{- toYaml .helmValues | nindent 8 }}
      ---
      {{ end }}
      """,
    ]) { $1 }
    let sets = HelmFixtures.sets(texts)
    let set = try #require(sets.first)
    #expect(sets.count == 1)
    #expect(set.workloadNames == ["cart", "elsewhere", "search"])
    #expect(set.unread.isEmpty)
    let cart = try #require(set.workloads.first { $0.name == "cart" })
    #expect(cart.replicas == 4)
    #expect(cart.containers.first?.environment.map(\.value) == ["http://search.example.org"])
    let elsewhere = try #require(set.workloads.first { $0.name == "elsewhere" })
    #expect(elsewhere.form == .application && elsewhere.replicas == 3)
    #expect(elsewhere.containers.first?.image == "acme/elsewhere:2")
  }

  @Test func `a Flux release of a chart among the files is rendered with its values`() throws {
    let texts = generic.merging([
      "clusters/prod/shop.yaml": """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: shop, namespace: store}
      spec:
        chart: {spec: {chart: ./charts/generic, sourceRef: {kind: GitRepository, name: repo}}}
        values: {replicas: 6, image: acme/shop}
      """
    ]) { $1 }
    let set = try #require(HelmFixtures.sets(texts).first)
    #expect(set.workloads.map(\.name) == ["shop"])
    #expect(set.workloads.first?.replicas == 6)
  }
}
