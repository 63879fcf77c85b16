/// Executes templates within bounds.
struct TemplateInterpreter {
  /// Templates that `include` and `template` find, by name.
  var templates: [String: TemplateDefinition]
  /// `required` values that were missing, and other doubts, in order.
  private(set) var notes: [TemplateFailure] = []

  private var families: [String: TemplateFunctions.Family] = [:]
  private var variables: [(name: String, value: TemplateValue)] = []
  private var root = TemplateValue.null
  private var file = ""
  private var depth = 0
  private var steps = 0
  private var work = 0
  /// Line of the outermost template that is being executed: what called the rest.
  private var callerLine: Int?

  init(templates: [String: TemplateDefinition] = [:]) {
    self.templates = templates
  }

  /// How a list of nodes ended.
  private enum Outcome {
    case done, leaveLoop, nextInLoop
  }

  /// Executes a template from a fresh state.
  ///
  /// - Parameter scope: What `.` and `$` mean.
  /// - Throws: ``TemplateFailure`` with file and line.
  mutating func execute(
    _ template: TemplateDefinition, scope: TemplateValue
  ) throws(TemplateFailure) -> TemplateOutput {
    depth = 0
    steps = 0
    work = 0
    callerLine = nil
    var output = TemplateOutput()
    try run(template, scope: scope, into: &output)
    return output
  }

  private mutating func run(
    _ template: TemplateDefinition, scope: TemplateValue, into output: inout TemplateOutput
  ) throws(TemplateFailure) {
    depth += 1
    let outer = (variables, root, file)
    (variables, root, file) = ([("", scope)], scope, template.file)
    defer {
      (variables, root, file) = outer
      depth -= 1
    }
    guard depth <= TemplateLimits.calls else {
      throw TemplateFailure(
        "templates call each other deeper than \(TemplateLimits.calls) times; endless recursion?")
    }
    _ = try run(template.nodes, dot: scope, into: &output)
  }

  private mutating func run(
    _ nodes: [TemplateNode], dot: TemplateValue, into output: inout TemplateOutput
  ) throws(TemplateFailure) -> Outcome {
    let scope = variables.count
    defer { variables.removeLast(variables.count - scope) }
    for node in nodes {
      try step()
      let outcome = try run(node, dot: dot, into: &output)
      guard outcome == .done else { return outcome }
    }
    return .done
  }

  private mutating func run(
    _ node: TemplateNode, dot: TemplateValue, into output: inout TemplateOutput
  ) throws(TemplateFailure) -> Outcome {
    switch node {
    case .text(let text, let line):
      try charge(text.utf8.count, output: output)
      if let callerLine {
        output.append(value: text, from: callerLine)
      } else {
        output.append(text, from: line)
      }
    case .action(let pipeline):
      let value = try located(pipeline.line) { (self) throws(TemplateFailure) in
        try self.value(of: pipeline, dot: dot)
      }
      guard pipeline.variables.isEmpty else {
        try set(pipeline.variables[0], to: value, isDeclaration: pipeline.isDeclaration, line: pipeline.line)
        break
      }
      let text = value.text
      try charge(text.utf8.count, output: output)
      output.append(value: text, from: callerLine ?? pipeline.line)
    case .branch(let kind, let pipeline, let body, let alternative):
      return try branch(kind, pipeline, body, alternative, dot: dot, into: &output)
    case .invocation(let name, let argument, let line):
      try located(line) { (self) throws(TemplateFailure) in
        var scope = TemplateValue.null
        if let argument { scope = try self.value(of: argument, dot: dot) }
        try self.run(try self.template(name), scope: scope, into: &output)
      }
    case .leaveLoop: return .leaveLoop
    case .nextInLoop: return .nextInLoop
    }
    return .done
  }

  /// Gives what fails inside a place, and what is called from it the outermost template's line.
  private mutating func located<Result>(
    _ line: Int, _ body: (inout TemplateInterpreter) throws(TemplateFailure) -> Result
  ) throws(TemplateFailure) -> Result {
    let outer = callerLine
    callerLine = outer ?? line
    defer { callerLine = outer }
    do throws(TemplateFailure) {
      return try body(&self)
    } catch {
      throw error.at(file: file, line: line)
    }
  }

