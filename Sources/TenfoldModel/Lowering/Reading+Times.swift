/// Times of single executions and calls, for whoever solves a reading.
extension Reading {
  /// CPU time of one execution at a core's speed, in seconds: the operation's own, and what mesh and observation add.
  package func processingTime(of operation: Int) -> Double {
    max(0, value(system.operations[operation].cpu, or: 0) + proxyTime(of: operation))
  }

  /// CPU that the mesh's proxies, observation and TLS handshakes add to one execution of an operation, in seconds.
  package func proxyTime(of operation: Int) -> Double {
    let component = system.operations[operation].component
    guard component >= 0 else { return 0 }
    if system.components[component].kind == .gateway {
      return value(system.components[component].newConnectionShare, or: 0) * value(system.handshake, or: 0)
    }
    guard system.components[component].kind == .service else { return 0 }
    let mesh = value(system.meshCPU, or: 0) * value(system.meshEnrolled, or: 1)
    return mesh * (1 + Double(system.callsOf[operation].count))
      + value(system.observation.cpuPerRequest, or: 0)
  }

  /// Time of one execution of every operation when nothing waits, in seconds: its own and that of all it waits for, one
  /// after the other.
  package func unhinderedTimes() -> [Double] {
    var times = [Double](repeating: 0, count: system.operations.count)
    for operation in system.order.reversed() {
      let entry = system.operations[operation]
      times[operation] = processingTime(of: operation) + value(entry.delay, or: 0) + value(entry.disk, or: 0)
      for call in system.callsOf[operation]
      where system.calls[call].isSynchronous && !system.calls[call].closesCycle {
        times[operation] += weight(of: call) * (networkTime(ofCall: call) + times[system.calls[call].to])
      }
    }
    return times
  }

  /// Time a call spends on the network, in proxies, and until another copy has a write, in seconds.
  package func networkTime(ofCall call: Int) -> Double {
    let entry = system.calls[call]
    let from = system.operations[entry.from].component
    let to = system.operations[entry.to].component
    let isOutside = from >= 0 && from != to && !shareMachine(from, to)
    var time = isOutside ? value(system.hop, or: 0) : 0
    // Fields one by one: this is asked for every call in every pass, and a component is large.
    let kind = system.components[to].kind
    if isOutside, kind == .service || kind == .gateway {
      time += 2 * value(system.meshDelay, or: 0) * value(system.meshEnrolled, or: 1)
    }
    if kind == .store, system.operations[entry.to].writes { time += commitTime(ofWriteTo: to) }
    return max(0, time)
  }

  /// Time a write to a store travels beyond the way to it, in seconds: to the region that takes the writes, for the users
  /// outside, and to another copy that must have it.
  package func commitTime(ofWriteTo store: Int) -> Double {
    let crossRegion = value(system.regionCount > 1 ? system.crossRegion : system.hop, or: 0)
    // Within the region another copy is one more hop away, else the way between regions.
    let isShared = system.components[store].replicationMode != .asynchronous && copies(of: store) > 0
    let outside = 1 - value(system.components[store].primaryRegionShare, or: 1)
    return (isShared ? crossRegion : 0) + max(0, outside) * crossRegion
  }
}

extension Reading.Station {
  /// Squared variation of the service time over all visits.
  package var variability: Double {
    guard visitCount > 0, demand > 0 else { return 1 }
    let service = demand / visitCount
    return max(0, secondMoment / visitCount / (service * service) - 1)
  }
}
