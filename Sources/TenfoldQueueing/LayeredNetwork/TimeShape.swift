import TenfoldModel

/// Mean and variance of a time, and the probability that it is nothing at all.
///
/// What only some requests do, such as waiting or a call that is not always made, takes no time for the others;
/// kept apart, the rest is close to a gamma distribution where the whole is not.
package struct TimeShape: Sendable, Hashable {
  /// Mean, in seconds.
  package var mean: Double
  /// Variance, in seconds squared.
  package var variance: Double
  /// Probability of no time, in 0...1.
  var atom: Double

  /// Makes a shape; one of mean 0 is all atom.
  init(mean: Double = 0, variance: Double = 0, atom: Double = 0) {
    self.mean = mean
    self.variance = variance
    self.atom = mean > 0 ? atom : 1
  }

  /// A wait of which only `share` is not nothing, and that exponential.
  init(wait: Double, share: Double) {
    guard wait > 0 else {
      self.init()
      return
    }
    let waiting = min(1, max(share, 1e-9))
    self.init(
      mean: wait, variance: wait.isFinite ? wait * wait * (2 / waiting - 1) : .infinity, atom: 1 - waiting)
  }

  /// Mean and variance alone.
  package var moments: ResponseMoments { ResponseMoments(mean: mean, variance: variance) }

  /// The time not exceeded with a probability: the atom, then a gamma distribution of the rest's moments.
  package func quantile(_ probability: Double) -> Double {
    guard mean.isFinite else { return .infinity }
    guard mean > 0, probability > atom else { return 0 }
    return moments(without: min(atom, 0.999_999)).quantile((probability - atom) / (1 - atom))
  }

  /// True when a share of the times stays below `limit`, in seconds: ``quantile(_:)`` compared with it, at the price of
  /// one distribution function and without a search.
  package func staysBelow(_ limit: Double, forShare share: Double) -> Bool {
    guard mean.isFinite else { return false }
    guard mean > 0, share > atom else { return limit >= 0 }
    return moments(without: min(atom, 0.999_999)).staysBelow(limit, forShare: (share - atom) / (1 - atom))
  }

  /// Share of the times that stay below `limit`, in seconds: what ``quantile(_:)`` is the inverse of.
  func share(below limit: Double) -> Double {
    guard mean.isFinite, limit >= 0 else { return 0 }
    guard mean > 0 else { return 1 }
    return atom + (1 - atom) * moments(without: min(atom, 0.999_999)).share(below: limit)
  }

  /// Second moment.
  var square: Double { variance + mean * mean }

  /// One after the other, taken as independent.
  func followed(by next: TimeShape) -> TimeShape {
    TimeShape(mean: mean + next.mean, variance: variance + next.variance, atom: atom * next.atom)
  }

  /// Repeated a random number of times.
  func repeated(mean count: Double, variance countVariance: Double) -> TimeShape {
    TimeShape(
      mean: count * mean, variance: count * variance + countVariance * mean * mean,
      atom: Self.chance(of: atom, count: count, variance: countVariance))
  }

  /// Each of several with its share; what is left of 1 takes no time.
  static func mixture(_ parts: [(share: Double, time: TimeShape)]) -> TimeShape {
    var (mean, square, atom, rest) = (0.0, 0.0, 0.0, 1.0)
    for part in parts where part.share > 0 {
      mean += part.share * part.time.mean
      square += part.share * part.time.square
      atom += part.share * part.time.atom
      rest -= part.share
    }
    guard mean.isFinite else { return TimeShape(mean: .infinity, variance: .infinity) }
    return TimeShape(mean: mean, variance: max(0, square - mean * mean), atom: atom + max(0, rest))
  }

  /// The longer of two that run at once, taken as independent.
  func longer(of other: TimeShape) -> TimeShape {
    guard mean > 0 else { return other }
    guard other.mean > 0 else { return self }
    let (a, b) = (min(atom, 0.999_999), min(other.atom, 0.999_999))
    let (first, second) = (moments(without: a), other.moments(without: b))
    let both = first.longer(of: second)
    return Self.mixture([
      ((1 - a) * (1 - b), TimeShape(mean: both.mean, variance: both.variance)),
      ((1 - a) * b, TimeShape(mean: first.mean, variance: first.variance)),
      (a * (1 - b), TimeShape(mean: second.mean, variance: second.variance)),
    ])
  }

  /// The longest of `count` like this that run at once, taken as independent: one by one, many by doubling.
  func longest(of count: Double) -> TimeShape {
    guard count > 64 else {
      return stride(from: 1, to: count, by: 1).reduce(self) { result, _ in result.longer(of: self) }
    }
    let half = longest(of: (count / 2).rounded(.down))
    let both = half.longer(of: half)
    return count.truncatingRemainder(dividingBy: 2) >= 1 ? both.longer(of: self) : both
  }

  /// Moments of what takes time, when a share of `atom` does not.
  private func moments(without atom: Double) -> ResponseMoments {
    guard atom > 0 else { return moments }
    let conditional = mean / (1 - atom)
    return ResponseMoments(
      mean: conditional, variance: max(0, square / (1 - atom) - conditional * conditional))
  }

  /// Probability that something of probability `once` happens in all of a random number of repetitions: its
  /// generating function, for counts that are geometric or as fixed as their mean allows.
  static func chance(of once: Double, count: Double, variance: Double) -> Double {
    if variance > count { return 1 / (1 + count * (1 - once)) }
    let whole = count.rounded(.down)
    return power(once, whole) * (1 - (count - whole) * (1 - once))
  }
}
