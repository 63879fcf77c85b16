public import TenfoldModel

/// Assess: evidence to levels, one rule at a time, through a gate and never by an average.
public enum Maturity {
  /// The level of a system on each dimension.
  ///
  /// A cell is reached when, for each part it needs, one strong rule or two medium rules hold; a level is
  /// reached when its cell is and every lower one is too, or is superseded by it. Where nothing holds, the
  /// level is 1 only if the files given would have shown more, and nil otherwise: unknown is not absent.
  ///
  /// - Parameters:
  ///   - system: The system; what it states counts beside what was found in files.
  ///   - inventory: What was found in files; nil for a system that was only described.
  public static func assess(_ system: System, inventory: Inventory?) -> Assessment {
    assess(RuleContext(system: system, inventory: inventory))
  }

  /// The level on each dimension of what rules can look at.
  static func assess(_ context: RuleContext) -> Assessment {
    Assessment(
      levels: Dictionary(
        uniqueKeysWithValues: Dimension.allCases.map { ($0, level(on: $0, in: context)) }))
  }

  private static func level(on dimension: Dimension, in context: RuleContext) -> DimensionLevel {
    let cells = (1...4).map { CellFinding(dimension, level: $0, rules: rules, in: context) }
    let reached = cells.last { cell in
      let requirement = CellRequirement.of(dimension, level: cell.level)
      return cell.isReached
        && cells.prefix(cell.level - 1).allSatisfy {
          $0.isReached || requirement.supersedes.contains($0.level)
        }
    }
    let floor = Floor(dimension, in: context)
    let level = reached?.level ?? (floor.isShown ? 1 : nil)
    let base = level ?? 0
    let carrying = cells.prefix(base).reversed()
      .flatMap { cell in cell.held.map(\.finding) }
    let next = cells.dropFirst(base).first
    var notes = [String]()
    if dimension == .serviceCount, let note = ServiceBand.note(for: context.services.count) {
      notes.append(note)
    }
    if level == nil { notes.append(floor.reason) }
    if let level, let beyond = cells.dropFirst(level).last(where: \.isReached) {
      notes.append("level \(beyond.level) is shown too, but not every level below it")
    }
    return DimensionLevel(
      level: level,
      evidence: carrying.isEmpty && level != nil ? [floor.finding] : carrying,
      missing: next?.lacking ?? [], note: notes.isEmpty ? nil : notes.joined(separator: "; "))
  }
}
