internal import TenfoldCatalog
public import TenfoldModel

extension Discovered {
  /// Puts what the lab measured in place of what would be assumed, and says what was taken and what was not.
  ///
  /// Taken is what a real database or cache takes by itself. A statement that was made to take what the system says
  /// would only repeat it, and a service of the lab is another program than the system's. What a file states, and what was
  /// seen of the system itself, stands.
  ///
  /// - Returns: What the notes say, which the inventory has among its diagnostics as well.
  @discardableResult
  public mutating func add(_ evidence: LabEvidence) -> [Diagnostic] {
    var taken: [String] = []
    var left: [(reason: Reason, name: String)] = []
    for demand in evidence.demands {
      let name = "\(demand.component).\(demand.operation)"
      if let reason = put(demand, evidence) {
        left.append((reason, name))
      } else {
        taken.append("\(name) \(Self.text(of: Self.quantity(of: demand, evidence)))")
      }
    }
    let place = SourceLocation(file: evidence.file)
    let cores = "\(QuantityText.number(evidence.nodeCores)) \(evidence.nodeCores == 1 ? "core" : "cores")"
    var notes = [
      Diagnostic(
        .note, id: "TF-LAB-001",
        taken.isEmpty
          ? "the lab measured nothing that is assumed here"
          : "measured in the lab, in seconds of one core of its machine, on nodes of \(cores): "
            + taken.joined(separator: ", "), at: place)
    ]
    for reason in Reason.allCases {
      let names = left.filter { $0.reason == reason }.map(\.name)
      guard !names.isEmpty else { continue }
      let more = names.count > 6 ? " and \(names.count - 6) more" : ""
      notes.append(
        Diagnostic(
          .note, id: "TF-LAB-002",
          "not taken: \(names.prefix(6).joined(separator: ", "))\(more): \(reason.rawValue)", at: place))
    }
    inventory.diagnostics += notes
    return notes
  }

  /// Why a measurement is not taken.
  private enum Reason: String, CaseIterable {
    case unknown = "there is no such operation here"
    case service = "a service of the lab is another program than the system's"
    case made = "the statement was made to take what the system says"
    case unclear = "the file does not say whether the statement was made to take that long; run the lab again"
    case stated = "the system's files say what it takes"
    case observed = "the system's files say how busy it was at a load"
  }

  /// Puts one measurement into the system; the reason where it is not taken.
  private mutating func put(_ demand: LabEvidence.Demand, _ evidence: LabEvidence) -> Reason? {
    guard let index = system.components.firstIndex(where: { $0.name == demand.component }) else {
      return .unknown
    }
    let component = system.components[index]
    guard component.kind == .store || component.kind == .cache else { return .service }
    var operations = component.operations
    if operations.isEmpty { operations = Catalog.impliedOperations(of: component.kind) }
    guard let offset = operations.firstIndex(where: { $0.name == demand.operation }) else {
      return .unknown
    }
    if component.kind == .store {
      guard let rows = demand.rows else { return .unclear }
      guard rows == 0 else { return .made }
    }
    if let known = operations[offset].demand.cpu, known.provenance.basis != .assumed { return .stated }
    guard component.observed.isEmpty else { return .observed }
    operations[offset].demand.cpu = Self.quantity(of: demand, evidence)
    system.components[index].operations = operations
    return nil
  }

  /// The middle of what was measured; the range is as wide as it differed, and a tenth at least, which the lab takes for the
  /// same.
  private static func quantity(of demand: LabEvidence.Demand, _ evidence: LabEvidence) -> Quantity {
    let sorted = demand.seconds.sorted()
    let middle = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    // No digits beyond what the lab's clock tells.
    func told(_ seconds: Double) -> Double { (seconds * 1e9).rounded() / 1e9 }
    return Quantity(
      told(middle), low: told(min(sorted[0], middle / tolerance)),
      high: told(max(sorted[sorted.count - 1], middle * tolerance)),
      .measured(source: "the lab, on real servers", at: demand.location))
  }

  /// How many times as long a statement may take before the lab calls it another.
  private static let tolerance = 1.1

  private static func text(of quantity: Quantity) -> String {
    "\(QuantityText.duration(quantity.likely)) (\(QuantityText.duration(quantity.low)) to "
      + "\(QuantityText.duration(quantity.high)))"
  }
}
