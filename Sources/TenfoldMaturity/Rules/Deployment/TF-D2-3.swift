import TenfoldModel

extension Rule {
  /// TF-D2-3: a pipeline deploys.
  static let d2n3 = Rule(
    "TF-D2-3", .deployment, level: 2, .strong,
    title: "a pipeline deploys",
    counts: """
      A step that changes what runs: helm upgrade, kubectl apply, skaffold run, a release of a \
      delivery pipeline, a cloud deploy command, or a job bound to an environment.
      """,
    misleads: """
      Previews of pull requests, throw-away clusters (kind, k3d, minikube) and end-to-end beds \
      are no production; publishing a library is no deployment.
      """,
    shownBy: [.pipeline]
  ) { context in
    context.shows(
      .pipelineDeploys,
      wanted:
        "a pipeline step that deploys (helm upgrade, kubectl apply, a cloud deploy command, a job with environment:)"
    )
  }
}
