internal import TenfoldModel

/// A distribution as the loop draws from it: a small trivial value.
struct Sampler {
  fileprivate enum Kind: UInt8 {
    case constant, exponential, uniform, erlang, gamma, hyperexponential, lognormal, pareto, empirical,
      mixture
  }

  fileprivate var kind: Kind
  /// Parameters; what they are depends on the kind.
  fileprivate var a = 0.0
  fileprivate var b = 0.0
  fileprivate var first: Int32 = 0
  fileprivate var count: Int32 = 0
}

/// All distributions of a run, compiled to samplers, with the tables they look things up in.
struct SamplerBank: ~Copyable {
  private let ziggurat = Ziggurat.tables
  private let samplers: UnsafeMutablePointer<Sampler>
  private let numbers: UnsafeMutablePointer<Double>

  /// Compiles `distributions`, which have no faults; they keep their indices.
  init(_ distributions: [Distribution]) {
    var compiled: [Sampler] = []
    var table: [Double] = []
    // What a mixture refers to stands behind the distributions themselves.
    var waiting = distributions
    var next = 0
    while next < waiting.count {
      let distribution = waiting[next]
      precondition(distribution.fault == nil, "a distribution is checked before it is compiled")
      compiled.append(Self.compile(distribution, &table, &waiting))
      next += 1
    }
    samplers = .allocate(capacity: max(1, compiled.count))
    samplers.initialize(from: compiled, count: compiled.count)
    numbers = .allocate(capacity: max(1, table.count))
    numbers.initialize(from: table, count: table.count)
  }

  deinit {
    samplers.deallocate()
    numbers.deallocate()
  }

  private static func compile(
    _ distribution: Distribution, _ table: inout [Double], _ waiting: inout [Distribution]
  ) -> Sampler {
    switch distribution {
    case .constant(let value): return Sampler(kind: .constant, a: value)
    case .exponential(let mean): return Sampler(kind: .exponential, a: mean)
    case .uniform(let low, let high): return Sampler(kind: .uniform, a: low, b: high - low)
    case .gamma(let mean, let scv):
      let shape = 1 / scv
      if shape <= 4, shape == shape.rounded() {
        return Sampler(kind: .erlang, a: mean * scv, count: Int32(shape))
      }
      return Sampler(kind: .gamma, a: shape, b: mean * scv)
    case .hyperexponential(let shares, let means):
      let first = table.count
      var sum = 0.0
      for (share, mean) in zip(shares, means) {
        sum += share
        table += [sum, mean]
      }
      return Sampler(kind: .hyperexponential, first: Int32(first), count: Int32(shares.count))
    case .lognormal(let mean, let scv):
      let variance = logarithm(1 + scv)
      return Sampler(kind: .lognormal, a: logarithm(mean) - variance / 2, b: variance.squareRoot())
    case .pareto(let scale, let shape): return Sampler(kind: .pareto, a: scale, b: -1 / shape)
    case .empirical(let quantiles):
      let first = table.count
      table += quantiles
      return Sampler(kind: .empirical, first: Int32(first), count: Int32(quantiles.count))
    case .mixture(let share, let one, let other):
      let first = waiting.count
      waiting += [one, other]
      return Sampler(kind: .mixture, a: share, first: Int32(first))
    }
  }

  /// A number of distribution `index`.
  @inline(__always)
  func draw(_ index: Int, _ stream: inout RandomStream) -> Double {
    let sampler = samplers + index
    switch sampler.pointee.kind {
    case .exponential: return sampler.pointee.a * ziggurat.exponentialNumber(&stream)
    case .constant: return sampler.pointee.a
    default: return drawOther(sampler.pointee, &stream)
    }
  }

  /// An exponential number of mean 1.
  @inline(__always)
  func exponential(_ stream: inout RandomStream) -> Double { ziggurat.exponentialNumber(&stream) }

  @inline(never)
  private func drawOther(_ sampler: Sampler, _ stream: inout RandomStream) -> Double {
    switch sampler.kind {
    case .constant: return sampler.a
    case .exponential: return sampler.a * ziggurat.exponentialNumber(&stream)
    case .uniform: return sampler.a + sampler.b * stream.unit()
    case .erlang:
      var sum = 0.0
      for _ in 0..<sampler.count { sum += ziggurat.exponentialNumber(&stream) }
      return sampler.a * sum
    case .gamma: return sampler.b * gammaNumber(shape: sampler.a, &stream)
    case .hyperexponential:
      let choice = stream.unit()
      var entry = numbers + Int(sampler.first)
      for _ in 1..<sampler.count where choice >= entry[0] { entry += 2 }
      return entry[1] * ziggurat.exponentialNumber(&stream)
    case .lognormal: return TenfoldModel.exponential(sampler.a + sampler.b * ziggurat.normalNumber(&stream))
    case .pareto: return sampler.a * power(1 - stream.unit(), sampler.b)
    case .empirical:
      let position = stream.unit() * Double(sampler.count - 1)
      let below = Int(position)
      let entry = numbers + Int(sampler.first) + below
      return entry[0] + (entry[1] - entry[0]) * (position - Double(below))
    case .mixture:
      let index = Int(sampler.first) + (stream.unit() < sampler.a ? 0 : 1)
      return drawOther(samplers[index], &stream)
    }
  }

  /// A gamma number of scale 1.
  ///
  /// **Source.** Marsaglia and Tsang, ACM Transactions on Mathematical Software 26(3), 2000, doi:10.1145/358407.358414.
  private func gammaNumber(shape: Double, _ stream: inout RandomStream) -> Double {
    guard shape >= 1 else {
      // A gamma of shape + 1 times a power of a uniform number.
      return gammaNumber(shape: shape + 1, &stream) * power(1 - stream.unit(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = ziggurat.normalNumber(&stream)
      let root = 1 + c * x
      guard root > 0 else { continue }
      let cube = root * root * root
      let u = 1 - stream.unit()
      if logarithm(u) < 0.5 * x * x + d - d * cube + d * logarithm(cube) { return d * cube }
    }
  }
}
