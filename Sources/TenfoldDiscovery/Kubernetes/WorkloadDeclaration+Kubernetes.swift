import TenfoldModel
import TenfoldPlatform

extension WorkloadDeclaration {
  /// Reads a workload of any kind that has a pod template; nil for every other object.
  ///
  /// Custom kinds count when they hold a pod template with containers, definitions and schemas never.
  init?(_ object: KubernetesObject, environment: EnvironmentResolver) {
    guard let template = PodTemplate(object) else { return nil }
    var containers: [ContainerDeclaration] = []
    var initContainers: [ContainerDeclaration] = []
    let volumes = PodVolumes(template: template, object: object)
    for node in template.spec?["containers"]?.items ?? [] {
      containers.append(
        ContainerDeclaration(node, of: object, volumes: volumes, environment: environment))
    }
    for node in template.spec?["initContainers"]?.items ?? [] {
      let container = ContainerDeclaration(node, of: object, volumes: volumes, environment: environment)
      // A native sidecar is an init container that never ends.
      if node["restartPolicy"]?.string == "Always" {
        containers.append(container)
      } else {
        initContainers.append(container)
      }
    }
    var aliases: [String] = []
    if let hostname = template.spec?["hostname"]?.string { aliases.append(hostname) }
    self.init(
      name: object.name, namespace: object.namespace, form: template.form, location: object.location,
      containers: containers, initContainers: initContainers,
      labels: KubernetesObject.texts(template.metadata?["labels"]),
      annotations: KubernetesObject.texts(template.metadata?["annotations"]),
      replicas: object.spec("replicas")?.int, aliases: aliases)
  }
}

/// The template that a workload makes its pods from.
struct PodTemplate {
  var form: WorkloadForm
  var metadata: YAMLNode?
  /// The pod's specification; nil for a Rollout that refers to another object's.
  var spec: YAMLNode?

  init?(_ object: KubernetesObject) {
    guard let form = Self.form(of: object) else { return nil }
    self.form = form
    let holder: YAMLNode? =
      switch object.kind {
      case "Pod": object.node
      case "CronJob" where object.spec("jobTemplate") != nil: object.spec("jobTemplate", "spec", "template")
      case "ScaledJob": object.spec("jobTargetRef", "template")
      default: object.spec("template")
      }
    metadata = holder?["metadata"]
    spec = holder?["spec"]
    // Other kinds may refer to a workload too, without running it.
    let takesOver = form == .rollout && object.spec("workloadRef") != nil
    guard spec?["containers"]?.isSequence == true || takesOver else { return nil }
  }

  private static func form(of object: KubernetesObject) -> WorkloadForm? {
    switch (object.group, object.kind) {
    case ("apps", "Deployment"), ("extensions", "Deployment"), ("apps.openshift.io", "DeploymentConfig"),
      ("", "DeploymentConfig"), ("apps.kruise.io", "CloneSet"):
      .deployment
    case ("apps", "StatefulSet"), ("apps.kruise.io", "StatefulSet"): .statefulSet
    case ("apps", "DaemonSet"), ("extensions", "DaemonSet"), ("apps.kruise.io", "DaemonSet"): .daemonSet
    case ("apps", "ReplicaSet"), ("extensions", "ReplicaSet"), ("", "ReplicationController"): .replicaSet
    case ("", "Pod"): .pod
    case ("batch", "Job"), ("extensions", "Job"), ("keda.sh", "ScaledJob"): .job
    case ("batch", "CronJob"): .cronJob
    case ("argoproj.io", "Rollout"): .rollout
    case ("", "PodTemplate"), ("apps", "ControllerRevision"), ("apiextensions.k8s.io", _): nil
    default: object.group.contains(".") ? .custom : nil
    }
  }
}

/// The volumes that containers of a pod can mount, by name.
struct PodVolumes {
  private var sources: [String: [MountDeclaration.Source]] = [:]

  init(template: PodTemplate, object: KubernetesObject) {
    for volume in template.spec?["volumes"]?.items ?? [] {
      guard let name = volume["name"]?.string else { continue }
      let parts = [volume] + (volume[["projected", "sources"]]?.items ?? [])
      sources[name] = parts.compactMap(Self.source)
    }
    for claim in object.spec("volumeClaimTemplates")?.items ?? [] {
      guard let name = claim[["metadata", "name"]]?.string else { continue }
      sources[name] = [.volume(name)]
    }
  }

  /// What stands behind a name; empty for a volume that lives and dies with the pod.
  subscript(name: String) -> [MountDeclaration.Source] { sources[name] ?? [] }

  private static func source(_ volume: YAMLNode) -> MountDeclaration.Source? {
    if let name = volume[["configMap", "name"]]?.string { return .configuration(name) }
    if let name = volume[["secret", "secretName"]]?.string ?? volume[["secret", "name"]]?.string {
      return .secret(name)
    }
    if let name = volume[["persistentVolumeClaim", "claimName"]]?.string { return .volume(name) }
    if let path = volume[["hostPath", "path"]]?.string { return .volume(path) }
    if volume["nfs"] != nil || volume["csi"] != nil || volume["ephemeral"] != nil {
      return volume["name"]?.string.map { .volume($0) }
    }
    return nil
  }
}
