import TenfoldModel

extension Inventory {
  /// Reads what was found in the files; facts and declarations are not in a result.
  init(result: JSONValue) {
    self.init(
      services: result.list("services") {
        Service(
          name: $0.text("name"), kind: ServiceKind(rawValue: $0.text("kind")) ?? .service,
          evidence: $0.list("evidence", Evidence.init), port: $0["port"].flatMap(Port.init))
      },
      stores: result.list("stores", Store.init), queues: result.list("queues", Store.init),
      edges: result.list("edges") {
        Edge(
          from: $0.text("from"), to: $0.text("to"), kind: EdgeKind(rawValue: $0.text("kind")) ?? .sync,
          strength: EdgeStrength($0.text("strength")), evidence: $0.list("evidence", Evidence.init))
      },
      setAside: result.list("setAside") {
        SetAside(
          name: $0.text("name"), reason: $0.text("reason"), evidence: $0.list("evidence", Evidence.init))
      },
      dangling: result.list("dangling") {
        Dangling(from: $0.text("from"), name: $0.text("name"), evidence: $0.list("evidence", Evidence.init))
      },
      unread: result.list("unread") { Unread(file: $0.text("file"), reason: $0.text("reason")) },
      readCount: result.count("filesRead"),
      fileSets: result.list("fileSets") {
        FileSet(
          name: $0.text("name"), form: $0.text("form"), files: $0.list("files") { $0.string ?? "" },
          workloadCount: $0.count("workloads"), isInUse: $0["inUse"]?.isTrue ?? false,
          renderer: $0["renderer"]?.string)
      })
  }
}

extension Inventory.Store {
  fileprivate init(_ entry: JSONValue) {
    self.init(
      name: entry.text("name"), engine: entry.text("engine"), evidence: entry.list("evidence", Evidence.init))
  }
}

extension Inventory.Port {
  fileprivate init?(_ entry: JSONValue) {
    guard let place = entry.list("evidence", Evidence.init).first else { return nil }
    self.init(number: entry.count("number"), evidence: place)
  }
}

extension Inventory.EdgeStrength {
  fileprivate init(_ name: String) {
    self = name == "strong" ? .strong : name == "configured" ? .configured : .weak
  }
}

extension Assessment {
  /// Reads the levels of a result.
  init(result: JSONValue) {
    var levels: [Dimension: DimensionLevel] = [:]
    for dimension in Dimension.allCases {
      guard let entry = result["levels"]?[dimension.rawValue] else { continue }
      func findings(_ name: String) -> [DimensionLevel.Finding] {
        entry.list(name) {
          .init(
            rule: $0.text("rule"), message: $0.text("message"), evidence: $0.list("evidence", Evidence.init))
        }
      }
      levels[dimension] = DimensionLevel(
        level: entry["level"]?.number.map { Int($0) }, evidence: findings("evidence"),
        missing: findings("missing"), note: entry["note"]?.string)
    }
    self.init(levels: levels)
  }
}

extension Evidence {
  /// Reads a place.
  init(_ entry: JSONValue) {
    self.init(
      at: SourceLocation(
        file: entry.text("file"), line: entry["line"]?.number.flatMap { Int(exactly: $0) }),
      detail: entry["detail"]?.string)
  }
}

extension JSONValue {
  /// The text of a member; empty without one.
  func text(_ name: String) -> String { self[name]?.string ?? "" }

  /// The number of a member; 0 without one.
  func value(_ name: String) -> Double { self[name]?.number ?? 0 }

  /// The count of a member; 0 without one.
  func count(_ name: String) -> Int { self[name]?.number.flatMap { Int(exactly: $0) } ?? 0 }

  /// What the items of a member stand for.
  func list<Item>(_ name: String, _ read: (JSONValue) -> Item) -> [Item] {
    (self[name]?.items ?? []).map(read)
  }
}
