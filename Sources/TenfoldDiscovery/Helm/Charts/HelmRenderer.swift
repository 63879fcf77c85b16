import TenfoldModel
import TenfoldPlatform

/// Renders releases with the built-in template reader.
struct HelmRenderer {
  /// What a release renders to.
  struct Rendering {
    var objects: [KubernetesObject] = []
    /// Templates that could not be rendered or whose output is no YAML, and why.
    var unread: [Inventory.Unread] = []
    var diagnostics: [Diagnostic] = []
    /// Files that had a part in it.
    var files: Set<String> = []
    /// Required values that were not given.
    var missingValues = 0

    /// Workloads and applications among the objects: what a rendering is worth.
    var unitCount: Int { objects.count { Self.units.contains($0.kind) } }

    private static let units: Set<String> = [
      "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Pod", "Job", "CronJob", "Rollout", "Service",
      "Application", "HelmRelease",
    ]
  }

  /// Parsed templates by path, since many releases share a chart.
  private var parsed: [String: Result<Parsed, TemplateFailure>] = [:]

  private typealias Parsed = (main: TemplateDefinition, definitions: [String: TemplateDefinition])

  /// Renders a release and its sub-charts.
  mutating func render(_ release: HelmRelease, namespace: String = "default") -> Rendering {
    var rendering = Rendering()
    var table: [String: TemplateDefinition] = [:]
    collect(release, into: &table, rendering: &rendering)
    var interpreter = TemplateInterpreter(templates: table)
    let scope = TemplateMap([
      "Release": .map(
        TemplateMap([
          "Name": .string(release.name), "Namespace": .string(namespace), "Service": .string("Helm"),
          "IsInstall": .bool(true), "IsUpgrade": .bool(false), "Revision": .int(1),
        ])),
      "Capabilities": .map(Self.capabilities),
    ])
    render(release, scope: scope, isRoot: true, &interpreter, &rendering)
    for note in interpreter.notes {
      rendering.missingValues += 1
      rendering.diagnostics.append(
        Diagnostic(
          .warning, id: "TF-HELM-002",
          "a required value is not given (\(note.message)); read with a placeholder, add it to the values",
          at: note.file.map { SourceLocation(file: $0, line: note.line) }))
    }
    return rendering
  }

  /// Takes in the definitions of all charts, sub-charts first, so that a parent's win.
  private mutating func collect(
    _ release: HelmRelease, into table: inout [String: TemplateDefinition], rendering: inout Rendering
  ) {
    for part in release.parts { collect(part, into: &table, rendering: &rendering) }
    rendering.diagnostics += release.diagnostics
    rendering.files.formUnion(
      release.chart.files.filter { $0.name == "values.yaml" || $0.name == "Chart.yaml" }.map(\.path))
    for file in release.chart.templates where file.name != "NOTES.txt" {
      rendering.files.insert(file.path)
      if parsed[file.path] == nil {
        parsed[file.path] = Result { () throws(TemplateFailure) in
          try TemplateParser.parse(file.textWithoutReturns, file: file.path)
        }
      }
      switch parsed[file.path] {
      case .success(let template)?:
        table.merge(template.definitions) { $1 }
        table[file.path] = template.main
      case .failure(let failure)?:
        rendering.unread.append(Self.unread(failure, of: file))
      case nil: break
      }
    }
  }

  private func render(
    _ release: HelmRelease, scope: TemplateMap, isRoot: Bool, _ interpreter: inout TemplateInterpreter,
    _ rendering: inout Rendering
  ) {
    let own = TemplateMap(scope.entries)
    own["Values"] = .map(release.values)
    own["Chart"] = .map(release.chart.metadata(named: isRoot ? release.chart.name : release.name))
    own["Files"] = .object(ChartFiles(release.chart))
    let subcharts = TemplateMap()
    for part in release.parts { subcharts[part.name] = .map(TemplateMap(["Values": .map(part.values)])) }
    own["Subcharts"] = .map(subcharts)
    for part in release.parts { render(part, scope: scope, isRoot: false, &interpreter, &rendering) }
    guard !release.chart.isLibrary else { return }
    for file in release.chart.templates where Self.isRendered(file) {
      guard let template = interpreter.templates[file.path] else { continue }
      own["Template"] = .map(
        TemplateMap([
          "Name": .string(release.chart.name + "/" + release.chart.relative(file.path)),
          "BasePath": .string(release.chart.name + "/templates"),
        ]))
      do throws(TemplateFailure) {
        let output = try interpreter.execute(template, scope: .map(own))
        HelmManifest.add(output, of: file, to: &rendering)
      } catch {
        rendering.unread.append(Self.unread(error, of: file))
      }
    }
  }

  private static func isRendered(_ file: SourceFile) -> Bool {
    let ending = file.name.split(separator: ".").last.map(String.init) ?? ""
    return !file.name.hasPrefix("_") && ["yaml", "yml", "json", "tpl"].contains(ending)
  }

