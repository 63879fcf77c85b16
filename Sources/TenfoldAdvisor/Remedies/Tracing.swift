import TenfoldCatalog
import TenfoldModel

/// Requests followed through all services, so that causes are found sooner.
struct Tracing: Remedy {
  let id = "distributed-tracing"
  private static let leastServices = 3

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "availability" else { return [] }
    let services = situation.reading.system.serviceCount
    guard services >= Self.leastServices else {
      return [
        .refused(
          subject: "faults",
          reason: "\(QuantityText.count(Double(services), "service")) can be told apart without traces")
      ]
    }
    let observation = situation.system.observation
    let traced = Catalog.required("observation-3 diagnosisTime").likely
    guard observation.traceSampling?.likely ?? 0 == 0, observation.diagnosisTime?.likely ?? 0 > traced else {
      return [.refused(subject: "faults", reason: "causes are found as soon already")]
    }
    var system = situation.system
    system.observation.traceSampling = .planned(Catalog.required("telemetry sampling").likely)
    system.observation.diagnosisTime = .planned(traced)
    return [
      .change(
        subject: "faults",
        action:
          "trace a share of the requests through all \(QuantityText.count(Double(services), "service"))",
        system: system)
    ]
  }
}
