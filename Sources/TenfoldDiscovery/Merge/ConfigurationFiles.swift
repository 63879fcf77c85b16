import TenfoldModel
import TenfoldPlatform

/// Which configuration files of the tree belong to which part.
///
/// A file belongs to a part that mounts it, that is built from its folder, whose name its folder carries, or,
/// in the folder of a configuration server, whose name it carries itself.
struct ConfigurationFiles {
  /// A file that several parts read.
  struct Shared {
    var file: SourceFile
    var parts: [Int]
  }

  private var filesByPart: [Int: [SourceFile]] = [:]
  /// Files that several parts mount or that a configuration server hands to everybody.
  private(set) var shared: [Shared] = []

  init(tree: SourceTree, parts: [Part], sets: [DeclarationSet]) {
    let manifestFiles = Set(sets.lazy.flatMap(\.files))
    let candidates = tree.files.filter { Self.isConfiguration($0) && !manifestFiles.contains($0.path) }
    var owners: [String: Set<Int>] = [:]
    let byMount = Self.mounts(of: parts)
    let byContext = Self.contexts(of: parts)
    var byKey: [String: Int] = [:]
    for (index, part) in parts.enumerated() where !part.isManaged {
      byKey[part.key] = index
      for declared in part.declarations { byKey[Naming.key(declared.workload.name)] = index }
      let stem = Naming.stem(part.name)
      if byKey[stem] == nil { byKey[stem] = index }
    }
    for file in candidates {
      var found = Set<Int>()
      // Every prefix of the path may be mounted or be a build folder.
      var prefix = file.path[...]
      var isFile = true
      while true {
        found.formUnion(byMount[String(prefix)] ?? [])
        if !isFile, let built = byContext[String(prefix)], built.count == 1 { found.formUnion(built) }
        guard let slash = prefix.lastIndex(of: "/") else { break }
        prefix = prefix[..<slash]
        isFile = false
      }
      let base = Naming.key(file.name.split(separator: ".").first ?? "")
      // A configuration server mounts what it hands out: a file named after a service is that service's.
      if !found.isEmpty, Self.isServedConfiguration(file), byKey[base] != nil || base == "application",
        found.allSatisfy({ parts[$0].role == .platform })
      {
        found = []
      }
      if found.isEmpty {
        if Self.isServedConfiguration(file), let index = byKey[base] {
          found = [index]
        } else if let name = file.documents.lazy.compactMap({ $0[["spring", "application", "name"]]?.string })
          .first,
          let index = byKey[Naming.key(name)]
        {
          found = [index]
        } else if !Self.isServedConfiguration(file) || base != "application",
          let index = file.folder.split(separator: "/").reversed().lazy
            .compactMap({ Self.part(ofFolder: $0, byKey) }).first
        {
          found = [index]
        }
      }
      if !found.isEmpty { owners[file.path] = found }
    }
    for file in candidates {
      // What a configuration server gives to everybody has no owner: it does not tell who uses it.
      guard let indices = owners[file.path]?.sorted() else { continue }
      if indices.count == 1 {
        filesByPart[indices[0], default: []].append(file)
      } else {
        shared.append(Shared(file: file, parts: indices))
      }
    }
  }

  /// The part whose name a folder carries, alone or at its end: `petclinic-api-gateway` of `api-gateway`.
  private static func part(ofFolder folder: Substring, _ byKey: [String: Int]) -> Int? {
    if let index = byKey[Naming.key(folder)] { return index }
    let words = Naming.words(folder)
    // One word at the end is too little: `order-service` is not of a part named `service`.
    guard words.count > 2 else { return nil }
    for start in 1..<(words.count - 1) {
      if let index = byKey[words[start...].joined()] { return index }
    }
    return nil
  }

  /// Files that belong to one part alone.
  func files(of part: Int) -> [SourceFile] { filesByPart[part] ?? [] }

