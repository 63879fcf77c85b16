import TenfoldModel
import TenfoldPlatform

extension PipelineDefinition {
  /// Reads a Travis file; a language without a script runs the language's tests.
  static func travis(_ file: SourceFile) -> [PipelineDefinition] {
    guard let root = file.documents.first, root.isMapping else { return [] }
    var job = PipelineJob(name: "travis", line: root.line)
    let phases = [
      "before_install", "install", "before_script", "script", "after_success", "before_deploy",
      "after_deploy",
    ]
    for phase in phases {
      guard let node = root[phase] else { continue }
      job.steps.append(.init(name: phase, line: node.line, commands: PipelineStep.commands(of: node)))
    }
    if root["script"] == nil, let language = root["language"], language.string != "generic",
      language.string != "minimal"
    {
      job.steps.insert(
        .init(name: "script", line: language.line, action: "travis-default-tests"), at: 0)
    }
    for deploy in root["deploy"].map({ $0.isSequence ? $0.items : [$0] }) ?? [] {
      var step = PipelineStep(
        name: "deploy", line: deploy.line, commands: PipelineStep.commands(of: deploy["script"]))
      step.action = deploy["provider"]?.string.map { "travis-deploy-\($0)" }
      job.steps.append(step)
    }
    var jobs = [job]
    for included in root["jobs"]?["include"]?.items ?? root["matrix"]?["include"]?.items ?? [] {
      jobs.append(
        PipelineJob(
          name: included["stage"]?.string ?? included["name"]?.string ?? "job", line: included.line,
          steps: [.init(line: included.line, commands: PipelineStep.commands(of: included["script"]))]))
    }
    return [PipelineDefinition(name: file.name, tool: "Travis CI", location: file.at(nil), jobs: jobs)]
  }

  /// Reads a CircleCI configuration; jobs that no workflow names do not run.
  static func circle(_ file: SourceFile) -> [PipelineDefinition] {
    guard let root = file.documents.first else { return [] }
    var jobs: [PipelineJob] = []
    let used = (root["workflows"]?.entries ?? []).flatMap { $0.value["jobs"]?.items ?? [] }
    func steps(_ nodes: [YAMLNode], depth: Int = 0) -> [PipelineStep] {
      nodes.flatMap { node -> [PipelineStep] in
        let name = node.string ?? node.entries.first?.key ?? ""
        if name == "run" {
          let run = node["run"]
          return [
            .init(
              name: run?["name"]?.string ?? "", line: node.line,
              commands: PipelineStep.commands(of: run?["command"] ?? run))
          ]
        }
        if depth < 5, let command = root[["commands", name]] {
          return steps(command["steps"]?.items ?? [], depth: depth + 1)
        }
        return [.init(name: name, line: node.line, action: name)]
      }
    }
    for use in used {
      let name = use.string ?? use.entries.first?.key ?? ""
      let settings = use.entries.first?.value
      var job = PipelineJob(name: name, line: use.line)
      job.needs = settings?["requires"]?.strings ?? []
      job.isManual = settings?["type"]?.string == "approval"
      if let definition = root[["jobs", name]] {
        job.steps = steps(definition["steps"]?.items ?? [])
        if let environment = definition["environment"]?["ENVIRONMENT"]?.string {
          job.environment = environment
        }
      } else if !job.isManual {
        job.steps = [.init(name: name, line: use.line, action: name)]
      }
      jobs.append(job)
    }
    return [PipelineDefinition(name: file.name, tool: "CircleCI", location: file.at(nil), jobs: jobs)]
  }

