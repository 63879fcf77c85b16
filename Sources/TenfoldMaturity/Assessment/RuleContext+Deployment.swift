import TenfoldModel

extension RuleContext {
  /// Holds when pipelines are given of which none deploys, or a description says that people deploy.
  func noPipelineDeploys() -> RuleResult {
    if let stated = counting(.deliveryByHand).first {
      return .held(stated.detail, [Evidence(at: stated.location, detail: stated.detail)])
    }
    let pipelines = counting(.pipeline)
    guard !pipelines.isEmpty else { return .notAssessed("no pipeline given") }
    guard counting(.pipelineDeploys).isEmpty else { return .missing("a pipeline deploys") }
    return .held(
      pipelines.count == 1
        ? "one pipeline, which does not deploy" : "none of \(pipelines.count) pipelines deploys",
      pipelines.prefix(5).map { Evidence(at: $0.location, detail: $0.detail) })
  }

  /// Holds when a pipeline deploys and nothing on the way waits for a person.
  func unattendedPath() -> RuleResult {
    guard let deploys = counting(.pipelineDeploys).first else {
      return .missing("a pipeline that deploys to production without a manual gate")
    }
    if let gate = counting(.pipelineManualGate).first {
      return .missing("no manual gate on the way to production; \(gate.location) has \(gate.detail)")
    }
    return .held(
      "deploys without a manual gate", [Evidence(at: deploys.location, detail: deploys.detail)])
  }
}
