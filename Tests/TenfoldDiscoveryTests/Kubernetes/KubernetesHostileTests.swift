import TenfoldModel
import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

/// Files that are wrong by accident or on purpose: reading them ends, soon, with what can be made of them.
struct KubernetesHostileTests {
  private func read(_ files: [String: String]) throws -> [DeclarationSet] {
    let sources = try files.map { try sourceFile($0.key, $0.value) }
    var options = DiscoveryOptions()
    options.usesExternalTools = false
    return KubernetesReader.read(SourceTree(files: sources), options: options)
  }

  @Test func `variables that double each other stay bounded`() throws {
    let variables = (1...60).map { "{name: V\($0), value: '$(V\($0 - 1))$(V\($0 - 1))'}" }
    let set = try declarations(
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {containers: [{name: a, image: b, env: [{name: V0, value: xxxx}, \(variables.joined(separator: ", "))]}]}
      """)
    let longest = set.workload()?.containers[0].environment.compactMap { $0.value?.utf8.count }.max()
    #expect(longest.map { $0 <= 1 << 18 } == true)
  }

  @Test func `copies of copies stay bounded, and it is said`() throws {
    let operations = (1...60).map { "{op: copy, from: /spec, path: /spec/c\($0)}" }
    let sets = try read([
      "kustomization.yaml":
        "resources: [a.yaml]\npatches: [{target: {kind: Pod}, patch: '[\(operations.joined(separator: ", "))]'}]",
      "a.yaml": "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: b}]}}",
    ])
    #expect(sets.first?.workloads.map(\.name) == ["a"])
    #expect(sets.first?.diagnostics.map(\.id) == ["TF-KUBE-002"])
  }

  @Test(arguments: [
    "apiVersion: v1", "kind: Deployment", "[]", "a: b", "apiVersion: apps/v1\nkind: Deployment\nmetadata: []",
    "apiVersion: {}\nkind: []\nmetadata: {name: {}}", "apiVersion: v1\nkind: List\nitems: 7",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: [1]",
    "apiVersion: core.oam.dev/v1\nkind: ManualScaler\nmetadata: {name: a}\nspec: {workloadRef: {name: b}}",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: {a: b}}}}",
  ])
  func `what is no workload makes none`(yaml: String) throws {
    #expect(try read(["a.yaml": yaml]).flatMap(\.workloads).isEmpty)
  }

  @Test func `numbers out of range and odd types leave the rest readable`() throws {
    let set = try declarations(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: a}
      spec:
        replicas: 99999999999999999999
        template:
          metadata: {labels: [a], annotations: b}
          spec:
            volumes: text
            containers:
              - 7
              - name: a
                image: [b]
                ports: [{containerPort: 99999999999999999999}, text]
                env: [{name: [x]}, {value: 1}, {name: X, value: {a: b}}, {name: Y, valueFrom: 7}]
                envFrom: [{configMapRef: 7}, 7]
                resources: {requests: {cpu: 1e400, memory: -5}, limits: {memory: 1Zi}}
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: a}
      spec: {scaleTargetRef: {name: a}, maxReplicas: x, metrics: [7, {resource: 7}]}
      """)
    let workload = try #require(set.workload())
    #expect(workload.replicas == nil)
    #expect(workload.containers.last?.ports.isEmpty == true)
    #expect(workload.containers.last?.memory == nil)
    #expect(workload.containers.last?.environment.map(\.name) == ["X", "Y"])
    #expect(set.autoscalers.map(\.maximum) == [nil])
  }

  @Test func `random damage to manifests never stops the reading`() throws {
    let manifest = """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, labels: {app: web}}
      spec:
        replicas: 2
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - {name: web, image: "a:1", args: ["--x=$(Y)"], env: [{name: Y, value: "1"}], envFrom: [{configMapRef: {name: s}}]}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80}]}}
      """
    let kustomization = """
      resources: [web.yaml, ../base]
      components: [part]
      namePrefix: a-
      images: [{name: a, newTag: "2"}]
      replicas: [{name: web, count: 3}]
      configMapGenerator: [{name: s, literals: [A=b], files: [web.yaml], envs: [web.yaml]}]
      patches:
        - target: {kind: Deployment}
          patch: "[{op: add, path: /spec/x, value: 1}, {op: move, from: /spec/x, path: /spec/y}]"
        - patch: "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80, name: h}]}}"
      """
    let pieces = Array("{}[]:,-&*!|>'\"%@`#$()~ \n\tabc019/.=".utf8)
    var read = 0
    for seed in 0..<400 {
      var random = SplitMix(state: UInt64(seed))
      func damaged(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0...random.below(4) {
          let place = random.below(bytes.count)
          switch random.below(3) {
          case 0: bytes[place] = pieces[random.below(pieces.count)]
          case 1: bytes.remove(at: place)
          default: bytes.insert(pieces[random.below(pieces.count)], at: place)
          }
        }
        return bytes
      }
      let files = [
        ("k/web.yaml", damaged(manifest)), ("k/kustomization.yaml", damaged(kustomization)),
        ("base/a.yaml", damaged(manifest)),
      ]
      .compactMap { path, bytes in
        (try? YAMLParser.documents(of: bytes)).map { SourceFile(path: path, bytes: bytes, documents: $0) }
      }
      var options = DiscoveryOptions()
      options.usesExternalTools = false
      read += KubernetesReader.read(SourceTree(files: files), options: options).count {
        !$0.workloads.isEmpty
      }
    }
    // Most damage is small: if hardly anything were read, nothing would have been tried.
    #expect(read > 100)
  }
}

/// A small generator of random numbers, the same on every machine.
private struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(bound))
  }
}
