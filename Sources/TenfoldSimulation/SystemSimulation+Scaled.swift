public import TenfoldModel

extension SystemSimulation {
  /// Runs one part in `factor` of a system, as ``ScaledModel`` makes it, and reports what it tells of the whole.
  ///
  /// Parameters besides, and digits, as of the whole; `factor` 1 is the whole itself.
  ///
  /// - Parameter factor: Requests of the whole for each that is simulated; ≥ 1.
  /// - Throws: ``SimulationError`` for what cannot be run or not be scaled, before the first event.
  /// - Complexity: that of the whole, with about one event in `factor`.
  public static func run(
    _ system: System, scaledDownBy factor: Int, conventions: LoweringConventions,
    options: SystemSimulationOptions, on loop: ParallelLoop = serialLoop,
    watch: @escaping @Sendable (Double) -> Bool = { _ in false }
  ) throws(SimulationError) -> SimulationReport {
    let model = try ScaledModel(system, by: factor, conventions: conventions, options: options)
    let lowered = Lowering.lower(model.system, conventions: conventions)
    let maker = try observe(
      model.system, lowered: lowered, options: model.scaledOptions, on: loop, watch: watch)
    return model.report(maker)
  }
}
