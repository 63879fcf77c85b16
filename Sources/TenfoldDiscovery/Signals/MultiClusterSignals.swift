import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Objects that place workloads on several clusters or keep traffic near its users.
  static func multiClusterFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for object in material.objects {
      switch (object.kind, object.group) {
      case ("PropagationPolicy", "policy.karmada.io"), ("ClusterPropagationPolicy", "policy.karmada.io"):
        facts.append(
          object.fact(.multiClusterPropagation, "Karmada \(object.kind) \(object.name)", worksAlone: true))
      case ("Placement", "cluster.open-cluster-management.io"),
        ("PlacementRule", "apps.open-cluster-management.io"),
        ("ManifestWorkReplicaSet", _):
        facts.append(
          object.fact(
            .multiClusterPropagation, "Open Cluster Management \(object.kind) \(object.name)",
            worksAlone: true))
      case ("ServiceExport", _), ("ServiceImport", _), ("MultiClusterService", _), ("MultiClusterIngress", _):
        facts.append(object.fact(.crossClusterServices, "\(object.kind) \(object.name)"))
      case ("Gslb", _):
        facts.append(object.fact(.globalEntry, "Gslb \(object.name)"))
      case ("DestinationRule", _):
        if let locality = object.node.descendant("localityLbSetting"), locality["enabled"]?.bool != false {
          facts.append(object.fact(.regionLocality, "locality settings of \(object.name)", at: locality))
        }
      case ("Service", ""):
        if let distribution = object.spec?["trafficDistribution"] {
          facts.append(
            object.fact(
              .regionLocality, "traffic distribution \(distribution.string ?? "")", at: distribution))
        }
      case ("Deployment", _), ("StatefulSet", _), ("Rollout", _):
        let spread = object.podTemplate?[["spec", "topologySpreadConstraints"]]?.items ?? []
        if let region = spread.first(where: { $0["topologyKey"]?.string == "topology.kubernetes.io/region" })
        {
          facts.append(object.fact(.regionLocality, "\(object.name) is spread over regions", at: region))
        }
      case ("Link", "multicluster.linkerd.io"), ("TrafficTarget", "multicluster.x-k8s.io"):
        facts.append(object.fact(.crossClusterServices, "\(object.kind) \(object.name)", worksAlone: true))
      case ("Template", "scaffolder.backstage.io"):
        facts.append(object.fact(.platformTemplate, "service template \(object.name)", worksAlone: true))
      default: break
      }
    }
    let catalog = material.objects("Component", group: "backstage.io").filter {
      $0.spec?["type"]?.string == "service"
    }
    if let first = catalog.first {
      facts.append(
        Fact(
          .catalogServices, detail: "\(catalog.count) services in the catalogue", state: first.ownState,
          at: first.at(),
          value: Double(catalog.count)))
    }
    let hosts = Set(
      material.objects("ServiceEntry", "VirtualService").filter { $0.ownState >= .referenced }
        .flatMap { $0.spec?["hosts"]?.strings ?? [] })
    if hosts.count >= 100, let first = material.objects("ServiceEntry", "VirtualService").first {
      facts.append(
        first.fact(
          .meshHosts, "\(hosts.count) hosts in mesh configuration", value: Double(hosts.count),
          worksAlone: true))
    }
    let namespaces = Set(
      material.workloads.filter { $0.state >= .referenced }.compactMap(\.declaration.namespace))
    if namespaces.count > 20, let first = material.workloads.first(where: { $0.state >= .referenced }) {
      facts.append(first.fact(.namespaces, "\(namespaces.count) namespaces", value: Double(namespaces.count)))
    }
    let teams = Dictionary(
      grouping: material.workloads.filter { $0.state >= .referenced && $0.declaration.labels["team"] != nil },
      by: { $0.declaration.labels["team"] ?? "" })
    if let first = teams.values.first?.first {
      facts.append(
        first.fact(.teams, "\(teams.count) teams in labels", value: Double(teams.count), subject: "labels"))
    }
    return facts
  }
}

extension YAMLNode {
  /// The first value under a key anywhere below. - Complexity: O(nodes).
  func descendant(_ key: String) -> YAMLNode? {
    if let own = self[key] { return own }
    for entry in entries {
      if let found = entry.value.descendant(key) { return found }
    }
    for item in items {
      if let found = item.descendant(key) { return found }
    }
    return nil
  }
}