  private mutating func branch(
    _ kind: TemplateNode.Branch, _ pipeline: TemplatePipeline, _ body: [TemplateNode],
    _ alternative: [TemplateNode], dot: TemplateValue, into output: inout TemplateOutput
  ) throws(TemplateFailure) -> Outcome {
    let scope = variables.count
    defer { variables.removeLast(variables.count - scope) }
    let value = try located(pipeline.line) { (self) throws(TemplateFailure) in
      try self.value(of: pipeline, dot: dot)
    }
    if kind == .loop {
      return try loop(over: value, pipeline, body, alternative, dot: dot, into: &output)
    }
    if let name = pipeline.variables.first {
      try set(name, to: value, isDeclaration: pipeline.isDeclaration, line: pipeline.line)
    }
    guard value.isTrue else { return try run(alternative, dot: dot, into: &output) }
    return try run(body, dot: kind == .scope ? value : dot, into: &output)
  }

  private mutating func loop(
    over value: TemplateValue, _ pipeline: TemplatePipeline, _ body: [TemplateNode],
    _ alternative: [TemplateNode], dot: TemplateValue, into output: inout TemplateOutput
  ) throws(TemplateFailure) -> Outcome {
    let items: [(key: TemplateValue, value: TemplateValue)]
    switch value {
    case .list(let list): items = list.enumerated().map { (.int($0.offset), $0.element) }
    case .map(let map): items = map.sortedKeys.map { (.string($0), map[$0]) }
    case .object(let object): items = object.entries.map { (.string($0.key), $0.value) }
    case .int(let count):
      guard count <= TemplateLimits.items else {
        throw TemplateFailure(
          "range over \(count); at most \(TemplateLimits.items) rounds are made", file: file,
          line: pipeline.line)
      }
      items = (0..<max(0, count)).map { (.int($0), .int($0)) }
    default: items = []
    }
    guard !items.isEmpty else { return try run(alternative, dot: dot, into: &output) }
    let scope = variables.count
    for item in items {
      try step()
      if pipeline.variables.count == 2 {
        try set(
          pipeline.variables[0], to: item.key, isDeclaration: pipeline.isDeclaration, line: pipeline.line)
      }
      if let name = pipeline.variables.last {
        try set(name, to: item.value, isDeclaration: pipeline.isDeclaration, line: pipeline.line)
      }
      let outcome = try run(body, dot: item.value, into: &output)
      variables.removeLast(variables.count - scope)
      if outcome == .leaveLoop { break }
    }
    return .done
  }
}

// MARK: - Bounds and names

extension TemplateInterpreter {
  private mutating func step() throws(TemplateFailure) {
    steps += 1
    guard steps <= TemplateLimits.steps else {
      throw TemplateFailure(
        "more than \(TemplateLimits.steps) steps; not executed further", file: file, line: callerLine)
    }
  }

  private mutating func charge(_ bytes: Int, output: TemplateOutput? = nil) throws(TemplateFailure) {
    work += bytes
    guard bytes <= TemplateLimits.text, work <= TemplateLimits.work,
      (output?.bytes.count ?? 0) + bytes <= TemplateLimits.text
    else {
      throw TemplateFailure(
        "output grows beyond \(TemplateLimits.text >> 20) MiB; not executed further", file: file,
        line: callerLine)
    }
  }

  private mutating func set(
    _ name: String, to value: TemplateValue, isDeclaration: Bool, line: Int
  ) throws(TemplateFailure) {
    if isDeclaration {
      variables.append((name, value))
    } else if let index = variables.lastIndex(where: { $0.name == name }) {
      variables[index].value = value
    } else {
      throw TemplateFailure(
        "variable $\(name) is not declared; write := to declare it", file: file, line: line)
    }
  }

  private func template(_ name: String) throws(TemplateFailure) -> TemplateDefinition {
    guard let template = templates[name] else {
      throw TemplateFailure("no template is named \"\(name)\"; it may be defined in a chart that is not here")
    }
    return template
  }
}

// MARK: - Evaluation

extension TemplateInterpreter {
  private mutating func value(
    of pipeline: TemplatePipeline, dot: TemplateValue
  ) throws(TemplateFailure) -> TemplateValue {
    var value: TemplateValue?
    for command in pipeline.commands {
      try step()
      value = try self.value(of: command, dot: dot, piped: value)
    }
    return value ?? .null
  }

  private mutating func value(
    of command: [TemplateOperand], dot: TemplateValue, piped: TemplateValue?
  ) throws(TemplateFailure) -> TemplateValue {
    if case .function(let name) = command[0] {
      if name == "and" || name == "or" {
        return try shortCircuit(name, command.dropFirst(), dot: dot, piped: piped)
      }
      return try call(name, try arguments(command, dot: dot, piped: piped))
    }
    if command.count == 1, piped == nil { return try value(of: command[0], dot: dot) }
    // A method: `.Files.Get "name"`, `.Capabilities.APIVersions.Has "batch/v1"`.
    let arguments = try arguments(command, dot: dot, piped: piped)
    switch command[0] {
    case .field(let path): return try field(path, of: dot, arguments)
    case .variable(let name, let path): return try field(path, of: try variable(name), arguments)
    case .nested(let pipeline, let path) where !path.isEmpty:
      return try field(path, of: try value(of: pipeline, dot: dot), arguments)
    default:
      throw TemplateFailure("a value is given arguments; only a function or a method takes them")
    }
  }

