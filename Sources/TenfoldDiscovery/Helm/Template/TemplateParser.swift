/// Parses the syntax of Go's `text/template`.
struct TemplateParser {
  private let pieces: [TemplatePiece]
  private let file: String
  private var position = 0
  private var depth = 0
  private var definitions: [String: TemplateDefinition] = [:]
  /// Tokens of the action at hand.
  private var tokens: [TemplateToken] = []
  private var next = 0
  private var line = 1

  /// Parses a text.
  ///
  /// - Parameter file: Path for messages.
  /// - Returns: The template itself and those it defines, by name.
  static func parse(
    _ text: String, file: String
  ) throws(TemplateFailure) -> (main: TemplateDefinition, definitions: [String: TemplateDefinition]) {
    do throws(TemplateFailure) {
      var parser = TemplateParser(pieces: try TemplateLexer.pieces(of: text), file: file)
      let (nodes, ending) = try parser.block()
      if let ending {
        throw TemplateFailure("\"\(ending)\" without a block that it belongs to", line: parser.line)
      }
      return (TemplateDefinition(nodes: nodes, file: file), parser.definitions)
    } catch {
      throw error.at(file: file, line: 1)
    }
  }

  private init(pieces: [TemplatePiece], file: String) {
    self.pieces = pieces
    self.file = file
  }

