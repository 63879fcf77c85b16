import TenfoldModel
import TenfoldPlatform

extension NetworkName {
  /// Reads a Service, headless or not; nil for every other object.
  init?(_ object: KubernetesObject) {
    guard object.group == "", object.kind == "Service" else { return nil }
    self.init(
      name: object.name, namespace: object.namespace,
      selector: KubernetesObject.texts(object.spec("selector")),
      externalName: object.spec("externalName")?.string, type: object.spec("type")?.string ?? "ClusterIP",
      ports: (object.spec("ports")?.items ?? []).compactMap { $0["port"]?.int },
      location: object.location)
  }

  /// True when the workload's pods stand behind this name.
  ///
  /// A namespace that only one of the two states is taken to be that of both, since it is often left to the
  /// command line.
  package func selects(_ workload: WorkloadDeclaration) -> Bool {
    guard !selector.isEmpty, namespace == nil || workload.namespace == nil || namespace == workload.namespace
    else { return false }
    return selector.allSatisfy { workload.labels[$0.key] == $0.value }
  }
}

extension DeclarationSet {
  /// The names that lead to a workload. Workloads that share a name are versions or parts of one service.
  package func names(selecting workload: WorkloadDeclaration) -> [NetworkName] {
    names.filter { $0.selects(workload) }
  }
}
