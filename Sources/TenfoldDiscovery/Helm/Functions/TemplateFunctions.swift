/// The functions of Go's templates, of Sprig and of Helm that need nothing but their arguments.
enum TemplateFunctions {
  /// Calls a function by name.
  ///
  /// A `must` form is the same function: both report what they cannot do.
  ///
  /// - Parameter families: Which family a name belongs to, learned as names are called: a template calls a few
  ///   functions many times.
  static func call(
    _ arguments: TemplateArguments, families: inout [String: Family]
  ) throws(TemplateFailure) -> TemplateValue {
    if let known = families[arguments.function], let value = try known.call(arguments) { return value }
    for family in Family.allCases {
      guard let value = try family.call(arguments) else { continue }
      families[arguments.function] = family
      return value
    }
    let name = arguments.function
    if name.hasPrefix("must"), name.utf8.count > 4 {
      let plain = name.dropFirst(4)
      let short = TemplateArguments(
        function: plain.prefix(1).lowercased() + plain.dropFirst(), values: arguments.values)
      for family in Family.allCases {
        if let value = try family.call(short) { return value }
      }
    }
    throw TemplateFailure(
      "function \"\(name)\" is not supported by the built-in template reader; install helm")
  }

  /// Functions that are of one kind.
  enum Family: CaseIterable {
    case logic, text, maps, lists, numbers, encoding, fixed

    /// The value of a function; nil for one of another family.
    func call(_ arguments: TemplateArguments) throws(TemplateFailure) -> TemplateValue? {
      switch self {
      case .logic: try TemplateFunctions.logic(arguments)
      case .text: try TemplateFunctions.text(arguments)
      case .maps: try TemplateFunctions.maps(arguments)
      case .lists: try TemplateFunctions.lists(arguments)
      case .numbers: try TemplateFunctions.numbers(arguments)
      case .encoding: try TemplateFunctions.encoding(arguments)
      case .fixed: try TemplateFunctions.fixed(arguments)
      }
    }
  }
}
