import TenfoldModel

@testable import TenfoldDiscovery

/// Feeds files of infrastructure, the first of which is `main.tf`, to the readers of what bears on maturity.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSignals(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let tree = FuzzInput(start, count).tree(first: "main.tf")
  let sets = KubernetesReader.read(tree, options: FuzzInput.options)
  let facts = SignalReader.facts(tree, sets: sets, chosen: Set(sets.map(\.name)))
  precondition(facts.allSatisfy { !$0.detail.isEmpty }, "a fact says what was found")
  return 0
}
