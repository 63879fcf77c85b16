internal import TenfoldModel
internal import TenfoldPlatform

/// Reads Compose files into one project: variables replaced, `include` and `extends` followed, files merged.
struct ComposeLoader {
  /// Deepest chain of `include` or `extends`.
  private static let maximumChain = 20
  /// Most nodes of one project; beyond them a file is refused rather than expanded.
  private static let maximumNodes = 500_000

  let tree: SourceTree
  private(set) var diagnostics: [Diagnostic] = []
  /// Files that the project is made of, in the order they were read.
  private(set) var files: [String] = []
  /// Variables that no file gives a value, by name, with the first place that asks for each.
  private(set) var unset: [String: SourceLocation] = [:]
  private var nodes = 0

  init(tree: SourceTree) {
    self.tree = tree
  }

  /// The merged content of files that are used together.
  ///
  /// - Parameters:
  ///   - paths: Files in the order of `-f`.
  ///   - folder: The project's folder; relative paths of all files begin at it.
  mutating func project(
    _ paths: [String], folder: String, variables: ComposeVariables, chain: [String] = []
  ) -> ComposeValue? {
    var project: ComposeValue?
    for path in paths {
      guard let file = tree[path] else {
        report(
          "TF-COMPOSE-001", "\(path) is named as a Compose file but is not among the files given", at: nil)
        continue
      }
      note(file.path)
      for document in file.documents {
        var root = converted(document, file: file, folder: folder, variables: variables)
        if ComposeFile.isVersionOne(document) { root = Self.underServices(root) }
        root = extended(root, under: project, variables: variables, chain: chain)
        project = project.map { ComposeMerge.merged($0, root) } ?? ComposeMerge.settled(root)
        if let include = root["include"] {
          project = included(include, into: project, variables: variables, chain: chain + [path])
        }
      }
    }
    return project
  }

  // MARK: Reading one file

  private mutating func note(_ path: String) {
    if !files.contains(path) { files.append(path) }
  }

  private mutating func report(
    _ id: String, _ message: String, severity: Diagnostic.Severity = .warning, at location: SourceLocation?
  ) {
    diagnostics.append(Diagnostic(severity, id: id, message, at: location))
  }

  private static func underServices(_ root: ComposeValue) -> ComposeValue {
    let services = ComposeValue.Entry(key: "services", location: root.location, value: root)
    return ComposeValue(.mapping([services]), like: root)
  }

  private mutating func converted(
    _ node: YAMLNode, file: SourceFile, folder: String, variables: ComposeVariables
  ) -> ComposeValue {
    nodes += 1
    if nodes == Self.maximumNodes {
      report(
        "TF-COMPOSE-002", "more than \(Self.maximumNodes) values once aliases are expanded; not read further",
        severity: .error, at: file.at(node.line))
    }
    guard nodes < Self.maximumNodes else {
      return ComposeValue(.null, at: file.at(node.line), folder: folder)
    }
    var value = ComposeValue(.null, at: file.at(node.line), folder: folder)
    value.tag = node.tag
    switch node.content {
    case .scalar(let text, _):
      if node.isNull { break }
      let expanded = ComposeInterpolation.expand(text) { variables.value(of: $0) }
      if let problem = expanded.problem {
        report(
          "TF-COMPOSE-003", "a value's variables cannot be replaced: \(problem)", at: file.at(node.line))
      }
      for name in expanded.unset where unset[name] == nil { unset[name] = file.at(node.line) }
      value.content = .scalar(expanded.text)
      value.hasUnset = !expanded.unset.isEmpty
    case .sequence(let items):
      value.content = .list(
        items.map { converted($0, file: file, folder: folder, variables: variables) })
    case .mapping(let entries):
      var places: [String: Int] = [:]
      var result: [ComposeValue.Entry] = []
      for entry in entries {
        let converted = ComposeValue.Entry(
          key: entry.key, location: file.at(entry.line),
          value: converted(entry.value, file: file, folder: folder, variables: variables))
        if let place = places[entry.key] {
          result[place] = converted
        } else {
          places[entry.key] = result.count
          result.append(converted)
        }
      }
      value.content = .mapping(result)
    }
    return value
  }

  // MARK: extends

