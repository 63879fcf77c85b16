/// The functions of Go's templates, of Sprig and of Helm that need nothing but their arguments.
enum TemplateFunctions {
  /// Calls a function by name.
  ///
  /// A `must` form is the same function: both report what they cannot do.
  static func call(_ arguments: TemplateArguments) throws(TemplateFailure) -> TemplateValue {
    if let value = try family(arguments) { return value }
    let name = arguments.function
    if name.hasPrefix("must"), name.utf8.count > 4 {
      let plain = name.dropFirst(4)
      let short = TemplateArguments(
        function: plain.prefix(1).lowercased() + plain.dropFirst(), values: arguments.values)
      if let value = try family(short) { return value }
    }
    throw TemplateFailure(
      "function \"\(name)\" is not supported by the built-in template reader; install helm")
  }

  private static func family(_ arguments: TemplateArguments) throws(TemplateFailure) -> TemplateValue? {
    if let value = try logic(arguments) { return value }
    if let value = try text(arguments) { return value }
    if let value = try maps(arguments) { return value }
    if let value = try lists(arguments) { return value }
    if let value = try numbers(arguments) { return value }
    if let value = try encoding(arguments) { return value }
    return try fixed(arguments)
  }
}
