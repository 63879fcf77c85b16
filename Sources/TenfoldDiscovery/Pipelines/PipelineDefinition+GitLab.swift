import TenfoldModel
import TenfoldPlatform

extension PipelineDefinition {
  private static let reserved: Set<String> = [
    "stages", "variables", "default", "include", "workflow", "image", "services", "cache", "before_script",
    "after_script", "pages", "spec",
  ]

  /// Reads a GitLab pipeline with the local files it includes.
  static func gitLab(_ file: SourceFile, in tree: SourceTree) -> [PipelineDefinition] {
    guard file.documents.contains(where: \.isMapping) else { return [] }
    var nodes: [(key: String, node: YAMLNode, file: SourceFile)] = []
    var visited: Set<String> = []
    func collect(_ file: SourceFile) {
      guard visited.insert(file.path).inserted, visited.count < 100 else { return }
      let base = file.folder
      for document in file.documents {
        let includes = document["include"].map { $0.isSequence ? $0.items : [$0] } ?? []
        for include in includes {
          guard var path = include.string ?? include["local"]?.string else { continue }
          if path.hasPrefix("/") { path.removeFirst() }
          if let found = tree[path] ?? tree[base.isEmpty ? path : base + "/" + path] { collect(found) }
        }
        nodes += document.entries.filter { $0.value.isMapping && !reserved.contains($0.key) }
          .map { ($0.key, $0.value, file) }
      }
    }
    collect(file)
    let byName = Dictionary(nodes.map { ($0.key, $0.node) }, uniquingKeysWith: { $1 })
    let jobs: [PipelineJob] = nodes.filter { !$0.key.hasPrefix(".") }.compactMap { entry in
      let chain = ancestry(of: entry.node, in: byName)
      func first(_ key: String) -> YAMLNode? { chain.lazy.compactMap { $0[key] }.first }
      guard first("script") != nil || first("trigger") != nil || first("environment") != nil else {
        return nil
      }
      var job = PipelineJob(name: entry.key, line: entry.node.line)
      job.needs = first("needs")?.items.compactMap { $0.string ?? $0["job"]?.string } ?? []
      if let environment = first("environment"), environment["action"]?.string != "stop" {
        job.environment = environment.string ?? environment["name"]?.string
        job.environmentLine = environment.line
      }
      let rules = first("rules")?.items ?? []
      job.isManual =
        first("when")?.string == "manual"
        || (!rules.isEmpty
          && rules.filter { $0["when"]?.string != "never" }.allSatisfy { $0["when"]?.string == "manual" })
      job.condition = rules.compactMap { $0["if"]?.string }.joined(separator: " || ")
      for variable in first("parallel")?["matrix"]?.items.flatMap(\.entries) ?? [] {
        job.matrix[variable.key] = variable.value.strings
      }
      var step = PipelineStep(name: first("stage")?.string ?? "", line: entry.node.line)
      for key in ["before_script", "script", "after_script"] {
        step.commands += resolved(first(key), in: byName).flatMap { PipelineStep.commands(of: $0) }
      }
      step.action = first("image").flatMap { $0.string ?? $0["name"]?.string }.map {
        String($0.prefix { $0 != ":" })
      }
      job.steps = [step]
      return job
    }
    guard !jobs.isEmpty else { return [] }
    let filters = nodes.flatMap { $0.node["rules"]?.items.flatMap { $0["changes"]?.strings ?? [] } ?? [] }
    return [
      PipelineDefinition(
        name: file.name, tool: "GitLab CI", location: file.at(nil), jobs: jobs,
        pathFilters: Set(filters.compactMap { $0.split(separator: "/").first }).count == 1 ? filters : [])
    ]
  }

  /// A job with what it extends, nearest first.
  private static func ancestry(of node: YAMLNode, in byName: [String: YAMLNode]) -> [YAMLNode] {
    var chain = [node]
    var pending = (node["extends"]?.strings ?? []).reversed().map { $0 }
    while let name = pending.first, chain.count < 20 {
      pending.removeFirst()
      guard let parent = byName[name] else { continue }
      chain.append(parent)
      pending += (parent["extends"]?.strings ?? []).reversed()
    }
    return chain
  }

  /// Lines of a script with `!reference` tags resolved.
  private static func resolved(_ node: YAMLNode?, in byName: [String: YAMLNode], depth: Int = 0) -> [YAMLNode]
  {
    guard let node, depth < 10 else { return [] }
    if node.tag == "!reference" {
      let path = node.strings
      guard let job = path.first, let target = byName[job]?[Array(path.dropFirst())] else { return [] }
      return resolved(target, in: byName, depth: depth + 1)
    }
    if node.isSequence { return node.items.flatMap { resolved($0, in: byName, depth: depth + 1) } }
    return [node]
  }
}
