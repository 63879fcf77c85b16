/// Sagas: steps that are undone, the last first, when a later one fails.
extension ServiceRun {
  /// Lets an execution that failed undo what it has done; false when there is nothing to undo or all is undone.
  @inline(never)
  mutating func undoes(_ execution: Int) -> Bool {
    if details[execution].isUndoing {
      // A compensation failed: what it should undo stays, the others are still made.
      details[execution].isBroken = true
      pool.records[execution].outcome = .fine
      makeReady(execution)
      return true
    }
    guard details[execution].undoing >= 0, details[execution].done != 0 else { return false }
    details[execution].failure = pool.records[execution].outcome
    details[execution].isUndoing = true
    pool.records[execution].outcome = .fine
    pool.records[execution].instruction = details[execution].undoing
    makeReady(execution)
    return true
  }

  /// True when a step was done that is now to be undone.
  mutating func takesBack(_ execution: Int, _ step: Int) -> Bool {
    let bit: UInt32 = 1 << UInt32(step)
    guard details[execution].done & bit != 0 else { return false }
    details[execution].done &= ~bit
    let tally = tallyOfSaga(execution)
    if tally >= 0 { dataTallies[tally].compensations += 1 }
    return true
  }

  /// All compensations are made: the execution ends with the failure that they answered.
  mutating func endSaga(_ execution: Int) {
    let tally = tallyOfSaga(execution)
    if tally >= 0 {
      dataTallies[tally].failedSagas += 1
      if details[execution].isBroken { dataTallies[tally].inconsistent += 1 }
    }
    end(execution, details[execution].failure)
  }

  /// What runs a saga is lost: the steps that are done stay done.
  mutating func loseSaga(_ execution: Int) {
    guard details[execution].isUndoing || details[execution].done != 0, details[execution].undoing >= 0 else {
      return
    }
    let tally = tallyOfSaga(execution)
    guard tally >= 0 else { return }
    dataTallies[tally].failedSagas += 1
    if details[execution].isBroken || details[execution].done != 0 { dataTallies[tally].inconsistent += 1 }
  }

  /// Where a saga is counted: at the component that runs it, or whose steps a journey calls first.
  private func tallyOfSaga(_ execution: Int) -> Int32 {
    let replica = pool.records[execution].replica
    return replica >= 0 ? components[replicas[replica].component].tally : -1
  }
}
