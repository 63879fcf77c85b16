import TenfoldCatalog
import TenfoldModel

/// Remedies against faults of parts, of what is called, and of places.
enum FaultRemedies {
  static let list: [IncidentRemedy] = [
    IncidentRemedy("multi-az") { incident, situation in
      guard incident.cause == .fault || incident.cause == .zone else { return nil }
      let stateful = incident.component.flatMap { name in
        situation.system.components.firstIndex { $0.name == name && ($0.kind == .store || $0.kind == .cache) }
      }
      guard incident.cause == .zone || stateful != nil else { return nil }
      if let stateful, situation.reading.copies(of: stateful) > 0 {
        return .refused(
          "it has \(QuantityText.count(situation.reading.copies(of: stateful))) other copies already")
      }
      return .leaves(
        incident.over(within: Catalog.required("incident multi-az.after").likely),
        action: "keep a standby of \(incident.component ?? "everything") in another zone, which takes over",
        system: situation.withStandby(of: stateful.map { [$0] }))
    },
    IncidentRemedy("self-healing") { incident, situation in
      guard incident.cause == .fault, situation.system.observation.selfHealing != true else { return nil }
      var system = situation.system
      system.observation.selfHealing = true
      // Controllers end what needs no search for its cause.
      let searched = (incident.diagnosisTime?.likely ?? 0) / max(1e-9, incident.duration?.likely ?? 1)
      let left = Catalog.required("incident self-healing.left.fault").likely
      return .leaves(
        incident.rarer(by: 1 - (1 - left) * max(0, 1 - searched)),
        action: "let probes and controllers end the common faults of \(incident.component ?? "every part")",
        system: system)
    },
    IncidentRemedy("timeouts-retries-breakers") { incident, situation in
      switch incident.cause {
      case .dependency:
        return .leaves(
          incident.smaller(by: "breakers.left.dependency"),
          action:
            "give calls of \(incident.component ?? "what is called") a timeout, few retries and a breaker",
          system: situation.guarding(incident.component))
      case .retryStorm:
        return .leaves(
          incident.over(
            within: (incident.duration?.likely ?? 0)
              * Catalog.required("incident breakers.left.retryStorm").likely),
          action:
            "bound retries of \(incident.component ?? "all calls") by a budget, with pauses and a breaker",
          system: situation.guarding(incident.component))
      default: return nil
      }
    },
    IncidentRemedy("graceful-degradation") { incident, situation in
      guard incident.cause == .fault || incident.cause == .dependency, let name = incident.component,
        let component = situation.system[name]
      else { return nil }
      guard component.operations.allSatisfy({ $0.writes != true }) else {
        return .refused("it changes state, so an answer without it is not whole")
      }
      let callers = situation.callers(of: name)
      guard !callers.isEmpty, component.kind != .store else { return nil }
      return .leaves(
        incident.smaller(by: "degradation.left"),
        action: "let \(callers.prefix(3).joined(separator: ", ")) answer without \(name) while it is down",
        system: situation.system.mappingCalls { _, call in
          guard call.component == name else { return call }
          var call = call
          call.isOptional = true
          return call
        })
    },
    IncidentRemedy("bulkheads") { incident, situation in
      switch incident.cause {
      case .dependency:
        return .leaves(
          incident.smaller(by: "bulkheads.left.dependency"),
          action:
            "give calls of \(incident.component ?? "what is called") workers of their own, so that others go on",
          system: situation.system)
      case .fault, .tenant, .overload:
        guard situation.reading.value(situation.reading.system.tenantCount, or: 1) > Bulkheads.groups,
          let name = incident.component,
          let index = situation.system.components.firstIndex(where: { $0.name == name }),
          situation.reading.system.components[index].isStateful, !situation.isDividedEnough(index)
        else { return nil }
        return .leaves(
          incident.smaller(by: 1 / Bulkheads.groups),
          action: Bulkheads.action(on: name),
          system: situation.dividedByTenant([index], parts: Bulkheads.groups))
      default: return nil
      }
    },
    IncidentRemedy("cells-shuffle-sharding") { incident, situation in
      guard [.fault, .tenant, .overload, .change].contains(incident.cause),
        situation.reading.value(situation.reading.system.tenantCount, or: 1) > Bulkheads.groups
      else { return nil }
      let shared = situation.undividedStates
      guard !shared.isEmpty else { return nil }
      return .leaves(
        incident.smaller(by: 1 / Bulkheads.groups),
        action: "divide the system into \(QuantityText.count(Bulkheads.groups)) cells by tenant",
        system: situation.dividedByTenant(shared, parts: Bulkheads.groups))
    },
    IncidentRemedy("anycast-gslb") { incident, situation in
      guard incident.cause == .region else { return nil }
      guard situation.system.placement.regions.count > 1 else {
        return .refused("there is no second region to send users to")
      }
      let after = Catalog.required("incident anycast.after")
      var system = situation.system
      system.placement.failover?.time = after.quantity
      return .leaves(
        incident.over(within: after.likely),
        action: "let one address lead users to the nearest region that answers", system: system)
    },
    IncidentRemedy("multi-region-active-passive") { incident, situation in
      guard incident.cause == .region else { return nil }
      return .leaves(
        incident.over(within: Catalog.required("incident active-passive.after").likely),
        action: "keep a second region ready, with the data copied to it, and rehearse the change over",
        system: situation.withStandby(of: nil))
    },
  ]
}

