import TenfoldCatalog
import TenfoldModel

/// Machines of Arm's instruction set, whose cores cost less; that a core may also do more is not counted.
struct ARMMigration: Remedy {
  let id = "arm-migration"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "budget" else { return [] }
    guard situation.system.placement.architecture != .arm64 else {
      return [.refused(subject: "machines", reason: "they are of Arm's instruction set already")]
    }
    var system = situation.system
    system.placement.architecture = .arm64
    let saved = 1 - Catalog.required("price armShare").likely
    return [
      .change(
        subject: "machines",
        action:
          "build images for arm64 and run on its machines, whose cores cost \(QuantityText.share(saved)) less",
        system: system)
    ]
  }
}
