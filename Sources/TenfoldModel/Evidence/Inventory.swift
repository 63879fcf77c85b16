/// Where something was found.
public struct Evidence: Sendable, Hashable, Codable, Comparable {
  /// Path relative to the folder given.
  public var file: String
  /// Line, from 1; nil for the file as a whole.
  public var line: Int?
  /// What stands there, in a few words; never a secret.
  public var detail: String?

  /// Makes evidence of a place.
  public init(at location: SourceLocation, detail: String? = nil) {
    file = location.file
    line = location.line
    self.detail = detail
  }

  /// The place.
  public var location: SourceLocation { SourceLocation(file: file, line: line) }

  /// By place, then by what stands there.
  public static func < (left: Evidence, right: Evidence) -> Bool {
    (left.location, left.detail ?? "") < (right.location, right.detail ?? "")
  }
}

/// Everything that was found, before it became a model: what runs, what it uses, and where that is written.
public struct Inventory: Sendable, Hashable, Codable {
  /// What a found workload is for.
  public enum ServiceKind: String, Sendable, Hashable, Codable {
    /// Own business code.
    case service
    /// A gateway, router or web server in front of services.
    case gateway
    /// Own or foreign parts that support the services: discovery, configuration, feature flags.
    case platform
  }

  /// An own service.
  public struct Service: Sendable, Hashable, Codable {
    /// Its name.
    public var name: String
    /// What it is for.
    public var kind: ServiceKind
    /// Where it is declared.
    public var evidence: [Evidence]
    /// Where it answers the others; nil when the files leave it open.
    public var port: Port?

    /// Makes a found service.
    public init(name: String, kind: ServiceKind = .service, evidence: [Evidence], port: Port? = nil) {
      self.name = name
      self.kind = kind
      self.evidence = evidence
      self.port = port
    }
  }

  /// A port on which a service answers the others.
  public struct Port: Sendable, Hashable, Codable {
    /// Its number, from 1 to 65535.
    public var number: Int
    /// Where it is declared or asked for.
    public var evidence: Evidence

    /// Makes a found port.
    public init(number: Int, evidence: Evidence) {
      self.number = number
      self.evidence = evidence
    }
  }

  /// A store, a cache or a broker.
  public struct Store: Sendable, Hashable, Codable {
    /// Its name.
    public var name: String
    /// Its engine: `postgresql`, `redis`, `rabbitmq`.
    public var engine: String
    /// Where it is declared.
    public var evidence: [Evidence]

    /// Makes a found store.
    public init(name: String, engine: String, evidence: [Evidence]) {
      self.name = name
      self.engine = engine
      self.evidence = evidence
    }
  }

  /// How a call is made.
  public enum EdgeKind: String, Sendable, Hashable, Codable {
    /// A service or gateway calls a service and waits.
    case sync
    /// A service gives to or takes from a broker.
    case `async`
    /// A service uses a store or a cache.
    case data
  }

  /// How strongly the files speak for an edge.
  public enum EdgeStrength: Int, Sendable, Hashable, Codable, Comparable {
    /// A start-up order, a similar name.
    case weak
    /// An address in shared configuration whose use is not shown.
    case configured
    /// An address given to this very service.
    case strong

    /// More certain is greater.
    public static func < (left: EdgeStrength, right: EdgeStrength) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// That one part uses another.
  public struct Edge: Sendable, Hashable, Codable {
    /// The caller, producer or consumer.
    public var from: String
    /// What it uses; for an asynchronous edge the broker.
    public var to: String
    /// How.
    public var kind: EdgeKind
    /// How strongly the files speak for it.
    public var strength: EdgeStrength
    /// Where that is written.
    public var evidence: [Evidence]

    /// Makes a found edge.
    public init(from: String, to: String, kind: EdgeKind, strength: EdgeStrength, evidence: [Evidence]) {
      self.from = from
      self.to = to
      self.kind = kind
      self.strength = strength
      self.evidence = evidence
    }
  }

