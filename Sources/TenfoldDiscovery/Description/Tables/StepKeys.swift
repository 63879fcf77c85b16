internal import TenfoldModel
internal import TenfoldPlatform

/// Steps of operations: how they are read, checked and written.
enum StepKeys {
  /// The keys of a step, for the schema and the reference.
  static let outline = DescriptionOutline(
    name: "step",
    help: "One step of an operation: a call, a message published, several at once, or one of several.",
    shorthand: .text,
    keys: [
      .init(name: "call", form: .text, help: "Calls `component` or `component.operation`", isRequired: false),
      .init(
        name: "operation", form: .text,
        help: "The operation called, where `component.operation` would be ambiguous", isRequired: false),
      .init(
        name: "publish", form: .text, help: "Hands a message to a topic and goes on", isRequired: false),
      .init(
        name: "cached", form: .table("call"), help: "A call read through the cache named by `in`",
        isRequired: false),
      .init(name: "in", form: .text, help: "The cache of a `cached` call", isRequired: false),
      .init(
        name: "parallel", form: .list(.either([.text, .table("step")])),
        help: "Steps taken at once; it ends with the last", isRequired: false),
      .init(
        name: "oneOf", form: .list(.table("step")),
        help: "Alternatives, each with its `share`; the rest of 100 % does nothing", isRequired: false),
      .init(
        name: "steps", form: .list(.either([.text, .table("step")])),
        help: "Several steps in the place of one", isRequired: false),
      .init(
        name: "share", form: .quantity(.share),
        help: "Share of executions that take it; neighbours with shares are alternatives", isRequired: false),
    ] + callOutline)

  private static let callOutline = OperationKeys.call.map {
    DescriptionOutline.Key(name: $0.name, form: $0.form, help: $0.help, isRequired: false)
  }

  // MARK: Reading

  /// The steps of a list. Neighbours with a share become alternatives of one choice.
  static func steps(of node: YAMLNode, _ reading: inout DescriptionReading) -> [Step] {
    var steps: [Step] = []
    var branches: [Step.Branch] = []
    func close(_ reading: inout DescriptionReading, line: Int) {
      guard !branches.isEmpty else { return }
      check(branches, line: line, &reading)
      steps.append(.choice(branches))
      branches = []
    }
    for (index, item) in reading.items(node).enumerated() {
      reading.within("[\(index)]") { reading in
        guard item["share"] != nil else {
          close(&reading, line: item.line)
          steps += step(of: item, &reading).map { [$0] } ?? []
          return
        }
        if let branch = branch(of: item, &reading) { branches.append(branch) }
      }
    }
    close(&reading, line: node.line)
    return steps
  }

  /// The one step an item of a list describes; nil when it cannot be told.
  private static func step(of node: YAMLNode, _ reading: inout DescriptionReading) -> Step? {
    if let inner = node["parallel"] {
      reportKeys(of: node, besides: ["parallel", "share"], &reading)
      return .parallel(reading.within("parallel") { steps(of: inner, &$0) })
    }
    if let inner = node["oneOf"] {
      reportKeys(of: node, besides: ["oneOf", "share"], &reading)
      return reading.within("oneOf") { reading in
        let branches = reading.items(inner).compactMap { branch(of: $0, &reading) }
        check(branches, line: inner.line, &reading)
        return .choice(branches)
      }
    }
    if node["steps"] != nil {
      let all = Quantity.stated(1, at: reading.location(node.line))
      return .choice([Step.Branch(share: all, steps: innerSteps(of: node, &reading))])
    }
    return CallKeys.call(of: node, &reading).map { .call($0) }
  }

  private static func branch(of node: YAMLNode, _ reading: inout DescriptionReading) -> Step.Branch? {
    guard let shareNode = node["share"] else {
      reading.report(
        .missingKey, .error,
        "\(reading.subject): an alternative of oneOf needs its share, such as share: 10%",
        line: node.line)
      return nil
    }
    guard let share = reading.within("share", { $0.quantity(shareNode, .share) }) else { return nil }
    if node["steps"] != nil {
      return Step.Branch(share: share, steps: innerSteps(of: node, &reading))
    }
    if node.entries.count == 1 { return Step.Branch(share: share, steps: []) }
    return step(of: node, &reading).map { Step.Branch(share: share, steps: [$0]) }
  }

  private static func innerSteps(of node: YAMLNode, _ reading: inout DescriptionReading) -> [Step] {
    reportKeys(of: node, besides: ["steps", "share"], &reading)
    return node["steps"].map { inner in reading.within("steps") { steps(of: inner, &$0) } } ?? []
  }

  private static func reportKeys(
    of node: YAMLNode, besides known: [String], _ reading: inout DescriptionReading
  ) {
    for entry in node.entries where !known.contains(entry.key) {
      reading.reportUnknownKey(entry, known: known)
    }
  }

  private static func check(_ branches: [Step.Branch], line: Int, _ reading: inout DescriptionReading) {
    let total = branches.reduce(0) { $0 + $1.share.likely }
    let text = QuantityText.share(total)
    if total > 1 + 1e-6 {
      reading.report(
        .shares, .error,
        "\(reading.subject): the shares of these alternatives add up to \(text); make them 100 %, or write "
          + "steps that do not exclude each other as oneOf lists of their own", line: line)
    } else if total < 1 - 1e-6, branches.count > 1 {
      reading.report(
        .shares, .warning,
        "\(reading.subject): the shares of these alternatives add up to \(text) and the rest does nothing; "
          + "if so, say it with {share: \(QuantityUnit.share.text(of: ((1 - total) * 1e6).rounded() / 1e6))}",
        line: line)
    }
  }

  // MARK: Writing

  /// The steps as items of a list. Neighbours with a share would be read as one choice, so only a choice
  /// that has no such neighbour before it is written by its share alone.
  static func trees(of steps: [Step]) -> [DescriptionTree] {
    var trees: [DescriptionTree] = []
    var wasShared = false
    for step in steps {
      if case .choice(let branches) = step, branches.count == 1, !wasShared {
        trees.append(tree(of: branches[0]))
        wasShared = true
      } else {
        trees.append(tree(of: step))
        wasShared = false
      }
    }
    return trees
  }

  /// The step as an item of a list.
  static func tree(of step: Step) -> DescriptionTree {
    switch step {
    case .call(let call):
      return CallKeys.tree(of: call)
    case .parallel(let steps):
      return .map([.init("parallel", .list(trees(of: steps)))])
    case .choice(let branches):
      return .map([.init("oneOf", .list(branches.map(tree)))])
    }
  }

  private static func tree(of branch: Step.Branch) -> DescriptionTree {
    let share = DescriptionTree.Entry("share", .quantity(branch.share, .share))
    if branch.steps.isEmpty { return .map([share]) }
    if branch.steps.count == 1, case .call(let call) = branch.steps[0] {
      return .map(CallKeys.entries(of: call) + [share])
    }
    return .map([share, .init("steps", .list(trees(of: branch.steps)))])
  }
}
