import TenfoldModel
import TenfoldPlatform

extension Discovered {
  /// Lays every `tenfold.yaml` of a tree over what was found in the other files.
  ///
  /// A description that cannot be read is named among the unread files; the rest goes on.
  mutating func addDescriptions(of tree: SourceTree) {
    for file in tree.files where Self.isDescription(file) {
      do throws(DescriptionError) {
        guard let root = file.documents.first else { continue }
        let found = system.components.isEmpty ? nil : system
        let (described, diagnostics) = try DescriptionReader.read(root, file: file.path, beside: found)
        inventory.add(described, writtenIn: file)
        inventory.diagnostics += diagnostics
        system = found.map { $0.overlaid(by: described) } ?? described
      } catch {
        inventory.unread.append(Inventory.Unread(file: file.path, reason: error.message))
      }
    }
  }

  /// True for `tenfold.yaml`, `shop.tenfold.yaml`, and any YAML file that says its version.
  private static func isDescription(_ file: SourceFile) -> Bool {
    file.name == "tenfold.yaml" || file.name.hasSuffix(".tenfold.yaml")
      || file.documents.first?["tenfold"] != nil
  }
}

extension Inventory {
  /// Adds what only the description knows, and the description itself among the sets of files in use.
  fileprivate mutating func add(_ described: System, writtenIn file: SourceFile) {
    let other = Inventory(described: described)
    services += other.services.filter { service in !services.contains { $0.name == service.name } }
    stores += other.stores.filter { store in !stores.contains { $0.name == store.name } }
    queues += other.queues.filter { queue in !queues.contains { $0.name == queue.name } }
    edges += other.edges.filter { edge in !edges.contains { $0.from == edge.from && $0.to == edge.to } }
    given.insert(.description)
    fileSets.append(
      FileSet(
        name: file.path, form: "description", files: [file.path], workloadCount: described.components.count,
        isInUse: true))
  }
}
