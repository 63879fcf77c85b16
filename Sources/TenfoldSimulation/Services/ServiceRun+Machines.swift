/// Machines whose cores replicas of several components share: one row for all, first come, first served.
///
/// A replica counts as busy the cores that its own work has, so that each component's utilization is its own part.
extension ServiceRun {
  /// Uses a core of the machine for a while, or waits for one.
  mutating func workOnMachine(_ execution: Int, _ replica: Int32, _ component: Int, _ sampler: Int) {
    let machine = Int(replicas[replica].machine)
    if !replicas[replica].isFrozen, machines[machine].busy < machines[machine].cores {
      if pool.records[execution].isTied, !winsTie(execution) { return }
      beginOnMachine(execution, replica, component, sampler)
      return
    }
    // What stands still keeps to itself, so that it holds up nobody else.
    if replicas[replica].isFrozen {
      pool.append(execution, to: &replicas[replica].coreRow)
    } else {
      pool.append(execution, to: &machines[machine].row)
    }
    tallies[component].coreQueue.add(1, now)
    if spans.isOn { spans.begin(.core, of: execution, now: now) }
  }

  /// A core is free: whoever stands first in the machine's row gets it.
  mutating func endWorkOnMachine(_ replica: Int32, _ component: Int) {
    let machine = Int(replicas[replica].machine)
    replicas[replica].busy &-= 1
    machines[machine].busy &-= 1
    tallies[component].busyCores.add(-1, now)
    serveMachine(machine)
  }

  private mutating func beginOnMachine(
    _ execution: Int, _ replica: Int32, _ component: Int, _ sampler: Int
  ) {
    replicas[replica].busy &+= 1
    machines[Int(replicas[replica].machine)].busy &+= 1
    tallies[component].busyCores.add(1, now)
    let time = bank.draw(sampler, &streams[component])
    schedule(.worked, execution, after: time * replicas[replica].slowness)
  }

  /// Gives free cores to those who wait.
  private mutating func serveMachine(_ machine: Int) {
    while !machines[machine].row.isEmpty, machines[machine].busy < machines[machine].cores {
      let next = pool.takeFirst(&machines[machine].row)
      let replica = pool.records[next].replica
      let component = Int(replicas[replica].component)
      if replicas[replica].isFrozen {
        pool.append(next, to: &replicas[replica].coreRow)
        continue
      }
      tallies[component].coreQueue.add(-1, now)
      if spans.isOn { spans.endWait(of: next, now: now) }
      if pool.records[next].isTied, !winsTie(next) { continue }
      // It stands behind the instruction that asks for the core.
      beginOnMachine(next, replica, component, Int(code[pool.records[next].instruction &- 1].a))
    }
  }

  /// What stood still waits with the others again.
  mutating func rejoinMachine(_ replica: Int32) {
    let machine = Int(replicas[replica].machine)
    while !replicas[replica].coreRow.isEmpty {
      let next = pool.takeFirst(&replicas[replica].coreRow)
      pool.append(next, to: &machines[machine].row)
    }
    serveMachine(machine)
  }

  /// Takes a replica that fails off its machine: its work ends there, and those of it who wait leave the row.
  mutating func leaveMachine(_ replica: Int32) {
    let machine = Int(replicas[replica].machine)
    machines[machine].busy &-= replicas[replica].busy
    var row = machines[machine].row
    machines[machine].row = Row()
    while !row.isEmpty {
      let next = pool.takeFirst(&row)
      if pool.records[next].replica == replica {
        pool.append(next, to: &replicas[replica].coreRow)
      } else {
        pool.append(next, to: &machines[machine].row)
      }
    }
  }

  /// Cores that failures left free go to those who wait.
  mutating func serveMachines() {
    for machine in 0..<machines.count { serveMachine(machine) }
  }
}
