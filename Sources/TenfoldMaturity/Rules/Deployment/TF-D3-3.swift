import TenfoldModel

extension Rule {
  /// TF-D3-3: a reconciler deploys the services by itself.
  static let d3n3 = Rule(
    "TF-D3-3", .deployment, level: 3, .strong,
    title: "a reconciler deploys the services by itself",
    counts: """
      An Argo CD Application with automated sync, or a Flux Kustomization or HelmRelease, that \
      carries own services.
      """,
    misleads: """
      Reconcilers that carry only add-ons of the cluster: namespaces, policies, monitoring. An \
      Application that people sync.
      """,
    shownBy: [.kubernetes, .infrastructure]
  ) { context in
    context.shows(
      .gitOpsServices,
      wanted: "an Argo CD Application with automated sync or a Flux object that carries own services")
  }
}
