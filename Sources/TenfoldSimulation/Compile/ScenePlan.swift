internal import TenfoldModel

/// What is planned to happen in a run: events with names become units, effects and deployments with indices.
struct ScenePlan: Sendable {
  /// Something that is gone as a whole for a time: replicas, calls between places, users of a region.
  struct Unit: Sendable {
    var name: String
    var replicas: [Int32] = []
    /// The component of which any replicas do, where a rollout has put others in the place of those; -1 for none.
    var anyOf: Int32 = -1
    /// Components outside that do not answer.
    var outside: [Int32] = []
    /// Routes over which no call comes through.
    var routes: [Int32] = []
    /// Share of the users whose requests fail until others take them over.
    var userShare = 0.0
    /// Time until that, in seconds; infinite when nobody does.
    var takeover = Double.infinity
  }

  /// What is wrong with a component for a time.
  struct Effect: Sendable {
    var component: Int32
    /// Its work takes this many times as long.
    var slowness = 1.0
    /// Share of its answers that are errors.
    var errorShare = 0.0
  }

  /// A unit that fails and is repaired again and again.
  struct Process: Sendable {
    var unit: Int
    var timeBetween: Double
    var repairTime: Double
  }

  /// How long a fault takes that someone or something has to notice.
  struct Incident: Sendable {
    var effect: Int
    var detectionTime: Double
    var diagnosisTime: Double
    var repairTime: Double
    /// Probability that controllers end it as soon as it is noticed.
    var healedShare: Double
  }

  /// A new version of a component.
  struct Rollout: Sendable {
    var component: Int32
    var method: Deployment.Method
    var version: Deployment.Version
    var startTime: Double
    /// Time from the beginning until a harmful version is taken back where nothing judges it; infinite for never.
    var retreat: Double
    /// Regions in the order in which waves reach them.
    var regions: [Int32] = []
  }

  /// Something planned, at its time.
  enum Act: Sendable {
    case freeze(Int32)
    case thaw(Int32)
    case begin(unit: Int)
    case end(unit: Int)
    case turnOn(effect: Int)
    case turnOff(effect: Int)
    case flush(Int32)
    case incident(Int)
    case deploy(Int)
    case load(Double)
  }

  var units: [Unit] = []
  var effects: [Effect] = []
  var processes: [Process] = []
  var incidents: [Incident] = []
  var rollouts: [Rollout] = []
  var acts: [(time: Double, act: Act)] = []
  /// What to look at for recovery: what it was, when it began and when its cause was gone.
  var disturbances: [(name: String, begin: Double, end: Double)] = []
  /// Region of each replica, and zone within that.
  var regions: [Int32] = []
  var zones: [Int32] = []
  var noticeTime = 10.0
}
