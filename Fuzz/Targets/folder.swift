import TenfoldModel

@testable import TenfoldDiscovery

/// Feeds a whole folder, the first file of which is `compose.yaml`, to everything that `tenfold discover` runs.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFolder(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let tree = FuzzInput(start, count).tree(first: "compose.yaml")
  guard let found = try? Discovery.read(tree, options: FuzzInput.options, name: "fuzz") else { return 0 }
  let inventory = found.inventory
  var parts = Set(inventory.services.map(\.name))
  parts.formUnion(inventory.stores.map(\.name))
  parts.formUnion(inventory.queues.map(\.name))
  for edge in inventory.edges {
    precondition(parts.contains(edge.from), "an edge begins at a part, not at \(edge.from)")
    precondition(parts.contains(edge.to), "an edge ends at a part, not at \(edge.to)")
    precondition(edge.from != edge.to, "no part calls itself")
  }
  return 0
}
