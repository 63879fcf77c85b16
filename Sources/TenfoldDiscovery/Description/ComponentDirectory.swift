internal import TenfoldModel
internal import TenfoldPlatform

/// Which components a description declares and which operations each lists: the names calls can go to.
struct ComponentDirectory {
  /// The sections that declare components, in the order they are written.
  static let sections: [(key: String, kind: ComponentKind)] = [
    ("cdns", .cdn), ("gateways", .gateway), ("services", .service), ("caches", .cache), ("stores", .store),
    ("topics", .topic), ("external", .external),
  ]

  /// A declared component.
  struct Entry {
    let kind: ComponentKind
    /// Operations it lists; empty for a component that has those which are called.
    let operations: [String]
  }

  private(set) var entries: [String: Entry] = [:]
  /// Regions and clusters; empty when the placement names none.
  private(set) var places: Set<String> = []
  /// What users do, by name.
  private(set) var journeys: Set<String> = []

  /// Lists what `root` declares, and what was found elsewhere and may be called too.
  init(of root: YAMLNode, beside found: System?) {
    for component in found?.components ?? [] {
      entries[component.name] = Entry(kind: component.kind, operations: component.operations.map(\.name))
    }
    for region in root[["placement", "regions"]]?.entries ?? [] {
      places.insert(region.key)
      places.formUnion(region.value["clusters"]?.strings ?? [])
    }
    journeys = Set(root[["workload", "journeys"]]?.entries.map(\.key) ?? [])
    journeys.formUnion(found?.workload.journeys.map(\.name) ?? [])
    for section in Self.sections {
      for component in root[section.key]?.entries ?? [] {
        let consumed = component.value["consumes"]?.entries.filter { $0.value["operation"] == nil } ?? []
        entries[component.key] = Entry(
          kind: section.kind,
          operations: (component.value["operations"]?.entries ?? []).map(\.key) + consumed.map(\.key))
      }
    }
  }

  /// Component and operation that a text such as `db.read` or `db` names.
  ///
  /// Names may have dots: the whole text is tried as a component first, then its longest beginning.
  func resolve(_ text: String) -> (component: String, operation: String?) {
    if entries[text] != nil { return (text, nil) }
    var end = text.endIndex
    while let dot = text[..<end].lastIndex(of: ".") {
      if entries[String(text[..<dot])] != nil {
        return (String(text[..<dot]), String(text[text.index(after: dot)...]))
      }
      end = dot
    }
    guard let dot = text.firstIndex(of: ".") else { return (text, nil) }
    return (String(text[..<dot]), String(text[text.index(after: dot)...]))
  }
}
