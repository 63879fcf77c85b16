import TenfoldModel
import TenfoldPlatform

/// Where guides, scripts, pipelines and controllers put manifests to use.
struct ManifestUses {
  /// That a path is applied at a place.
  struct Use: Equatable {
    /// File or folder, relative to the folder given.
    var path: String
    /// True when folders below it count too.
    var isRecursive = false
    /// Whether kustomize is asked for; nil when it is used where there is a kustomization.
    var isKustomize: Bool?
    var location: SourceLocation
  }

  private(set) var uses: [Use] = []

  init(_ tree: SourceTree) {
    var known = Set<String>([""])
    for file in tree.files {
      known.insert(file.path)
      var folder = file.folder
      while !folder.isEmpty, known.insert(folder).inserted { folder = FilePath.folder(of: folder) }
    }
    for file in tree.files {
      if !file.documents.isEmpty {
        for document in file.documents { addSkaffold(document, file, known) }
        uses += Reconciliation.all(in: file).compactMap { reconciliation in
          guard let path = reconciliation.path, known.contains(path) else { return nil }
          return Use(path: path, isRecursive: true, location: reconciliation.location)
        }
      }
      if Self.mayApply(file) { addCommands(file, known) }
    }
  }

  /// The places that apply a set.
  func places(applying set: DeclarationSet, folder: String) -> [SourceLocation] {
    let files = Set(set.files)
    let isKustomize = set.form == .kustomize
    return uses.filter { use in
      if let asked = use.isKustomize, asked != isKustomize { return false }
      if use.path == folder || use.path == set.name { return true }
      if !isKustomize && files.contains(use.path) { return true }
      return use.isRecursive && !use.path.isEmpty && folder.hasPrefix(use.path + "/")
    }.map(\.location).sorted()
  }

  private static func mayApply(_ file: SourceFile) -> Bool {
    let name = file.name.lowercased()
    return ["readme", "makefile", "jenkinsfile", "taskfile", "justfile", "tiltfile"].contains(
      where: name.hasPrefix)
      || [".sh", ".bash", ".mk", ".tf", ".md"].contains(where: name.hasSuffix) || name == ".gitlab-ci.yml"
      || name.hasPrefix("cloudbuild") || name.hasPrefix("azure-pipelines") || name == ".travis.yml"
      || file.path.contains(".github/workflows/") || file.path.contains(".circleci/")
  }

  // MARK: Commands

  private mutating func addCommands(_ file: SourceFile, _ known: Set<String>) {
    let text = file.text
    guard
      text.contains("kubectl") || text.contains("kustomize") || text.contains("k8s_yaml")
        || text.contains("oc ")
    else { return }
    var lineNumber = 0
    for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      lineNumber += 1
      let command = String(decoding: line, as: UTF8.self).trimmed
      guard !command.hasPrefix("#"), !command.hasPrefix("//") else { continue }
      for path in Self.paths(applied: command) {
        guard let found = Self.resolved(path.text, from: file.folder, known) else { continue }
        uses.append(
          Use(
            path: found, isRecursive: path.isRecursive, isKustomize: path.isKustomize,
            location: file.at(lineNumber)))
      }
    }
  }

  /// A path as a command has it.
  struct WrittenPath {
    var text: String
    var isRecursive = false
    var isKustomize: Bool?
  }

  /// Paths given to `kubectl apply`, `create` and `replace`, to `kustomize build`, or to Tilt.
  static func paths(applied command: String) -> [WrittenPath] {
    let separators: Set<Character> = [" ", "\t", "\"", "'", "`", ",", ";", "(", ")", "[", "]", "|", "&", "="]
    let words = command.split { separators.contains($0) }
    var paths: [WrittenPath] = []
    if words.first == "k8s_yaml" || words.contains("k8s_yaml") {
      for word in words where word != "k8s_yaml" && word != "kustomize" {
        paths.append(WrittenPath(text: String(word)))
      }
    }
    if let build = words.firstIndex(of: "build"), build > 0, words[build - 1].hasSuffix("kustomize"),
      let path = words[(build + 1)...].first(where: { !$0.hasPrefix("-") })
    {
      paths.append(WrittenPath(text: String(path), isKustomize: true))
    }
    let tools: Set<Substring> = ["kubectl", "oc", "k", "$(KUBECTL)", "microk8s.kubectl"]
    let verbs: Set<Substring> = ["apply", "create", "replace"]
    guard let tool = words.firstIndex(where: { tools.contains($0) }),
      words[tool...].contains(where: { verbs.contains($0) })
    else { return paths }
    let isRecursive = words.contains("-R") || words.contains("--recursive") || words.contains("-Rf")
    var option: Substring?
    for word in words[tool...] {
      if let taken = option {
        option = nil
        let isKustomize = taken == "-k" || taken == "--kustomize"
        paths.append(WrittenPath(text: String(word), isRecursive: isRecursive, isKustomize: isKustomize))
      } else if ["-f", "-k", "--filename", "--kustomize", "-Rf"].contains(word) {
        option = word
      } else if word.hasPrefix("-f") || word.hasPrefix("-k"), word.count > 2 {
        paths.append(
          WrittenPath(
            text: String(word.dropFirst(2)), isRecursive: isRecursive, isKustomize: word.hasPrefix("-k")))
      }
    }
    return paths
  }

  /// The file or folder that a written path means: seen from the top, from the file's folder, or at the end of
  /// the address of a repository's file.
  private static func resolved(_ written: String, from folder: String, _ known: Set<String>) -> String? {
    var path = written
    if let scheme = path.firstRange(of: "://") {
      let parts = path[scheme.upperBound...].split(separator: "/")
      guard parts.count > 4, parts[0].contains("github") || parts[0].contains("gitlab") else { return nil }
      path = parts[4...].joined(separator: "/")
      return known.contains(path) ? path : nil
    }
    for (index, start) in [folder, ""].enumerated() {
      guard let joined = FilePath.joined(start, path), known.contains(joined) else { continue }
      // `.` of a guide is its own folder; of the top, which the second turn tries, it would be everything.
      if joined.isEmpty && index == 1 { continue }
      return joined
    }
    return nil
  }

  // MARK: Skaffold

  private mutating func addSkaffold(_ document: YAMLNode, _ file: SourceFile, _ known: Set<String>) {
    guard document["apiVersion"]?.string?.hasPrefix("skaffold/") == true else { return }
    let raw = [["manifests", "rawYaml"], ["deploy", "kubectl", "manifests"]]
    let kustomize = [["manifests", "kustomize", "paths"], ["deploy", "kustomize", "paths"]]
    for (fields, isKustomize) in [(raw, false), (kustomize, true)] {
      for item in fields.flatMap({ document[$0]?.items ?? [] }) {
        guard var path = item.string else { continue }
        // `k8s/*.yaml` and `k8s/**` mean the folder.
        if let star = path.firstIndex(of: "*") { path = FilePath.folder(of: String(path[..<star])) }
        guard let joined = FilePath.joined(file.folder, path), known.contains(joined) else { continue }
        uses.append(Use(path: joined, isKustomize: isKustomize, location: file.at(item.line)))
      }
    }
  }
}
