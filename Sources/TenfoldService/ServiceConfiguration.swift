internal import FoundationEssentials

/// What one replica of a service does: the lab writes it as JSON, the service process reads it.
public struct ServiceConfiguration: Codable, Sendable, Hashable {
  /// One thing it can be asked.
  public struct Operation: Codable, Sendable, Hashable {
    /// Its name: it is asked as `/NAME`.
    public var name: String
    /// Mean processor time of one request, in seconds; ≥ 0.
    public var processorTime: Double
    /// How that time differs between requests.
    public var spread: Spread

    /// Joins them.
    public init(name: String, processorTime: Double, spread: Spread = .exponential) {
      self.name = name
      self.processorTime = processorTime
      self.spread = spread
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
  /// The same seed draws the same times.
  public var seed: UInt64

  /// Joins them.
  public init(name: String, port: UInt16, workers: Int, operations: [Operation], seed: UInt64 = 1) {
    self.name = name
    self.port = port
    self.workers = workers
    self.operations = operations
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
    guard workers >= 1 else {
      throw .unreadable(path: path, reason: "workers is \(workers); it must be 1 or more")
    }
    guard Set(operations.map(\.name)).count == operations.count else {
      throw .unreadable(path: path, reason: "two operations have one name; give each its own")
    }
    for operation in operations where !(0...3600).contains(operation.processorTime) {
      throw .unreadable(
        path: path,
        reason:
          "processorTime of \(operation.name) is \(operation.processorTime) s; it must be from 0 to 3600")
    }
  }
}