  /// The root with every service's `extends` followed.
  private mutating func extended(
    _ root: ComposeValue, under base: ComposeValue?, variables: ComposeVariables, chain: [String]
  ) -> ComposeValue {
    guard let services = root["services"], services.entries.contains(where: { $0.value["extends"] != nil })
    else { return root }
    var root = root
    let resolved = services.entries.map { entry in
      var entry = entry
      entry.value = extended(
        entry.value, named: entry.key, in: root, under: base, variables: variables, chain: chain)
      return entry
    }
    Self.replace(&root, key: "services", by: ComposeValue(.mapping(resolved), like: services))
    return root
  }

  private mutating func extended(
    _ service: ComposeValue, named name: String, in root: ComposeValue, under base: ComposeValue?,
    variables: ComposeVariables, chain: [String]
  ) -> ComposeValue {
    guard let extends = service["extends"], !extends.isNull else { return service }
    var own = service
    if case .mapping(let entries) = own.content {
      own.content = .mapping(entries.filter { $0.key != "extends" })
    }
    let otherName = extends.string ?? extends["service"]?.string ?? name
    let otherFile = extends["file"]?.string
    let step = "\(otherFile ?? service.location.file)#\(otherName)"
    guard !chain.contains(step), chain.count < Self.maximumChain else {
      report(
        "TF-COMPOSE-004", "service \"\(name)\" extends itself in the end; 'extends' left out",
        at: extends.location)
      return own
    }
    var parent: ComposeValue?
    if let otherFile {
      let path = ComposePath.resolved(otherFile, in: extends.folder)
      guard let file = tree[path], let document = file.documents.first else {
        report(
          "TF-COMPOSE-005",
          "service \"\(name)\" extends \"\(otherName)\" of \(path), which is not among the files given",
          at: extends.location)
        return own
      }
      note(path)
      var other = converted(document, file: file, folder: FilePath.folder(of: path), variables: variables)
      if ComposeFile.isVersionOne(document) { other = Self.underServices(other) }
      parent = other["services"]?[otherName].map {
        extended($0, named: otherName, in: other, under: nil, variables: variables, chain: chain + [step])
      }
    } else if let other = root["services"]?[otherName], otherName != name {
      parent = extended(
        other, named: otherName, in: root, under: base, variables: variables, chain: chain + [step])
    } else {
      parent = base?["services"]?[otherName]
    }
    guard let parent else {
      report(
        "TF-COMPOSE-005", "service \"\(name)\" extends \"\(otherName)\", which no file declares",
        at: extends.location)
      return own
    }
    return ComposeMerge.merged(ComposeMerge.settled(parent), own, at: ["services", name])
  }

  // MARK: include

  /// The project with what it includes; its own declarations win.
  private mutating func included(
    _ include: ComposeValue, into project: ComposeValue?, variables: ComposeVariables, chain: [String]
  ) -> ComposeValue? {
    var project = project
    for item in include.itemsOrItself {
      let paths = (item["path"]?.strings ?? item.strings).map { ComposePath.resolved($0, in: item.folder) }
      guard let first = paths.first else { continue }
      guard !chain.contains(first), chain.count < Self.maximumChain else {
        report("TF-COMPOSE-006", "\(first) includes itself in the end; left out", at: item.location)
        continue
      }
      let folder =
        item["project_directory"]?.string.map { ComposePath.resolved($0, in: item.folder) }
        ?? FilePath.folder(of: first)
      var inner = variables
      let files =
        item["env_file"]?.strings.map { ComposePath.resolved($0, in: item.folder) }
        ?? [folder.isEmpty ? ".env" : folder + "/.env"]
      for file in files {
        if let file = tree[file] { inner.add(file, isWeaker: true) }
      }
      guard
        let other = self.project(
          paths, folder: folder == "." ? "" : folder, variables: inner, chain: chain)
      else { continue }
      project = project.map { ComposeMerge.merged(other, $0) } ?? other
    }
    return project
  }

  private static func replace(_ root: inout ComposeValue, key: String, by value: ComposeValue) {
    guard case .mapping(var entries) = root.content else { return }
    for index in entries.indices where entries[index].key == key { entries[index].value = value }
    root.content = .mapping(entries)
  }
}
