import TenfoldModel
import TenfoldPlatform

/// The `helm` program, where it is installed.
struct HelmTool {
  let executable: String
  /// `helm v3.16.2`, or `helm` when it does not tell.
  let name: String

  /// Looks for the program.
  ///
  /// - Parameter searchPath: Folders to look in, separated by colons; nil for those of `PATH`.
  init?(searchPath: String? = nil) {
    guard let executable = ExternalTool.find("helm", searchPath: searchPath) else { return nil }
    self.executable = executable
    let output = try? ExternalTool.run(
      executable, arguments: ["version", "--short"], environment: Self.environment, limitSeconds: 5,
      maximumOutput: 1 << 12)
    let version = output.map {
      String(decoding: $0.output, as: UTF8.self).prefix { !$0.isWhitespace && $0 != "+" }
    }
    name = version.map { $0.isEmpty ? "helm" : "helm \($0)" } ?? "helm"
  }

  /// Renders a chart; nothing is fetched, a chart whose dependencies are not vendored is refused by helm.
  func render(
    _ chart: HelmChart, release: String, valueFiles: [SourceFile], locatedBy builtIn: HelmRenderer.Rendering
  ) throws(HelmToolFailure) -> HelmRenderer.Rendering {
    let folder =
      chart.file.absolutePath.lastIndex(of: "/").map { String(chart.file.absolutePath[..<$0]) } ?? ""
    guard !folder.isEmpty else { throw HelmToolFailure(reason: "the chart lies in no folder") }
    var arguments = ["template", release, folder, "--skip-tests"]
    for file in valueFiles { arguments += ["--values", file.absolutePath] }
    let output: ExternalTool.Output
    do throws(ExternalToolError) {
      output = try ExternalTool.run(
        executable, arguments: arguments, environment: Self.environment, limitSeconds: 30,
        maximumOutput: 64 << 20)
    } catch {
      throw HelmToolFailure(reason: error.description)
    }
    guard output.status == 0 else {
      let line = output.errors.split(separator: "\n").first ?? "no message"
      throw HelmToolFailure(reason: "status \(output.status): \(line)")
    }
    return try read(String(decoding: output.output, as: UTF8.self), of: chart, locatedBy: builtIn)
  }

  /// Objects by the `# Source:` comment before each, with the line that the built-in reader found for it.
  private func read(
    _ text: String, of chart: HelmChart, locatedBy builtIn: HelmRenderer.Rendering
  ) throws(HelmToolFailure) -> HelmRenderer.Rendering {
    var rendering = HelmRenderer.Rendering()
    rendering.files = builtIn.files
    let parts = text.replacing("\n---", with: "\u{0}").split(separator: "\u{0}")
    for part in parts {
      let source = part.split(separator: "\n").first { $0.hasPrefix("# Source: ") }
      let inner = source.map { $0.dropFirst("# Source: ".count).drop { $0 != "/" }.dropFirst() } ?? ""
      let path = (chart.folder.isEmpty ? "" : chart.folder + "/") + inner
      do throws(YAMLError) {
        for document in try YAMLParser.documents(of: String(part)) {
          for object in KubernetesObject.objects(in: document, file: path) {
            let known = builtIn.objects.first { $0.identity == object.identity }
            let line = known?.location.line ?? 1
            rendering.objects += KubernetesObject.objects(
              in: object.node.mappingLines { _ in line }, file: known?.location.file ?? path)
          }
        }
      } catch {
        throw HelmToolFailure(reason: "its output is no YAML: \(error.description)")
      }
    }
    return rendering
  }

  /// Enough to run, and nothing that lets it reach a repository or a cluster.
  private static let environment = [
    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "KUBECONFIG": "/nonexistent",
    "HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9", "LC_ALL": "C",
  ]
}

/// Why `helm` did not render a chart.
struct HelmToolFailure: Error {
  let reason: String
}
