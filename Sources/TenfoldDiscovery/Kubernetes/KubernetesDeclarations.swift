import TenfoldModel
import TenfoldPlatform

/// Turns Kubernetes objects, wherever they come from, into declarations.
package enum KubernetesDeclarations {
  /// Adds objects that are used together to a set.
  ///
  /// Of several objects with one identity the last counts, with a diagnostic. Configuration is added before
  /// the workloads that use it, so the order of the objects does not matter. Pods, ReplicaSets and Jobs that
  /// another object of the set owns are part of that object.
  package static func add(_ objects: [KubernetesObject], to set: inout DeclarationSet) {
    let unique = withoutRepetitions(objects, diagnostics: &set.diagnostics)
    let identities = Set(unique.map(\.identity))
    for object in unique where isReferredTo(object) { add(object, to: &set) }
    let environment = EnvironmentResolver(set)
    var ownersSeen: Set<KubernetesObject.Identity> = []
    for object in unique where !isReferredTo(object) {
      guard let owner = object.controller else {
        add(object, to: &set, environment: environment)
        continue
      }
      // A dump of pods alone shows each workload only through the pods it owns.
      let isPartOfAnother = identities.contains(owner) || !ownersSeen.insert(owner).inserted
      if isPartOfAnother {
        set.objects.append(object)
      } else {
        var representative = object
        representative.name = owner.name
        add(representative, to: &set, environment: environment)
      }
    }
    adoptReferencedTemplates(in: &set)
    setAsideClusterParts(in: &set)
  }

  /// Namespaces of the cluster's own parts, of meshes and of operators: none of it is the system that runs there.
  private static let clusterNamespaces: Set<String> = [
    "kube-system", "kube-public", "kube-node-lease", "local-path-storage", "istio-system", "istio-operator",
    "linkerd", "linkerd-viz", "linkerd-jaeger", "cert-manager", "argocd", "argo-rollouts", "flux-system",
    "flagger-system", "keda", "knative-serving", "knative-eventing", "kourier-system", "kyverno",
    "gatekeeper-system", "calico-system", "calico-apiserver", "tigera-operator", "cilium", "metallb-system",
    "gmp-system", "gke-managed-system", "gke-managed-cim", "cnpg-system", "velero", "external-secrets",
    "sealed-secrets", "crossplane-system", "chaos-mesh", "longhorn-system", "rook-ceph", "cattle-system",
  ]

  private static func setAsideClusterParts(in set: inout DeclarationSet) {
    let isOfCluster = { (workload: WorkloadDeclaration) in
      workload.namespace.map(clusterNamespaces.contains) ?? false
    }
    for workload in set.workloads where isOfCluster(workload) {
      set.inactive.append((workload, "in namespace \(workload.namespace ?? ""), which is the cluster's"))
    }
    set.workloads.removeAll(where: isOfCluster)
  }

  /// Adds one object. What a workload refers to (ConfigMaps, Secrets, Services) must have been added before.
  package static func add(_ object: KubernetesObject, to set: inout DeclarationSet) {
    add(object, to: &set, environment: EnvironmentResolver(set))
  }

  private static func add(
    _ object: KubernetesObject, to set: inout DeclarationSet, environment: EnvironmentResolver
  ) {
    set.objects.append(object)
    if object.isFromCluster { set.isDump = true }
    if let configuration = ConfigurationDeclaration(object) {
      set.configurations.append(configuration)
    } else if let name = NetworkName(object) {
      set.names.append(name)
    } else if let route = RouteDeclaration(object) {
      set.routes.append(route)
    } else if let autoscaler = AutoscalerDeclaration(object) {
      set.autoscalers.append(autoscaler)
    }
    if let workload = WorkloadDeclaration(object, environment: environment) {
      set.workloads.append(workload)
    } else if let resource = OperatorResource(object) {
      set.workloads.append(resource.workload)
    }
  }

  /// True for what workloads refer to: configuration and names.
  private static func isReferredTo(_ object: KubernetesObject) -> Bool {
    switch object.kind {
    case "ConfigMap", "Secret", "SealedSecret", "ExternalSecret": true
    case "Service": object.group.isEmpty
    default: false
    }
  }

  private static func withoutRepetitions(
    _ objects: [KubernetesObject], diagnostics: inout [Diagnostic]
  ) -> [KubernetesObject] {
    var places: [KubernetesObject.Identity: Int] = [:]
    var unique: [KubernetesObject] = []
    for object in objects {
      guard let place = places[object.identity] else {
        places[object.identity] = unique.count
        unique.append(object)
        continue
      }
      let earlier = unique[place].location
      unique[place] = object
      if earlier != object.location {
        diagnostics.append(
          Diagnostic(
            .note, id: "TF-KUBE-001",
            "\(object.kind) \"\(object.name)\" is declared here and at \(earlier); the later one counts",
            at: object.location))
      }
    }
    return unique
  }

  /// A Rollout that refers to a Deployment runs the Deployment's template in its stead.
  private static func adoptReferencedTemplates(in set: inout DeclarationSet) {
    for object in set.objects where object.kind == "Rollout" {
      guard let reference = object.spec("workloadRef", "name")?.string,
        let rollout = set.workloads.firstIndex(where: {
          $0.form == .rollout && $0.name == object.name && $0.namespace == object.namespace
        }),
        let deployment = set.workloads.firstIndex(where: {
          $0.form != .rollout && $0.name == reference && $0.namespace == object.namespace
        })
      else { continue }
      let template = set.workloads[deployment]
      set.workloads[rollout].containers = template.containers
      set.workloads[rollout].initContainers = template.initContainers
      set.workloads[rollout].labels = template.labels
      set.workloads[rollout].annotations = template.annotations
      set.workloads[rollout].aliases += [template.name].filter { $0 != object.name }
      set.workloads.remove(at: deployment)
      set.inactive.append((template, "Rollout \"\(object.name)\" runs its template"))
    }
  }
}

extension KubernetesObject {
  /// The workload object that made this one, nil for an object that somebody wrote.
  ///
  /// A ReplicaSet made by a Deployment is skipped over by its hash, so that pods lead to the Deployment.
  fileprivate var controller: Identity? {
    guard ["Pod", "ReplicaSet", "Job", "ReplicationController", "StatefulSet", "Deployment"].contains(kind)
    else { return nil }
    let owners = node[["metadata", "ownerReferences"]]?.items ?? []
    guard let owner = owners.first(where: { $0["controller"]?.bool == true }) ?? owners.first,
      var kind = owner["kind"]?.string, var name = owner["name"]?.string
    else { return nil }
    var group = owner["apiVersion"]?.string.map { $0.contains("/") ? $0.prefix { $0 != "/" } : "" } ?? ""
    let hash = labels["pod-template-hash"] ?? labels["rollouts-pod-template-hash"]
    if kind == "ReplicaSet", let hash, name.hasSuffix("-" + hash) {
      name = String(name.dropLast(hash.count + 1))
      kind = labels["rollouts-pod-template-hash"] == nil ? "Deployment" : "Rollout"
      group = labels["rollouts-pod-template-hash"] == nil ? "apps" : "argoproj.io"
    }
    return Identity(
      group: group == "extensions" ? "apps" : String(group), kind: kind, namespace: namespace, name: name)
  }
}
