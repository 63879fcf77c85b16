internal import TenfoldModel

/// What a scaled model is asked.
extension ScaledModel {
  /// The load, background among it.
  var scaledLoad: SystemLoad {
    switch options.load {
    case .stated: .stated
    case .rate(let rate): .rate(rate * loadShare)
    case .users(let count, let thinkTime):
      .users(max(1, Int((Double(count) * loadShare).rounded())), thinkTime: thinkTime)
    }
  }

  /// The options with which the scaled system is simulated.
  var scaledOptions: SystemSimulationOptions {
    var result = options
    result.part = part
    result.load = scaledLoad
    if let curve = options.curve, curve.measure == .rate {
      result.curve = curve.scaled(by: loadShare, as: .rate)
    }
    result.events = options.events.map(scaled)
    result.expectations = options.expectations.map(scaled)
    return result
  }

  private func scaled(_ event: SystemEvent) -> SystemEvent {
    guard case .outage(.replicas(let name, let count), let from, let until) = event else { return event }
    let kept = max(1, Int((Double(count) * kept(name)).rounded()))
    return .outage(.replicas(of: name, count: kept), from: from, until: until)
  }

  private func scaled(_ expectation: Expectation) -> Expectation {
    guard case .figure(let figure, let subject, let comparison, let limit, let window) = expectation else {
      return expectation
    }
    return .figure(figure, of: subject, comparison, limit * scale(of: figure, subject), in: window)
  }

  /// A figure of the scaled system over that of the whole.
  func scale(of figure: Expectation.Figure, _ subject: String?) -> Double {
    switch figure {
    case .goodput: 1 / Double(factor)
    case .replicas: subject.map(kept) ?? 1
    case .mean, .p50, .p95, .p99, .p999, .errors, .utilization: 1
    }
  }

  /// Refuses what happens to fewer units than one in the scaled system, and caches that fill anew, which takes as many
  /// requests as in the whole and so longer.
  func refuseWhatOnePartDoesNotShow() throws(SimulationError) {
    for event in options.events {
      switch event {
      case .cacheFlush(let name, _):
        throw refusal(
          "the flush of \(name)", "a cache fills anew as slowly as one request in \(factor) comes")
      case .outage(.replicas(let name, let count), _, _):
        let now = reading.system.componentIndex(name).map { reading.replicas(of: $0).now } ?? Double(count)
        let kept = Double(count) * max(1 / Double(factor), min(1, Self.fewestUnits / now))
        guard kept >= 1 - 1e-9 else {
          throw refusal(
            "outage of \(count) of \(name)", "they are fewer than one replica of one part in \(factor)")
        }
        if isCache(name) { throw refusal("outage of \(name)", "a cache fills anew more slowly in one part") }
      case .outage(.component(let name), _, _) where isCache(name):
        throw refusal("outage of \(name)", "a cache fills anew more slowly in one part")
      case .failures(let process):
        let target: String? =
          switch process.target {
          case .eachReplica(let name), .whole(.component(let name)): name
          case .whole: nil
          }
        if let target, isCache(target) {
          throw refusal("failures of \(target)", "a cache fills anew more slowly in one part")
        }
      case .freeze, .loadFactor, .outage, .slowdown, .errors, .incident, .deployment: break
      }
    }
  }

  private func isCache(_ name: String) -> Bool { whole[name]?.kind == .cache }

  private func refusal(_ place: String, _ reason: String) -> SimulationError {
    .invalid(place: place, problem: "\(reason); simulate the whole, without scaling down")
  }
}
