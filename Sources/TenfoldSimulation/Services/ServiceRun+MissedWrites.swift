/// Writes that a copy lacks because it was gone, or because the primary that had them is.
///
/// A copy that serves again has what it missed meanwhile, as long as a primary is there to have it from. What a primary had
/// not sent when it failed is sent once it is back, and lost when a copy has taken over before.
extension ServiceRun {
  /// Notes that a replica lacks a write.
  mutating func miss(_ version: Int64, _ replica: Int32) {
    guard version > 0, missedWrites[Int(replica)].count < WriteLog.mostWrites else { return }
    missedWrites[Int(replica)].append(version)
  }

  /// The group of the copies of a primary's shard; nil for what is no primary with copies whose data is followed.
  private func copiesGroup(of primary: Int32) -> Int? {
    let component = components[replicas[primary].component]
    let shard = replicas[primary].group &- component.primaries
    guard component.dataset >= 0, component.copies >= 0, shard >= 0, shard < component.shardCount else {
      return nil
    }
    return Int(component.copies &+ shard)
  }

  /// A primary fails: what is on its way to its copies does not come there.
  ///
  /// - Complexity: O(records ever in use at once); it happens once for each failure.
  mutating func strandWrites(of primary: Int32) {
    guard let copies = copiesGroup(of: primary) else { return }
    for index in 0..<pool.usedCount where isOnItsWay(index) {
      let copy = pool.records[index].replica
      guard copy >= 0, Int(replicas[copy].group) == copies else { continue }
      miss(details[index].version, copy)
      // Its event is still to come.
      pool.records[index].kind = .ghost
      pool.records[index].replica = -1
    }
  }

  private func isOnItsWay(_ apply: Int) -> Bool {
    pool.records[apply].kind == .apply && !pool.records[apply].isWaiting
      && pool.records[apply].instruction == ServiceProgram.applying
  }

  /// A replica serves again.
  mutating func catchUp(_ replica: Int32) {
    guard !missedWrites.isEmpty else { return }
    let component = Int(replicas[replica].component)
    guard components[component].dataset >= 0 else { return }
    if let copies = copiesGroup(of: replica) {
      for place in groups[copies].first..<(groups[copies].first + groups[copies].ready) {
        if !replicas[order[place]].isDown { sendMissed(to: order[place]) }
      }
    } else if components[component].quorum >= 0 || hasPrimary(replica) {
      takeAsHeld(replica)
    }
  }

  /// True when the primary of a copy's shard is there.
  private func hasPrimary(_ copy: Int32) -> Bool {
    let component = components[replicas[copy].component]
    guard component.copies >= 0 else { return false }
    let shard = replicas[copy].group &- component.copies
    guard shard >= 0, shard < component.shardCount else { return false }
    return !replicas[order[groups[component.primaries &+ shard].first]].isDown
  }

  private mutating func sendMissed(to copy: Int32) {
    let versions = missedWrites[Int(copy)]
    missedWrites[Int(copy)] = []
    for version in versions {
      let apply = takeApply(-1, version, holder: holders[copy])
      pool.records[apply].replica = copy
      beginApply(apply)
    }
  }

  /// What a replica missed is no longer missed: it has it, or nobody has.
  private mutating func takeAsHeld(_ replica: Int32) {
    let dataset = Int(components[replicas[replica].component].dataset)
    for version in missedWrites[Int(replica)] { _ = logs[dataset].mark(version, Int(holders[replica])) }
    missedWrites[Int(replica)] = []
  }

  // MARK: Failover

  /// The copy that takes over: of those that are there, the one that has the most writes; nil when none is there.
  func successor(in copies: Int32) -> Int32? {
    var best: Int32?
    for place in groups[copies].first..<(groups[copies].first + groups[copies].ready) {
      let copy = order[place]
      guard !replicas[copy].isDown else { continue }
      guard let known = best, !missedWrites.isEmpty else {
        best = best ?? copy
        continue
      }
      if missedWrites[Int(copy)].count < missedWrites[Int(known)].count { best = copy }
    }
    return best
  }

  /// A copy takes over from a primary: what it lacks is lost for all, and the lost machine becomes a copy.
  mutating func loseUnsentWrites(of primary: Int32, to copy: Int32) {
    guard !missedWrites.isEmpty, let copies = copiesGroup(of: primary) else { return }
    let tally = components[replicas[primary].component].tally
    dataTallies[tally].lost += Double(missedWrites[Int(copy)].count)
    for place in groups[copies].first..<(groups[copies].first + groups[copies].ready) {
      if !replicas[order[place]].isDown { takeAsHeld(order[place]) }
    }
    (holders[primary], holders[copy]) = (holders[copy], -1)
  }
}
