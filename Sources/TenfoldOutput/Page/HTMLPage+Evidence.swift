internal import TenfoldModel

extension HTMLPage {
  static func addEvidence(of analysis: Analysis, to page: inout HTMLText) {
    page.add("<h2 id=\"evidence\">Evidence</h2>")
    if let inventory = analysis.inventory { addInventory(inventory, to: &page) }
    let doubts = analysis.diagnostics
    if !doubts.isEmpty {
      page.details("Doubts (\(doubts.count))") { page in
        page.list(
          doubts.map { doubt in
            "\(doubt.severity.rawValue) \(doubt.id): " + (doubt.location.map { "\($0): " } ?? "")
              + doubt.message
          })
      }
    }
  }

  private static func addInventory(_ inventory: Inventory, to page: inout HTMLText) {
    addParts("Services", inventory.services.map { ($0.name, $0.kind.rawValue, $0.evidence) }, to: &page)
    addParts(
      "Stores and brokers", (inventory.stores + inventory.queues).map { ($0.name, $0.engine, $0.evidence) },
      to: &page)
    addParts(
      "Calls", inventory.edges.map { ("\($0.from) → \($0.to)", $0.kind.rawValue, $0.evidence) }, to: &page)
    addParts("Set aside", inventory.setAside.map { ($0.name, $0.reason, $0.evidence) }, to: &page)
    addParts(
      "Names that lead nowhere", inventory.dangling.map { ($0.name, "named by \($0.from)", $0.evidence) },
      to: &page)
    if !inventory.fileSets.isEmpty {
      page.details("Sets of files (\(inventory.fileSets.count))") { page in
        page.list(
          inventory.fileSets.map { set in
            "\(set.name) (\(set.form), \(Wording.counted(set.workloadCount, "workload"))): "
              + (set.isInUse ? "in use" : "not in use") + (set.renderer.map { ", rendered by \($0)" } ?? "")
          })
      }
    }
    if !inventory.unread.isEmpty {
      page.details("Not read (\(inventory.unread.count))") { page in
        page.list(inventory.unread.map { "\($0.file): \($0.reason)" })
      }
    }
  }

  private static func addParts(
    _ title: String, _ parts: [(name: String, kind: String, evidence: [Evidence])], to page: inout HTMLText
  ) {
    guard !parts.isEmpty else { return }
    page.details("\(title) (\(parts.count))") { page in
      page.table(
        ["name", "kind", "where"],
        parts.map { part in
          let places = part.evidence.prefix(5).map { "\($0.location)" }.joined(separator: ", ")
          return [
            HTMLText.escaped(part.name), HTMLText.escaped(part.kind),
            "<span class=\"place\">\(HTMLText.escaped(places))</span>",
          ]
        })
    }
  }
}
