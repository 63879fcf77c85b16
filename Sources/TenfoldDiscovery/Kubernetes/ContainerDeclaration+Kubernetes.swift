import TenfoldModel
import TenfoldPlatform

extension ContainerDeclaration {
  /// Reads one container of a pod, its environment resolved as far as the set tells it.
  init(
    _ node: YAMLNode, of object: KubernetesObject, volumes: PodVolumes, environment: EnvironmentResolver
  ) {
    let variables = environment.entries(of: node, in: object)
    let values = environment.values(of: variables)
    let arguments = ["command", "args"].flatMap { node[$0]?.items ?? [] }.compactMap { item in
      item.string.map {
        Argument(environment.expand($0, with: values), at: object.at(item))
      }
    }
    let mounts = (node["volumeMounts"]?.items ?? []).flatMap { mount in
      volumes[mount["name"]?.string ?? ""].map {
        MountDeclaration(source: $0, path: mount["mountPath"]?.string ?? "", location: object.at(mount))
      }
    }
    let ports = (node["ports"]?.items ?? []).compactMap { port in
      port["containerPort"]?.int.map {
        PortDeclaration(container: $0, published: port["hostPort"]?.int, name: port["name"]?.string)
      }
    }
    let resources = node["resources"]
    self.init(
      name: node["name"]?.string ?? object.name, image: node["image"]?.string, environment: variables,
      arguments: arguments, ports: ports, mounts: mounts,
      cpuRequest: Self.cores(resources?[["requests", "cpu"]], of: object),
      cpuLimit: Self.cores(resources?[["limits", "cpu"]], of: object),
      memory: Self.bytes(
        resources?[["limits", "memory"]] ?? resources?[["requests", "memory"]], of: object),
      probe: node.entries.first { Self.probes.contains($0.key) && $0.value.isMapping }
        .map { SourceLocation(file: object.location.file, line: $0.line) },
      location: object.at(node))
  }

  private static let probes: Set<String> = ["livenessProbe", "readinessProbe", "startupProbe"]

  static func cores(_ node: YAMLNode?, of object: KubernetesObject) -> Quantity? {
    node?.string.flatMap { UnitText.cores($0) }.map { .stated($0, at: object.at(node)) }
  }

  static func bytes(_ node: YAMLNode?, of object: KubernetesObject) -> Quantity? {
    guard let text = node?.string else { return nil }
    // Kubernetes alone writes thousandths of a byte, with a suffix that means mega elsewhere.
    let bytes = text.hasSuffix("m") ? UnitText.cores(text) : UnitText.bytes(text)
    return bytes.map { .stated($0, at: object.at(node)) }
  }
}
