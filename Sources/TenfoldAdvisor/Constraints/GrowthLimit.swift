import TenfoldModel

/// One way in which a growing system comes to a limit: a value that grows with users, and what it may not exceed.
protocol GrowthLimit: Sendable {
  /// What it is, for people and for programs.
  var identity: LimitIdentity { get }
  /// The value at a number of users; not falling as users grow.
  func value(at users: Double, in reading: Reading) -> Double
  /// What the value may not exceed at a number of users; not rising as users grow.
  func limit(at users: Double, in reading: Reading) -> Double
  /// Users at which the value first exceeds the limit; infinite when it never does.
  func breakingUsers(in reading: Reading) -> Double
  /// What makes it break at a number of users: limits with one cause are moved together.
  func cause(at users: Double, in reading: Reading) -> String
  /// Share of the limit that a plan may use at its goal; 1 where the limit itself is what was promised.
  var plannedShare: Double { get }
  /// True when the limit itself is an assumption, which a system that runs today refutes if it would be violated.
  func restsOnAssumption(in system: LoweredSystem) -> Bool
  /// True when what it limits is a promise that nobody made, or its value is made of assumptions alone: it is shown like
  /// every other, but a plan pushes away first what is known.
  func isConvention(in system: LoweredSystem) -> Bool
  /// Why it breaks, in a sentence with its numbers.
  func explanation(at users: Double, in reading: Reading) -> String
}

/// What a limit is, for people and for programs.
struct LimitIdentity: Sendable, Hashable {
  var family: ConstraintFamily
  var kind: String
  var subject: String
  var quantity: String
  var unit: String
  var id: String { "\(kind):\(subject)" }
  /// In words: `db CPU`.
  var name: String { subject.isEmpty ? quantity : "\(subject) \(quantity)" }
}

extension GrowthLimit {
  func restsOnAssumption(in system: LoweredSystem) -> Bool { false }

  func isConvention(in system: LoweredSystem) -> Bool { restsOnAssumption(in: system) }

  func cause(at users: Double, in reading: Reading) -> String { identity.id }

  var plannedShare: Double { 1 }

  /// Users at which it breaks; infinite where it rests on an assumption that today's load refutes.
  func credibleBreakingUsers(in reading: Reading) -> Double {
    let users = breakingUsers(in: reading)
    return users <= reading.usersNow && restsOnAssumption(in: reading.system) ? .infinity : users
  }

  func breakingUsers(in reading: Reading) -> Double {
    GrowthSearch.firstViolation { value(at: $0, in: reading) > limit(at: $0, in: reading) }
  }
}
