public import TenfoldModel

/// What was found in the files, as text: every part with the place it is written at.
public struct InventoryText: Sendable {
  private let style: TextStyle

  /// Lays out for a style.
  public init(style: TextStyle) {
    self.style = style
  }

  /// The inventory of a system of a name.
  public func text(of inventory: Inventory, name: String) -> String {
    var lines = style.labeled(
      name + ":", "\(Wording.size(of: inventory)) (\(Wording.reading(of: inventory)))",
      column: name.count + 2)
    lines += section("Services", inventory.services.map { ($0.name, $0.kind.rawValue, $0.evidence) })
    lines += section("Stores", inventory.stores.map { ($0.name, $0.engine, $0.evidence) })
    lines += section("Brokers", inventory.queues.map { ($0.name, $0.engine, $0.evidence) })
    lines += section(
      "Calls", inventory.edges.map { ("\($0.from) -> \($0.to)", $0.kind.rawValue, $0.evidence) })
    lines += section("Set aside", inventory.setAside.map { ($0.name, $0.reason, $0.evidence) })
    lines += section(
      "Lead nowhere", inventory.dangling.map { ($0.name, "named by \($0.from)", $0.evidence) })
    if !inventory.fileSets.isEmpty {
      lines += ["", style.paint("Sets of files", .strong)]
      lines += rows(
        inventory.fileSets.map { set in
          let use = set.isInUse ? "in use" : "not in use (--set \(set.name))"
          let renderer = set.renderer.map { ", rendered by \($0)" } ?? ""
          return (set.name, set.form, "\(Wording.counted(set.workloadCount, "workload")), \(use)\(renderer)")
        })
    }
    if !inventory.unread.isEmpty {
      lines += ["", style.paint("Not read", .strong)]
      lines += inventory.unread.flatMap { style.labeled("", "\($0.file): \($0.reason)", column: 2) }
    }
    let doubts = DoubtText(style: style).lines(of: inventory.diagnostics, atMost: 10)
    if !doubts.isEmpty { lines += [""] + doubts }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ items: [(String, String, [Evidence])]) -> [String] {
    guard !items.isEmpty else { return [] }
    return ["", style.paint("\(title) (\(items.count))", .strong)]
      + rows(items.map { ($0.0, $0.1, $0.2.first.map { "\($0.location)" } ?? "") })
  }

  /// Three columns, the first two as wide as their longest entry up to a limit.
  private func rows(_ rows: [(String, String, String)]) -> [String] {
    let first = min(44, rows.map(\.0.count).max() ?? 0)
    let second = min(28, rows.map(\.1.count).max() ?? 0)
    return rows.map { left, middle, right in
      var line = "  " + left + String(repeating: " ", count: max(0, first - left.count))
      line += "  " + middle + String(repeating: " ", count: max(0, second - middle.count))
      return right.isEmpty ? line : line + "  " + style.paint(right, .faint)
    }
  }
}
