import TenfoldModel

/// Of several misses of one key only one asks the store, and the others wait for its answer.
struct RequestCoalescing: Remedy {
  let id = "request-coalescing"

  func proposals(in situation: Situation) -> [Proposal] {
    guard let limit = situation.target as? StampedeLimit else { return [] }
    let cache = situation.component(limit.cache).name
    return [
      .change(
        subject: cache,
        action: "let one miss of a key ask \(limit.identity.subject) and the others wait for it",
        system: situation.changing(limit.cache) { $0.state?.coalescesMisses = true })
    ]
  }
}