  /// Nodes up to `end`, `else` or the end of the text, and which of them it was.
  private mutating func block() throws(TemplateFailure) -> (nodes: [TemplateNode], ending: String?) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= TemplateLimits.nesting else {
      throw TemplateFailure("blocks nested deeper than \(TemplateLimits.nesting)", line: line)
    }
    var nodes: [TemplateNode] = []
    while position < pieces.count {
      let piece = pieces[position]
      position += 1
      switch piece {
      case .text(let text, let line):
        nodes.append(.text(text, line: line))
      case .action(let tokens, let line):
        self.tokens = tokens
        self.line = line
        next = 0
        guard case .word(let word) = tokens[0].kind else {
          nodes.append(.action(try wholePipeline()))
          continue
        }
        if word == "end" || word == "else" {
          next = 1
          return (nodes, word)
        }
        if let node = try statement(word) { nodes.append(node) }
      }
    }
    return (nodes, nil)
  }

  private mutating func statement(_ word: String) throws(TemplateFailure) -> TemplateNode? {
    switch word {
    case "if", "with", "range":
      next = 1
      return try branch(word)
    case "define":
      next = 1
      let name = try name(after: word)
      definitions[name] = TemplateDefinition(nodes: try closedBlock(word), file: file)
      return nil
    case "block":
      next = 1
      let start = line
      let name = try name(after: word)
      let argument = try wholePipeline()
      definitions[name] = TemplateDefinition(nodes: try closedBlock(word), file: file)
      return .invocation(name: name, argument: argument, line: start)
    case "template":
      next = 1
      let name = try name(after: word)
      let argument = next < tokens.count ? try wholePipeline() : nil
      return .invocation(name: name, argument: argument, line: line)
    case "break" where tokens.count == 1: return .leaveLoop
    case "continue" where tokens.count == 1: return .nextInLoop
    default: return .action(try wholePipeline())
    }
  }

  private mutating func branch(_ word: String) throws(TemplateFailure) -> TemplateNode {
    let start = line
    let kind: TemplateNode.Branch = word == "if" ? .condition : word == "with" ? .scope : .loop
    let pipeline = try wholePipeline()
    let (body, ending) = try block()
    guard let ending else { throw unclosed(word, start) }
    guard ending == "else" else { return .branch(kind, pipeline, body: body, alternative: []) }
    if next < tokens.count, case .word(let chained) = tokens[next].kind, chained == "if" || chained == "with"
    {
      // `else if` shares the `end` of the whole chain.
      next += 1
      depth += 1
      defer { depth -= 1 }
      guard depth <= TemplateLimits.nesting else {
        throw TemplateFailure("chain of \"else if\" longer than \(TemplateLimits.nesting)", line: line)
      }
      return .branch(kind, pipeline, body: body, alternative: [try branch(chained)])
    }
    let (alternative, end) = try block()
    guard end == "end" else { throw unclosed(word, start) }
    return .branch(kind, pipeline, body: body, alternative: alternative)
  }

  private mutating func closedBlock(_ word: String) throws(TemplateFailure) -> [TemplateNode] {
    let start = line
    let (nodes, ending) = try block()
    guard ending == "end" else { throw unclosed(word, start) }
    return nodes
  }

  private func unclosed(_ word: String, _ start: Int) -> TemplateFailure {
    TemplateFailure("\"\(word)\" opened here is not closed; {{ end }} is missing", line: start)
  }

  private mutating func name(after word: String) throws(TemplateFailure) -> String {
    guard next < tokens.count, case .string(let name) = tokens[next].kind else {
      throw TemplateFailure("\"\(word)\" needs the name of a template in quotes", line: line)
    }
    next += 1
    return name
  }

  /// A pipeline that takes up the rest of the action.
  private mutating func wholePipeline() throws(TemplateFailure) -> TemplatePipeline {
    let pipeline = try pipeline()
    guard next == tokens.count else { throw TemplateFailure("\")\" without \"(\"", line: line) }
    return pipeline
  }

  private mutating func pipeline() throws(TemplateFailure) -> TemplatePipeline {
    depth += 1
    defer { depth -= 1 }
    guard depth <= TemplateLimits.nesting else {
      throw TemplateFailure("parentheses nested deeper than \(TemplateLimits.nesting)", line: line)
    }
    var pipeline = TemplatePipeline(commands: [], line: next < tokens.count ? tokens[next].line : line)
    takeVariables(into: &pipeline)
    while true {
      let command = try command()
      guard !command.isEmpty else {
        throw TemplateFailure(
          "nothing to evaluate; a field, a function or a literal was expected", line: line)
      }
      pipeline.commands.append(command)
      guard next < tokens.count, tokens[next].kind == .pipe else { return pipeline }
      next += 1
    }
  }

  /// `$x :=`, `$x =` or `$i, $x :=` at the start of a pipeline.
  private mutating func takeVariables(into pipeline: inout TemplatePipeline) {
    var names: [String] = []
    var index = next
    while index + 1 < tokens.count, case .variable(let name) = tokens[index].kind {
      names.append(name)
      let follower = tokens[index + 1].kind
      index += 2
      if follower == .comma, names.count == 1 { continue }
      guard follower == .declare || follower == .assign else { return }
      pipeline.variables = names
      pipeline.isDeclaration = follower == .declare
      next = index
      return
    }
  }

  private mutating func command() throws(TemplateFailure) -> [TemplateOperand] {
    var operands: [TemplateOperand] = []
    while next < tokens.count {
      let token = tokens[next]
      switch token.kind {
      case .pipe, .close: return operands
      case .dot: operands.append(.field([]))
      case .field(let name):
        next += 1
        operands.append(.field([name] + takeFields()))
        continue
      case .variable(let name):
        next += 1
        operands.append(.variable(name, takeFields()))
        continue
      case .word("true"): operands.append(.bool(true))
      case .word("false"): operands.append(.bool(false))
      case .word("nil"): operands.append(.null)
      case .word(let name): operands.append(.function(name))
      case .int(let value): operands.append(.int(value))
      case .double(let value): operands.append(.double(value))
      case .string(let text): operands.append(.string(text))
      case .open:
        next += 1
        let nested = try pipeline()
        guard next < tokens.count, tokens[next].kind == .close else {
          throw TemplateFailure("\"(\" is not closed", line: token.line)
        }
        next += 1
        operands.append(.nested(nested, takeFields()))
        continue
      case .comma, .declare, .assign:
        throw TemplateFailure("misplaced assignment; write {{ $name := value }}", line: token.line)
      }
      next += 1
    }
    return operands
  }

  private mutating func takeFields() -> [String] {
    var names: [String] = []
    while next < tokens.count, tokens[next].isAttached, case .field(let name) = tokens[next].kind {
      names.append(name)
      next += 1
    }
    return names
  }
}
