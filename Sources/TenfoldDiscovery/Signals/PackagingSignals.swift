import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// How images and manifests are made ready: moving tags, builds in place, published ports, plain manifests.
  static func packagingFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    let moving: Set<String> = ["latest", "main", "master", "edge", "dev", "develop", "nightly"]
    for workload in material.workloads where workload.state >= .referenced && workload.isOwn {
      let name = workload.declaration.name
      // What a chart out of a repository runs is known by the chart's name; the chart fixes its tag.
      for container in workload.declaration.containers where workload.declaration.form != .application {
        if let image = container.image, !image.contains("@sha256"), !image.contains("$"),
          !image.contains(TemplateSkeleton.placeholder)
        {
          let last = image.split(separator: "/").last ?? ""
          let tag = last.contains(":") ? String(last.split(separator: ":").last ?? "") : nil
          if tag.map({ moving.contains($0) }) ?? (container.buildContext == nil) {
            facts.append(
              workload.fact(
                .movingImageTag,
                "\(name) runs \(tag.map { "the moving tag \($0)" } ?? "an image without a tag")",
                at: container.location))
          }
        }
        guard workload.declaration.form == .composeService else { continue }
        if let fixed = workload.declaration.aliases.first(where: {
          material.fixesName($0, of: workload.declaration)
        }) {
          facts.append(
            workload.fact(.fixedContainerName, "container_name is \(fixed)", at: container.location))
        }
        let mountsSource = container.mounts.contains {
          if case .file(let path) = $0.source { !path.contains(".") || path == "." } else { false }
        }
        if container.buildContext != nil, mountsSource {
          facts.append(
            workload.fact(
              .composeBuildsInPlace, "\(name) is built and mounts its sources", at: container.location))
        }
        if container.ports.contains(where: { $0.published != nil }) {
          facts.append(workload.fact(.publishedPorts, "\(name) publishes a port", at: container.location))
        }
      }
    }
    let kubernetes = material.chosen.filter { $0.form == .kubernetes }
    if let set = kubernetes.first,
      !material.tree.files.contains(where: { $0.name == "Chart.yaml" || $0.name == "kustomization.yaml" }),
      let file = set.files.first
    {
      facts.append(
        Fact(
          .plainManifests, detail: "manifests without chart or kustomization", state: .referenced,
          at: SourceLocation(file: file)))
    }
    return facts
  }
}

extension SignalMaterial {
  /// True when the file of a Compose service fixes this name by `container_name`.
  fileprivate func fixesName(_ name: String, of workload: WorkloadDeclaration) -> Bool {
    tree[workload.location.file]?.documents.first?[["services", workload.name, "container_name"]]?.string
      == name
  }
}
