import TenfoldModel
import TenfoldPlatform

@testable import TenfoldDiscovery

/// Feeds a folder of files to the Kubernetes reader. A line `=== path` begins a file; what stands before the first is
/// `kustomization.yaml`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzKubernetes(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var texts: [(path: String, bytes: [UInt8])] = [("kustomization.yaml", [])]
  for line in UnsafeBufferPointer(start: start, count: count).split(
    separator: 10, omittingEmptySubsequences: false)
  {
    if line.starts(with: Array("=== ".utf8)) {
      texts.append((String(decoding: line.dropFirst(4), as: UTF8.self), []))
    } else {
      texts[texts.count - 1].bytes += line + [10]
    }
  }
  var seen = Set<String>()
  let files = texts.filter { seen.insert($0.path).inserted }.map { path, bytes in
    SourceFile(path: path, bytes: bytes, documents: DocumentText(bytes, name: path).documents)
  }
  var options = DiscoveryOptions()
  options.usesExternalTools = false
  for set in KubernetesReader.read(SourceTree(files: files), options: options) {
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
