/// A layered queueing network: worker pools on processors whose workers are held while they wait for each other.
///
/// Processors serve tasks; a task is a pool of threads that offers entries; an entry demands processor time and
/// calls other entries, and the calling thread is held until the answer. Users are tasks that call and are not
/// called. Indices refer to the arrays here, in their order, which is otherwise irrelevant.
///
/// **Source.** Woodside, Neilson, Petriu and Majumdar, IEEE Transactions on Computers 44(1), 1995; Rolia and
/// Sevcik, IEEE Transactions on Software Engineering 21(8), 1995.
public struct LayeredNetwork: Sendable, Hashable {
  /// What serves processor time.
  public var processors: [Processor]
  /// Worker pools and users.
  public var tasks: [Task]
  /// What tasks can be asked to do.
  public var entries: [Entry]

  /// Makes a network.
  public init(processors: [Processor] = [], tasks: [Task] = [], entries: [Entry] = []) {
    self.processors = processors
    self.tasks = tasks
    self.entries = entries
  }
}

extension LayeredNetwork {
  /// How a processor divides itself among the work it has.
  public enum Discipline: String, Sendable, Hashable {
    /// Everyone at once, each at most one server.
    case processorSharing
    /// In order of arrival, each on one server until done.
    case firstComeFirstServed
    /// Nobody waits; the server count is without meaning.
    case delay
  }

  /// Equal servers with one queue.
  public struct Processor: Sendable, Hashable {
    /// Its name, for messages.
    public var name: String
    /// How it divides itself.
    public var discipline: Discipline
    /// Servers (cores) of one copy; ≥ 1.
    public var serverCount: Int
    /// Equal machines, each with a queue and a pool of every task on it; a call picks one at random; ≥ 1.
    public var copies: Int
    /// Share of the visits that the busiest copy gets, whose waits then stand for all; equal copies when nil.
    public var busiestShare: Double?

    /// Makes a processor.
    public init(
      name: String, discipline: Discipline = .processorSharing, serverCount: Int = 1, copies: Int = 1,
      busiestShare: Double? = nil
    ) {
      self.name = name
      self.discipline = discipline
      self.serverCount = serverCount
      self.copies = copies
      self.busiestShare = busiestShare
    }
  }

  /// Who works for a task's entries.
  public enum Workers: Sendable, Hashable {
    /// This many threads on each copy of the processor, with one queue in order of arrival; ≥ 1.
    case threads(Int)
    /// As many as asked for.
    case unlimited
    /// Users who think for a time with this mean, in seconds, then execute the only entry, for ever.
    case users(Int, thinkTime: Double)
  }

  /// A pool of workers on a processor.
  public struct Task: Sendable, Hashable {
    /// Its name, for messages.
    public var name: String
    /// The processor it runs on.
    public var processor: Int
    /// Who works for it.
    public var workers: Workers

    /// Makes a task.
    public init(name: String, processor: Int, workers: Workers) {
      self.name = name
      self.processor = processor
      self.workers = workers
    }
  }

  /// Something a task can be asked to do.
  public struct Entry: Sendable, Hashable {
    /// Its name, for messages.
    public var name: String
    /// The task that offers it.
    public var task: Int
    /// What is done until the caller has the answer.
    public var activity: Activity
    /// What the thread does after the answer (the second phase); nil when nothing.
    public var secondPhase: Activity?
    /// Poisson arrivals from outside, per second; ≥ 0.
    public var arrivalRate: Double

    /// Makes an entry.
    public init(
      name: String, task: Int, activity: Activity, secondPhase: Activity? = nil, arrivalRate: Double = 0
    ) {
      self.name = name
      self.task = task
      self.activity = activity
      self.secondPhase = secondPhase
      self.arrivalRate = arrivalRate
    }
  }

  /// What a thread does.
  public indirect enum Activity: Sendable, Hashable {
    /// Takes this much processor time in one visit, in seconds, with this squared coefficient of variation.
    case demand(Double, variability: Double = 1)
    /// Waits this long without using anything, in seconds, with this squared coefficient of variation.
    case delay(Double, variability: Double = 1)
    /// Calls another entry.
    case call(Call)
    /// Takes processor time in equal slices between calls: with *Y* calls in the mean, *Y* + 1 slices.
    ///
    /// With `order` geometric, after each slice another call follows with probability *Y* / (*Y* + 1), its target
    /// by the shares of the counts; with `order` fixed, the calls follow one after the other.
    case interleaved(demand: Double, variability: Double = 1, calls: [Call], order: CallOrder = .geometric)
    /// One after the other.
    case sequence([Activity])
    /// All at once; ends with the last.
    case parallel([Activity])
    /// One of these, with these shares; what is left of 1 does nothing.
    case choice([Branch])
    /// This many times in a row.
    case loop(Count, Activity)
  }

  /// Whether interleaved calls follow a plan or chance.
  public enum CallOrder: Sendable, Hashable { case fixed, geometric }

  /// One alternative of a choice.
  public struct Branch: Sendable, Hashable {
    /// Share of executions that take it, in 0...1.
    public var share: Double
    /// What it does.
    public var activity: Activity

    /// Makes an alternative.
    public init(share: Double, _ activity: Activity) {
      self.share = share
      self.activity = activity
    }
  }

  /// How often something is repeated: the same mean with another law gives other waiting times.
  public enum Count: Sendable, Hashable {
    /// Exactly so often; what is beyond a whole number is done with that probability.
    case fixed(Double)
    /// 0, 1, 2, … times with the geometric law of this mean.
    case geometric(mean: Double)
    /// Once with this probability, in 0...1, else not at all.
    case probability(Double)

    /// Mean number of times.
    public var mean: Double {
      switch self {
      case .fixed(let value), .geometric(let value), .probability(let value): value
      }
    }

    /// Variance of the number of times.
    public var variance: Double {
      switch self {
      case .fixed(let value):
        let rest = value - value.rounded(.down)
        return rest * (1 - rest)
      case .geometric(let mean): return mean * (1 + mean)
      case .probability(let share): return share * (1 - share)
      }
    }
  }

  /// A call of another entry.
  public struct Call: Sendable, Hashable {
    /// The entry called.
    public var entry: Int
    /// How often.
    public var count: Count
    /// True when the thread waits for the answer.
    public var isSynchronous: Bool

    /// Makes a call.
    public init(_ entry: Int, count: Count = .fixed(1), isSynchronous: Bool = true) {
      self.entry = entry
      self.count = count
      self.isSynchronous = isSynchronous
    }
  }
}