  /// Reads an Azure pipeline: stages, jobs and deployment jobs.
  static func azure(_ file: SourceFile) -> [PipelineDefinition] {
    guard let root = file.documents.first, root.isMapping else { return [] }
    func steps(_ nodes: [YAMLNode]) -> [PipelineStep] {
      nodes.map { node in
        var step = PipelineStep(name: node["displayName"]?.string ?? "", line: node.line)
        for key in ["script", "bash", "pwsh", "powershell"] {
          step.commands += PipelineStep.commands(of: node[key])
        }
        step.action = node["task"]?.string.map { String($0.prefix { $0 != "@" }) } ?? node["template"]?.string
        for input in node["inputs"]?.entries ?? [] {
          step.arguments[input.key] = input.value.string ?? ""
          if ["inlinescript", "script"].contains(input.key.lowercased()) {
            step.commands += PipelineStep.commands(of: input.value)
          }
        }
        step.condition = node["condition"]?.string
        return step
      }
    }
    func job(_ node: YAMLNode, stage: YAMLNode?) -> PipelineJob {
      var job = PipelineJob(
        name: node["deployment"]?.string ?? node["job"]?.string ?? stage?["stage"]?.string ?? "job",
        line: node.line)
      job.needs = (node["dependsOn"] ?? stage?["dependsOn"])?.strings ?? []
      job.environment = node["environment"]?.string ?? node["environment"]?["name"]?.string
      job.environmentLine = node["environment"]?.line
      var all = steps(node["steps"]?.items ?? [])
      for strategy in node["strategy"]?.entries ?? [] {
        for hook in strategy.value.entries { all += steps(hook.value["steps"]?.items ?? []) }
        for outcome in strategy.value["on"]?.entries ?? [] {
          all += steps(outcome.value["steps"]?.items ?? []).map {
            var step = $0
            step.condition = outcome.key == "failure" ? "failure()" : step.condition
            return step
          }
        }
        if strategy.key == "canary" { all.append(.init(line: strategy.line, action: "canary-strategy")) }
      }
      job.isManual = all.contains { $0.action == "ManualValidation" }
      job.steps = all
      return job
    }
    var jobs = (root["stages"]?.items ?? []).flatMap { stage in
      (stage["jobs"]?.items ?? []).map { job($0, stage: stage) }
    }
    jobs += (root["jobs"]?.items ?? []).map { job($0, stage: nil) }
    if let only = root["steps"] {
      jobs.append(PipelineJob(name: "steps", line: only.line, steps: steps(only.items)))
    }
    guard !jobs.isEmpty else { return [] }
    let filters = root[["trigger", "paths", "include"]]?.strings ?? []
    return [
      PipelineDefinition(
        name: root["name"]?.string ?? file.name, tool: "Azure Pipelines", location: file.at(nil), jobs: jobs,
        pathFilters: filters)
    ]
  }

  /// Reads a Bitbucket pipeline.
  static func bitbucket(_ file: SourceFile) -> [PipelineDefinition] {
    guard let pipelines = file.documents.first?["pipelines"] else { return [] }
    var jobs: [PipelineJob] = []
    func walk(_ node: YAMLNode) {
      for item in node.items { walk(item) }
      for entry in node.entries {
        guard entry.key == "step", entry.value.isMapping else {
          walk(entry.value)
          continue
        }
        var job = PipelineJob(name: entry.value["name"]?.string ?? "step", line: entry.line)
        job.environment = entry.value["deployment"]?.string
        job.environmentLine = entry.value["deployment"]?.line
        job.isManual = entry.value["trigger"]?.string == "manual"
        for item in entry.value["script"]?.items ?? [] {
          var step = PipelineStep(
            line: item.line, commands: PipelineStep.commands(of: item.string == nil ? nil : item))
          step.action = item["pipe"]?.string.map { String($0.prefix { $0 != ":" }) }
          job.steps.append(step)
        }
        jobs.append(job)
      }
    }
    walk(pipelines)
    return jobs.isEmpty
      ? []
      : [PipelineDefinition(name: file.name, tool: "Bitbucket Pipelines", location: file.at(nil), jobs: jobs)]
  }

