internal import TenfoldCatalog
internal import TenfoldModel
internal import TenfoldSimulation

/// Whether the whole of a system is simulated, or one part in so many.
struct ScaleDown: Sendable {
  static let option = OptionSpecification(
    name: "scale-down", value: .required("FACTOR"),
    help:
      "Simulate one request in FACTOR on as many fewer replicas, shards and partitions, and tell of the whole; auto for "
      + "what takes seconds.")

  /// Executions of operations in a run that take seconds.
  static let fewExecutions = 2e6
  /// Executions of operations, over all runs, that take minutes.
  private static let manyExecutions = 2e8

  private enum Wish { case whole, factor(Int), automatic }
  private let wish: Wish

  init(_ arguments: ParsedArguments) throws(UsageError) {
    guard arguments.value(Self.option) != "auto" else {
      wish = .automatic
      return
    }
    wish = try arguments.whole(Self.option, in: 1...ScaledModel.largestFactor).map { .factor($0) } ?? .whole
  }

  /// Requests of the whole for each that is simulated.
  func factor(for system: System, _ options: SystemSimulationOptions) throws(SimulationError) -> Int {
    switch wish {
    case .whole: 1
    case .factor(let factor): factor
    case .automatic:
      try ScaledModel.factor(
        for: system, conventions: Catalog.conventions, options: options, executions: Self.fewExecutions)
    }
  }

  /// What is worth knowing before the whole of something large is simulated; nil where that takes no time.
  func hint(_ system: System, _ lowered: LoweredSystem, _ options: SystemSimulationOptions) -> String? {
    guard case .whole = wish else { return nil }
    let perSecond = SystemSimulation.executionRate(of: system, lowered: lowered, load: options.load)
    let executions = perSecond * options.length.duration * Double(options.length.runs)
    guard executions > Self.manyExecutions else { return nil }
    return
      "about \(QuantityText.count(executions)) calls are to be simulated, which takes minutes or longer; "
      + "--scale-down auto simulates one part of the system in seconds\n"
  }
}
