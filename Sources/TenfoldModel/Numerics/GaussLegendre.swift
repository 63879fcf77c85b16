/// Integration by the Gauss-Legendre rule of sixteen points.
package enum GaussLegendre {
  private static let nodes: [Double] = [
    0.09501250983763744, 0.28160355077925891, 0.45801677765722739, 0.61787624440264375, 0.75540440835500303,
    0.86563120238783174, 0.94457502307323258, 0.98940093499164993,
  ]
  private static let weights: [Double] = [
    0.18945061045506850, 0.18260341504492359, 0.16915651939500254, 0.14959598881657673, 0.12462897125553387,
    0.09515851168249278, 0.06225352393864789, 0.02715245941175409,
  ]

  /// The integral of `function` from `low` to `high`, exact for polynomials up to degree 31.
  package static func integral(
    from low: Double, to high: Double, _ function: (Double) -> Double
  ) -> Double {
    let (middle, half) = ((low + high) / 2, (high - low) / 2)
    var sum = 0.0
    for index in 0..<8 {
      let offset = half * nodes[index]
      sum += weights[index] * (function(middle - offset) + function(middle + offset))
    }
    return sum * half
  }

  /// Points and weights of the rule over consecutive panels between `edges`, in rising order.
  package static func points(edges: [Double]) -> [(x: Double, weight: Double)] {
    var result: [(x: Double, weight: Double)] = []
    result.reserveCapacity(16 * max(0, edges.count - 1))
    for (low, high) in zip(edges, edges.dropFirst()) where high > low {
      let (middle, half) = ((low + high) / 2, (high - low) / 2)
      for index in stride(from: 7, through: 0, by: -1) {
        result.append((middle - half * nodes[index], weights[index] * half))
      }
      for index in 0..<8 { result.append((middle + half * nodes[index], weights[index] * half)) }
    }
    return result
  }
}
