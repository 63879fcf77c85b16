import TenfoldModel

@testable import TenfoldDiscovery

/// Feeds a chart, whose first file is a template, to the built-in renderer of charts.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHelm(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let tree = FuzzInput(start, count).tree(
    first: "templates/all.yaml",
    fixed: [
      "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.2.3\n",
      "values.yaml":
        "image: {repository: acme/web, tag: 1.0}\nports: [80, 443]\nenv: {A: b}\nenabled: true\nnone: null\n",
    ])
  for set in HelmReader.read(tree, options: FuzzInput.options) {
    precondition(!set.files.isEmpty, "a set has files")
    precondition(set.workloads.allSatisfy { !$0.name.isEmpty }, "a workload has a name")
    precondition(set.unread.allSatisfy { !$0.reason.isEmpty }, "what is not rendered has a reason")
  }
  return 0
}
