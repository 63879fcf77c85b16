extension ServiceConfiguration {
  /// One thing that an operation does besides its own work.
  public indirect enum Step: Sendable, Hashable {
    /// Makes a call: its place in ``ServiceConfiguration/calls``.
    case call(Int)
    /// Reads or writes the request's key in a store.
    case access(Access)
    /// Does one of these; where the shares are less than 1 together, nothing for the rest.
    case oneOf([Branch])
    /// Does all of these at once, each in its own order; it is done when the last of them is.
    case together([[Step]])
    /// Hands these over and goes on; what becomes of them is nothing to the request.
    case later([Step])
    /// Publishes a message about the request's key: the topic's place in ``ServiceConfiguration/Broker/topics``.
    case publish(Int)
  }

  /// One alternative of a choice.
  public struct Branch: Codable, Sendable, Hashable {
    /// Share of requests that take it, in 0...1.
    public var share: Double
    /// What it does.
    public var steps: [Step]

    /// Joins them.
    public init(share: Double, steps: [Step]) {
      self.share = share
      self.steps = steps
    }
  }

  /// One visit to a store.
  public struct Access: Codable, Sendable, Hashable {
    /// The store: its place in ``ServiceConfiguration/stores``.
    public var store: Int
    /// True when it changes the row.
    public var writes: Bool
    /// Rows that the database counts up besides finding the one row: its declared amount of work; ≥ 0.
    public var work: Int

    /// Joins them.
    public init(store: Int, writes: Bool, work: Int = 0) {
      self.store = store
      self.writes = writes
      self.work = work
    }
  }
}

/// One member of an object says which step it is: `{"call": 0}`.
extension ServiceConfiguration.Step: Codable {
  private enum CodingKeys: String, CodingKey { case call, access, oneOf, together, later, publish }

  /// Reads the first of the members that is there.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    if let index = try members.decodeIfPresent(Int.self, forKey: .call) {
      self = .call(index)
    } else if let access = try members.decodeIfPresent(ServiceConfiguration.Access.self, forKey: .access) {
      self = .access(access)
    } else if let lanes = try members.decodeIfPresent([[Self]].self, forKey: .together) {
      self = .together(lanes)
    } else if let steps = try members.decodeIfPresent([Self].self, forKey: .later) {
      self = .later(steps)
    } else if let topic = try members.decodeIfPresent(Int.self, forKey: .publish) {
      self = .publish(topic)
    } else {
      self = .oneOf(try members.decode([ServiceConfiguration.Branch].self, forKey: .oneOf))
    }
  }

  /// Writes the one member.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .call(let index): try members.encode(index, forKey: .call)
    case .access(let access): try members.encode(access, forKey: .access)
    case .oneOf(let branches): try members.encode(branches, forKey: .oneOf)
    case .together(let lanes): try members.encode(lanes, forKey: .together)
    case .later(let steps): try members.encode(steps, forKey: .later)
    case .publish(let topic): try members.encode(topic, forKey: .publish)
    }
  }

  /// Every call, access and message in it.
  var leaves: [ServiceConfiguration.Step] {
    switch self {
    case .call, .access, .publish: [self]
    case .oneOf(let branches): branches.flatMap(\.steps).flatMap(\.leaves)
    case .together(let lanes): lanes.flatMap { $0 }.flatMap(\.leaves)
    case .later(let steps): steps.flatMap(\.leaves)
    }
  }
}
