import TenfoldModel
import TenfoldPlatform

/// A pipeline in one form, whatever tool runs it.
struct PipelineDefinition {
  var name: String
  /// The tool: `GitHub Actions`, `GitLab CI`, `Jenkins`.
  var tool: String
  var location: SourceLocation
  var jobs: [PipelineJob]
  /// Paths whose changes alone start it; empty for all.
  var pathFilters: [String] = []
  /// What starts it: `push`, `pull_request`, `manual`, `schedule`, `release`, `call`; empty when not told.
  var triggers: Set<String> = []

  /// Every pipeline that a file defines.
  static func read(_ file: SourceFile, in tree: SourceTree) -> [PipelineDefinition] {
    let path = file.path.lowercased()
    let name = file.name.lowercased()
    if name.hasPrefix("jenkinsfile") || name.hasSuffix(".jenkinsfile") { return [jenkins(file)] }
    guard !file.documents.isEmpty else { return [] }
    switch name {
    case ".travis.yml": return travis(file)
    case ".gitlab-ci.yml": return gitLab(file, in: tree)
    case "bitbucket-pipelines.yml": return bitbucket(file)
    case _ where path.hasSuffix(".circleci/config.yml"): return circle(file)
    case _
    where name.hasPrefix("azure-pipelines") || path.contains(".azure-pipelines/")
      || path.contains(".azuredevops/"):
      return azure(file)
    case _ where name.hasPrefix("cloudbuild") && !name.hasSuffix(".tf"): return cloudBuild(file)
    case ".drone.yml", ".woodpecker.yml": return drone(file)
    default: break
    }
    // A workflow may lie in any folder, to be copied where it runs.
    if let root = file.documents.first, root["jobs"]?.isMapping == true,
      root["on"] != nil || root["true"] != nil
    {
      return [gitHub(file, root)]
    }
    return tekton(file)
  }
}

/// A job of a pipeline: steps that run on one machine.
struct PipelineJob {
  var name: String
  var line: Int
  var needs: [String] = []
  /// Environment it is bound to.
  var environment: String?
  var environmentLine: Int?
  /// True when a person must start it.
  var isManual = false
  var condition: String?
  /// Values of its matrix by name.
  var matrix: [String: [String]] = [:]
  var hasGeneratedMatrix = false
  /// At most this many of the matrix at a time.
  var maximumParallel: Int?
  var steps: [PipelineStep] = []
}

/// A step of a job.
struct PipelineStep {
  var name = ""
  var line: Int
  /// Commands, one a line, comments left out and continued lines joined.
  var commands: [Command] = []
  /// A ready-made action, task or image, without its version.
  var action: String?
  /// Arguments of the action.
  var arguments: [String: String] = [:]
  var condition: String?

  struct Command {
    var text: String
    var line: Int
  }

  /// Commands of a shell script that starts at a line.
  static func commands(of script: String, from line: Int) -> [Command] {
    var result: [Command] = []
    var pending: Command?
    for (offset, raw) in script.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var text = raw.drop { $0 == " " || $0 == "\t" }
      if pending == nil,
        text.hasPrefix("#") || text.isEmpty || text.hasPrefix("echo ") || text.hasPrefix("//")
      {
        continue
      }
      let isContinued = text.hasSuffix("\\")
      if isContinued { text = text.dropLast() }
      if pending != nil {
        pending?.text += " " + text
      } else {
        pending = Command(text: String(text), line: line + offset)
      }
      if !isContinued, let command = pending {
        result.append(command)
        pending = nil
      }
    }
    if let pending { result.append(pending) }
    return result
  }

  /// Commands of a node that holds a script or a list of them.
  static func commands(of node: YAMLNode?) -> [Command] {
    guard let node else { return [] }
    if let text = node.string {
      // A block's text begins on the line after its mark.
      return commands(of: text, from: text.contains("\n") ? node.line + 1 : node.line)
    }
    return node.items.flatMap { commands(of: $0) }
  }
}