  private static func mounts(of parts: [Part]) -> [String: Set<Int>] {
    var result: [String: Set<Int>] = [:]
    for (index, part) in parts.enumerated() {
      for declared in part.declarations {
        for container in declared.workload.containers {
          for mount in container.mounts {
            guard case .file(var path) = mount.source else { continue }
            while path.hasSuffix("/") { path.removeLast() }
            if path.hasPrefix("./") { path.removeFirst(2) }
            guard !path.isEmpty, path != "." else { continue }
            result[path, default: []].insert(index)
          }
        }
      }
    }
    return result
  }

  private static func contexts(of parts: [Part]) -> [String: Set<Int>] {
    var result: [String: Set<Int>] = [:]
    for (index, part) in parts.enumerated() {
      for declared in part.declarations {
        for container in declared.workload.containers {
          guard var path = container.buildContext else { continue }
          while path.hasSuffix("/") { path.removeLast() }
          if path.hasPrefix("./") { path.removeFirst(2) }
          guard !path.isEmpty, path != "." else { continue }
          result[path, default: []].insert(index)
        }
      }
    }
    return result
  }

  // MARK: Which files are configuration

  private static let textEndings: Set<String> = [
    "properties", "toml", "ini", "conf", "cfg", "template", "tmpl", "ctmpl", "env", "config", "tpl", "j2",
  ]
  private static let skippedWords: Set<String> = [
    "test", "tests", "testdata", "fixtures", "dashboards", "workflows", "locales", "i18n", "translations",
    "dev",
    "development", "local", "example", "sample", "examples", "charts", "terraform", "k8s", "kubernetes",
    "helm",
    "schemas", "mocks", "e2e", "staging",
  ]
  private static let skippedNames: Set<String> = [
    "package.json", "composer.json", "launchsettings.json", "tsconfig.json", "global.json", "nuget.config",
    "chart.yaml", "values.yaml", "skaffold.yaml", "kustomization.yaml", "openapi.yaml", "openapi.json",
    "swagger.json", "swagger.yaml", "asyncapi.yaml", "pyproject.toml", "cargo.toml", "babel.config.json",
    "nodemon.json", "lerna.json", "nx.json", "project.json", "turbo.json", "redis.conf", "mongod.conf",
    "buf.yaml", "buf.gen.yaml", "jest.config.json", "catalog-info.yaml", "mkdocs.yml", "manifest.json",
    "renovate.json", "deno.json", "app.json", "vercel.json", "pnpm-workspace.yaml", "setup.cfg", "tox.ini",
    "pytest.ini", "web.config",
  ]

  private static func isConfiguration(_ file: SourceFile) -> Bool {
    guard file.bytes.count < 256 << 10 else { return false }
    let name = file.name.lowercased()
    if skippedNames.contains(name) || name.hasPrefix("docker-compose") || name.hasPrefix("compose.") {
      return false
    }
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    if file.documents.isEmpty {
      guard textEndings.contains(ending) || name == "caddyfile" || name.hasPrefix(".env") else {
        return false
      }
    } else {
      guard let first = file.documents.first(where: { $0.isMapping }) else { return false }
      if first["apiVersion"] != nil && first["kind"] != nil { return false }
      if first["services"]?.isMapping == true && first["spring"] == nil { return false }
      if first["openapi"] != nil || first["swagger"]?.string != nil
        || first["$schema"] != nil && first["paths"] != nil
      {
        return false
      }
    }
    // `application-dev.yml` and files in folders of tests say how it runs elsewhere.
    return Set(Naming.words(file.path)).isDisjoint(with: skippedWords)
  }

  /// True for files that a Spring configuration server hands out.
  private static func isServedConfiguration(_ file: SourceFile) -> Bool {
    let folders = file.folder.split(separator: "/").map { $0.lowercased() }
    guard let last = folders.last else { return false }
    return ["shared", "config", "configs", "config-repo", "configrepo", "configurations", "properties"]
      .contains(last)
      || folders.contains {
        $0.contains("config-repo") || $0.contains("config-server") || $0.contains("configserver")
      }
  }
}
