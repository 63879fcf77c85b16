import TenfoldCatalog
import TenfoldModel

/// Old data moved out of a store: what stays is the part that is asked for.
struct ArchiveData: Remedy {
  let id = "archive-partition-tables"
  /// Time that data stays where it is asked for, in seconds: a quarter of a year.
  private static let kept = 91 * 86_400.0

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "storage", let index = situation.bottleneck,
      situation.component(index).kind == .store
    else { return [] }
    let component = situation.component(index)
    let now = component.state?.retention?.likely ?? .infinity
    guard now > Self.kept else {
      return [
        .refused(subject: component.name, reason: "it keeps data for \(QuantityText.duration(now)) only")
      ]
    }
    let hot = Catalog.required("store hotShare").likely
    return [
      .change(
        subject: component.name,
        action: "move what is older than a quarter of a year out of \(component.name)",
        system: situation.changing(index) {
          $0.state?.retention = .planned(Self.kept)
          let size = $0.state?.size
          $0.state?.size = size?.scaled(by: hot)
        })
    ]
  }
}
