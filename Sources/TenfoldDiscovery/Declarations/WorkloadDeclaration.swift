package import TenfoldModel

/// What kind of object declares a workload.
package enum WorkloadForm: String, Sendable {
  case composeService, deployment, statefulSet, daemonSet, replicaSet, pod, job, cronJob, rollout
  /// A custom resource that an operator turns into a workload (a Knative service, a database cluster).
  case custom
  /// An entry of values or of an application list that a chart turns into a workload.
  case application
}

/// One runnable unit as one set of files declares it, before anything is merged.
package struct WorkloadDeclaration: Sendable {
  /// Name of the object; of a Compose service its key.
  package var name: String
  /// Namespace as written; nil for the default one and for Compose.
  package var namespace: String?
  /// What declares it.
  package var form: WorkloadForm
  /// Where it is declared.
  package var location: SourceLocation
  /// Containers that run all the time; a Compose service has exactly one.
  package var containers: [ContainerDeclaration]
  /// Containers that run before them and end.
  package var initContainers: [ContainerDeclaration]
  /// Labels of the pods (of a Compose service, its labels).
  package var labels: [String: String]
  /// Annotations of the pods.
  package var annotations: [String: String]
  /// Replicas as written.
  package var replicas: Int?
  /// Start-up order (`depends_on`, `links`): weak signs of a call.
  package var dependencies: [DependencyDeclaration]
  /// Further names by which others reach it on the network: aliases, `container_name`, `hostname`.
  package var aliases: [String]
  /// Profiles that must be active for it to start; empty for always. Only active or profile-less services
  /// are declared as workloads; others stand in `DeclarationSet.inactive`.
  package var profiles: [String]
  /// Engine that a custom resource names (`postgresql` of a database cluster); nil when only the images tell.
  package var engine: String?

  package init(
    name: String, namespace: String? = nil, form: WorkloadForm, location: SourceLocation,
    containers: [ContainerDeclaration] = [], initContainers: [ContainerDeclaration] = [],
    labels: [String: String] = [:], annotations: [String: String] = [:], replicas: Int? = nil,
    dependencies: [DependencyDeclaration] = [], aliases: [String] = [], profiles: [String] = []
  ) {
    self.name = name
    self.namespace = namespace
    self.form = form
    self.location = location
    self.containers = containers
    self.initContainers = initContainers
    self.labels = labels
    self.annotations = annotations
    self.replicas = replicas
    self.dependencies = dependencies
    self.aliases = aliases
    self.profiles = profiles
  }
}

/// That a workload starts after another.
package struct DependencyDeclaration: Sendable {
  /// The other workload's name.
  package var name: String
  /// `service_started`, `service_healthy`, `service_completed_successfully`, `links`.
  package var condition: String
  package var location: SourceLocation

  package init(name: String, condition: String = "service_started", location: SourceLocation) {
    self.name = name
    self.condition = condition
    self.location = location
  }
}

/// One container of a workload.
package struct ContainerDeclaration: Sendable {
  package var name: String
  /// Image with tag, variables resolved as far as they can be; nil when it is only built.
  package var image: String?
  /// Folder it is built from, relative to the folder given; nil when it is only pulled.
  package var buildContext: String?
  /// File it is built by, relative to the folder given; nil when it is only pulled.
  package var dockerfile: String?
  package var environment: [EnvironmentEntry]
  /// Entry point and arguments together, in order.
  package var arguments: [Argument]
  package var ports: [PortDeclaration]
  package var mounts: [MountDeclaration]
  /// `resources.requests.cpu`, in cores.
  package var cpuRequest: Quantity?
  /// `resources.limits.cpu`, in cores.
  package var cpuLimit: Quantity?
  /// `resources.limits.memory` or the request without a limit, in bytes.
  package var memory: Quantity?
  /// A liveness or readiness probe or a healthcheck.
  package var probe: SourceLocation?
  /// Compose logging driver with its place.
  package var loggingDriver: Argument?
  package var location: SourceLocation

  package init(
    name: String, image: String? = nil, buildContext: String? = nil,
    environment: [EnvironmentEntry] = [], arguments: [Argument] = [], ports: [PortDeclaration] = [],
    mounts: [MountDeclaration] = [], cpuRequest: Quantity? = nil, cpuLimit: Quantity? = nil,
    memory: Quantity? = nil, probe: SourceLocation? = nil, loggingDriver: Argument? = nil,
    location: SourceLocation
  ) {
    self.name = name
    self.image = image
    self.buildContext = buildContext
    self.environment = environment
    self.arguments = arguments
    self.ports = ports
    self.mounts = mounts
    self.cpuRequest = cpuRequest
    self.cpuLimit = cpuLimit
    self.memory = memory
    self.probe = probe
    self.loggingDriver = loggingDriver
    self.location = location
  }
}

/// A text with the place it is written at.
package struct Argument: Sendable {
  package var text: String
  package var location: SourceLocation

  package init(_ text: String, at location: SourceLocation) {
    self.text = text
    self.location = location
  }
}

/// One environment variable of a container.
package struct EnvironmentEntry: Sendable {
  /// How the value comes to the container.
  package enum Origin: Sendable, Equatable {
    /// Written with the workload itself.
    case literal
    /// From a key of a ConfigMap or an env file; `isShared` when the whole object is imported.
    case configuration(object: String, isShared: Bool)
    /// From a key of a Secret.
    case secret(object: String, isShared: Bool)
  }

  package var name: String
  /// The value as the container sees it; nil when the files do not tell. May be a secret: never print it.
  package var value: String?
  package var origin: Origin
  /// Where the value is written, or where it is asked for when it is not.
  package var location: SourceLocation

  package init(name: String, value: String?, origin: Origin = .literal, location: SourceLocation) {
    self.name = name
    self.value = value
    self.origin = origin
    self.location = location
  }
}

/// A port that a container listens on.
package struct PortDeclaration: Sendable {
  package var container: Int
  /// Port of the host or node, when published.
  package var published: Int?
  package var name: String?

  package init(container: Int, published: Int? = nil, name: String? = nil) {
    self.container = container
    self.published = published
    self.name = name
  }
}

/// Something mounted into a container.
package struct MountDeclaration: Sendable {
  package enum Source: Sendable, Equatable {
    /// A file or folder of the repository, relative to the folder given.
    case file(String)
    /// A ConfigMap or Compose config by name.
    case configuration(String)
    /// A Secret by name.
    case secret(String)
    /// A named volume or claim.
    case volume(String)
  }

  package var source: Source
  package var path: String
  package var location: SourceLocation

  package init(source: Source, path: String, location: SourceLocation) {
    self.source = source
    self.path = path
    self.location = location
  }
}
