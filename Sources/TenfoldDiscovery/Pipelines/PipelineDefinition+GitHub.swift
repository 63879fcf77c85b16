import TenfoldModel
import TenfoldPlatform

extension PipelineDefinition {
  /// Reads a workflow of GitHub Actions.
  static func gitHub(_ file: SourceFile, _ root: YAMLNode) -> PipelineDefinition {
    // YAML 1.1 reads the key `on` as a truth value; both spellings may come.
    let on = root["on"] ?? root["true"]
    var triggers: Set<String> = []
    var filters: [String] = []
    let names = on?.strings ?? []
    for name in names + (on?.entries.map(\.key) ?? []) {
      switch name {
      case "pull_request", "pull_request_target", "merge_group": triggers.insert("pull_request")
      case "workflow_dispatch": triggers.insert("manual")
      case "workflow_call": triggers.insert("call")
      default: triggers.insert(name)
      }
    }
    for event in on?.entries ?? [] { filters += event.value["paths"]?.strings ?? [] }
    let jobs = (root["jobs"]?.entries ?? []).map { entry -> PipelineJob in
      let job = entry.value
      var result = PipelineJob(name: job["name"]?.string ?? entry.key, line: entry.line)
      result.needs = job["needs"]?.strings ?? []
      result.condition = job["if"]?.string
      if let environment = job["environment"] {
        result.environment = environment.string ?? environment["name"]?.string
        result.environmentLine = environment.line
      }
      let matrix = job[["strategy", "matrix"]]
      result.hasGeneratedMatrix = (matrix?.string ?? "").contains("fromJ")
      result.maximumParallel = job[["strategy", "max-parallel"]]?.int
      for value in matrix?.entries ?? [] {
        if value.value.string?.contains("fromJ") == true { result.hasGeneratedMatrix = true }
        result.matrix[value.key] = value.value.items.map { $0.string ?? $0["name"]?.string ?? "" }
      }
      if let called = job["uses"]?.string {
        result.steps = [step(uses: called, with: job["with"], line: job["uses"]?.line ?? entry.line)]
      }
      result.steps += (job["steps"]?.items ?? []).map { node in
        var step = step(uses: node["uses"]?.string, with: node["with"], line: node.line)
        step.name = node["name"]?.string ?? ""
        step.condition = node["if"]?.string
        step.commands += PipelineStep.commands(of: node["run"])
        return step
      }
      return result
    }
    return PipelineDefinition(
      name: root["name"]?.string ?? file.name, tool: "GitHub Actions", location: file.at(nil), jobs: jobs,
      pathFilters: filters.filter { !$0.hasPrefix("!") }, triggers: triggers)
  }

  /// A step that uses an action, with its arguments; scripts among them count as commands.
  private static func step(uses: String?, with: YAMLNode?, line: Int) -> PipelineStep {
    var step = PipelineStep(line: line)
    step.action = uses.map { String($0.prefix { $0 != "@" }) }
    for entry in with?.entries ?? [] {
      step.arguments[entry.key] = entry.value.string ?? ""
      if ["script", "inlinescript", "run", "command", "args", "cmd"].contains(entry.key.lowercased()) {
        step.commands += PipelineStep.commands(of: entry.value)
      }
    }
    return step
  }
}
