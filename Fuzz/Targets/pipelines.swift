import TenfoldModel

@testable import TenfoldDiscovery

/// Feeds definitions of pipelines, the first of which is a GitHub workflow, to their reader.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPipelines(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let facts = PipelineReader.facts(FuzzInput(start, count).tree(first: ".github/workflows/ci.yml"))
  precondition(facts.allSatisfy { !$0.detail.isEmpty }, "a fact says what was found")
  precondition(facts.allSatisfy { ($0.location.line ?? 1) > 0 }, "lines count from 1")
  return 0
}
