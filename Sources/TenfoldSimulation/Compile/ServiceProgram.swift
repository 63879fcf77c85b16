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
      /// Draws a key of cache `b` and asks for it; goes to instruction `a` when the cache has it.
      case lookUp
      /// Fills cache `b` with the key that was looked up last.
      case fill
      /// Ends the execution in a failure of its own with probability `share`.
      case fail
      /// Notes that the compensations of the execution begin at instruction `a`.
      case canUndo
      /// Undoes step `b`, if it was done, by calling by route `a`.
      case undo
      /// Ends the execution with the failure that its compensations answered.
      case giveUp
      /// Comes to its replica, as one share of a request to a quorum.
      case arrive
      /// Brings that replica's answer.
      case reply
      /// Gets into the row of writes that its copy applies.
      case apply
      /// Takes stock of a request to a quorum that has the answers it needs.
      case settle
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
    /// True for the question to a cache, whose failure is a miss.
    var asksCache = false
    /// True when the call is about the key that its caller looked up or that its message has.
    var takesKey = false
    /// True when a topic delivers a message by it.
    var isDelivery = false
    /// Partitions whose messages keep their order, each with a pool of its own from `consumers` on; 0 for none.
    var partitions: Int32 = 0
    /// The step of its caller that a compensation undoes, as a bit; -1 for none.
    var undoBit: Int8 = -1
    /// Interval at which the outbox that messages wait in is emptied; 0 for none.
    var outboxInterval = 0.0
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
    /// True when two copies are sent at once, the first of which to begin stops the other.
    var isTied = false
    /// Most calls of one replica of the caller at a time.
    var bulkhead = Int32.max
    /// The topic whose messages it delivers; -1 for none.
    var topic: Int32 = -1
    /// First of its states in the run, one for each replica of the caller, and the first of those replicas; -1 when the
    /// caller has none.
    var firstState: Int32 = 0
    var firstReplica: Int32 = -1
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
    /// Most permits that are kept; a second's worth of the rate limit unless said.
    var burst = 0.0
    /// Its dataset in `datasets` when it matters which keys are read and written, and the one it is a projection of; -1.
    var dataset: Int32 = -1
    var projected: Int32 = -1
    /// Its place among the holders of the dataset it is a projection of.
    var projectedHolder: Int32 = -1
    /// Its place in `quorums` when it is a store without a primary; -1 elsewhere.
    var quorum: Int32 = -1
    /// Its place among what is counted besides calls and cores; -1 when nothing of that is.
    var tally: Int32 = -1
    /// Its rule in `limiters`; -1 when all calls are let in.
    var limiter: Int32 = -1
    /// Keys that calls are spread by or messages are about, in `popularities`; -1 for none.
    var keys: Int32 = -1
    /// Most requests at one replica over the mean, with consistent hashing; infinite for no bound.
    var loadBound = Double.infinity
  }

  /// The keys of a store and what follows them.
  struct Dataset: BitwiseCopyable {
    var component: Int32
    /// How often each key is asked for, in `popularities`.
    var keys: Int32
    /// Copies, replicas of the quorum, or none; projections come behind them as holders.
    var copies: Int32
    var holders: Int32
    /// Its caches, in `cachesOfDatasets`.
    var firstCache: Int32 = 0
    var cacheCount: Int32 = 0
    /// Projections that nothing but time feeds, in `delayedProjections`.
    var firstDelayed: Int32 = 0
    var delayedCount: Int32 = 0
    /// Sampler of the time until a write is on its way into a copy; -1 for none.
    var lag: Int32 = -1
    /// Writes that one copy applies at a time.
    var applierCount: Int32 = 1
    /// True when a key's hash says its shard.
    var shardsByKey = false
  }

  /// A cache whose keys are followed.
  struct Cache: BitwiseCopyable {
    var component: Int32
    var keys: Int32
    var capacity: Int
    var timeToLive: Double
    var coalesces: Bool
    var rule: CacheWriteRule
    /// Questions per second that are expected, for what is in it at the beginning.
    var rate: Double
  }

  /// A store without a primary.
  struct Quorum: BitwiseCopyable {
    var replicaCount: Int32
    var readQuorum: Int32
    var writeQuorum: Int32
    /// Samplers of the ways to a replica and back; -1 for no time.
    var write: Int32 = -1
    var acknowledgement: Int32 = -1
    var read: Int32 = -1
    var response: Int32 = -1
    /// Added each way to all replicas but the one where a request comes from.
    var remoteDelay = 0.0
  }

  /// A projection that shows a write after a time.
  struct DelayedProjection: BitwiseCopyable {
    var component: Int32
    var holder: Int32
    /// Sampler of the time.
    var lag: Int32
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
    /// Which of them gets a request.
    var balancing = Balancing.random
    /// The machine whose cores they share with others, in `machineCores`; -1 where each has its own.
    var machine: Int32 = -1
    /// Its place in ``ServiceProgram/quotas``; -1 for cores without one.
    var quota: Int32 = -1
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
    /// 0 for what is shed last.
    var priority: UInt8 = 1
  }

  /// Cores of each machine that replicas of several components share.
  var machineCores: [Int32] = []
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
  /// Journeys that are reported: the first of them. The others only keep components busy.
  var reportedJourneyCount = 0
  var journeyNames: [String] = []
  /// The operation that each route leads to.
  var routeOperations: [String] = []
  /// Requests of the first run that are recorded.
  var traceCount = 0
  /// Limits of the pools of connections and of consumers, and the component that each leads to.
  var pools: [(limit: Int32, component: Int32)] = []
  var coreSharing = CoreSharing.firstComeFirstServed
  /// What is planned to happen.
  var plan = ScenePlan()
  var guardStateCount = 0
  /// Keys and how often each is asked for.
  var popularities: [ZipfSampler] = []
  var datasets: [Dataset] = []
  var caches: [Cache] = []
  var cachesOfDatasets: [Int32] = []
  var delayedProjections: [DelayedProjection] = []
  var quorums: [Quorum] = []
  /// Quotas of groups, as each of their replicas begins with them.
  var quotas: [QuotaMeter] = []
  var limiters: [ConcurrencyLimiter.Rule] = []
  /// Components of which more is counted than calls and cores.
  var talliedComponents: [Int] = []
  /// True when executions have details.
  var hasDetails = false
  /// Open arrivals per second at the beginning; nil for users who wait for their answers.
  var arrivalRate: Double?
  /// Open arrivals per second over time; nil for the same at all times.
  var curve: LoadCurve?
  var userCount = 0
  /// Sampler of the time a user thinks; -1 with open arrivals.
  var thinkTime = -1
  var diagnostics: [Diagnostic] = []

  /// Each replica's place among the holders of its shard's data, for copies and members of a quorum; -1 for all others.
  /// Empty when no data is followed.
  var holders: [Int32] {
    guard !datasets.isEmpty else { return [] }
    var holders = [Int32](repeating: -1, count: replicaCount)
    for dataset in datasets {
      let component = components[Int(dataset.component)]
      let first = component.quorum >= 0 ? component.primaries : component.copies
      guard first >= 0 else { continue }
      for group in groups[Int(first)..<Int(first + component.shardCount)] {
        for place in 0..<group.most { holders[Int(group.first + place)] = place }
      }
    }
    return holders
  }

  /// Instructions that every program begins with: wait for what is due, and end.
  static let joinAndEnd: Int32 = 0
  /// The same for a request to a quorum, and what its shares and copies do.
  static let settleAndEnd: Int32 = 2
  static let arrival: Int32 = 5
  static let replying: Int32 = 6
  static let applying: Int32 = 7
  static let prelude: [Instruction.Code] = [.join, .end, .join, .settle, .end, .arrive, .reply, .apply]
}
