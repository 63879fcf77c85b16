internal import TenfoldModel
internal import TenfoldPlatform

/// Calls: `db.read`, `{call: db.read, timeout: 50ms}`, `{publish: orders}`, `{cached: {in: hot, call: db.read}}`.
enum CallKeys {
  /// The keys of a call, for the schema and the reference.
  static let outline = DescriptionOutline(
    name: "call", help: "A call of one operation.", shorthand: .text,
    keys: [
      .init(name: "call", form: .text, help: "Calls `component` or `component.operation`", isRequired: false),
      .init(
        name: "operation", form: .text,
        help: "The operation called, where `component.operation` would be ambiguous", isRequired: false),
      .init(
        name: "publish", form: .text, help: "Hands a message to a topic and goes on", isRequired: false),
      .init(name: "in", form: .text, help: "The cache asked first", isRequired: false),
    ]
      + OperationKeys.call.map {
        DescriptionOutline.Key(name: $0.name, form: $0.form, help: $0.help, isRequired: false)
      })

  private static let targets = ["call", "publish", "cached", "operation", "share", "in"]

  /// The call a text or mapping describes; nil, with a report, when it leads nowhere.
  static func call(of node: YAMLNode, _ reading: inout DescriptionReading) -> Call? {
    if let text = node.string { return target(text, nil, line: node.line, &reading) }
    if let cached = node["cached"] {
      return reading.within("cached") { reading in
        guard var call = call(of: cached, &reading) else { return nil }
        for key in [cached["in"], node["in"]] {
          if let key { call.cachedIn = reading.componentName(key) }
        }
        readKeys(of: node, into: &call, &reading)
        return call
      }
    }
    guard let name = (node["call"] ?? node["publish"]).flatMap({ reading.text($0) }) else {
      let advice = node.entries.first.map { NearestName.of($0.key, among: targets) } ?? nil
      let hint = advice.map { "; did you mean '\($0)'?" } ?? ""
      reading.report(
        .form, .error,
        "\(reading.subject) is no step; expected component.operation, or a mapping with call, publish, cached, "
          + "parallel, oneOf or steps\(hint)", line: node.line)
      return nil
    }
    let operation = node["operation"].flatMap { reading.text($0) }
    guard var call = target(name, operation, line: node.line, &reading) else { return nil }
    if node["publish"] != nil { call.mode = .asynchronous }
    readKeys(of: node, into: &call, &reading)
    return call
  }

  private static func readKeys(
    of node: YAMLNode, into call: inout Call, _ reading: inout DescriptionReading
  ) {
    for entry in reading.entries(node) where !targets.contains(entry.key) {
      guard let key = OperationKeys.call.first(where: { $0.name == entry.key }) else {
        reading.reportUnknownKey(entry, known: targets + OperationKeys.call.map(\.name))
        continue
      }
      reading.within(entry.key) { key.read(entry.value, &call, &$0) }
    }
  }

  private static func target(
    _ text: String, _ operation: String?, line: Int, _ reading: inout DescriptionReading
  ) -> Call? {
    let resolved = operation.map { (component: text, operation: $0) } ?? reading.directory.resolve(text)
    guard reading.checkComponent(resolved.component, line: line) else { return nil }
    if let operation = resolved.operation {
      reading.checkOperation(operation, of: resolved.component, line: line)
    }
    return Call(component: resolved.component, operation: resolved.operation)
  }

  /// The call as short as it can be said.
  static func tree(of call: Call) -> DescriptionTree {
    let entries = entries(of: call)
    if entries.count == 1, entries[0].key == "call" { return entries[0].value }
    return .map(entries)
  }

  static func entries(of call: Call) -> [DescriptionTree.Entry] {
    var entries: [DescriptionTree.Entry]
    switch call.operation {
    case let operation? where call.component.contains(".") || operation.contains("."):
      entries = [.init("call", .text(call.component)), .init("operation", .text(operation))]
    case let operation?: entries = [.init("call", .text(call.component + "." + operation))]
    // A bare name with a dot is tried as a component first, so it may stand alone.
    case nil: entries = [.init("call", .text(call.component))]
    }
    entries += OperationKeys.call.compactMap { key in key.write(call).map { .init(key.name, $0) } }
    // A message is told from a call by being handed over; "publish" says so where nothing else is said.
    if call.operation == nil, call.mode == .asynchronous {
      entries.removeAll { $0.key == "async" }
      entries[0] = .init("publish", entries[0].value)
    }
    return entries
  }
}

extension DescriptionReading {
  /// A component's name; reports one that nothing has.
  mutating func componentName(_ node: YAMLNode) -> String? {
    guard let name = text(node) else { return nil }
    return checkComponent(name, line: node.line) ? name : nil
  }

  /// True when a component has the name; else says which was probably meant.
  mutating func checkComponent(_ name: String, line: Int) -> Bool {
    if directory.entries[name] != nil { return true }
    let nearest = NearestName.of(name, among: directory.entries.keys.sorted())
    let advice =
      nearest.map { "did you mean '\($0)'?" }
      ?? "declare it under services, stores, caches, topics or external"
    report(.unknownName, .error, "\(subject): no component is named '\(name)'; \(advice)", line: line)
    return false
  }

  /// Notes an operation that is called; reports one that a component which lists its operations has not.
  mutating func checkOperation(_ name: String, of component: String, line: Int) {
    guard let entry = directory.entries[component], !entry.operations.contains(name) else { return }
    if !implied.contains(where: { $0.component == component && $0.operation == name }) {
      implied.append((component, name))
    }
    guard !entry.operations.isEmpty else { return }
    let nearest = NearestName.of(name, among: entry.operations)
    let advice =
      nearest.map { "did you mean '\($0)'?" } ?? "it lists \(entry.operations.joined(separator: ", "))"
    report(
      .unknownName, .warning,
      "\(subject): '\(component)' lists no operation '\(name)'; \(advice); taken as one more, of unknown demand",
      line: line)
  }
}
