import TenfoldPlatform

/// Paths that pipelines, scripts and guides hand to `kubectl`, `helm`, `kustomize` and `docker compose`.
struct AppliedPaths: Sendable {
  /// Paths as written, without `./` in front and `/` behind, with how much they say: 2 for a GitOps object,
  /// 1 for a command.
  private(set) var ranks: [String: Int] = [:]

  init(in tree: SourceTree, sets: [DeclarationSet] = []) {
    for file in tree.files where Self.holdsCommands(file) {
      for line in file.text.split(separator: "\n") where Self.isDeployment(line) {
        for word in line.split(whereSeparator: {
          $0 == " " || $0 == "\t" || $0 == "\"" || $0 == "'" || $0 == "`"
        }) {
          add(String(word), from: file.folder, rank: 1)
        }
      }
    }
    for object in sets.lazy.flatMap(\.objects)
    where object.kind == "Application" && object.apiVersion.hasPrefix("argoproj.io")
      || object.kind == "Kustomization" && object.apiVersion.contains("toolkit.fluxcd.io")
    {
      let spec = object.node["spec"]
      let sources = [spec?["source"]].compactMap { $0 } + (spec?["sources"]?.items ?? [])
      for path in (sources.compactMap { $0["path"]?.string } + [spec?["path"]?.string].compactMap { $0 }) {
        add(path, from: "", rank: 2)
      }
    }
  }

  private mutating func add(_ word: String, from folder: String, rank: Int) {
    guard word.contains("/") || word.hasSuffix(".yml") || word.hasSuffix(".yaml"), !word.contains("://"),
      word.utf8.count > 2
    else { return }
    var path = word[...]
    if let equals = path.lastIndex(of: "=") { path = path[path.index(after: equals)...] }
    if path.hasPrefix("./") { path = path.dropFirst(2) }
    while path.hasSuffix("/") || path.hasSuffix("*") { path = path.dropLast() }
    guard !path.isEmpty, !path.hasPrefix("/"), !path.hasPrefix("$") else { return }
    ranks[String(path), default: 0] = max(ranks[String(path)] ?? 0, rank)
    if !folder.isEmpty { ranks["\(folder)/\(path)", default: 0] = max(ranks["\(folder)/\(path)"] ?? 0, rank) }
  }

  /// How much speaks for a set: 0 when nothing applies it.
  func rank(of set: DeclarationSet) -> Int {
    guard !ranks.isEmpty else { return 0 }
    var best = ranks[set.name] ?? 0
    for file in set.files.prefix(200) {
      if let rank = ranks[file] { best = max(best, rank) }
    }
    return best
  }

  private static func holdsCommands(_ file: SourceFile) -> Bool {
    let name = file.name.lowercased()
    if name.hasPrefix("readme") { return file.folder.split(separator: "/").count < 2 }
    return name == "makefile" || name.hasSuffix(".sh") || name.hasSuffix(".mk") || name == "skaffold.yaml"
      || name == "jenkinsfile" || name == "justfile" || name.hasPrefix(".gitlab-ci") || name == "notes.txt"
      || name == ".travis.yml" || file.path.contains(".github/workflows/")
      || name.hasPrefix("cloudbuild") || name.hasPrefix("azure-pipelines") || file.path.contains(".circleci/")
  }

  private static func isDeployment(_ line: Substring) -> Bool {
    let trimmed = line.drop { $0 == " " || $0 == "\t" }
    guard !trimmed.hasPrefix("#") else { return false }
    return line.contains("kubectl apply") || line.contains("kubectl create") || line.contains("helm upgrade")
      || line.contains("helm install") || line.contains("kustomize build") || line.contains("compose -f")
      || line.contains("compose --file") || line.contains("stack deploy") || line.contains("kubectl -n")
  }
}
