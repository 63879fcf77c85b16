/// Lays one Compose file over another.
///
/// Mappings merge key by key, lists are joined, scalars replaced; with the exceptions that
/// the specification makes. `!reset` takes a key away, `!override` puts a value in place of what was there.
///
/// **Source.** Compose Specification, "Merge and override".
enum ComposeMerge {
  /// The values of `base` with those of `over` laid on top.
  ///
  /// - Parameter path: Keys that lead to both from the top of the file.
  static func merged(_ base: ComposeValue, _ over: ComposeValue, at path: [String] = []) -> ComposeValue {
    if over.tag == "!override" { return settled(over) }
    if over.isNull && path.count < 4 { return base }
    switch Rule(of: path) {
    case .replace:
      return settled(over)
    case .mapping(let separators):
      return mapping(base.asMapping(separators: separators), over.asMapping(separators: separators), at: path)
    case .names(let value):
      return mapping(base.namesAsMapping(to: value), over.namesAsMapping(to: value), at: path)
    case .list:
      return joined(base, over)
    case .unique(let key):
      return unique(base, over, by: key)
    case .build:
      return mapping(inMapping(base, under: "context"), inMapping(over, under: "context"), at: path)
    case .logging:
      let differs = over["driver"].map { $0.string != base["driver"]?.string } ?? false
      return differs ? settled(over) : mapping(base, over, at: path)
    case .byForm:
      switch (base.content, over.content) {
      case (.mapping, .mapping): return mapping(base, over, at: path)
      case (.list, .list): return joined(base, over)
      default: return settled(over)
      }
    }
  }

  /// A value without what `!reset` takes away, when nothing lies under it.
  static func settled(_ value: ComposeValue) -> ComposeValue {
    var value = value
    if value.tag == "!reset" { return ComposeValue(.null, like: value) }
    value.tag = nil
    if case .mapping(let entries) = value.content {
      value.content = .mapping(
        entries.filter { $0.value.tag != "!reset" }.map {
          ComposeValue.Entry(key: $0.key, location: $0.location, value: settled($0.value))
        })
    }
    return value
  }

  private enum Rule {
    /// The upper value as it is.
    case replace
    /// `key=value` lists count as mappings.
    case mapping(separators: [Character])
    /// Lists of names count as mappings to this value.
    case names(to: ComposeValue.Content)
    /// Single texts count as lists.
    case list
    /// Lists in which an entry replaces another with the same key.
    case unique(key: (ComposeValue) -> String)
    /// A text is the build context.
    case build
    /// Options belong to one driver.
    case logging
    case byForm

    init(of path: [String]) {
      guard path.count > 2, path[0] == "services" else {
        self = .byForm
        return
      }
      self =
        switch path[2...].joined(separator: ".") {
        case "command", "entrypoint", "healthcheck.test": .replace
        case "environment", "labels", "annotations", "sysctls", "build.args", "build.labels", "deploy.labels",
          "build.additional_contexts":
          .mapping(separators: ["="])
        case "extra_hosts", "build.extra_hosts": .mapping(separators: ["=", ":"])
        case "networks": .names(to: .null)
        case "depends_on": .names(to: .mapping([]))
        case "dns", "dns_search", "dns_opt", "env_file", "label_file", "tmpfs", "expose", "links", "profiles":
          .list
        case "volumes": .unique { ComposeMount($0)?.target ?? $0.string ?? "" }
        case "configs", "secrets": .unique { ($0["target"] ?? $0["source"])?.string ?? $0.string ?? "" }
        case "ports":
          .unique { value in
            value.string
              ?? ["host_ip", "published", "target", "protocol"].map { value[$0]?.string ?? "" }.joined(
                separator: ":")
          }
        case "build": .build
        case "logging": .logging
        default: .byForm
        }
    }
  }

  private static func mapping(
    _ base: ComposeValue, _ over: ComposeValue, at path: [String]
  ) -> ComposeValue {
    guard case .mapping(var entries) = base.content else { return settled(over) }
    guard case .mapping(let upper) = over.content else { return base }
    var places: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { places[entry.key] = index }
    var removed = Set<Int>()
    for entry in upper {
      let place = places[entry.key]
      if entry.value.tag == "!reset" {
        if let place { removed.insert(place) }
      } else if let place, !removed.contains(place) {
        entries[place].value = merged(entries[place].value, entry.value, at: path + [entry.key])
        if case .scalar = entry.value.content { entries[place].location = entry.location }
      } else {
        places[entry.key] = entries.count
        entries.append(
          ComposeValue.Entry(key: entry.key, location: entry.location, value: settled(entry.value)))
      }
    }
    let kept = entries.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
    return ComposeValue(.mapping(kept), like: base)
  }

  private static func joined(_ base: ComposeValue, _ over: ComposeValue) -> ComposeValue {
    ComposeValue(.list(base.itemsOrItself + over.itemsOrItself), like: base)
  }

  private static func unique(
    _ base: ComposeValue, _ over: ComposeValue, by key: (ComposeValue) -> String
  ) -> ComposeValue {
    var items: [ComposeValue] = []
    var places: [String: Int] = [:]
    for item in base.itemsOrItself + over.itemsOrItself {
      if let place = places[key(item)] {
        items[place] = item
      } else {
        places[key(item)] = items.count
        items.append(item)
      }
    }
    return ComposeValue(.list(items), like: base)
  }

  private static func inMapping(_ value: ComposeValue, under key: String) -> ComposeValue {
    guard case .scalar = value.content else { return value }
    return ComposeValue(
      .mapping([ComposeValue.Entry(key: key, location: value.location, value: value)]), like: value)
  }
}
