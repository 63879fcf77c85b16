internal import TenfoldCatalog
public import TenfoldModel

/// What a simulated system's machines cost, at the prices that the analysis takes.
public enum SimulatedCost {
  /// Prices the replicas that were in service on average: cores, memory beyond what comes with them, and the markup
  /// of managed stores and caches. Disks, traffic and logs are not machines and are left out.
  ///
  /// - Parameters:
  ///   - report: What was simulated.
  ///   - system: The completed system that it was.
  public static func of(_ report: SimulationReport, _ system: System) -> SimulationReport.Cost {
    let components = Dictionary(system.components.map { ($0.name, $0) }) { first, _ in first }
    let perMonth = report.components.reduce(0.0) { sum, simulated in
      guard let component = components[simulated.name] else { return sum }
      return sum + max(0, simulated.replicas.estimate) * monthly(component)
    }
    let perHour = perMonth / MonthlyCost.Price.hours
    let answered = report.answeredRate * 3600 / 1e6
    return SimulationReport.Cost(
      perHour: perHour, perMonth: perMonth, perMillionAnswered: answered > 0 ? perHour / answered : nil)
  }

  /// One replica for a month, in US dollars.
  private static func monthly(_ component: Component) -> Double {
    guard component.kind != .external, component.kind != .cdn else { return 0 }
    let cores = max(0.05, component.resources.cpu?.likely ?? 1)
    return MonthlyCost.machine(
      component.kind, cores: cores, memory: component.resources.memory?.likely ?? 0)
  }
}
