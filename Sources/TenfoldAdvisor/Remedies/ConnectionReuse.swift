import TenfoldCatalog
import TenfoldModel

/// Connections that clients keep and resume, so that a gateway shakes hands once for many requests.
struct ConnectionReuse: Remedy {
  let id = "tls-offload-reuse"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutLoad, let index = situation.bottleneck else { return [] }
    let gateway = situation.component(index)
    guard gateway.kind == .gateway else { return [] }
    let left = Catalog.required("tls newConnections").quantity
    guard let share = gateway.policy?.newConnectionShare else {
      return [
        .refused(
          subject: gateway.name,
          reason:
            "how many of its requests open a TLS connection is not known; state newConnections of \(gateway.name)"
        )
      ]
    }
    guard share.likely > left.likely else {
      return [
        .refused(
          subject: gateway.name,
          reason: "only \(QuantityText.share(share.likely)) of its requests open a connection already")
      ]
    }
    return [
      .change(
        subject: gateway.name,
        action:
          "keep and resume connections at \(gateway.name), so that \(QuantityText.share(left.likely)) of the requests "
          + "open one",
        insteadOf: QuantityText.share(share.likely),
        system: situation.changing(index) { $0.policy?.newConnectionShare = left })
    ]
  }
}
