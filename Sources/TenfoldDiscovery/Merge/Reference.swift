import TenfoldModel

/// One place where the configuration of a part names a host or speaks of a target.
struct Reference: Sendable {
  /// How closely the place belongs to the part.
  enum Ground: Sendable, Equatable {
    /// Given to this part alone.
    case own
    /// Imported as a whole together with other values; `object` names what is imported.
    case shared(object: String)
    /// A start-up order.
    case startOrder(condition: String)
    /// The name of a credential.
    case credential(object: String, key: String)
    /// A variable whose value the files do not tell.
    case withoutValue
  }

  /// Index of the part it belongs to.
  var from: Int
  /// Host as written; for a start-up order the other's name; empty where only the name speaks.
  var host: String
  var port: Int?
  /// Scheme of an address.
  var scheme: String?
  /// Engine that the form of the value or the name implies.
  var engine: String?
  /// Database on the host, where a configuration file names one.
  var database: String?
  /// Variable or path of keys; never a value.
  var name: String
  var ground: Ground
  /// The table of routes that it stands in; nil when it stands in none.
  var route: RouteTable?
  /// True when it comes from a second description.
  var isTwin: Bool
  /// Index of the set, nil for files outside the sets.
  var set: Int?
  var location: SourceLocation

  /// The same for one of the queues that a host serves.
  func ofResource(_ resource: String?) -> Reference {
    guard let resource else { return self }
    var reference = self
    reference.host = resource.lowercased()
    reference.scheme = host.hasPrefix("sqs.") ? "sqs" : "azure-queue-storage"
    reference.engine = reference.scheme
    return reference
  }

  /// What a report shows: the name and the host, never the value.
  var evidence: Evidence {
    let what =
      switch ground {
      case .startOrder: "starts after \(host)"
      case .credential(let object, _): "\(name) from secret \(object)"
      case .withoutValue: "\(name), value not told"
      case .own, .shared: host.isEmpty || host.hasPrefix(Placeholder.mark) ? name : "\(name) names \(host)"
      }
    return Evidence(at: location, detail: what)
  }
}
