/// A program's arrangement of pictures: where nodes stand and how arrows run.
public struct GraphLayoutEngine: Sendable {
  /// Why there is no arrangement, as a sentence for the reader of the page.
  public struct Failure: Error, Sendable, Hashable {
    /// What is missing and what to do, without a full stop.
    public let reason: String

    /// Makes a failure.
    public init(reason: String) { self.reason = reason }
  }

  /// Takes directed graphs in DOT, one after the other, and returns them in Graphviz's format `plain`.
  public let arrange: @Sendable (_ dot: String) -> Result<String, Failure>

  /// Makes an engine of a function.
  public init(arrange: @escaping @Sendable (_ dot: String) -> Result<String, Failure>) {
    self.arrange = arrange
  }

  /// None at all, for a reason.
  public static func none(because reason: String) -> GraphLayoutEngine {
    GraphLayoutEngine { _ in .failure(Failure(reason: reason)) }
  }
}

/// Where the nodes of one picture stand and how its arrows run, in pixels from the upper left corner.
struct GraphLayout {
  struct Point: Equatable {
    var x: Double
    var y: Double
  }

  /// A line of Bézier pieces: a start, then three points for each piece. It ends where its arrowhead begins.
  struct Route {
    let from: Int
    let to: Int
    let points: [Point]
  }

  let width: Double
  let height: Double
  /// Middles of the nodes, by their number in the picture.
  private(set) var middles: [Int: Point] = [:]
  private(set) var routes: [Route] = []

  /// Pixels of an inch, the unit of the format.
  static let scale = 72.0

  /// Reads layouts in Graphviz's format `plain`; nil when the text is none.
  static func read(_ text: String) -> [GraphLayout]? {
    var layouts: [GraphLayout] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      switch words.first {
      case "graph":
        guard words.count == 4, let width = Double(words[2]), let height = Double(words[3]) else {
          return nil
        }
        layouts.append(GraphLayout(width: width * scale, height: height * scale))
      case "node", "edge":
        guard !layouts.isEmpty, layouts[layouts.count - 1].take(words) else { return nil }
      case "stop": break
      default: return nil
      }
    }
    return layouts
  }

  private init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// Takes in a node or an edge; false when the line is neither.
  private mutating func take(_ words: [Substring]) -> Bool {
    if words[0] == "node" {
      guard words.count >= 4, let node = Self.number(words[1]), let middle = point(words[2], words[3]) else {
        return false
      }
      middles[node] = middle
      return true
    }
    guard words.count >= 4, let from = Self.number(words[1]), let to = Self.number(words[2]),
      let count = Int(words[3]), count >= 4, words.count >= 4 + 2 * count
    else { return false }
    let points = (0..<count).compactMap { point(words[4 + 2 * $0], words[5 + 2 * $0]) }
    routes.append(Route(from: from, to: to, points: points))
    return points.count == count
  }

  /// The number of a node that ``GraphDescription`` named `n7`.
  private static func number(_ name: Substring) -> Int? {
    name.first == "n" ? Int(name.dropFirst()) : nil
  }

  /// A point of the format, whose second coordinate points up.
  private func point(_ x: Substring, _ y: Substring) -> Point? {
    guard let x = Double(x), let y = Double(y) else { return nil }
    return Point(x: x * Self.scale, y: height - y * Self.scale)
  }
}
