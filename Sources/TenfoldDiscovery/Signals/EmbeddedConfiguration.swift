import TenfoldModel
import TenfoldPlatform

/// A configuration file, wherever it is kept: as a file, in a ConfigMap, in a custom resource.
struct EmbeddedConfiguration {
  /// Name of the file or key.
  let name: String
  let root: YAMLNode
  let file: String
  /// Line that is added to a node's own, for text within a ConfigMap.
  let offset: Int
  /// True when the node's lines are those of the file.
  let state: EvidenceState

  /// The place of a node of it.
  func at(_ node: YAMLNode?) -> SourceLocation {
    SourceLocation(file: file, line: (node ?? root).line + offset)
  }

  /// A fact about it.
  func fact(
    _ topic: FactTopic, _ detail: String, at node: YAMLNode? = nil, subject: String = "", value: Double? = nil
  ) -> Fact {
    Fact(topic, subject: subject, detail: detail, state: state, at: at(node), value: value)
  }
}

extension SignalMaterial {
  /// Every configuration text of the material that parses as YAML.
  ///
  /// A file counts as referenced when something in use names it or a folder that holds it.
  static func configurations(
    _ tree: SourceTree, objects: [SignalObject], mentions: FileMentions
  ) -> [EmbeddedConfiguration] {
    var texts: [EmbeddedConfiguration] = []
    for file in tree.files where !file.documents.isEmpty {
      for root in file.documents
      where root.isMapping && root["apiVersion"]?.string?.contains("/") != true && root["kind"] == nil {
        let isUsed = mentions.isMentioned(file.path) && !FilePlace.isBeside(file.path)
        texts.append(
          EmbeddedConfiguration(
            name: file.name, root: root, file: file.path, offset: 0, state: isUsed ? .referenced : .declared))
      }
    }
    for file in tree.files
    where file.documents.isEmpty
      && (file.name.hasSuffix(".rules") || file.name.hasSuffix(".conf.yml")
        || file.name.hasSuffix(".tmpl.yaml"))
    {
      for root in (try? YAMLParser.documents(of: file.bytes)) ?? [] where root.isMapping {
        let isUsed = mentions.isMentioned(file.path) && !FilePlace.isBeside(file.path)
        texts.append(
          EmbeddedConfiguration(
            name: file.name, root: root, file: file.path, offset: 0, state: isUsed ? .referenced : .declared))
      }
    }
    for object in objects {
      switch object.kind {
      case "ConfigMap", "Secret":
        for entry in (object.node["data"]?.entries ?? []) + (object.node["stringData"]?.entries ?? []) {
          guard let text = entry.value.string, text.contains(":") || text.contains("{"), text.contains("\n")
          else { continue }
          for root in (try? YAMLParser.documents(of: text)) ?? [] where root.isMapping {
            texts.append(
              EmbeddedConfiguration(
                name: entry.key, root: root, file: object.file, offset: entry.value.line,
                state: object.ownState))
          }
        }
      case "OpenTelemetryCollector":
        guard let config = object.spec?["config"] else { continue }
        if config.isMapping {
          texts.append(
            EmbeddedConfiguration(
              name: object.name, root: config, file: object.file, offset: 0, state: object.ownState))
        } else if let text = config.string {
          for root in (try? YAMLParser.documents(of: text)) ?? [] {
            texts.append(
              EmbeddedConfiguration(
                name: object.name, root: root, file: object.file, offset: config.line, state: object.ownState)
            )
          }
        }
      default: break
      }
    }
    return texts
  }
}
