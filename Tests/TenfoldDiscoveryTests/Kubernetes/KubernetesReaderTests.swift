import TenfoldModel
import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

struct KubernetesReaderTests {
  private func workload(_ name: String, image: String = "shop/app") -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: \(name)}
    spec: {template: {metadata: {labels: {app: \(name)}}, spec: {containers: [{name: a, image: \(image)}]}}}

    """
  }

  private func read(_ files: [String: String]) throws -> [DeclarationSet] {
    let sources = try files.map { try sourceFile($0.key, $0.value) }
    var options = DiscoveryOptions()
    options.usesExternalTools = false
    return KubernetesReader.read(SourceTree(files: sources), options: options)
  }

  @Test func `the manifests of a folder are a set, one file alone is named itself`() throws {
    let sets = try read([
      "k8s/web.yaml": workload("web"), "k8s/cart.yml": workload("cart"), "release/all.yaml": workload("web"),
      "compose.yaml": "services: {web: {image: a}}",
    ])
    #expect(sets.map(\.name) == ["k8s", "release/all.yaml"])
    #expect(sets[0].workloads.map(\.name) == ["cart", "web"])
    #expect(sets[0].files == ["k8s/cart.yml", "k8s/web.yaml"])
  }

  @Test func `a folder for each service makes one set`() throws {
    let sets = try read([
      "services/web/k8s/app.yaml": workload("web"), "services/cart/k8s/app.yaml": workload("cartservice"),
      "services/cart/k8s/db.yaml": workload("cart-db"),
    ])
    #expect(sets.map(\.name) == ["services/*/k8s"])
    #expect(sets[0].workloads.map(\.name) == ["cartservice", "cart-db", "web"])
  }

  @Test func `variants that declare the same stay apart`() throws {
    let sets = try read([
      "deploy/web/a.yaml": workload("web"), "deploy/web-istio/a.yaml": workload("web", image: "other"),
    ])
    #expect(sets.map(\.name) == ["deploy/web-istio/a.yaml", "deploy/web/a.yaml"])
  }

  @Test func `templates and values of a chart are left alone`() throws {
    let sets = try read([
      "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0",
      "chart/templates/web.yaml": workload("web"),
      "chart/crds/crd.yaml": workload("x"), "chart/example.yaml": workload("web"),
    ])
    #expect(sets.map(\.name) == ["chart/example.yaml"])
  }

  @Test func `custom resources beside a release are an addition to it`() throws {
    let all = ["web", "cart", "ads"].map { workload($0) }.joined(separator: "---\n")
    let mesh = "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: edge}"
    let sets = try read(["release/all.yaml": all, "release/istio.yaml": mesh])
    #expect(sets.map(\.name) == ["release/all.yaml", "release/istio.yaml"])
    #expect(sets.map(\.isOptional) == [false, true])
  }

  @Test func `files that hold less of the same, or the same again, are alternatives`() throws {
    func file(_ names: String...) -> String { names.map { workload($0) }.joined(separator: "---\n") }
    let sets = try read([
      "all-in-one.yaml": file("web", "cart", "admin"), "quickstart.yaml": file("web", "cart"),
      "all-in-one-tls.yaml": file("web", "cart", "admin"), "ai.yaml": file("ai"),
    ])
    #expect(sets.map(\.name) == [".", "all-in-one-tls.yaml", "quickstart.yaml"])
    #expect(sets[0].files == ["ai.yaml", "all-in-one.yaml"])
    #expect(sets.flatMap(\.diagnostics).isEmpty)
  }

  @Test func `what a kustomization leaves out is optional until somebody applies it`() throws {
    let files = [
      "k8s/kustomization.yaml": "resources: [web.yaml]", "k8s/web.yaml": workload("web"),
      "k8s/load.yaml": workload("load"),
    ]
    #expect(try read(files).map(\.isOptional) == [false, true])
    let applied = files.merging(["up.sh": "kubectl apply -f k8s/load.yaml"]) { $1 }
    #expect(try read(applied).map(\.isOptional) == [false, false])
  }

  @Test func `examples are optional`() throws {
    let sets = try read(["examples/web.yaml": workload("web"), "k8s/web.yaml": workload("web")])
    #expect(sets.map(\.isOptional) == [true, false])
  }

  @Test func `dumps are apart from what people wrote`() throws {
    let dump = """
      apiVersion: v1
      kind: List
      items:
        - apiVersion: apps/v1
          kind: Deployment
          metadata: {name: web, uid: 12-34}
          spec: {template: {spec: {containers: [{name: a, image: b}]}}}
      """
    let sets = try read(["web.yaml": workload("web"), "dump.yaml": dump])
    #expect(sets.map(\.name) == ["dump.yaml", "web.yaml"])
    #expect(sets.map(\.isDump) == [true, false])
  }

  @Test func `guides, scripts, Skaffold and controllers tell what is applied`() throws {
    let sets = try read([
      "k8s/web.yaml": workload("web"), "k8s/cart.yaml": workload("cart"), "other/web.yaml": workload("web"),
      "base/kustomization.yaml": "resources: [web.yaml]", "base/web.yaml": workload("web"),
      "README.md": "Run\n\n    kubectl apply -f ./k8s/\n",
      "scripts/up.sh": "set -e\nkubectl apply -k ../base --wait\n",
      "skaffold.yaml": "apiVersion: skaffold/v3\nkind: Config\nmanifests:\n  rawYaml:\n    - k8s/*.yaml",
      "apps/app.yaml":
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec: {source: {repoURL: x, path: base}}",
    ])
    let places = sets.reduce(into: [:]) { $0[$1.name] = $1.appliedBy.map(\.description) }
    #expect(places["k8s"] == ["README.md:3", "skaffold.yaml:5"])
    #expect(places["base"] == ["apps/app.yaml:4", "scripts/up.sh:2"])
    #expect(places["other/web.yaml"] == [])
  }

  @Test func `what a kustomization leaves out is not applied with it`() throws {
    let sets = try read([
      "k8s/kustomization.yaml": "resources: [web.yaml]", "k8s/web.yaml": workload("web"),
      "k8s/load.yaml": workload("load"), "up.sh": "kubectl apply -k k8s",
      "load.sh": "kubectl apply -f k8s/load.yaml",
    ])
    let places = sets.reduce(into: [:]) { $0[$1.name] = $1.appliedBy.map(\.description) }
    #expect(places == ["k8s": ["up.sh:1"], "k8s/load.yaml": ["load.sh:1"]])
  }

  @Test(arguments: [
    ("kubectl apply -f k8s/a.yaml -f k8s/b.yaml", ["k8s/a.yaml", "k8s/b.yaml"]),
    ("  run: kubectl -n shop create -f=\"k8s\"", ["k8s"]), ("kubectl apply --filename k8s -R", ["k8s"]),
    ("kustomize build overlays/prod | kubectl apply -f -", ["overlays/prod", "-"]),
    ("k8s_yaml(kustomize('deploy'))", ["deploy"]), ("kubectl delete -f k8s", []),
    ("helm install -f values.yaml", []),
  ])
  func `paths are read off commands`(command: String, paths: [String]) {
    #expect(ManifestUses.paths(applied: command).map(\.text) == paths)
  }

  @Test(arguments: [
    "{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: a}, spec: {source: {path: ./deploy/prod}, syncPolicy: {automated: {}}}}",
    "{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: {name: a}, spec: {path: ./deploy/prod}}",
    "{apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: a}, spec: {chart: {spec: {chart: ./deploy/prod}}}}",
    "{apiVersion: argoproj.io/v1alpha1, kind: ApplicationSet, metadata: {name: a}, spec: {generators: [{git: {directories: [{path: deploy/prod/*}]}}], template: {spec: {source: {path: '{{path}}'}, syncPolicy: {automated: {}}}}}}",
  ])
  func `controllers name the folder they reconcile`(yaml: String) throws {
    let object = try #require(try objects(yaml).first)
    let found = Reconciliation.all(in: object)
    #expect(found.map(\.path) == ["deploy/prod"])
    #expect(found.map(\.isAutomatic) == [true])
  }
}
