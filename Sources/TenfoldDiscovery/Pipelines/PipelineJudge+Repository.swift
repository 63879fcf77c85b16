import TenfoldModel
import TenfoldPlatform

extension PipelineJudge {
  /// Facts that need the repository around the pipelines: environments, scripts, documentation, delivery targets.
  static func systemFacts(_ pipelines: [PipelineDefinition], _ tree: SourceTree) -> [Fact] {
    environmentFacts(tree) + scriptFacts(pipelines, tree) + documentationFacts(tree)
      + deliveryTargetFacts(tree)
      + ownerFacts(tree)
  }

  private static let environmentWords: [String: String] = [
    "prod": "production", "production": "production", "prd": "production", "live": "production",
    "staging": "staging",
    "stage": "staging", "stg": "staging", "dev": "development", "development": "development", "test": "test",
    "qa": "qa", "uat": "uat", "integration": "integration", "preprod": "preprod", "sandbox": "sandbox",
  ]

  /// Overlays and values per environment: the last words of folders and file names.
  private static func environmentFacts(_ tree: SourceTree) -> [Fact] {
    var found: [String: SourceFile] = [:]
    for file in tree.files where !FilePlace.isBeside(file.path) {
      let path = file.path.lowercased()
      let isSettings =
        path.contains("overlays/") || path.contains("envs/") || path.contains("environments/")
        || path.contains("env/")
        || path.contains("clusters/") || file.name.lowercased().hasPrefix("values")
        || path.hasSuffix(".tfvars")
        || file.name.hasPrefix("kustomization") || path.contains("image-tags/")
        || file.name.lowercased().hasPrefix("env-")
      guard isSettings, !path.contains("/src/"), !path.hasPrefix("src/") else { continue }
      let words = path.split { !$0.isLetter }.map(String.init)
      for word in words {
        if let environment = environmentWords[word], environment != "test" {
          found[environment] = found[environment] ?? file
        }
      }
    }
    guard found.count > 1, let first = found.min(by: { $0.value.path < $1.value.path })?.value else {
      return []
    }
    return [
      Fact(
        .environmentOverlays, detail: "overlays or values for \(found.keys.sorted().joined(separator: ", "))",
        state: .referenced, at: first.at(1), value: Double(found.count))
    ]
  }

  private static func scriptFacts(_ pipelines: [PipelineDefinition], _ tree: SourceTree) -> [Fact] {
    let called = pipelines.flatMap(\.jobs).flatMap(\.steps).flatMap(\.commands).map(\.text).joined(
      separator: "\n")
    return tree.files.compactMap { file -> Fact? in
      let name = file.name.lowercased()
      guard name.hasSuffix(".sh") || name == "makefile", !FilePlace.isBeside(file.path),
        file.bytes.count < 100_000,
        !called.contains(file.name)
      else { return nil }
      let commands = PipelineStep.commands(of: file.text, from: 1)
      for command in commands {
        var text = command.text[...]
        while text.hasPrefix("@") || text.hasPrefix("\t") { text = text.dropFirst() }
        if let what = CommandMeaning.deploys(CommandWords(String(text))) {
          return Fact(
            .deployScript, subject: file.path, detail: "\(file.name) runs \(what)", state: .referenced,
            at: file.at(command.line))
        }
      }
      return nil
    }
  }

  private static func documentationFacts(_ tree: SourceTree) -> [Fact] {
    var facts: [Fact] = []
    for file in tree.files where file.name.lowercased().hasSuffix(".md") && file.bytes.count < 300_000 {
      var isRelease = false
      var isReading = false
      for (index, raw) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        var line = raw.drop { $0 == " " || $0 == "$" || $0 == "`" || $0 == ">" }
        while line.hasSuffix("`") { line = line.dropLast() }
        let words = CommandWords(String(line))
        if !isRelease,
          CommandMeaning.deploys(words) != nil || words.runs("docker", "compose", "up")
            || words.runs("docker-compose", "up") || words.runs("kubectl", "create") || words.runs("scp")
        {
          isRelease = true
          facts.append(
            Fact(
              .releaseCommandsInDocs, detail: "\(line.prefix(60))", state: .referenced, at: file.at(index + 1)
            ))
        }
        if !isReading,
          words.runs("kubectl", "logs") || words.runs("docker", "logs")
            || words.runs("docker", "compose", "logs") || words.runs("docker-compose", "logs")
        {
          isReading = true
          facts.append(
            Fact(.logsByHand, detail: "\(line.prefix(60))", state: .referenced, at: file.at(index + 1)))
        }
      }
    }
    return facts
  }

  /// Delivery pipelines that infrastructure code declares.
  private static func deliveryTargetFacts(_ tree: SourceTree) -> [Fact] {
    var facts: [Fact] = []
    for file in tree.files where !FilePlace.isBeside(file.path) {
      if file.name.hasSuffix(".tf") {
        for block in TerraformBlock.read(file) where block.kind == "resource" {
          switch block.type {
          case "google_clouddeploy_delivery_pipeline":
            facts.append(block.fact(.pipelinePromotes, "Cloud Deploy promotes over targets"))
            if block.contains("canary") {
              facts.append(block.fact(.controlledWeights, "Cloud Deploy canary strategy"))
            }
          case "aws_codepipeline":
            facts.append(block.fact(.pipeline, "CodePipeline \(block.name)"))
            if block.contains("\"Deploy\"") {
              facts.append(block.fact(.pipelineDeploys, "CodePipeline \(block.name) deploys"))
            }
          case "aws_codedeploy_deployment_group":
            if block.contains("auto_rollback_configuration") {
              facts.append(block.fact(.automaticRollback, "CodeDeploy takes a failed deployment back"))
            }
          case "aws_codedeploy_deployment_config":
            if block.contains("time_based_canary") || block.contains("time_based_linear") {
              facts.append(block.fact(.controlledWeights, "CodeDeploy shifts traffic in steps"))
            }
          case "google_cloudbuild_trigger":
            facts.append(block.fact(.pipeline, "Cloud Build trigger \(block.name)"))
          default: break
          }
        }
      }
      for node in file.documents
      where node["apiVersion"]?.string?.hasPrefix("deploy.cloud.google.com/") == true {
        guard node["kind"]?.string == "DeliveryPipeline" else { continue }
        let stages = node[["serialPipeline", "stages"]]?.items ?? []
        if stages.count > 1 {
          facts.append(
            Fact(
              .pipelinePromotes, detail: "Cloud Deploy promotes over \(stages.count) targets",
              state: .referenced, at: file.at(node.line)))
        }
        if stages.contains(where: { $0[["strategy", "canary"]] != nil }) {
          facts.append(
            Fact(
              .controlledWeights, detail: "Cloud Deploy canary strategy", state: .referenced,
              at: file.at(node.line)))
        }
      }
    }
    return facts
  }

  /// Teams named as owners of files.
  private static func ownerFacts(_ tree: SourceTree) -> [Fact] {
    guard let file = tree.files.first(where: { $0.name == "CODEOWNERS" }) else { return [] }
    let teams = Set(
      file.text.split(separator: "\n").filter { !$0.hasPrefix("#") }.flatMap {
        $0.split(separator: " ").filter { $0.hasPrefix("@") && $0.contains("/") }
      })
    return teams.isEmpty
      ? []
      : [
        Fact(
          .teams, detail: "\(teams.count) teams in CODEOWNERS", state: .referenced, at: file.at(1),
          value: Double(teams.count))
      ]
  }
}
