public import TenfoldModel
public import TenfoldPlatform

/// What one component says about another.
enum PendingStatement {
  case connections(client: String, store: String, Quantity)
  case consumer(topic: String, Messaging.Consumer)
}

/// Reads `tenfold.yaml`, the written form of a ``TenfoldModel/System``.
public enum DescriptionReader {
  /// Reads one description.
  ///
  /// What can be understood is read; what is doubtful becomes a diagnostic with file and line. What the file
  /// does not say stays unknown.
  ///
  /// - Parameters:
  ///   - root: The root of the document.
  ///   - file: Its path as a reader of messages knows it.
  ///   - found: A system found elsewhere, whose components the description may name.
  /// - Throws: ``DescriptionError`` when the document is no description or of a version not known here.
  /// - Complexity: O(nodes).
  public static func read(
    _ root: YAMLNode, file: String, beside found: System? = nil
  ) throws(DescriptionError) -> (system: System, diagnostics: [Diagnostic]) {
    let table = SystemKeys.table
    guard root.isMapping else {
      throw DescriptionError(
        file: file, line: root.line,
        message: "not a description; expected keys such as tenfold: 1, system, services")
    }
    guard root.entries.contains(where: { entry in table.keys.contains { $0.name == entry.key } }) else {
      throw DescriptionError(
        file: file, line: root.line,
        message: "none of the keys of a description is here; expected tenfold: 1, then "
          + table.keys.dropFirst().map(\.name).joined(separator: ", "))
    }
    if let version = root["tenfold"], version.string != "1" {
      throw DescriptionError(
        file: file, line: version.line,
        message: "version \"\(version.string ?? "")\" of the format is not known; write tenfold: 1")
    }
    var reading = DescriptionReading(file: file, directory: ComponentDirectory(of: root, beside: found))
    if root["tenfold"] == nil {
      reading.report(.version, .note, "the file does not say its version; write tenfold: 1", line: root.line)
    }
    var system = System(name: defaultName(for: file))
    table.read(root, into: &system, &reading)
    settle(&system, &reading)
    DescriptionChecks.check(system, root, &reading)
    return (system, reading.diagnostics)
  }

  /// Reads the description a text holds. See ``read(_:file:beside:)``.
  public static func read(
    text: String, file: String, beside found: System? = nil
  ) throws(DescriptionError) -> (system: System, diagnostics: [Diagnostic]) {
    let documents: [YAMLNode]
    do {
      documents = try YAMLParser.documents(of: text)
    } catch {
      throw DescriptionError(file: file, line: error.line > 0 ? error.line : nil, message: error.message)
    }
    guard let root = documents.first else {
      throw DescriptionError(file: file, line: nil, message: "empty; start with tenfold: 1, or tenfold init")
    }
    guard documents.count == 1 else {
      throw DescriptionError(
        file: file, line: documents[1].line,
        message: "a second document; a description is one document, put the other into a file of its own")
    }
    return try read(root, file: file, beside: found)
  }

  /// The folder's name for `shop/tenfold.yaml`, else the file's without its ending.
  private static func defaultName(for file: String) -> String {
    let parts = file.split(separator: "/").map(String.init)
    let base = parts.last?.split(separator: ".").first.map(String.init) ?? "system"
    return base == "tenfold" && parts.count > 1 ? parts[parts.count - 2] : base
  }

  /// Puts what was said on other components where it belongs, and adds operations that are only called.
  private static func settle(_ system: inout System, _ reading: inout DescriptionReading) {
    var indices: [String: Int] = [:]
    for (index, component) in system.components.enumerated() { indices[component.name] = index }
    for (component, name) in reading.implied {
      guard let index = indices[component] else { continue }
      let operation = OperationKeys.start(name, of: system.components[index].kind)
      system.components[index].operations.append(operation)
    }
    for statement in reading.pending {
      switch statement {
      case .connections(let client, let store, let count):
        guard let index = indices[store] else { continue }
        var state = system.components[index].state ?? StoredState()
        state.connectionsPerReplica[client] = count
        system.components[index].state = state
      case .consumer(let topic, let consumer):
        guard let index = indices[topic] else { continue }
        var messaging = system.components[index].messaging ?? Messaging()
        messaging.consumers.append(consumer)
        system.components[index].messaging = messaging
      }
    }
  }
}
