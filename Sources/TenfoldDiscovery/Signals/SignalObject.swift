import TenfoldModel
import TenfoldPlatform

/// A Kubernetes object as the detectors see it: with its state, wherever it was found.
struct SignalObject {
  let kind: String
  /// API group without the version: `argoproj.io`; empty for the core group.
  let group: String
  let name: String
  let namespace: String?
  let node: YAMLNode
  let file: String
  let line: Int
  /// State of objects that only count within the system: scalers, routes, policies.
  let state: EvidenceState
  /// State of objects that work by themselves once applied: reconcilers, shippers, monitors.
  let ownState: EvidenceState
  /// True when the template writes it once for every item of a list.
  let isRepeated: Bool

  /// The place of a node of it, or of the object.
  func at(_ node: YAMLNode? = nil) -> SourceLocation {
    SourceLocation(file: file, line: node?.line ?? line)
  }

  /// `spec`.
  var spec: YAMLNode? { node["spec"] }

  /// Pods' template of a workload.
  var podTemplate: YAMLNode? {
    switch kind {
    case "CronJob": spec?[["jobTemplate", "spec", "template"]]
    case "Pod": node
    default: spec?["template"]
    }
  }

  /// Containers of a workload.
  var containers: [YAMLNode] { podTemplate?[["spec", "containers"]]?.items ?? [] }

  /// Labels of the object.
  var labels: YAMLNode? { node[["metadata", "labels"]] }

  /// A fact about it.
  func fact(
    _ topic: FactTopic, _ detail: String, at place: YAMLNode? = nil, subject: String? = nil,
    value: Double? = nil, worksAlone: Bool = false
  ) -> Fact {
    Fact(
      topic, subject: subject ?? name, detail: detail, state: worksAlone ? ownState : state, at: at(place),
      value: value)
  }
}
