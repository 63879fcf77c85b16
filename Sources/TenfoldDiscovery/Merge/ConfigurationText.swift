import TenfoldModel
import TenfoldPlatform

/// Reads configuration of any common format to named values.
enum ConfigurationText {
  /// A value with the path of keys it stands under.
  struct Value: Sendable {
    /// Keys joined by dots, or a variable's name.
    var name: String
    /// May hold a secret: never print it.
    var text: String
    var location: SourceLocation
    /// The table of routes that it stands in; nil when it stands in none.
    var route: RouteTable?
  }

  /// The values of a file of the tree.
  static func values(in file: SourceFile, environment: [String: String]) -> [Value] {
    if !file.documents.isEmpty {
      var values: [Value] = []
      for document in file.documents where !isForOtherProfile(document) {
        collect(document, path: [], file: file.path, environment: environment, depth: 0, into: &values)
      }
      return values
    }
    return lines(of: file.text, at: file.at(1), environment: environment)
  }

  /// The values of a text held in a ConfigMap or the like.
  static func values(
    in text: String, named name: String, at location: SourceLocation, environment: [String: String]
  ) -> [Value] {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if ["yaml", "yml", "json"].contains(ending),
      let documents = try? YAMLParser.documents(of: Array(text.utf8))
    {
      var values: [Value] = []
      for document in documents where !isForOtherProfile(document) {
        collect(document, path: [], file: location.file, environment: environment, depth: 0, into: &values)
      }
      // Lines inside an embedded document count from its own beginning.
      return values.map { Value(name: $0.name, text: $0.text, location: location) }
    }
    if !text.contains("\n") {
      return [Value(name: name, text: resolve(text, environment), location: location)]
    }
    return lines(of: text, at: location, environment: environment)
  }

  // MARK: Documents

  private static func collect(
    _ node: YAMLNode, path: [String], file: String, environment: [String: String], depth: Int,
    into values: inout [Value]
  ) {
    guard depth < 24, values.count < 5000 else { return }
    switch node.content {
    case .scalar(let text, _):
      guard !node.isNull, let last = path.last else { return }
      let name =
        isPlainHostKey(last) || path.count < 2
        ? path.suffix(3).joined(separator: ".") : path.suffix(4).joined(separator: ".")
      values.append(
        Value(
          name: name, text: resolve(text, environment), location: SourceLocation(file: file, line: node.line))
      )
    case .sequence(let items):
      for item in items {
        collect(item, path: path, file: file, environment: environment, depth: depth + 1, into: &values)
      }
    case .mapping(let entries):
      if path == ["zuul", "routes"] {
        // A route of Zuul leads to the service of its own name unless it says otherwise.
        for entry in entries where entry.value["url"] == nil && entry.value["serviceId"] == nil {
          values.append(
            Value(
              name: "zuul.routes.serviceId", text: entry.key,
              location: SourceLocation(file: file, line: entry.line)))
        }
      }
      for entry in entries where !isIgnored(entry.key, under: path) {
        collect(
          entry.value, path: path + [entry.key], file: file, environment: environment, depth: depth + 1,
          into: &values)
      }
    }
  }

  private static func isPlainHostKey(_ key: String) -> Bool { key == "host" || key == "url" || key == "uri" }

  private static let ignoredRoots: Set<String> = [
    "management", "eureka", "logging", "springdoc", "swagger", "server", "serilog", "knife4j", "sentry",
    "info",
  ]

  /// Branches of well-known frameworks that hold no calls of the service.
  private static func isIgnored(_ key: String, under path: [String]) -> Bool {
    let key = key.lowercased()
    if path.isEmpty { return ignoredRoots.contains(key) }
    guard path[0].lowercased() == "spring" else { return false }
    if path.count == 1 { return ["zipkin", "sleuth", "boot", "application"].contains(key) }
    return path.count == 2 && path[1].lowercased() == "cloud"
      && ["config", "consul", "nacos", "discovery", "zookeeper", "kubernetes", "bus"].contains(key)
  }

  private static let otherProfiles: Set<String> = [
    "dev", "test", "local", "development", "default,dev", "testing",
  ]

  /// A document of a Spring file that only counts in development.
  private static func isForOtherProfile(_ document: YAMLNode) -> Bool {
    let profile =
      document[["spring", "config", "activate", "on-profile"]]?.string
      ?? document[["spring", "profiles"]]?.string ?? document["spring.profiles"]?.string
    return profile.map { otherProfiles.contains($0.lowercased()) } ?? false
  }

  // MARK: Lines

  /// `key=value` and `key: value` of properties, TOML, INI and environment files.
  private static func lines(
    of text: String, at start: SourceLocation, environment: [String: String]
  ) -> [Value] {
    var values: [Value] = []
    var section = ""
    for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var line = line.drop { $0 == " " || $0 == "\t" }
      guard let first = line.first, first != "#", first != ";", first != "!", !line.hasPrefix("//") else {
        continue
      }
      if first == "[" {
        section = line.filter { $0 != "[" && $0 != "]" }.unquoted
        continue
      }
      if line.hasPrefix("export ") { line = line.dropFirst(7) }
      guard let sign = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else { continue }
      let key = line[..<sign].unquoted
      guard !key.isEmpty, !key.contains(" ") else { continue }
      let root = key.split(separator: ".").map { $0.lowercased() }
      if root.count > 1, isIgnoredProperty(root) { continue }
      let value = withoutComment(line[line.index(after: sign)...]).unquoted
      guard !value.isEmpty else { continue }
      values.append(
        Value(
          name: section.isEmpty ? key : "\(section).\(key)", text: resolve(value, environment),
          location: SourceLocation(file: start.file, line: (start.line ?? 1) + offset)))
    }
    return values
  }

  private static func isIgnoredProperty(_ keys: [String]) -> Bool {
    for length in 1..<keys.count where isIgnored(keys[length - 1], under: Array(keys[..<(length - 1)])) {
      return true
    }
    return false
  }

  private static func withoutComment(_ text: Substring) -> Substring {
    text.firstRange(of: " #").map { text[..<$0.lowerBound] } ?? text
  }

  private static func resolve(_ text: String, _ environment: [String: String]) -> String {
    guard text.contains("${") else { return text }
    return Placeholder.resolved(text) { name in
      environment[name] ?? environment[name.uppercased().replacing([".", "-"], with: "_")]
    }
  }
}

extension String {
  fileprivate func replacing(_ characters: [Character], with other: Character) -> String {
    String(map { characters.contains($0) ? other : $0 })
  }
}
