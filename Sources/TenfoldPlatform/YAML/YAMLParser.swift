internal import CYAML

/// Reads YAML 1.1 streams, and so JSON documents, with libyaml.
public enum YAMLParser {
  /// Reads every document of a stream.
  ///
  /// Aliases are resolved to shared nodes, merge keys applied, unknown tags kept. Bounded by `limits`: a
  /// stream that grows beyond them through aliases is refused, not expanded.
  ///
  /// - Returns: The root of each document that is not empty, in order.
  /// - Throws: ``YAMLError`` with line and column.
  /// - Complexity: O(bytes + nodes).
  public static func documents(
    of text: [UInt8], limits: YAMLLimits = YAMLLimits()
  ) throws(YAMLError) -> [YAMLNode] {
    guard text.count <= limits.bytes else {
      throw YAMLError(
        line: 0, column: 0,
        message: "the file has \(text.count >> 20) MiB; files above \(limits.bytes >> 20) MiB are not read")
    }
    if let zero = text.firstIndex(of: 0) {
      let line = text[..<zero].count { $0 == 10 } + 1
      throw YAMLError(line: line, column: 1, message: "a NUL byte; this is not a text file")
    }
    let parsed = text.withUnsafeBufferPointer { buffer in
      Result { () throws(YAMLError) in
        var composer = Composer(input: buffer, limits: limits)
        defer { composer.close() }
        return try composer.stream()
      }
    }
    return try parsed.get()
  }

  /// Reads every document of a text. See ``documents(of:limits:)-([UInt8],_)``.
  public static func documents(
    of text: String, limits: YAMLLimits = YAMLLimits()
  ) throws(YAMLError) -> [YAMLNode] {
    try documents(of: Array(text.utf8), limits: limits)
  }
}

/// Composes nodes from libyaml's events.
private struct Composer {
  private var parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private var event = yaml_event_t()
  private let limits: YAMLLimits
  /// Anchored nodes of the current document with their size once expanded.
  private var anchors: [String: (node: YAMLNode, size: Int)] = [:]
  /// Nodes composed so far, aliases counted with what they stand for.
  private var total = 0

  init(input: UnsafeBufferPointer<UInt8>, limits: YAMLLimits) {
    self.limits = limits
    yaml_parser_initialize(parser)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  mutating func close() {
    yaml_event_delete(&event)
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  mutating func stream() throws(YAMLError) -> [YAMLNode] {
    var documents: [YAMLNode] = []
    while true {
      try advance()
      switch event.type {
      case YAML_STREAM_END_EVENT:
        return documents
      case YAML_DOCUMENT_START_EVENT:
        anchors.removeAll(keepingCapacity: true)
        try advance()
        let root = try node(depth: 0).node
        if !root.isNull { documents.append(root) }
        try advance()
      default:
        break
      }
    }
  }

  private mutating func advance() throws(YAMLError) {
    yaml_event_delete(&event)
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
  }

  private func failure() -> YAMLError {
    let state = parser.pointee
    let problem = state.problem.map { String(cString: $0) } ?? "not YAML"
    let context = state.context.map { String(cString: $0) + ", " } ?? ""
    return YAMLError(
      line: Int(state.problem_mark.line) + 1, column: Int(state.problem_mark.column) + 1,
      message: context + problem)
  }

  private func located(_ content: YAMLNode.Content, tag: String?, at mark: yaml_mark_t) -> YAMLNode {
    YAMLNode(content: content, tag: tag, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private func refuse(_ message: String) -> YAMLError {
    YAMLError(
      line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1, message: message)
  }

  private mutating func count(_ nodes: Int) throws(YAMLError) {
    let (sum, overflow) = total.addingReportingOverflow(nodes)
    total = sum
    if overflow || total > limits.nodes {
      throw refuse("more than \(limits.nodes) nodes once its aliases are expanded; not read further")
    }
  }

  private mutating func node(depth: Int) throws(YAMLError) -> (node: YAMLNode, size: Int) {
    guard depth <= limits.depth else {
      throw refuse("nested deeper than \(limits.depth) levels; not read further")
    }
    let mark = event.start_mark
    switch event.type {
    case YAML_ALIAS_EVENT:
      let name = String(cString: event.data.alias.anchor)
      guard let target = anchors[name] else {
        throw refuse("alias *\(name) has no anchor &\(name) before it")
      }
      try count(target.size)
      return target
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let text = String(decoding: bytes, as: UTF8.self)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
      let content = YAMLNode.Content.scalar(text: text, isPlain: isPlain)
      return try anchored(
        located(content, tag: customTag(scalar.tag), at: mark), size: 1, anchor: spelled(scalar.anchor))
    case YAML_SEQUENCE_START_EVENT:
      let anchor = spelled(event.data.sequence_start.anchor)
      let tag = customTag(event.data.sequence_start.tag)
      var items: [YAMLNode] = []
      var size = 1
      try advance()
      while event.type != YAML_SEQUENCE_END_EVENT {
        let item = try node(depth: depth + 1)
        items.append(item.node)
        size += item.size
        try advance()
      }
      return try anchored(located(.sequence(items), tag: tag, at: mark), size: size, anchor: anchor)
    case YAML_MAPPING_START_EVENT:
      let anchor = spelled(event.data.mapping_start.anchor)
      let tag = customTag(event.data.mapping_start.tag)
      var entries: [YAMLNode.Entry] = []
      var size = 1
      try advance()
      while event.type != YAML_MAPPING_END_EVENT {
        let key = try node(depth: depth + 1)
        try advance()
        let value = try node(depth: depth + 1)
        entries.append(
          YAMLNode.Entry(key: key.node.string ?? "", line: key.node.line, value: value.node))
        size += key.size + value.size
        try advance()
      }
      return try anchored(
        located(.mapping(merged(entries)), tag: tag, at: mark), size: size, anchor: anchor)
    default:
      throw refuse("unexpected end of a block")
    }
  }

  private mutating func anchored(
    _ node: YAMLNode, size: Int, anchor: String?
  ) throws(YAMLError) -> (node: YAMLNode, size: Int) {
    try count(1)
    if let anchor { anchors[anchor] = (node, size) }
    return (node, size)
  }

  /// Applies `<<`: entries of the mapping itself win over merged ones, earlier merged ones over later.
  private func merged(_ entries: [YAMLNode.Entry]) -> [YAMLNode.Entry] {
    guard entries.contains(where: { $0.key == "<<" }) else { return entries }
    var own = entries.filter { $0.key != "<<" }
    var taken = Set(own.map(\.key))
    for merge in entries where merge.key == "<<" {
      let sources = merge.value.isSequence ? merge.value.items : [merge.value]
      for entry in sources.flatMap(\.entries) where taken.insert(entry.key).inserted {
        own.append(entry)
      }
    }
    return own
  }

  private func spelled(_ pointer: UnsafePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  private func customTag(_ pointer: UnsafePointer<yaml_char_t>?) -> String? {
    guard let tag = spelled(pointer), !tag.hasPrefix("tag:yaml.org,2002:"), tag != "!" else { return nil }
    return tag
  }
}
