import TenfoldModel

/// A pooler between clients and a store, so that replicas share connections.
struct ConnectionPooling: Remedy {
  let id = "connection-pooling"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "connections", let index = situation.bottleneck else { return [] }
    let name = situation.component(index).name
    return [
      .change(
        subject: name, action: "put a connection pooler in front of \(name)",
        system: situation.changing(index) { $0.state?.isPooled = true })
    ]
  }
}
