internal import TenfoldModel

extension ResultJSON {
  static func members(of inventory: Inventory) -> [JSONValue.Member] {
    [
      .init("coverage", number(inventory.coverage)), .init("filesRead", .number(Double(inventory.readCount))),
      .init(
        "services",
        list(inventory.services) {
          [
            "name": .string($0.name), "kind": .string($0.kind.rawValue), "evidence": evidence($0.evidence),
            "port": $0.port.map(port) ?? .null,
          ]
        }),
      .init("stores", list(inventory.stores, store)), .init("queues", list(inventory.queues, store)),
      .init(
        "edges",
        list(inventory.edges) {
          [
            "from": .string($0.from), "to": .string($0.to), "kind": .string($0.kind.rawValue),
            "strength": .string(name(of: $0.strength)), "evidence": evidence($0.evidence),
          ]
        }),
      .init(
        "setAside",
        list(inventory.setAside) {
          ["name": .string($0.name), "reason": .string($0.reason), "evidence": evidence($0.evidence)]
        }),
      .init(
        "dangling",
        list(inventory.dangling) {
          ["from": .string($0.from), "name": .string($0.name), "evidence": evidence($0.evidence)]
        }),
      .init(
        "unread",
        list(inventory.unread) { ["file": .string($0.file), "reason": .string($0.reason)] }),
      .init(
        "fileSets",
        list(inventory.fileSets) {
          [
            "name": .string($0.name), "form": .string($0.form), "inUse": .bool($0.isInUse),
            "workloads": .number(Double($0.workloadCount)), "renderer": .optional($0.renderer),
            "files": .array($0.files.map { .string($0) }),
          ]
        }),
    ]
  }

  static func members(of assessment: Assessment) -> [JSONValue.Member] {
    let levels = Dimension.allCases.map { dimension in
      let level = assessment.levels[dimension] ?? DimensionLevel(level: nil)
      return JSONValue.Member(
        dimension.rawValue,
        .members([
          "level": .optional(level.level), "assessed": .bool(level.assessed),
          "evidence": .array(level.evidence.map(finding)), "missing": .array(level.missing.map(finding)),
          "note": .optional(level.note),
        ]))
    }
    return [
      .init("levels", .object(levels)), .init("limiting", .optional(assessment.limiting?.rawValue)),
    ]
  }

  static func evidence(_ places: [Evidence]) -> JSONValue {
    list(places) { place in
      ["file": .string(place.file), "line": .optional(place.line), "detail": .optional(place.detail)]
    }
  }

  private static func port(_ port: Inventory.Port) -> JSONValue {
    .members(["number": .number(Double(port.number)), "evidence": evidence([port.evidence])])
  }

  /// Doubts without their places.
  static func briefly(_ diagnostics: [Diagnostic]) -> JSONValue {
    .array(
      diagnostics.map {
        .members([
          "severity": .string($0.severity.rawValue), "id": .string($0.id), "message": .string($0.message),
        ])
      })
  }

  static func diagnostics(_ diagnostics: [Diagnostic]) -> JSONValue {
    list(diagnostics) {
      [
        "severity": .string($0.severity.rawValue), "id": .string($0.id), "message": .string($0.message),
        "file": .optional($0.location?.file), "line": .optional($0.location?.line),
      ]
    }
  }

  private static func finding(_ finding: DimensionLevel.Finding) -> JSONValue {
    .members([
      "rule": .string(finding.rule), "message": .string(finding.message),
      "evidence": evidence(finding.evidence),
    ])
  }

  private static func store(_ store: Inventory.Store) -> KeyValuePairs<String, JSONValue> {
    ["name": .string(store.name), "engine": .string(store.engine), "evidence": evidence(store.evidence)]
  }

  private static func name(of strength: Inventory.EdgeStrength) -> String {
    switch strength {
    case .weak: "weak"
    case .configured: "configured"
    case .strong: "strong"
    }
  }

  private static func list<Item>(
    _ items: [Item], _ members: (Item) -> KeyValuePairs<String, JSONValue>
  ) -> JSONValue {
    .array(items.map { .members(members($0)) })
  }
}