/// Remedies against too much at once, against harmful changes, slow diagnosis and things done twice.
enum ProcessRemedies {
  static let list: [IncidentRemedy] = [
    IncidentRemedy("load-shedding") { incident, situation in
      let entry =
        switch incident.cause {
        case .overload: "shedding.left.overload"
        case .retryStorm: "shedding.left.retryStorm"
        case .tenant: "shedding.left.tenant"
        default: ""
        }
      guard !entry.isEmpty else { return nil }
      return .leaves(
        incident.smaller(by: entry),
        action: "refuse what matters least at \(incident.component ?? "the entry") before queues form",
        system: situation.admitting(incident.component))
    },
    IncidentRemedy("backpressure-queues") { incident, situation in
      guard incident.cause == .overload else { return nil }
      return .leaves(
        incident.smaller(by: "backpressure.left.overload"),
        action:
          "bound the queues of \(incident.component ?? "the entry") and say no to what would wait too long",
        system: situation.bounding(incident.component))
    },
    IncidentRemedy("rate-limit") { incident, situation in
      let entry =
        switch incident.cause {
        case .overload: "rate-limit.left.overload"
        case .tenant: "rate-limit.left.tenant"
        default: ""
        }
      guard !entry.isEmpty else { return nil }
      return .leaves(
        incident.smaller(by: entry), action: "limit how many requests each client may send in a second",
        system: situation.system)
    },
    IncidentRemedy("capacity-reservation-gameday") { incident, situation in
      guard incident.cause == .overload else { return nil }
      return .leaves(
        incident.rarer(by: "reservation.left.overload"),
        action: "forecast the next peaks, reserve machines for them and rehearse", system: situation.system)
    },
    IncidentRemedy("autoscaling") { incident, situation in
      guard incident.cause == .overload, let name = incident.component,
        let index = situation.system.components.firstIndex(where: { $0.name == name }),
        !situation.reading.system.components[index].isStateful,
        situation.system.components[index].scaling.autoscaler == nil,
        situation.system.components[index].kind != .external
      else { return nil }
      var system = situation.system
      let now = situation.reading.replicas(of: index).now
      system.components[index].scaling.autoscaler = Autoscaler(
        maximum: .planned(max(now + 1, 3 * now)), metric: "cpu",
        target: Catalog.required("service autoscaler.target").quantity)
      return .leaves(
        incident.rarer(by: "autoscaling.left.overload"), action: "autoscale \(name)", system: system)
    },
    IncidentRemedy("ci-cd") { incident, situation in
      guard incident.cause == .change else { return nil }
      guard situation.system.delivery.method == .manual else { return .refused("a pipeline deploys already") }
      var system = situation.system
      system.delivery.method = .pipeline
      return .leaves(
        incident.rarer(by: "ci-cd.left.change"),
        action: "let a pipeline build, test and deploy every service",
        system: system)
    },
    IncidentRemedy("canary") { incident, situation in
      guard incident.cause == .change else { return nil }
      switch situation.system.delivery.method {
      case .canary?, .waves?: return .refused("changes go through a canary already")
      case .manual?: return .refused("a canary needs a pipeline, and people deploy by hand")
      case .pipeline?, nil:
        var system = situation.system
        system.delivery.method = .canary
        let exposed = Catalog.required("canary exposedShare").likely
        let over =
          Catalog.required("observation-3 detectionTime").likely
          + Catalog.required("canary rollbackTime").likely
        return .leaves(
          incident.smaller(by: exposed).over(within: over),
          action:
            "show each change to \(QuantityText.share(exposed)) of the traffic first and take it back by itself",
          system: system)
      }
    },
    IncidentRemedy("blue-green") { incident, situation in
      guard incident.cause == .change else { return nil }
      return .leaves(
        incident.over(
          within: (incident.detectionTime?.likely ?? 0) + Catalog.required("incident blue-green.after").likely
        ),
        action: "keep the old version running beside the new, and switch back at once",
        system: situation.system)
    },
    IncidentRemedy("feature-flags") { incident, situation in
      guard incident.cause == .change else { return nil }
      return .leaves(
        incident.over(
          within: (incident.detectionTime?.likely ?? 0)
            + Catalog.required("incident feature-flags.after").likely),
        action: "put what is new behind flags, and turn it off in seconds", system: situation.system)
    },
    IncidentRemedy("metrics-alerts") { incident, situation in
      guard incident.isSearchedFor, situation.system.observation.alerts != true else { return nil }
      var system = situation.system
      system.observation.alerts = true
      return .leaves(
        incident.shortening(\.detectionTime, to: Catalog.required("observation-3 detectionTime").likely),
        action: "measure every service and alert on what users feel", system: system)
    },
    IncidentRemedy("central-logging") { incident, situation in
      guard incident.isSearchedFor, Catalog.observationLevel(of: situation.system.observation) < 2 else {
        return nil
      }
      var system = situation.system
      system.observation.centralLogs = true
      return .leaves(
        incident.shortening(\.diagnosisTime, to: Catalog.required("observation-2 diagnosisTime").likely),
        action: "collect the logs of all services in one place", system: system)
    },
    IncidentRemedy("distributed-tracing") { incident, situation in
      let services = situation.reading.system.serviceCount
      guard incident.isSearchedFor, (situation.system.observation.traceSampling?.likely ?? 0) == 0 else {
        return nil
      }
      guard services >= 3 else {
        return .refused(
          "with \(QuantityText.count(Double(services), "service")), logs tell where a request was")
      }
      var system = situation.system
      system.observation.traceSampling = .planned(Catalog.required("telemetry sampling").likely)
      return .leaves(
        incident.shortening(\.diagnosisTime, to: Catalog.required("observation-3 diagnosisTime").likely),
        action:
          "trace a share of the requests through all \(QuantityText.count(Double(services), "service"))",
        system: system)
    },
  ]
}

