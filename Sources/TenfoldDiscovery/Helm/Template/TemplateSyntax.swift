/// One part of a parsed template.
indirect enum TemplateNode {
  /// Text written as it stands, with the line it begins on.
  case text(String, line: Int)
  /// A pipeline whose value is written, or that sets variables.
  case action(TemplatePipeline)
  /// `if`, `with` or `range` with its `else`.
  case branch(Branch, TemplatePipeline, body: [TemplateNode], alternative: [TemplateNode])
  /// `template "name" pipeline`.
  case invocation(name: String, argument: TemplatePipeline?, line: Int)
  case leaveLoop
  case nextInLoop

  enum Branch {
    case condition, scope, loop
  }
}

/// Commands of which each gives its value to the next, and the variables that take the last one's.
struct TemplatePipeline {
  /// Variables set: one, or two in a `range`.
  var variables: [String] = []
  /// `:=` rather than `=`.
  var isDeclaration = false
  var commands: [[TemplateOperand]]
  var line: Int
}

/// One word of a command.
indirect enum TemplateOperand {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  /// `.` and `.a.b`.
  case field([String])
  /// `$x.a.b`; the name without the dollar sign.
  case variable(String, [String])
  case function(String)
  /// A pipeline in parentheses, and fields of its value.
  case nested(TemplatePipeline, [String])
}

/// A parsed template and where it was written.
struct TemplateDefinition {
  var nodes: [TemplateNode]
  var file: String
}
