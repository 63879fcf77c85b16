import TenfoldModel

@testable import TenfoldDiscovery

/// Feeds a folder of files, the first of which is `compose.yaml`, to the Compose reader.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCompose(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var options = FuzzInput.options
  options.profiles = ["*"]
  for set in ComposeReader.read(FuzzInput(start, count).tree(first: "compose.yaml"), options: options) {
    precondition(!set.files.isEmpty, "a set has files")
    precondition(
      set.workloads.allSatisfy { !$0.name.isEmpty && $0.containers.count == 1 }, "a service has a name")
    precondition(set.variantOf != set.name, "no set is a variant of itself")
  }
  return 0
}
