import TenfoldModel

extension ServiceDistribution {
  /// E[e^(−sS)] for Re s > 0.
  ///
  /// - Parameter horizon: For the two families without a closed form: services beyond this many seconds weigh less than
  ///   e^(−Re s · horizon) and are left out.
  func laplaceTransform(_ s: Complex, horizon: Double) -> Complex {
    switch self {
    case .deterministic(let value): return (-value * s).exponential
    case .exponential(let mean): return Complex(1) / (Complex(1) + mean * s)
    case .gamma(let mean, let variation):
      guard variation > 0 else { return (-mean * s).exponential }
      return (Complex(1) + (mean * variation) * s).raised(to: -1 / variation)
    case .hyperexponential(let probabilities, let means):
      return zip(probabilities, means).reduce(Complex(0)) {
        $0 + $1.0 * (Complex(1) / (Complex(1) + $1.1 * s))
      }
    case .uniform(let low, let high):
      guard high > low else { return (-low * s).exponential }
      return (1 / (high - low)) * (((-low * s).exponential - (-high * s).exponential) / s)
    case .lognormal, .pareto: return quadrature(s, horizon: horizon)
    }
  }

  /// Integrates e^(−sx) over the density, by parts: 1 − s ∫ e^(−sx) P(S > x) dx.
  private func quadrature(_ s: Complex, horizon: Double) -> Complex {
    // Panels double from far below the mean, and stay shorter than half a turn of e^(−sx).
    var edges = [0.0]
    if case .pareto(_, let scale) = self, scale < horizon { edges.append(scale) }
    let turn = .pi / max(abs(s.imaginary), 1e-300)
    var at = edges.count > 1 ? edges[1] : min(mean, horizon) * 1e-4
    if edges.count == 1 { edges.append(at) }
    while at < horizon {
      at = min(horizon, at + min(at, turn))
      edges.append(at)
    }
    var integral = Complex(0)
    if case .pareto(_, let scale) = self, scale < horizon {
      // Below the scale the tail is 1, and the integral closed.
      integral = (Complex(1) - (-scale * s).exponential) / s
      edges.removeFirst()
    }
    for point in GaussLegendre.points(edges: edges) {
      integral = integral + (point.weight * tail(beyond: point.x)) * (-point.x * s).exponential
    }
    return Complex(1) - s * integral
  }
}