  private static func unread(_ failure: TemplateFailure, of file: SourceFile) -> Inventory.Unread {
    Inventory.Unread(file: file.path, reason: "not rendered: " + failure.description)
  }

  private static var capabilities: TemplateMap {
    TemplateMap([
      "KubeVersion": .map(
        TemplateMap([
          "Version": .string("v1.31.0"), "GitVersion": .string("v1.31.0"), "Major": .string("1"),
          "Minor": .string("31"),
        ])),
      "APIVersions": .object(ClusterAPIVersions()),
      "HelmVersion": .map(TemplateMap(["Version": .string("v3.16.0"), "GitCommit": .string("")])),
    ])
  }
}

/// Turns what a template writes into objects that know their lines.
enum HelmManifest {
  /// Adds the objects of an output; a document that is no YAML costs itself only.
  static func add(_ output: TemplateOutput, of file: SourceFile, to rendering: inout HelmRenderer.Rendering) {
    do throws(YAMLError) {
      let documents = try YAMLParser.documents(of: output.bytes)
      rendering.objects += documents.flatMap { objects($0, output: output, firstLine: 0, file: file) }
    } catch {
      for (text, firstLine) in pieces(of: output.text) {
        let repaired = repaired(text)
        if let failure = repaired.failure {
          let line = output.origin(ofLine: firstLine + max(1, failure.line)) ?? 1
          rendering.unread.append(
            Inventory.Unread(
              file: file.path,
              reason:
                "its output is no YAML at \(file.path):\(line): \(failure.message); a value may be missing"))
        }
        for line in repaired.lines {
          rendering.diagnostics.append(
            Diagnostic(
              .warning, id: "TF-HELM-006",
              "what is written here is no YAML with these values, which leave something open; read as text",
              at: file.at(output.origin(ofLine: firstLine + line))))
        }
        rendering.objects += repaired.documents.flatMap {
          objects($0, output: output, firstLine: firstLine, file: file)
        }
      }
    }
  }

  /// Reads a document, taking the value on a line that is no YAML as text, or as nothing where the values that
  /// it was to be made of are missing (`image: /:`).
  private static func repaired(
    _ text: String
  ) -> (documents: [YAMLNode], lines: [Int], failure: YAMLError?) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var changed: [Int] = []
    while true {
      do throws(YAMLError) {
        return (try YAMLParser.documents(of: lines.joined(separator: "\n")), changed, nil)
      } catch {
        let index = error.line - 1
        guard changed.count < 20, !changed.contains(error.line), lines.indices.contains(index),
          let colon = lines[index].firstRange(of: ": ")
        else { return ([], [], error) }
        let value = lines[index][colon.upperBound...]
        let isEmpty = !value.contains { $0.isLetter || $0.isNumber }
        lines[index] =
          lines[index][..<colon.upperBound] + (isEmpty ? "~" : "'" + value.replacing("'", with: "''") + "'")
        changed.append(error.line)
      }
    }
  }

  /// Documents of a stream by their separators, with the number of lines before each.
  private static func pieces(of text: String) -> [(text: String, firstLine: Int)] {
    var pieces: [(text: String, firstLine: Int)] = []
    var lines: [Substring] = []
    var start = 0
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("---") {
        pieces.append((lines.joined(separator: "\n"), start))
        lines = []
        start = index + 1
      } else {
        lines.append(line)
      }
    }
    pieces.append((lines.joined(separator: "\n"), start))
    return pieces.filter { !$0.text.allSatisfy(\.isWhitespace) }
  }

  private static func objects(
    _ document: YAMLNode, output: TemplateOutput, firstLine: Int, file: SourceFile
  ) -> [KubernetesObject] {
    let node = document.mappingLines { output.origin(ofLine: firstLine + $0) ?? 1 }
    return KubernetesObject.objects(in: node, file: file.path).filter { object in
      !(object.annotations["helm.sh/hook"] ?? "").hasPrefix("test")
    }
  }
}

extension SourceFile {
  /// The text with lines ended by a newline alone: two characters that count as one would hide the line.
  var textWithoutReturns: String { String(decoding: bytes.filter { $0 != 13 }, as: UTF8.self) }
}

extension YAMLNode {
  /// The same node with other lines.
  func mappingLines(_ line: (Int) -> Int) -> YAMLNode {
    let mapped: Content
    switch content {
    case .scalar: mapped = content
    case .sequence(let items): mapped = .sequence(items.map { $0.mappingLines(line) })
    case .mapping(let entries):
      mapped = .mapping(
        entries.map { Entry(key: $0.key, line: line($0.line), value: $0.value.mappingLines(line)) })
    }
    return YAMLNode(content: mapped, tag: tag, line: line(self.line), column: column)
  }
}
