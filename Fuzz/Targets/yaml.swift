import TenfoldPlatform

@testable import TenfoldDiscovery

/// Feeds a text to the YAML reader the way files are read: byte order marks, UTF-16, templates and all.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = DocumentText(bytes, name: bytes.first == UInt8(ascii: "{") ? "x.json" : "x.yaml")
  precondition(text.failure == nil || text.documents.isEmpty, "a text that failed has no documents")
  for document in text.documents { _ = weight(document) }
  return 0
}

/// Visits every node once for each place it stands at.
private func weight(_ node: YAMLNode) -> Int {
  precondition(node.line > 0 && node.column > 0, "a node knows its place")
  return 1 + node.items.reduce(0) { $0 + weight($1) } + node.entries.reduce(0) { $0 + weight($1.value) }
}