  private mutating func arguments(
    _ command: [TemplateOperand], dot: TemplateValue, piped: TemplateValue?
  ) throws(TemplateFailure) -> [TemplateValue] {
    var values: [TemplateValue] = []
    for operand in command.dropFirst() { values.append(try value(of: operand, dot: dot)) }
    if let piped { values.append(piped) }
    return values
  }

  private mutating func value(
    of operand: TemplateOperand, dot: TemplateValue
  ) throws(TemplateFailure) -> TemplateValue {
    switch operand {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .double(let value): return .double(value)
    case .string(let text): return .string(text)
    case .field(let path): return try field(path, of: dot, [])
    case .variable(let name, let path): return try field(path, of: try variable(name), [])
    case .function(let name): return try call(name, [])
    case .nested(let pipeline, let path): return try field(path, of: try value(of: pipeline, dot: dot), [])
    }
  }

  private func variable(_ name: String) throws(TemplateFailure) -> TemplateValue {
    guard let variable = variables.last(where: { $0.name == name }) else {
      throw TemplateFailure("variable $\(name) is not declared")
    }
    return variable.value
  }

  /// The value at the end of a path. A step that is missing gives null, where Helm sometimes stops.
  private func field(
    _ path: [String], of value: TemplateValue, _ arguments: [TemplateValue]
  ) throws(TemplateFailure) -> TemplateValue {
    var value = value
    for (index, name) in path.enumerated() {
      if case .object(let object) = value {
        let isLast = index == path.count - 1
        let given = TemplateArguments(function: name, values: isLast ? arguments : [])
        guard let result = try object.call(name, given) else {
          throw TemplateFailure("\".\(name)\" is not supported here by the built-in template reader")
        }
        value = result
      } else {
        value = value[name]
      }
    }
    return value
  }

  private mutating func shortCircuit(
    _ name: String, _ operands: ArraySlice<TemplateOperand>, dot: TemplateValue, piped: TemplateValue?
  ) throws(TemplateFailure) -> TemplateValue {
    var result = TemplateValue.null
    for operand in operands {
      result = try value(of: operand, dot: dot)
      if result.isTrue == (name == "or") { return result }
    }
    return piped ?? result
  }

  private mutating func call(
    _ name: String, _ values: [TemplateValue]
  ) throws(TemplateFailure) -> TemplateValue {
    try step()
    let arguments = TemplateArguments(function: name, values: values)
    let result = try resultInContext(arguments)
    if case .string(let text) = result { try charge(text.utf8.count) }
    if case .list(let items) = result {
      try charge(items.count * 16)
      guard items.count <= TemplateLimits.items, !result.isNested(deeperThan: 64) else {
        throw TemplateFailure("\(name) makes a list that is too long or too deeply nested")
      }
    }
    return result
  }

  private mutating func resultInContext(
    _ arguments: TemplateArguments
  ) throws(TemplateFailure) -> TemplateValue {
    if let value = try callInContext(arguments) { return value }
    return try TemplateFunctions.call(arguments, families: &families)
  }

  /// Functions that need the templates or leave a note.
  private mutating func callInContext(
    _ arguments: TemplateArguments
  ) throws(TemplateFailure) -> TemplateValue? {
    switch arguments.function {
    case "include":
      let template = try template(try arguments.text(0))
      var output = TemplateOutput()
      try run(template, scope: arguments.count > 1 ? arguments.values[1] : .null, into: &output)
      return .string(output.text)
    case "tpl":
      let text = try arguments.text(0)
      guard text.utf8.contains(UInt8(ascii: "{")) else { return .string(text) }
      let parsed = try TemplateParser.parse(text, file: file)
      let outer = templates
      defer { templates = outer }
      templates.merge(parsed.definitions) { $1 }
      var output = TemplateOutput()
      try run(parsed.main, scope: arguments.count > 1 ? arguments.values[1] : .null, into: &output)
      return .string(output.text)
    case "required":
      let value = try arguments.value(1)
      if !value.isNull, value.string != "" { return value }
      notes.append(TemplateFailure(try arguments.text(0), file: file, line: callerLine))
      return .string("value-required")
    case "fail":
      throw TemplateFailure("the chart refuses these values: \(try arguments.text(0))")
    default:
      return nil
    }
  }
}