extension Situation {
  /// The system with one more copy of some parts that keep state, or of all.
  fileprivate func withStandby(of indices: [Int]?) -> System {
    var system = system
    let all = system.components.indices.filter { system.components[$0].kind == .store }
    for index in indices ?? all where reading.copies(of: index) == 0 {
      var state = system.components[index].state ?? StoredState()
      state.replication = Replication(
        replicas: .planned(1), readsFrom: .primary,
        lag: Catalog.assumption("lag", of: Catalog.subjects(of: system.components[index]) + ["store"]))
      system.components[index].state = state
    }
    return system
  }

  /// The system with bounded calls of a component, or of all.
  fileprivate func guarding(_ name: String?) -> System {
    system.mappingCalls { _, call in
      guard name == nil || call.component == name else { return call }
      var call = call
      if call.resilience.breakerThreshold == nil { call.resilience.breakerThreshold = .planned(5) }
      if call.resilience.retryLimit?.likely ?? 0 > 0, call.resilience.retryBudget == nil {
        call.resilience.retryBudget = .planned(0.1)
      }
      return call
    }
  }

  /// The system with as many requests at a component as it answers within what is promised: by Little's law, its servers
  /// times the promise over what one request takes of them.
  fileprivate func bounding(_ name: String?) -> System {
    let promise = system.objectives.overall.p99?.likely ?? DefaultObjectives.p99
    return controlling(name) { index in
      guard reading.primaryStation[index] >= 0 else { return nil }
      let station = reading.stations[reading.primaryStation[index]]
      guard station.visitCount > 0, station.demand > 0 else { return nil }
      let most = Double(station.serverCount) * promise * station.visitCount / station.demand
      return AdmissionControl(rule: .fixed, limit: .planned(max(1, most.rounded(.down))))
    }
  }

  /// The system with a limit, that follows response times, on what a component lets in at a time.
  fileprivate func admitting(_ name: String?) -> System {
    controlling(name) { _ in AdmissionControl(rule: .gradient) }
  }

  /// The system with a control, where there is none, on what a component lets in, or on what each entry does.
  private func controlling(_ name: String?, _ control: (_ component: Int) -> AdmissionControl?) -> System {
    var system = system
    let entries = name.map { [$0] } ?? system.workload.journeys.flatMap { $0.calls.map(\.component) }
    for index in system.components.indices
    where entries.contains(system.components[index].name) && system.components[index].admission == nil {
      system.components[index].admission = control(index)
    }
    return system
  }
}
