/// Autoscalers: what they see, and replicas that come and go.
extension ServiceRun {
  /// An autoscaler looks at how busy its replicas were since it last looked.
  ///
  /// Replicas that failed count as wanted and not ready. While a new version comes into service it changes nothing.
  mutating func decide(_ index: Int) {
    let scaler = program.autoscalers[index]
    let component = scaler.component
    let group = components[component].primaries
    let place = program.groups[Int(group)]
    schedule(.decision, index, after: scaler.policy.interval)
    tallies[component].busyCores.add(0, now)
    let area = busyTotals[component] + tallies[component].busyCores.area
    let ready = Int(groups[group].ready)
    let coreTime = scaler.policy.interval * Double(ready) * Double(place.cores)
    let metric = coreTime > 0 ? (area - scalerAreas[index]) / coreTime : 0
    scalerAreas[index] = area
    guard !isChanging(component) else { return }
    let coming = Int(startingReplicas[component]) + failedCount(in: group)
    let wanted = scalers[index].decide(
      at: now, .init(replicas: ready + coming, ready: ready, metric: metric, unready: coming))
    if wanted > ready + coming {
      for _ in (ready + coming)..<wanted { schedule(.started, component, after: scaler.startTime) }
      startingReplicas[component] += Int32(wanted - ready - coming)
    } else if wanted < ready {
      takeAway(min(ready - 1, ready - wanted), from: Int(group))
    }
  }

  /// Replicas that balancers know to be gone and that will come back.
  private func failedCount(in index: Int32) -> Int {
    let group = program.groups[Int(index)]
    var count = 0
    for place in (group.first + groups[index].ready)..<(group.first + group.most) {
      let replica = order[place]
      if replicas[replica].isDown, lives[replica].returns { count += 1 }
    }
    return count
  }

  /// Those that go get no more requests and end what they have.
  private mutating func takeAway(_ count: Int, from group: Int) {
    for _ in 0..<count {
      groups[group].ready -= 1
      let replica = order[groups[group].first + groups[group].ready]
      if replicas[replica].isDown {
        lives[replica].returns = false
      } else {
        changeReplicas(Int(replicas[replica].component), -1)
      }
    }
  }

  /// A replica that was started begins to serve.
  mutating func serveWithOneMore(_ component: Int) {
    startingReplicas[component] -= 1
    if let replica = spareReplica(in: Int(components[component].primaries)) {
      serve(replica, version: versions[component])
    }
  }

  /// A replica that is in no balancer's list, not down and, if there is one, without work left; -1 for any region.
  func spareReplica(in group: Int, region: Int32 = -1) -> Int32? {
    var busy: Int32?
    for place in (groups[group].first + groups[group].ready)..<end(of: group) {
      let replica = order[place]
      guard !replicas[replica].isDown, region < 0 || program.plan.regions[Int(replica)] == region else {
        continue
      }
      if replicas[replica].present == 0 { return replica }
      busy = busy ?? replica
    }
    return busy
  }

  private func end(of group: Int) -> Int32 { groups[group].first + program.groups[group].most }

  /// Lets a replica serve, running a version.
  mutating func serve(_ replica: Int32, version: Int32) {
    lives[replica].version = version
    applyVersion(of: replica)
    addToRotation(replica)
    catchUp(replica)
    changeReplicas(Int(replicas[replica].component), 1)
  }

  // MARK: Numbers of replicas

  mutating func changeReplicas(_ component: Int, _ change: Int32) {
    noteReplicas(component)
    tallies[component].replicas.add(change, now)
  }

  /// Counts the present number of replicas among those of the slice, if it lasted for a time.
  func noteReplicas(_ component: Int) {
    guard tallies[component].replicas.changed < now else { return }
    let count = tallies[component].replicas.value
    let (least, most) = replicaBounds[component]
    replicaBounds[component] = (min(least, count), max(most, count))
  }

  /// The fewest and most replicas since this was asked last.
  func takeReplicaBounds(_ component: Int) -> ClosedRange<Int32> {
    noteReplicas(component)
    let (least, most) = replicaBounds[component]
    replicaBounds[component] = (.max, .min)
    let count = tallies[component].replicas.value
    return least <= most ? least...most : count...count
  }
}
