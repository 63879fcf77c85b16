/// Autoscalers: what they see, and replicas that come and go.
extension ServiceRun {
  /// An autoscaler looks at how busy its replicas were since it last looked.
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
    let coming = Int(startingReplicas[component])
    let wanted = scalers[index].decide(
      at: now, .init(replicas: ready + coming, ready: ready, metric: metric, unready: coming))
    if wanted > ready + coming {
      for _ in (ready + coming)..<wanted { schedule(.started, component, after: scaler.startTime) }
      startingReplicas[component] += Int32(wanted - ready - coming)
    } else if wanted < ready {
      // Those that go get no more requests and end what they have.
      let gone = min(groups[group].ready - 1, Int32(ready - wanted))
      groups[group].ready -= gone
      tallies[component].replicas.add(-gone, now)
    }
  }

  /// A replica that was started begins to serve.
  mutating func serveWithOneMore(_ component: Int) {
    startingReplicas[component] -= 1
    let group = components[component].primaries
    guard groups[group].ready < program.groups[Int(group)].most else { return }
    groups[group].ready += 1
    tallies[component].replicas.add(1, now)
  }
}
