import TenfoldModel
import TenfoldPlatform

@testable import TenfoldDiscovery

/// The set that a stream of manifests declares.
func declarations(_ yaml: String, file: String = "manifests.yaml") throws -> DeclarationSet {
  var set = DeclarationSet(name: "test", form: .kubernetes)
  KubernetesDeclarations.add(try objects(yaml, file: file), to: &set)
  return set
}

/// The objects of a stream of manifests.
func objects(_ yaml: String, file: String = "manifests.yaml") throws -> [KubernetesObject] {
  try YAMLParser.documents(of: yaml).flatMap { KubernetesObject.objects(in: $0, file: file) }
}

/// A file of a tree, its YAML parsed.
func sourceFile(_ path: String, _ text: String) throws -> SourceFile {
  let isYAML = path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path.hasSuffix(".json")
  return SourceFile(
    path: path, bytes: Array(text.utf8), documents: isYAML ? try YAMLParser.documents(of: text) : [])
}

extension DeclarationSet {
  /// The workload of a name; the only one when no name is given.
  func workload(_ name: String? = nil) -> WorkloadDeclaration? {
    guard let name else { return workloads.count == 1 ? workloads[0] : nil }
    return workloads.first { $0.name == name }
  }
}

extension ContainerDeclaration {
  /// Values of its environment by name.
  var values: [String: String] {
    environment.reduce(into: [:]) { $0[$1.name] = $1.value }
  }
}
