import TenfoldCatalog
import TenfoldModel

/// Smaller messages between components: compressed, or in a binary form.
struct CompactMessages: Remedy {
  let id = "compression-binary"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "bandwidth", let index = situation.bottleneck else { return [] }
    let name = situation.component(index).name
    let left = Catalog.required("network compressed").likely
    func smaller(_ call: Call) -> Call {
      guard call.component == name else { return call }
      var call = call
      call.requestSize = call.requestSize?.scaled(by: left)
      call.responseSize = call.responseSize?.scaled(by: left)
      return call
    }
    let system = situation.system.mappingEveryCall(smaller)
    return [
      .change(
        subject: name, action: "compress what \(name) receives and sends to \(QuantityText.share(left))",
        system: system)
    ]
  }
}
