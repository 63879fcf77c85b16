extension System {
  /// This system with everything that a person's description states in place of what was found.
  ///
  /// What the description does not say stays as it was found. Components and operations are matched by name;
  /// those that only the description knows are added.
  package func overlaid(by described: System) -> System {
    var result = self
    result.name = described.name
    result.workload.overlay(described.workload)
    for component in described.components {
      if var found = result[component.name] {
        found.overlay(component)
        result[component.name] = found
      } else {
        result.components.append(component)
      }
    }
    result.objectives.overlay(described.objectives)
    result.placement.overlay(described.placement)
    result.mesh = described.mesh ?? mesh
    result.delivery.overlay(described.delivery)
    result.observation.overlay(described.observation)
    if !described.incidents.isEmpty { result.incidents = described.incidents }
    return result
  }
}

/// Takes every field that `other` knows.
private func take<Root, Value>(
  _ fields: [WritableKeyPath<Root, Value?>], from other: Root, into root: inout Root
) {
  for field in fields where other[keyPath: field] != nil { root[keyPath: field] = other[keyPath: field] }
}

/// Takes every list of `other` that has something in it.
private func take<Root, Item>(
  _ field: WritableKeyPath<Root, [Item]>, from other: Root, into root: inout Root
) {
  if !other[keyPath: field].isEmpty { root[keyPath: field] = other[keyPath: field] }
}

extension Workload {
  fileprivate mutating func overlay(_ other: Workload) {
    take(
      [
        \.users, \.requestsPerUser, \.arrivalRate, \.peakFactor, \.growthPerYear, \.growth, \.within,
      ], from: other, into: &self)
    take([\.tenants], from: other, into: &self)
    take(\.journeys, from: other, into: &self)
  }
}

extension Component {
  fileprivate mutating func overlay(_ other: Component) {
    kind = other.kind
    take([\.engine, \.owner, \.runsOn], from: other, into: &self)
    take(
      [\.workers, \.availability, \.scaling.replicas, \.alike, \.faultsPerYear, \.resources.biggerSizes],
      from: other, into: &self)
    take(
      [\.resources.cpu, \.resources.cpuRequest, \.resources.memory, \.resources.storage], from: other,
      into: &self)
    take([\.scaling.autoscaler], from: other, into: &self)
    take([\.state], from: other, into: &self)
    take([\.messaging], from: other, into: &self)
    take([\.policy], from: other, into: &self)
    take([\.balancing], from: other, into: &self)
    take([\.admission], from: other, into: &self)
    take(\.placedIn, from: other, into: &self)
    take(\.observed, from: other, into: &self)
    evidence = other.evidence + evidence
    for operation in other.operations {
      if let index = operations.firstIndex(where: { $0.name == operation.name }) {
        operations[index].overlay(operation)
      } else {
        operations.append(operation)
      }
    }
  }
}

extension Operation {
  fileprivate mutating func overlay(_ other: Operation) {
    take([\.demand.cpu, \.demand.disk, \.demand.delay, \.demand.variability], from: other, into: &self)
    take([\.writes, \.isIdempotent], from: other, into: &self)
    take([\.failureShare], from: other, into: &self)
    take(\.steps, from: other, into: &self)
  }
}

extension Objectives {
  fileprivate mutating func overlay(_ other: Objectives) {
    take([\.overall.p99, \.overall.availability, \.overall.staleness], from: other, into: &self)
    take([\.leadTime, \.monthlyCost], from: other, into: &self)
    journeys.merge(other.journeys) { _, described in described }
  }
}

extension Placement {
  fileprivate mutating func overlay(_ other: Placement) {
    take(\.regions, from: other, into: &self)
    take(\.links, from: other, into: &self)
    take(\.nodePools, from: other, into: &self)
    take([\.failover], from: other, into: &self)
    take([\.architecture], from: other, into: &self)
    take([\.orchestrator], from: other, into: &self)
  }
}

extension Delivery {
  fileprivate mutating func overlay(_ other: Delivery) {
    take([\.method], from: other, into: &self)
    take(
      [
        \.changesPerServiceAndWeek, \.handsOnTime, \.duration, \.failureShare, \.exposedShare, \.rollbackTime,
        \.runners, \.people, \.peopleShare, \.teams, \.judgePower, \.waves, \.careTimePerServiceAndWeek,
        \.caretakers,
      ], from: other, into: &self)
    take([\.releasesIndependently], from: other, into: &self)
    take(\.stages, from: other, into: &self)
    take(\.exposures, from: other, into: &self)
  }
}

extension Observation {
  fileprivate mutating func overlay(_ other: Observation) {
    take([\.centralLogs, \.alerts, \.anomalyDetection, \.selfHealing], from: other, into: &self)
    take(
      [
        \.metricsInterval, \.traceSampling, \.detectionTime, \.diagnosisTime, \.repairTime,
        \.faultsPerComponentAndYear, \.healedShare, \.falseAlarmsPerWeek, \.cpuPerRequest, \.bytesPerRequest,
      ], from: other, into: &self)
  }
}