  /// Reads a Cloud Build configuration: each step is an image with arguments.
  static func cloudBuild(_ file: SourceFile) -> [PipelineDefinition] {
    guard let root = file.documents.first, let nodes = root["steps"]?.items, !nodes.isEmpty else { return [] }
    var job = PipelineJob(name: "build", line: root.line)
    for node in nodes {
      let image = String((node["name"]?.string ?? "").split(separator: "/").last ?? "").prefix {
        $0 != ":" && $0 != "@"
      }
      var step = PipelineStep(name: node["id"]?.string ?? "", line: node.line, action: String(image))
      let arguments = node["args"]?.strings ?? []
      let entry = node["entrypoint"]?.string ?? String(image)
      if arguments.first == "-c" || arguments.first == "-ceu", arguments.count > 1 {
        step.commands = PipelineStep.commands(
          of: arguments.dropFirst().joined(separator: "\n"), from: node["args"]?.line ?? node.line
        )
        .flatMap { command in
          command.text.split(separator: ";").map { .init(text: $0.trimmingBlanks(), line: command.line) }
        }
      } else {
        let words = arguments.first == entry ? arguments : [entry] + arguments
        step.commands = [.init(text: words.joined(separator: " "), line: node["args"]?.line ?? node.line)]
      }
      step.commands += PipelineStep.commands(of: node["script"])
      job.steps.append(step)
    }
    if let images = root["images"], !images.items.isEmpty {
      let text = images.strings.map { "docker push \($0)" }
      job.steps.append(.init(line: images.line, commands: text.map { .init(text: $0, line: images.line) }))
    }
    return [PipelineDefinition(name: file.path, tool: "Cloud Build", location: file.at(nil), jobs: [job])]
  }

  /// Reads a Drone or Woodpecker pipeline.
  static func drone(_ file: SourceFile) -> [PipelineDefinition] {
    let jobs = file.documents.filter(\.isMapping).map { root in
      let nodes = root["steps"]?.items ?? root["pipeline"]?.entries.map(\.value) ?? []
      return PipelineJob(
        name: root["name"]?.string ?? "pipeline", line: root.line,
        steps: nodes.map { node in
          var step = PipelineStep(
            name: node["name"]?.string ?? "", line: node.line,
            commands: PipelineStep.commands(of: node["commands"]))
          step.action = node["image"]?.string.map { String($0.prefix { $0 != ":" }) }
          for setting in node["settings"]?.entries ?? [] {
            step.arguments[setting.key] = setting.value.strings.joined(separator: ",")
          }
          return step
        })
    }
    return jobs.isEmpty
      ? [] : [PipelineDefinition(name: file.name, tool: "Drone CI", location: file.at(nil), jobs: jobs)]
  }

  /// Reads Tekton pipelines and tasks.
  static func tekton(_ file: SourceFile) -> [PipelineDefinition] {
    file.documents.compactMap { node in
      guard node["apiVersion"]?.string?.hasPrefix("tekton.dev/") == true, let spec = node["spec"] else {
        return nil
      }
      let name = node[["metadata", "name"]]?.string ?? file.name
      var jobs: [PipelineJob] = []
      switch node["kind"]?.string {
      case "Task", "ClusterTask":
        jobs = [PipelineJob(name: name, line: node.line, steps: (spec["steps"]?.items ?? []).map(tektonStep))]
      case "Pipeline":
        jobs = ((spec["tasks"]?.items ?? []) + (spec["finally"]?.items ?? [])).map { task in
          var steps = (task[["taskSpec", "steps"]]?.items ?? []).map(tektonStep)
          if let reference = task[["taskRef", "name"]] {
            var step = PipelineStep(line: reference.line, action: reference.string)
            for parameter in task["params"]?.items ?? [] {
              let value = parameter["value"]?.string ?? ""
              step.arguments[parameter["name"]?.string ?? ""] = value
              if ["script", "SCRIPT"].contains(parameter["name"]?.string) {
                step.commands += PipelineStep.commands(of: parameter["value"])
              }
            }
            steps.append(step)
          }
          return PipelineJob(
            name: task["name"]?.string ?? "task", line: task.line, needs: task["runAfter"]?.strings ?? [],
            steps: steps)
        }
      default: return nil
      }
      return PipelineDefinition(name: name, tool: "Tekton", location: file.at(node.line), jobs: jobs)
    }
  }

  private static func tektonStep(_ node: YAMLNode) -> PipelineStep {
    var step = PipelineStep(
      name: node["name"]?.string ?? "", line: node.line, commands: PipelineStep.commands(of: node["script"]))
    step.action = node["image"]?.string
    let words = (node["command"]?.strings ?? []) + (node["args"]?.strings ?? [])
    if !words.isEmpty { step.commands.append(.init(text: words.joined(separator: " "), line: node.line)) }
    return step
  }
}

extension Substring {
  /// Without blanks at either end.
  func trimmingBlanks() -> String {
    var text = self
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
