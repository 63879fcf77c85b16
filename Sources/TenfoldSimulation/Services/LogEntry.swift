/// Something that happened in a run, with indices for names.
struct LogEntry: Sendable, Hashable {
  enum Kind: UInt8, Sendable {
    // About a component.
    case hangs, goesOn, answersErrors, isSlow, isWell, isFlushed, isNoticed, causeFound, isHealed, isRepaired,
      lossNoticed, copyTakesOver, stopped, deploymentBegins, versionServes, canaryShare, judgedWell,
      judgedBad,
      takenBack, deploymentEnds
    // About a unit.
    case unitFails, unitReturns, usersTakenOver
    // About all.
    case loadChanges
  }

  var time: Double
  var kind: Kind
  /// The component or unit.
  var subject: Int
  /// How often it happened at that time.
  var count = 1
  /// A share or factor that goes with it.
  var value = 0.0
}

extension ServiceRun {
  /// Entries a run keeps; what happens after so many is not told.
  static var mostLogEntries: Int { 1000 }

  /// Notes that something happened. Only what happens seldom is noted.
  mutating func log(_ kind: LogEntry.Kind, _ subject: Int, value: Double = 0) {
    if let last = record.log.last, last.time == now, last.kind == kind, last.subject == subject {
      record.log[record.log.count - 1].count += 1
    } else if record.log.count < Self.mostLogEntries {
      record.log.append(LogEntry(time: now, kind: kind, subject: subject, value: value))
    }
  }
}
