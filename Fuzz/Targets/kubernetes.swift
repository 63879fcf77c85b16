import TenfoldModel

@testable import TenfoldDiscovery

/// Feeds a folder of files, the first of which is `kustomization.yaml`, to the Kubernetes reader.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzKubernetes(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let tree = FuzzInput(start, count).tree(first: "kustomization.yaml")
  for set in KubernetesReader.read(tree, options: FuzzInput.options) {
    precondition(!set.objects.isEmpty && !set.files.isEmpty, "a set has objects and files")
    precondition(set.workloads.allSatisfy { !$0.name.isEmpty }, "a workload has a name")
    precondition(
      set.workloads.allSatisfy { $0.form != .custom || !$0.containers.isEmpty }, "a custom one runs something"
    )
    for workload in set.workloads {
      precondition(set.names(selecting: workload).count <= set.names.count, "names select")
    }
  }
  return 0
}
