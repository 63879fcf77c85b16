import TenfoldModel
import TenfoldPlatform

@testable import TenfoldDiscovery

/// Feeds a folder of files to the Compose reader. A line `=== path` begins a file; what stands before the first is
/// `compose.yaml`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCompose(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var texts: [(path: String, bytes: [UInt8])] = [("compose.yaml", [])]
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
  options.profiles = ["*"]
  let sets = ComposeReader.read(SourceTree(files: files), options: options)
  for set in sets {
    precondition(!set.files.isEmpty, "a set has files")
    precondition(
      set.workloads.allSatisfy { !$0.name.isEmpty && $0.containers.count == 1 }, "a service has a name")
    precondition(set.variantOf != set.name, "no set is a variant of itself")
  }
  return 0
}
