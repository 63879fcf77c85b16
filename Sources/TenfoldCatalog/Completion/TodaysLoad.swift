import TenfoldModel

/// Corrects assumptions that a known load of today refutes: a system that runs has what its load needs.
///
/// Where assumed replicas, cores or demands would be busy for more than four fifths of the time at a load that
/// is stated or measured, they are set so that the component is as busy as a well-kept one, and said to be so.
package struct TodaysLoad {
  /// Of the doubt that says what was assumed instead.
  package static let diagnosticID = "TF-ASSUME-004"
  var system: System
  private(set) var diagnostics: [Diagnostic] = []

  private var fitted: [String] = []
  private static let busiest = 0.8

  init(system: System) {
    self.system = system
  }

  mutating func fit() {
    guard let rate = system.workload.arrivalRate else { return }
    let isKnown = [rate, system.workload.users].contains {
      $0.map { $0.provenance.basis != .assumed } ?? false
    }
    guard isKnown else { return }
    let wanted = Catalog.required("compute utilization").likely
    let reading = Reading(Catalog.lower(system))
    for index in system.components.indices {
      let stations = [reading.primaryStation[index], reading.replicaStation[index]].filter { $0 >= 0 }
      let busy = stations.map { reading.stations[$0].utilization(at: rate.likely) }.max() ?? 0
      guard busy > Self.busiest else { continue }
      fit(index, by: busy / wanted)
    }
    guard !fitted.isEmpty else { return }
    let shown =
      fitted.prefix(4).joined(separator: ", ") + (fitted.count > 4 ? " and \(fitted.count - 4) more" : "")
    diagnostics.append(
      Diagnostic(
        .warning, id: Self.diagnosticID,
        "what the catalogue assumes could not carry today's \(QuantityText.rate(rate.likely)), but the system runs; "
          + "assumed instead: \(shown); state sizes or measure demands"))
  }

  /// Gives a component `factor` times what was assumed of it: replicas, else cores, else less work.
  private mutating func fit(_ index: Int, by factor: Double) {
    let component = system.components[index]
    let law = Provenance.derived(law: "it carries today's load", basis: .assumed)
    let isStateful = component.kind == .store || component.kind == .cache
    let what: String
    if !isStateful, let replicas = component.scaling.replicas, replicas.isCatalogueFigure {
      let count = (replicas.likely * factor).rounded(.up)
      system.components[index].scaling.replicas = Quantity(count, law)
      what = QuantityText.count(count, "replica")
    } else if let maximum = component.scaling.autoscaler?.maximum, maximum.isCatalogueFigure {
      let count = (maximum.likely * factor).rounded(.up)
      system.components[index].scaling.autoscaler?.maximum = Quantity(count, low: count, high: 2 * count, law)
      what = "an autoscaler up to \(QuantityText.count(count, "replica"))"
    } else if let cores = component.resources.cpu, cores.isCatalogueFigure,
      component.workers == nil
    {
      let count = cores.likely * factor
      system.components[index].resources.cpu = Quantity(count, low: 0.75 * count, high: 2 * count, law)
      what = "\(QuantityText.number(count)) cores"
    } else if component.operations.allSatisfy({ $0.demand.cpu?.isCatalogueFigure ?? false }) {
      for operation in component.operations.indices {
        let cpu = component.operations[operation].demand.cpu?.likely ?? 0
        system.components[index].operations[operation].demand.cpu = Quantity(
          cpu / factor, low: cpu / factor / 3, high: cpu / factor * 1.3, law)
      }
      what = "\(QuantityText.number(1 / factor)) of the assumed CPU per request"
    } else {
      return
    }
    fitted.append("\(component.name) \(what)")
  }
}

extension Quantity {
  /// True when the catalogue supplies it as it stands, so that nothing seen is in it.
  fileprivate var isCatalogueFigure: Bool {
    if case .assumed = provenance { true } else { false }
  }
}
