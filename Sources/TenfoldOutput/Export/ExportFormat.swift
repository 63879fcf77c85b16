public import TenfoldModel

/// A form in which other tools take over what is known of a system.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// A workspace of Structurizr's language: the system's parts and who uses whom.
  case structurizr
  /// Entities of Backstage's catalogue, with the levels as annotations.
  case backstage
  /// A script for k6 that offers today's load, and then more up to the goal.
  case k6
  /// Objectives of OpenSLO, one of latency and one of availability for each journey.
  case openslo
  /// A usage file for Infracost: what resources of a kind get to do in a month.
  case infracost

  /// The file's text.
  ///
  /// - Complexity: O(parts + calls + journeys).
  public func text(of analysis: Analysis) -> String {
    switch self {
    case .structurizr: StructurizrWorkspace.text(of: analysis)
    case .backstage: BackstageEntities.text(of: analysis)
    case .k6: LoadScript.text(of: analysis)
    case .openslo: ServiceObjectives.text(of: analysis)
    case .infracost: MonthlyUsage.text(of: analysis)
    }
  }
}

extension Analysis {
  /// What there is and who uses whom, as found in files, else as described.
  var parts: Inventory {
    guard let inventory, !inventory.services.isEmpty else { return Inventory(described: system) }
    return inventory
  }
}
