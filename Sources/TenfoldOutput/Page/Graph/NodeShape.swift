internal import TenfoldModel

/// The form of a node: it tells what a part is to the system.
enum NodeShape {
  /// A line that is drawn on the outline or behind it; empty for most.
  static func line(_ kind: ComponentKind?, x: Double, y: Double, width: Double, height: Double) -> String {
    let (w, h) = (spell(width), spell(height))
    switch kind {
    case nil:
      // A group is a card, and another behind it.
      return "M\(spell(x + 4)) \(spell(y))v-4h\(w)v\(h)h-4"
    case .store:
      return "M\(spell(x)) \(spell(y + 4))a\(spell(width / 2)) 4 0 0 0 \(w) 0"
    case .topic:
      return "M\(spell(x + width - 6)) \(spell(y))a6 \(spell(height / 2)) 0 0 0 0 \(h)"
    case .service, .gateway, .cdn, .cache, .external: return ""
    }
  }

  /// The outline, with its upper left corner at `x`, `y`.
  static func path(_ kind: ComponentKind?, x: Double, y: Double, width: Double, height: Double) -> String {
    let (w, h) = (spell(width), spell(height))
    let start = "\(spell(x)) \(spell(y))"
    switch kind {
    case nil:
      return "M\(start)h\(w)v\(h)h-\(w)z"
    case .gateway, .cdn:
      let (inner, half) = (spell(width - 20), spell(height / 2))
      return "M\(spell(x + 10)) \(spell(y))h\(inner)l10 \(half)l-10 \(half)h-\(inner)l-10 -\(half)z"
    case .store:
      let (radius, side) = (spell(width / 2), spell(height - 8))
      return "M\(spell(x)) \(spell(y + 4))a\(radius) 4 0 0 1 \(w) 0v\(side)a\(radius) 4 0 0 1 -\(w) 0z"
    case .cache:
      let (top, side) = (spell(width - 16), spell(height - 16))
      return "M\(spell(x + 8)) \(spell(y))h\(top)l8 8v\(side)l-8 8h-\(top)l-8 -8v-\(side)z"
    case .topic:
      let (long, half) = (spell(width - 12), spell(height / 2))
      return "M\(spell(x + 6)) \(spell(y))h\(long)a6 \(half) 0 0 1 0 \(h)h-\(long)a6 \(half) 0 0 1 0 -\(h)z"
    case .service, .external:
      let (across, down) = (spell(width - 12), spell(height - 12))
      return "M\(spell(x + 6)) \(spell(y))h\(across)a6 6 0 0 1 6 6v\(down)a6 6 0 0 1 -6 6h-\(across)"
        + "a6 6 0 0 1 -6 -6v-\(down)a6 6 0 0 1 6 -6z"
    }
  }

  private static func spell(_ value: Double) -> String { UserAxis.spell(value) }
}
