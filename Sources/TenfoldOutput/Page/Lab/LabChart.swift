internal import TenfoldModel

/// A drawing of one figure over the offered load: lines for what was predicted, marks for what was measured.
struct LabChart {
  /// One figure of every load.
  struct Figure: Sendable {
    /// What it is, such as `p99`.
    let name: String
    /// How one is spelled.
    let spell: @Sendable (Double) -> String
    /// Whether equal ratios are equally far apart.
    let isLogarithmic: Bool
    /// It in a prediction or a measurement.
    let value: @Sendable (LabReport.Figures) -> Double?
  }

  /// Those that are drawn.
  static let figures = [
    Figure(name: "Answers/s", spell: { QuantityText.number($0) }, isLogarithmic: false) { $0.throughput },
    Figure(name: "Busy share", spell: { QuantityText.share($0) }, isLogarithmic: false) {
      // A tick of the kernel beyond all that there is is no more than all.
      $0.utilization.map { min(1, $0) }
    },
    Figure(name: "p50", spell: { QuantityText.duration($0) }, isLogarithmic: true) { $0.p50 },
    Figure(name: "p99", spell: { QuantityText.duration($0) }, isLogarithmic: true) { $0.p99 },
  ]

  private let figure: Figure
  private let rows: [LabReport.Row]
  private let across: ChartScale
  private let upward: ChartScale

  private static let (left, right, top, bottom) = (64.0, 454.0, 30.0, 206.0)

  init(_ figure: Figure, of rows: [LabReport.Row]) {
    self.figure = figure
    self.rows = rows.sorted { $0.offered < $1.offered }
    let loads = rows.map(\.offered)
    // A decade and more would leave the low loads no room on an even scale.
    across = ChartScale(
      covering: loads, isLogarithmic: (loads.max() ?? 1) >= 8 * (loads.min() ?? 1) && (loads.min() ?? 0) > 0)
    upward = ChartScale(
      covering: rows.flatMap { [$0.solved, $0.simulated] + ($0.measured.map { [$0.figures] } ?? []) }
        .compactMap(figure.value), isLogarithmic: figure.isLogarithmic)
  }

  /// The drawing, with all its numbers as a text for who does not see it.
  var markup: String {
    var page = HTMLText()
    page.add("<svg viewBox=\"0 0 480 240\" role=\"img\" aria-label=\"\(HTMLText.escaped(label))\">")
    page.add("<text x=\"\(UserAxis.spell(Self.left))\" y=\"16\" class=\"name\">\(figure.name)</text>")
    for tick in upward.ticks {
      guard let y = y(tick) else { continue }
      page.add(
        "<line class=\"grid\" x1=\"\(UserAxis.spell(Self.left))\" x2=\"\(UserAxis.spell(Self.right))\" y1=\"\(y)\" y2=\"\(y)\"/>"
      )
      page.add(
        "<text class=\"axis\" x=\"58\" y=\"\(y)\" dy=\"4\" text-anchor=\"end\">\(figure.spell(tick))</text>")
    }
    for tick in across.ticks {
      guard let x = x(tick) else { continue }
      page.add(
        "<text class=\"axis\" x=\"\(x)\" y=\"224\" text-anchor=\"middle\">\(QuantityText.number(tick))</text>"
      )
    }
    page.add(line("solved", \.solved))
    page.add(line("simulated", \.simulated))
    for row in rows { page.add(mark(row)) }
    page.add("</svg>")
    return page.text
  }

  private var label: String {
    let texts = rows.map { row in
      func text(_ figures: LabReport.Figures) -> String { figure.value(figures).map(figure.spell) ?? "none" }
      let measured = row.measured.map { "measured \(text($0.figures))\($0.isNoisy ? " (spoiled)" : "")" }
      return
        "at \(QuantityText.rate(row.offered)) solved \(text(row.solved)), simulated \(text(row.simulated))"
        + (measured.map { ", \($0)" } ?? "")
    }
    return "\(figure.name): " + texts.joined(separator: "; ")
  }

  private func x(_ load: Double) -> String? {
    across.part(of: load).map { UserAxis.spell(Self.left + (Self.right - Self.left) * $0) }
  }

  private func y(_ value: Double) -> String? {
    upward.part(of: value).map { UserAxis.spell(Self.bottom - (Self.bottom - Self.top) * $0) }
  }

  /// A line through the loads of which something was said, with a break where nothing was.
  private func line(_ style: String, _ said: (LabReport.Row) -> LabReport.Figures) -> String {
    var path = ""
    var ends: [String] = []
    var isBegun = false
    for row in rows {
      guard let x = x(row.offered), let y = figure.value(said(row)).flatMap(y) else {
        isBegun = false
        continue
      }
      path += "\(isBegun ? "L" : "M")\(x) \(y)"
      ends.append("<circle class=\"\(style)\" cx=\"\(x)\" cy=\"\(y)\" r=\"2\"/>")
      isBegun = true
    }
    return path.isEmpty ? "" : "<path class=\"\(style)\" d=\"\(path)\"/>" + ends.joined()
  }

  /// What was measured: a full mark, or an open one where other work spoiled it.
  private func mark(_ row: LabReport.Row) -> String {
    guard let measured = row.measured, let value = figure.value(measured.figures), let x = x(row.offered),
      let y = y(value)
    else { return "" }
    let title = "measured \(figure.spell(value)) at \(QuantityText.rate(row.offered))"
    return "<circle class=\"measured\(measured.isNoisy ? " spoiled" : "")\" cx=\"\(x)\" cy=\"\(y)\" r=\"5\">"
      + "<title>\(HTMLText.escaped(title + (measured.isNoisy ? ", spoiled by other work" : "")))</title></circle>"
  }
}
