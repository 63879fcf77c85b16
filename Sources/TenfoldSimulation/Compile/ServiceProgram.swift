internal import TenfoldModel

/// A system compiled for the loop: flat arrays in which names have become indices.
///
/// What an operation does is a row of instructions; a route is a way from one operation to another; a component's
/// replicas stand in groups, one of which a request is sent to.
struct ServiceProgram: Sendable {
  /// One thing that an execution does.
  struct Instruction: BitwiseCopyable {
    enum Code: UInt8 {
      /// Uses a core of its replica for a time drawn from sampler `a`.
      case work
      /// Lets a time pass, drawn from sampler `a`.
      case pause
      /// Calls by route `a` and waits for the answer.
      case call
      /// Calls by `b` routes from `a` on and goes on; `join` waits.
      case start
      /// Calls by route `a`; nobody waits.
      case cast
      /// Begins `b` branches at instruction `a` and goes on; `join` waits.
      case fork
      /// Waits for every answer that is due.
      case join
      /// Goes to instruction `a` with probability `share`.
      case skip
      /// Goes to instruction `a` when cache `b` answers, which it does with probability `share` when it is full.
      case hit
      /// Goes to instruction `a`.
      case jump
      /// Draws how often to repeat, `share` times on average; goes to `a` when that is never. With `b` = 1 the
      /// number is geometric, else `share` rounded up or down.
      case times
      /// Goes back to `a` until it was done as often as drawn.
      case again
      /// Ends the execution.
      case end
    }

    var code: Code
    var a: Int32 = 0
    var b: Int32 = 0
    var share = 0.0
  }

  /// A way from one operation to another, with what goes with the call.
  struct Route: BitwiseCopyable {
    /// First instruction of the operation called.
    var target: Int32
    var component: Int32
    /// Sampler of the time on the network; -1 for none.
    var hop: Int32 = -1
    /// First of the pools of connections, one for each replica of the caller; -1 for none.
    var connections: Int32 = -1
    /// True when the operation changes state, so that it goes to a primary.
    var writes = false
    /// True when a failure leaves the caller's answer whole.
    var isOptional = false
    /// Its guard in `guards`; -1 when nothing watches over the call.
    var guarded: Int32 = -1
    /// Limit of executions at once over all replicas, as a pool; -1 for none.
    var consumers: Int32 = -1
    /// True when a call goes straight to a core of one group's replicas: nothing on the way takes time, limits it or
    /// may turn it away, and the operation begins with work.
    var isStraight = false
  }

  /// How slowness and failure of a route's calls are met.
  struct CallGuard: BitwiseCopyable {
    var route: Int32
    /// Time after which the caller gives up; 0 for never.
    var timeout = 0.0
    /// Attempts after the first.
    var retryLimit: Int32 = 0
    /// Retries that each call earns; infinite without a budget.
    var budget = Double.infinity
    /// Mean pause before the first retry; each later one is twice the one before.
    var backoff = 0.0
    /// Failures in a row that open the breaker; 0 for no breaker.
    var breakerThreshold: Int32 = 0
    /// Time after which a second copy is sent; 0 for never.
    var hedgeAfter = 0.0
  }

  /// A component's replicas and who gets what.
  struct Component: BitwiseCopyable {
    /// Groups of primaries or of plain replicas, one for each shard.
    var primaries: Int32
    /// Groups of copies, one for each shard; -1 without copies.
    var copies: Int32 = -1
    var shardCount: Int32 = 1
    /// Share of the requests that the first shard gets; the others divide the rest.
    var hottestShare = 1.0
    /// Share of the reads that primaries answer.
    var primaryReadShare = 1.0
    /// Share of the reads that ask every shard.
    var scatterShare = 0.0
    /// Requests per second let through; infinite without a limit.
    var rateLimit = Double.infinity
    /// First instruction of what a copy does for each write; -1 for nothing.
    var applying: Int32 = -1
    /// Its controller in `autoscalers`; -1 without one.
    var autoscaler: Int32 = -1
    /// False when nothing of it is a machine of ours.
    var hasReplicas = true
    /// Group of the replicas of a version that is tried out; -1 without one.
    var canary: Int32 = -1
    /// Time until a copy takes over from a lost primary, in seconds.
    var failoverTime = 30.0
  }

  /// Replicas that are alike, side by side.
  struct Group: BitwiseCopyable {
    var component: Int32
    /// First of its replicas.
    var first: Int32
    /// Replicas in service at the beginning, and the most there may be.
    var ready: Int32
    var most: Int32
    var cores: Int32
    /// Workers of one replica.
    var workers: Int32 = .max
    /// Most requests at one replica.
    var queueLimit: Int32 = .max
  }

  /// A controller of a component's replicas.
  struct Autoscaling: Sendable {
    var component: Int
    var policy: HorizontalAutoscaler.Policy
    /// Time from decision to a replica that serves, in seconds.
    var startTime: Double
  }

  /// What users ask for.
  struct Journey: BitwiseCopyable {
    var target: Int32
    var share: Double
  }

  var name = ""
  var distributions: [Distribution] = []
  var instructions: [Instruction] = []
  var routes: [Route] = []
  var guards: [CallGuard] = []
  var components: [Component] = []
  var componentNames: [String] = []
  var groups: [Group] = []
  var replicaCount = 0
  var autoscalers: [Autoscaling] = []
  /// How each component fills again, where it is a cache that is emptied.
  var fills: [CacheFill] = []
  var journeys: [Journey] = []
  var journeyNames: [String] = []
  /// The operation that each route leads to.
  var routeOperations: [String] = []
  /// Requests of the first run that are recorded.
  var traceCount = 0
  /// Limits of the pools of connections and of consumers, and the component that each leads to.
  var pools: [(limit: Int32, component: Int32)] = []
  var coreSharing = CoreSharing.firstComeFirstServed
  var balancing = Balancing.random
  /// What is planned to happen.
  var plan = ScenePlan()
  /// Open arrivals per second at the beginning; nil for users who wait for their answers.
  var arrivalRate: Double?
  /// Open arrivals per second over time; nil for the same at all times.
  var curve: LoadCurve?
  var userCount = 0
  /// Sampler of the time a user thinks; -1 with open arrivals.
  var thinkTime = -1
  var diagnostics: [Diagnostic] = []

  /// Instructions that every program begins with: wait for what is due, and end.
  static let joinAndEnd: Int32 = 0
}