  /// Something found that is not part of the system proper, and why.
  public struct SetAside: Sendable, Hashable, Codable {
    /// Its name.
    public var name: String
    /// Why it is set aside: `load generator`, `telemetry`, `job`, `sidecar`, `profile not active`.
    public var reason: String
    /// Where it is declared.
    public var evidence: [Evidence]

    /// Makes a note of something set aside.
    public init(name: String, reason: String, evidence: [Evidence]) {
      self.name = name
      self.reason = reason
      self.evidence = evidence
    }
  }

  /// A name that configuration refers to and nothing declares.
  public struct Dangling: Sendable, Hashable, Codable {
    /// Who refers to it.
    public var from: String
    /// The name.
    public var name: String
    /// Where.
    public var evidence: [Evidence]

    /// Makes a note of a dangling name.
    public init(from: String, name: String, evidence: [Evidence]) {
      self.from = from
      self.name = name
      self.evidence = evidence
    }
  }

  /// A file that could not be read or used.
  public struct Unread: Sendable, Hashable, Codable {
    /// Path relative to the folder given.
    public var file: String
    /// Why, and what to do about it.
    public var reason: String

    /// Makes a note of an unread file.
    public init(file: String, reason: String) {
      self.file = file
      self.reason = reason
    }
  }

  /// One of several descriptions of the same system among the files.
  public struct FileSet: Sendable, Hashable, Codable {
    /// How a user names it, to choose it: a file or folder.
    public var name: String
    /// `compose`, `kubernetes`, `kustomize`, `helm`, `description`.
    public var form: String
    /// Files in it.
    public var files: [String]
    /// Workloads it declares.
    public var workloadCount: Int
    /// True when it is one of those the answer rests on.
    public var isInUse: Bool
    /// The renderer used, with its version; nil when the files were read as they are.
    public var renderer: String?

    /// Makes a note of a set of files.
    public init(
      name: String, form: String, files: [String], workloadCount: Int, isInUse: Bool,
      renderer: String? = nil
    ) {
      self.name = name
      self.form = form
      self.files = files
      self.workloadCount = workloadCount
      self.isInUse = isInUse
      self.renderer = renderer
    }
  }

  /// Own services by name.
  public var services: [Service]
  /// Stores and caches by name.
  public var stores: [Store]
  /// Brokers by name.
  public var queues: [Store]
  /// Who uses whom.
  public var edges: [Edge]
  /// What was found and is no part of the system proper.
  public var setAside: [SetAside]
  /// Names that lead nowhere.
  public var dangling: [Dangling]
  /// Files that could not be read.
  public var unread: [Unread]
  /// Files that were read.
  public var readCount: Int
  /// Descriptions of the system among the files.
  public var fileSets: [FileSet]
  /// Classes of files that were given.
  public var given: Set<FileClass>
  /// Facts for the maturity rules.
  public var facts: [Fact]
  /// Doubts about the input.
  public var diagnostics: [Diagnostic]

  /// Makes an inventory, empty unless told otherwise.
  public init(
    services: [Service] = [], stores: [Store] = [], queues: [Store] = [], edges: [Edge] = [],
    setAside: [SetAside] = [], dangling: [Dangling] = [], unread: [Unread] = [], readCount: Int = 0,
    fileSets: [FileSet] = [], given: Set<FileClass> = [], facts: [Fact] = [],
    diagnostics: [Diagnostic] = []
  ) {
    self.services = services
    self.stores = stores
    self.queues = queues
    self.edges = edges
    self.setAside = setAside
    self.dangling = dangling
    self.unread = unread
    self.readCount = readCount
    self.fileSets = fileSets
    self.given = given
    self.facts = facts
    self.diagnostics = diagnostics
  }

  /// Share of the relevant files that could be read, in 0...1; 1 when there was none.
  public var coverage: Double {
    let all = readCount + unread.count
    return all == 0 ? 1 : Double(readCount) / Double(all)
  }
}
