import TenfoldModel
import TenfoldPlatform

/// Renders kustomizations with `kubectl` or `kustomize` where the own reading does not suffice.
///
/// A program is started only for a kustomization that uses what ``KustomizationBuilder`` does not apply, and
/// never for one with a remote base, since it would fetch it.
struct KustomizeRenderer {
  /// Objects of a kustomization, how they came about and what is doubtful about them.
  struct Rendering {
    var objects: [KubernetesObject]
    var renderer: String?
    var diagnostics: [Diagnostic] = []
  }

  private let isAllowed: Bool
  private var tool: Tool??
  /// Programs that may still be started: a tree of hundreds of overlays must not take minutes.
  private var runsLeft = 5

  init(isAllowed: Bool) {
    self.isAllowed = isAllowed
  }

  mutating func render(
    _ kustomization: Kustomization, built: [KubernetesObject], gaps: [KustomizationBuilder.Gap]
  ) -> Rendering {
    var problem = "the external tools are not used"
    let needsTool = !gaps.isEmpty && gaps.allSatisfy(\.isForRenderer)
    if isAllowed, needsTool, !kustomization.file.absolutePath.isEmpty, runsLeft > 0 {
      if let tool = found() {
        runsLeft -= 1
        switch tool.render(kustomization) {
        case .success(let objects):
          return Rendering(objects: Self.placed(objects, like: built), renderer: tool.title)
        case .failure(let failure): problem = failure.reason
        }
      } else {
        problem = "neither kubectl nor kustomize is installed"
      }
    }
    let diagnostics = gaps.map { gap in
      Diagnostic(
        .warning, id: "TF-KUBE-002",
        "not rendered in full: \(gap.message)\(gap.isForRenderer ? " (\(problem))" : "")", at: gap.location)
    }
    return Rendering(objects: built, renderer: "built-in kustomize", diagnostics: diagnostics)
  }

  private mutating func found() -> Tool? {
    if tool == nil { tool = .some(Tool.find()) }
    return tool ?? nil
  }

  /// Rendered objects at the places of the sources they were made from, where these are known.
  private static func placed(_ rendered: [KubernetesObject], like built: [KubernetesObject])
    -> [KubernetesObject]
  {
    let sources = Dictionary(built.map { ("\($0.kind)/\($0.name)", $0) }) { $1 }
    return rendered.map { object in
      // Generated objects carry a hash of their content at the end of the name.
      let stem = object.name.lastIndex(of: "-").map { String(object.name[..<$0]) } ?? object.name
      guard let source = sources["\(object.kind)/\(object.name)"] ?? sources["\(object.kind)/\(stem)"] else {
        return object.with(object.node.relocated(to: 1))
      }
      var placed = object
      placed.node = object.node.relocated(like: source.node, line: source.location.line ?? 1)
      placed.location = source.location
      return placed
    }
  }

  /// An installed program that renders kustomizations.
  private struct Tool {
    var executable: String
    var arguments: [String]
    /// Name and version, as reports show it.
    var title: String

    struct Failure: Error { var reason: String }

    static func find() -> Tool? {
      for (name, arguments, version) in [
        ("kustomize", ["build"], ["version"]), ("kubectl", ["kustomize"], ["version", "--client"]),
      ] {
        guard let executable = ExternalTool.find(name) else { continue }
        let tool = Tool(executable: executable, arguments: arguments, title: name)
        guard case .success(let output) = tool.run(version), output.status == 0 else { continue }
        let text = String(decoding: output.output, as: UTF8.self)
        let number = text.split { $0.isWhitespace }.first {
          $0.first == "v" && $0.dropFirst().first?.isNumber == true
        }
        return Tool(
          executable: executable, arguments: arguments, title: number.map { "\(name) \($0)" } ?? name)
      }
      return nil
    }

    func render(_ kustomization: Kustomization) -> Result<[KubernetesObject], Failure> {
      let folder = FilePath.folder(of: kustomization.file.absolutePath)
      return run(arguments + [folder]).flatMap { output in
        guard output.status == 0 else {
          let line =
            output.errors.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no reason given"
          return .failure(Failure(reason: "\(title) failed: \(line)"))
        }
        do throws(YAMLError) {
          let documents = try YAMLParser.documents(of: output.output)
          return .success(
            documents.flatMap { KubernetesObject.objects(in: $0, file: kustomization.file.path) })
        } catch {
          return .failure(Failure(reason: "\(title) wrote no YAML: \(error)"))
        }
      }
    }

    /// Runs it without the user's environment: no cluster, no plugins, and no way out but a closed door.
    private func run(_ arguments: [String]) -> Result<ExternalTool.Output, Failure> {
      let proxy = "http://127.0.0.1:9"
      let environment = [
        "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "KUBECONFIG": "/dev/null", "HTTP_PROXY": proxy,
        "HTTPS_PROXY": proxy, "http_proxy": proxy, "https_proxy": proxy, "GIT_TERMINAL_PROMPT": "0",
      ]
      do throws(ExternalToolError) {
        return .success(
          try ExternalTool.run(
            executable, arguments: arguments, environment: environment, limitSeconds: 5,
            maximumOutput: 32 << 20))
      } catch {
        return .failure(Failure(reason: "\(error)"))
      }
    }
  }
}
