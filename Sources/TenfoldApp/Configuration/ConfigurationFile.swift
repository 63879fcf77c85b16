internal import TenfoldPlatform

/// A file of defaults: option names as keys.
///
/// ```yaml
/// users: 20K
/// growth: 10x
/// profile: [web, jobs]
/// no-color: true
/// figures: prices.yaml
/// ```
enum ConfigurationFile {
  /// Reads a file; paths in it are relative to its folder.
  ///
  /// - Throws: ``InputError`` with everything that is wrong, each with file and line.
  static func settings(path: String) throws(InputError) -> [Configuration.Setting] {
    let name = shown(path)
    let documents: [YAMLNode]
    do {
      documents = try YAMLParser.documents(of: FileReader.bytes(of: path, maximum: 1 << 20))
    } catch let error as YAMLError {
      throw InputError("\(name):\(error)")
    } catch {
      throw InputError("\(name): \(error)")
    }
    guard let root = documents.first, !root.isNull else { return [] }
    var problems: [String] = []
    func refuse(_ line: Int, _ message: String) { problems.append("\(name):\(line): \(message)") }
    guard documents.count == 1, root.isMapping else {
      throw InputError("\(name):\(root.line): this is no mapping; write options as keys, such as users: 20K")
    }
    var settings: [Configuration.Setting] = []
    for entry in root.entries {
      guard let option = Configuration.options.first(where: { $0.name == entry.key }) else {
        refuse(entry.line, unknown(entry.key))
        continue
      }
      guard let values = values(of: entry.value, option, FilePath.folder(of: path)) else {
        refuse(entry.line, "\(entry.key) takes \(expected(option))")
        continue
      }
      if !values.isEmpty {
        let origin = Configuration.Origin.file(path: name, line: entry.line)
        settings.append(.init(name: option.name, values: values, origin: origin))
      }
    }
    guard problems.isEmpty else { throw InputError(problems.joined(separator: "\n")) }
    return settings
  }

  private static func unknown(_ key: String) -> String {
    let names = Configuration.options.map(\.name)
    if let all = Application.specifications.flatMap(\.options).first(where: { $0.name == key }) {
      return
        "--\(all.name) can be given on the command line alone; here stand \(names.joined(separator: ", "))"
    }
    let nearest = Suggestion.nearest(to: key, among: names)
    return "no option is named '\(key)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
      + (nearest == nil ? "; here stand \(names.joined(separator: ", "))" : "")
  }

  private static func expected(_ option: OptionSpecification) -> String {
    if option.value == .none { return "true or false" }
    return option.isRepeatable ? "a value or a list of values" : "one value"
  }

  /// The values of an entry, none for a flag that is off; nil when they are of another kind.
  private static func values(
    of node: YAMLNode, _ option: OptionSpecification, _ folder: String
  ) -> [String]? {
    if option.value == .none {
      return node.bool.map { $0 ? [""] : [] }
    }
    let nodes: [YAMLNode]
    if case .sequence(let items) = node.content { nodes = items } else { nodes = [node] }
    let texts = nodes.compactMap(\.string)
    guard !texts.isEmpty, texts.count == nodes.count, !texts.contains(""),
      texts.count == 1 || option.isRepeatable
    else { return nil }
    let isPath = [OptionSpecification.figures.name, OptionSpecification.measured.name].contains(option.name)
    return texts.map { isPath && !$0.hasPrefix("/") ? folder + "/" + $0 : $0 }
  }

  /// The path as seen from the working folder, where the file lies in it.
  private static func shown(_ path: String) -> String {
    guard let working = try? FilePath.resolved("."), path.hasPrefix(working + "/") else { return path }
    return String(path.dropFirst(working.count + 1))
  }
}
