import TenfoldModel
import TenfoldPlatform

@testable import TenfoldDiscovery

/// A folder of texts that lies nowhere, and what the Compose reader makes of it.
struct ComposeFixture {
  let tree: SourceTree

  init(_ texts: [String: String]) throws {
    tree = SourceTree(
      files: try texts.map { path, text in
        let isDocument = [".yml", ".yaml", ".json"].contains(where: path.hasSuffix)
        return SourceFile(
          path: path, bytes: Array(text.utf8), documents: isDocument ? try YAMLParser.documents(of: text) : []
        )
      })
  }

  func sets(files: [String] = [], profiles: [String] = []) -> [DeclarationSet] {
    var options = DiscoveryOptions()
    options.composeFiles = files
    options.profiles = profiles
    return ComposeReader.read(tree, options: options)
  }

  /// The set that plain use takes; an empty one when there is none.
  func main(files: [String] = [], profiles: [String] = []) -> DeclarationSet {
    sets(files: files, profiles: profiles).first { $0.isDefault }
      ?? DeclarationSet(name: "none", form: .compose)
  }
}

extension DeclarationSet {
  /// The workload of a name.
  subscript(name: String) -> WorkloadDeclaration? { workloads.first { $0.name == name } }

  /// The container of a workload.
  func container(_ name: String) -> ContainerDeclaration? { self[name]?.containers.first }

  /// The environment of a workload; what is unknown stands as `?`.
  func environment(_ name: String) -> [String: String] {
    let entries = container(name)?.environment ?? []
    return Dictionary(entries.map { ($0.name, $0.value ?? "?") }) { _, last in last }
  }
}
