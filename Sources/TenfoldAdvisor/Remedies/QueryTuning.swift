import TenfoldCatalog
import TenfoldModel

/// The few slow queries of a store made fast: indexes, and no query for every row of another.
///
/// *D' = D (1 − s (1 − 1/k))* for a share *s* of the CPU that becomes *k* times as fast. Only where such a share is
/// stated: that queries could be faster is always true and says nothing.
struct QueryTuning: Remedy {
  let id = "query-index-tuning"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutLoad, let index = situation.bottleneck, situation.component(index).kind == .store
    else { return [] }
    let name = situation.component(index).name
    guard let share = situation.component(index).state?.slowQueryShare?.likely, share > 0 else {
      return [.refused(subject: name, reason: "no share of slow queries is stated (slowQueryShare)")]
    }
    let left = 1 - min(1, share) * (1 - 1 / Catalog.required("store tunedSpeedup").likely)
    return [
      .change(
        subject: name,
        action: "make the slow queries of \(name) fast, which take \(QuantityText.share(share)) of its CPU",
        system: situation.changing(index) { store in
          store.state?.slowQueryShare = nil
          for operation in store.operations.indices {
            let cpu = store.operations[operation].demand.cpu
            store.operations[operation].demand.cpu = cpu?.scaled(by: left)
          }
        })
    ]
  }
}
