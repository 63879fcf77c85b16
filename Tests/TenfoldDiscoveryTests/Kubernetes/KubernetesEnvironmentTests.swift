import TenfoldModel
import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

struct KubernetesEnvironmentTests {
  private let shop = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        spec:
          volumes:
            - {name: settings, configMap: {name: settings}}
            - {name: keys, secret: {secretName: keys}}
            - {name: scratch, emptyDir: {}}
          containers:
            - name: web
              image: web
              command: [/web, "--db=$(DATABASE_URL)", "$$(KEPT)", "$(UNKNOWN)"]
              envFrom:
                - {prefix: API_, configMapRef: {name: addresses}}
                - {secretRef: {name: keys}}
              env:
                - {name: HOST, value: db}
                - {name: DATABASE_URL, value: "postgres://$(HOST):5432/$(LATER)"}
                - {name: LATER, value: shop}
                - {name: CART, valueFrom: {configMapKeyRef: {name: addresses, key: CART}}}
                - {name: TOKEN, valueFrom: {secretKeyRef: {name: keys, key: token}}}
                - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
                - {name: EMPTY}
                - {name: REDIS, value: "$(REDIS_CART_SERVICE_HOST):$(REDIS_CART_SERVICE_PORT)"}
              volumeMounts:
                - {name: settings, mountPath: /etc/web}
                - {name: keys, mountPath: /keys}
                - {name: scratch, mountPath: /tmp}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: addresses}
    data:
      CART: cart:7070
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: keys}
    data: {token: czNjcmV0}
    stringData: {plain: text}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: redis-cart}
    spec: {ports: [{port: 6379}]}
    """

  @Test func `values come from literals, ConfigMaps and Secrets, with where each is written`() throws {
    let container = try #require(try declarations(shop).workload()?.containers.first)
    let values = container.values
    #expect(values["API_CART"] == "cart:7070")
    #expect(values["CART"] == "cart:7070")
    #expect(values["TOKEN"] == "s3cret")
    #expect(values["plain"] == "text")
    #expect(values["EMPTY"] == "")
    let node = try #require(container.environment.first { $0.name == "NODE" })
    #expect(node.value == nil)
    let cart = try #require(container.environment.first { $0.name == "CART" })
    #expect(cart.origin == .configuration(object: "addresses", isShared: false))
    #expect(cart.location.line == 36)
    let shared = try #require(container.environment.first { $0.name == "API_CART" })
    #expect(shared.origin == .configuration(object: "addresses", isShared: true))
  }

  @Test func `variables expand from those before them and from the cluster's own`() throws {
    let container = try #require(try declarations(shop).workload()?.containers.first)
    #expect(container.values["DATABASE_URL"] == "postgres://db:5432/$(LATER)")
    #expect(container.values["REDIS"] == "redis-cart:6379")
    #expect(
      container.arguments.map(\.text)
        == ["/web", "--db=postgres://db:5432/$(LATER)", "$(KEPT)", "$(UNKNOWN)"])
  }

  @Test func `mounts name their ConfigMap or Secret; what dies with the pod is left out`() throws {
    let container = try #require(try declarations(shop).workload()?.containers.first)
    #expect(container.mounts.map(\.source) == [.configuration("settings"), .secret("keys")])
    #expect(container.mounts.map(\.path) == ["/etc/web", "/keys"])
  }

  @Test func `sealed and external secrets are known by name alone`() throws {
    let set = try declarations(
      """
      apiVersion: bitnami.com/v1alpha1
      kind: SealedSecret
      metadata: {name: sealed}
      spec: {encryptedData: {password: AgBy3i4OJSWK}}
      ---
      apiVersion: external-secrets.io/v1beta1
      kind: ExternalSecret
      metadata: {name: pull}
      spec: {target: {name: database}}
      """)
    #expect(set.configurations.map(\.name) == ["sealed", "database"])
    #expect(set.configurations.allSatisfy { $0.isSecret && $0.values.isEmpty })
  }

  @Test(arguments: [
    ("aGVsbG8=", "hello"), ("aGVsbG8h", "hello!"), ("aGk=", "hi"), ("", ""), ("aGVs\nbG8=", "hello"),
  ])
  func `base 64 is decoded`(encoded: String, text: String) {
    #expect(Base64.text(encoded) == text)
  }

  @Test(arguments: ["not base 64!", "aGVsbG8=x", "a", "/w=="])
  func `what is no base 64 or no text gives nothing`(encoded: String) {
    #expect(Base64.text(encoded) == nil)
  }
}
