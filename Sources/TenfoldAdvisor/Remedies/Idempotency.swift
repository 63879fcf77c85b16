import TenfoldModel

/// A key with every change, by which a second attempt is known and answered like the first.
struct Idempotency: Remedy {
  let id = "idempotency-dedup"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.target is DuplicateEffectsLimit, let index = situation.bottleneck else {
      return againstIncidents.proposals(in: situation)
    }
    let name = situation.component(index).name
    return [
      .change(
        subject: name,
        action: "give what \(name) is asked to change a key by which the second attempt is known",
        system: situation.changing(index) {
          for operation in $0.operations.indices where $0.operations[operation].isIdempotent == false {
            $0.operations[operation].isIdempotent = true
          }
        })
    ]
  }

  private var againstIncidents: IncidentRemedy {
    IncidentRemedy(id) { incident, situation in
      guard incident.cause == .duplicate else { return nil }
      return .leaves(
        incident.rarer(by: "idempotency.left.duplicate"),
        action: "give every change a key by which the second attempt is known", system: situation.system)
    }
  }
}
