internal import TenfoldModel

/// Exponential and normal numbers by the ziggurat method with 256 layers: mostly one draw, one multiplication and
/// one comparison.
///
/// The layers of equal area cover the density; a point inside the part of its layer that lies wholly below the
/// density is taken at once. Bits that choose the layer are never used for the point.
///
/// **Source.** Marsaglia and Tsang, Journal of Statistical Software 5(8), 2000, doi:10.18637/jss.v005.i08.
struct Ziggurat {
  /// Right ends of the layers, the lowest first; entry 256 is 0.
  private let exponentialEdges: UnsafePointer<Double>
  private let normalEdges: UnsafePointer<Double>

  /// The tables, made once and kept for the life of the process.
  static let tables = Ziggurat()

  private init() {
    exponentialEdges = Self.edges(
      tail: Self.exponentialTail,
      area: (Self.exponentialTail + 1) * exponential(-Self.exponentialTail),
      density: { exponential(-$0) }, inverse: { -logarithm($0) })
    let area =
      Self.normalTail * exponential(-Self.normalTail * Self.normalTail / 2)
      + NormalDistribution.cumulative(-Self.normalTail) * 2.5066282746310002
    normalEdges = Self.edges(
      tail: Self.normalTail, area: area, density: { exponential(-$0 * $0 / 2) },
      inverse: { (-2 * logarithm($0)).squareRoot() })
  }

  /// Where the tail begins, for 256 layers.
  private static let exponentialTail = 7.697_117_470_131_05
  private static let normalTail = 3.654_152_885_361_009

  private static func edges(
    tail: Double, area: Double, density: (Double) -> Double, inverse: (Double) -> Double
  ) -> UnsafePointer<Double> {
    let edges = UnsafeMutablePointer<Double>.allocate(capacity: 257)
    edges[0] = area / density(tail)
    edges[1] = tail
    for layer in 2..<256 {
      edges[layer] = inverse(density(edges[layer - 1]) + area / edges[layer - 1])
    }
    edges[256] = 0
    return UnsafePointer(edges)
  }

  /// An exponential number of mean 1.
  @inline(__always)
  func exponentialNumber(_ stream: inout RandomStream) -> Double {
    let bits = stream.next()
    let layer = Int(truncatingIfNeeded: bits & 255)
    let x = Double(bits &>> 11) * 0x1p-53 * exponentialEdges[layer]
    if x < exponentialEdges[layer &+ 1] { return x }
    return exponentialNumber(inLayer: layer, x, &stream)
  }

  /// A normal number of mean 0 and variance 1.
  @inline(__always)
  func normalNumber(_ stream: inout RandomStream) -> Double {
    let bits = stream.next()
    let layer = Int(truncatingIfNeeded: bits & 255)
    let x = Double(bits &>> 11) * 0x1p-53 * normalEdges[layer]
    if x < normalEdges[layer &+ 1] { return bits & 256 == 0 ? x : -x }
    let magnitude = normalNumber(inLayer: layer, x, &stream)
    return bits & 256 == 0 ? magnitude : -magnitude
  }

  /// Decides about a point near the density, drawing again until one lies below it.
  @inline(never)
  private func exponentialNumber(inLayer start: Int, _ first: Double, _ stream: inout RandomStream) -> Double
  {
    var layer = start
    var x = first
    while x >= exponentialEdges[layer + 1] {
      // The tail beyond any point is an exponential again.
      if layer == 0 { return Self.exponentialTail - logarithm(1 - stream.unit()) }
      let (low, high) = (exponential(-exponentialEdges[layer]), exponential(-exponentialEdges[layer + 1]))
      if low + stream.unit() * (high - low) < exponential(-x) { return x }
      let bits = stream.next()
      layer = Int(truncatingIfNeeded: bits & 255)
      x = Double(bits >> 11) * 0x1p-53 * exponentialEdges[layer]
    }
    return x
  }

  @inline(never)
  private func normalNumber(inLayer start: Int, _ first: Double, _ stream: inout RandomStream) -> Double {
    func density(_ x: Double) -> Double { exponential(-x * x / 2) }
    var layer = start
    var x = first
    while x >= normalEdges[layer + 1] {
      if layer == 0 {
        while true {
          let beyond = -logarithm(1 - stream.unit()) / Self.normalTail
          if -2 * logarithm(1 - stream.unit()) > beyond * beyond { return Self.normalTail + beyond }
        }
      }
      let (low, high) = (density(normalEdges[layer]), density(normalEdges[layer + 1]))
      if low + stream.unit() * (high - low) < density(x) { return x }
      let bits = stream.next()
      layer = Int(truncatingIfNeeded: bits & 255)
      x = Double(bits >> 11) * 0x1p-53 * normalEdges[layer]
    }
    return x
  }
}

// Constant tables behind pointers that are never freed.
extension Ziggurat: @unchecked Sendable {}
