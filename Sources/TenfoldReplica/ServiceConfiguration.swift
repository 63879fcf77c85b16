internal import FoundationEssentials

/// What one replica of a service does: the lab writes it as JSON, the service process reads it.
public struct ServiceConfiguration: Codable, Sendable, Hashable {
  /// One thing it can be asked.
  public struct Operation: Codable, Sendable, Hashable {
    /// Its name: it is asked as `/NAME`.
    public var name: String
    /// Mean processor time of one request, in seconds; ≥ 0.
    public var processorTime: Double
    /// Mean time after it in which nothing of the service is used but the worker, such as that of somebody else's answer, in
    /// seconds; nil for none.
    public var delay: Double?
    /// How these times differ between requests.
    public var spread: Spread

    /// What it does when its own work is done, one after the other.
    public var steps: [Step]

    /// Joins them.
    public init(
      name: String, processorTime: Double, delay: Double? = nil, spread: Spread = .exponential,
      steps: [Step] = []
    ) {
      self.name = name
      self.processorTime = processorTime
      self.delay = delay
      self.spread = spread
      self.steps = steps
    }
  }

  /// A way in which it asks another service.
  public struct Call: Codable, Sendable, Hashable {
    /// Ports of the replicas, which are asked in turn; at least one.
    public var ports: [UInt16]
    /// How it is asked, such as GET.
    public var method: String
    /// What is asked for.
    public var path: String
    /// Seconds after which an attempt has failed; > 0.
    public var timeout: Double
    /// Attempts after the first one; ≥ 0.
    public var retries: Int
    /// Calls at once; ≥ 1. The others wait in order.
    public var poolSize: Int

    /// Joins them.
    public init(
      ports: [UInt16], method: String = "GET", path: String, timeout: Double, retries: Int = 0, poolSize: Int
    ) {
      self.ports = ports
      self.method = method
      self.path = path
      self.timeout = timeout
      self.retries = retries
      self.poolSize = poolSize
    }
  }

  /// How times differ between requests.
  public enum Spread: String, Codable, Sendable, Hashable {
    /// Not at all.
    case constant
    /// As an exponential distribution.
    case exponential
  }

  /// The name of the service.
  public var name: String
  /// Port of 127.0.0.1 it listens on; 0 for any that is free.
  public var port: UInt16
  /// Requests it works on at once; ≥ 1. The others wait in order.
  public var workers: Int
  /// What it can be asked; names differ.
  public var operations: [Operation]
  /// How it asks others.
  public var calls: [Call]
  /// The databases it asks.
  public var stores: [Store]
  /// Where it publishes and consumes messages; nil when it does neither.
  public var broker: Broker?
  /// What it traces; nil for nothing.
  public var tracing: Tracing?
  /// The same seed draws the same times.
  public var seed: UInt64

  /// Joins them.
  public init(
    name: String, port: UInt16, workers: Int, operations: [Operation], calls: [Call] = [],
    stores: [Store] = [], broker: Broker? = nil, tracing: Tracing? = nil, seed: UInt64 = 1
  ) {
    self.name = name
    self.port = port
    self.workers = workers
    self.operations = operations
    self.calls = calls
    self.stores = stores
    self.broker = broker
    self.tracing = tracing
    self.seed = seed
  }

  /// Reads it from the text of a JSON file.
  ///
  /// - Parameter path: The file's path, for messages.
  /// - Throws: ``ServiceError`` when it is not JSON of this form, or a number is out of range.
  public init(json: [UInt8], path: String) throws(ServiceError) {
    do {
      self = try JSONDecoder().decode(ServiceConfiguration.self, from: Data(json))
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
    if let reason = mistakes().first { throw .unreadable(path: path, reason: reason) }
  }

  /// The text of its JSON file.
  public var json: [UInt8] {
    // Numbers are finite and names are text: nothing in it can be refused.
    (try? JSONEncoder().encode(self)).map { Array($0) } ?? []
  }
}
