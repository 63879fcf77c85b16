package import TenfoldModel
package import TenfoldPlatform

/// A Kubernetes object of any kind, for what has no declaration of its own.
package struct KubernetesObject: Sendable {
  package var apiVersion: String
  package var kind: String
  package var name: String
  package var namespace: String?
  package var labels: [String: String]
  /// The whole object.
  package var node: YAMLNode
  package var location: SourceLocation

  package init(
    apiVersion: String, kind: String, name: String, namespace: String?, labels: [String: String],
    node: YAMLNode, location: SourceLocation
  ) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.name = name
    self.namespace = namespace
    self.labels = labels
    self.node = node
    self.location = location
  }

  /// The place of a node of it.
  package func at(_ node: YAMLNode?) -> SourceLocation {
    SourceLocation(file: location.file, line: node?.line ?? location.line)
  }
}

/// A name that traffic can be sent to: a Kubernetes Service.
package struct NetworkName: Sendable {
  package var name: String
  package var namespace: String?
  /// Labels of the pods behind it; empty when it selects none.
  package var selector: [String: String]
  /// Name outside the cluster it stands for (`type: ExternalName`).
  package var externalName: String?
  /// `ClusterIP`, `NodePort`, `LoadBalancer`, `ExternalName`.
  package var type: String
  package var ports: [Int]
  package var location: SourceLocation

  package init(
    name: String, namespace: String? = nil, selector: [String: String] = [:], externalName: String? = nil,
    type: String = "ClusterIP", ports: [Int] = [], location: SourceLocation
  ) {
    self.name = name
    self.namespace = namespace
    self.selector = selector
    self.externalName = externalName
    self.type = type
    self.ports = ports
    self.location = location
  }
}

/// A ConfigMap, a Secret or a Compose config: named texts.
package struct ConfigurationDeclaration: Sendable {
  package var name: String
  package var namespace: String?
  package var isSecret: Bool
  /// Values by key, decoded. May hold secrets: never print them.
  package var values: [String: String]
  /// Line of each key.
  package var lines: [String: Int]
  package var location: SourceLocation

  package init(
    name: String, namespace: String? = nil, isSecret: Bool = false, values: [String: String],
    lines: [String: Int] = [:], location: SourceLocation
  ) {
    self.name = name
    self.namespace = namespace
    self.isSecret = isSecret
    self.values = values
    self.lines = lines
    self.location = location
  }
}

/// A route from the outside, or from a gateway, to a service (Ingress, HTTPRoute, VirtualService).
package struct RouteDeclaration: Sendable {
  /// Kind of the object: `Ingress`, `HTTPRoute`, `VirtualService`.
  package var kind: String
  package var name: String
  /// Gateways it is attached to; empty for an Ingress.
  package var gateways: [String]
  /// Names of the services it sends traffic to.
  package var backends: [String]
  package var location: SourceLocation

  package init(
    kind: String, name: String, gateways: [String] = [], backends: [String], location: SourceLocation
  ) {
    self.kind = kind
    self.name = name
    self.gateways = gateways
    self.backends = backends
    self.location = location
  }
}

/// A controller that changes a workload's number of replicas (HPA, KEDA).
package struct AutoscalerDeclaration: Sendable {
  package var kind: String
  package var target: String
  package var minimum: Int?
  package var maximum: Int?
  /// `cpu`, `memory`, or the trigger's or metric's name.
  package var metrics: [String]
  /// Target of the cpu metric as a share in 0...1.
  package var cpuTarget: Double?
  package var location: SourceLocation

  package init(
    kind: String, target: String, minimum: Int?, maximum: Int?, metrics: [String], cpuTarget: Double?,
    location: SourceLocation
  ) {
    self.kind = kind
    self.target = target
    self.minimum = minimum
    self.maximum = maximum
    self.metrics = metrics
    self.cpuTarget = cpuTarget
    self.location = location
  }
}

/// One description of a system: the files that are used together, and what they declare.
///
/// A folder often holds several descriptions of the same system (Compose, plain manifests, a chart, overlays);
/// merging chooses among them and never adds them up.
package struct DeclarationSet: Sendable {
  package enum Form: String, Sendable {
    case compose, kubernetes, kustomize, helm, description
  }

  /// How a set relates to the one it is a variant of.
  package enum Role: String, Sendable {
    /// It stands for itself.
    case main
    /// It is used instead: complete by itself.
    case alternative
    /// It is laid over the other: its workloads are those of both together.
    case overlay
  }

  /// What a set is for, as its name says.
  package enum Purpose: String, Sendable {
    case production, development, test, load, telemetry
    /// Another topology or packaging: a swarm, shards, TLS, prebuilt images.
    case variant
  }

  /// How a user names it: a file or a folder.
  package var name: String
  package var form: Form
  /// Files in it, by path.
  package var files: [String]
  /// The renderer that made the objects, with its version; nil when they were read as they are.
  package var renderer: String?
  /// Templates that could not be rendered, and why; the set lacks what they declare.
  package var unread: [Inventory.Unread] = []
  /// True when the objects were read out of a running cluster (`kubectl get … -o yaml`): what they declare is
  /// deployed.
  package var isDump = false
  /// True when it is an addition or an example rather than the system itself: a kustomize component that no
  /// kustomization of the files uses, a folder named `extras` or `examples`, custom resources beside a release.
  package var isOptional = false
  /// Places that put it to use: `kubectl apply` in a script or guide, a pipeline, Skaffold, Argo CD, Flux.
  package var appliedBy: [SourceLocation] = []
  /// True when plain use of its folder takes this set (`docker compose up` without `-f`), or when the user chose
  /// it. Of sets that describe the same system at most one is the default.
  package var isDefault = true
  /// Name of the set that this one is a variant of; nil for one that stands for itself.
  package var variantOf: String?
  /// How it relates to `variantOf`.
  package var role = Role.main
  /// What its name says it is for; nil when it says nothing.
  package var purpose: Purpose?
  package var workloads: [WorkloadDeclaration]
  /// Workloads that do not start by default (profiles, `enabled: false`) or are the cluster's own, with the
  /// reason.
  package var inactive: [(workload: WorkloadDeclaration, reason: String)]
  package var names: [NetworkName]
  package var configurations: [ConfigurationDeclaration]
  package var routes: [RouteDeclaration]
  package var autoscalers: [AutoscalerDeclaration]
  /// Every Kubernetes object of the set, those declared above included.
  package var objects: [KubernetesObject]
  package var diagnostics: [Diagnostic]

  /// True for routes, policies and settings alone that a pipeline, a script or a controller applies beside the
  /// workloads of other sets; a guide only says that one may.
  var isInUseWithoutWorkloads: Bool {
    workloads.isEmpty && !isOptional && role == .main && purpose != .variant
      && appliedBy.contains { !$0.file.lowercased().hasSuffix(".md") }
  }

  package init(
    name: String, form: Form, files: [String] = [], renderer: String? = nil,
    workloads: [WorkloadDeclaration] = [],
    inactive: [(workload: WorkloadDeclaration, reason: String)] = [], names: [NetworkName] = [],
    configurations: [ConfigurationDeclaration] = [], routes: [RouteDeclaration] = [],
    autoscalers: [AutoscalerDeclaration] = [], objects: [KubernetesObject] = [],
    diagnostics: [Diagnostic] = []
  ) {
    self.name = name
    self.form = form
    self.files = files
    self.renderer = renderer
    self.workloads = workloads
    self.inactive = inactive
    self.names = names
    self.configurations = configurations
    self.routes = routes
    self.autoscalers = autoscalers
    self.objects = objects
    self.diagnostics = diagnostics
  }
}
