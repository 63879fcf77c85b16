public import TenfoldModel

/// The ladder: four scales by five dimensions, and what each of its twenty cells means.
public enum Ladder {
  /// One row: a number of users and what it brings.
  public struct Scale: Sendable, Hashable {
    /// Level of the row, 1...4.
    public let level: Int
    /// Users.
    public let users: Double
    /// Requests per second, by the convention of 0.1 per user.
    public let rate: Double
    /// Its name in a table: `10 thousand`.
    public let name: String
  }

  /// The four rows, from small to large.
  public static let scales = [
    Scale(level: 1, users: 100, rate: 10, name: "100"),
    Scale(level: 2, users: 10_000, rate: 1_000, name: "10 thousand"),
    Scale(level: 3, users: 1_000_000, rate: 100_000, name: "1 million"),
    Scale(level: 4, users: 100_000_000, rate: 10_000_000, name: "100 million"),
  ]

  /// All twenty cells, by dimension and then by level.
  public static let cells: [LadderCell] =
    serviceCountCells + deploymentCells + communicationCells + dataManagementCells + monitoringCells

  /// The cell of a dimension and a level 1...4.
  public static func cell(_ dimension: Dimension, level: Int) -> LadderCell? {
    cells.first { $0.dimension == dimension && $0.level == level }
  }

  /// The cell of an id: `deployment-3` or `D3`, in any case.
  public static func cell(named id: String) -> LadderCell? {
    cells.first { $0.id == id.lowercased() || $0.shortID == id.uppercased() }
  }

  /// Every word that ``cells(matching:)`` finds a cell by its id or title for, to suggest one.
  public static var words: [String] {
    let titles = cells.flatMap { $0.title.lowercased().split { !$0.isLetter && $0 != "/" }.map(String.init) }
    return cells.flatMap { [$0.id, $0.shortID] } + titles.filter { $0.count > 3 }
  }

  /// The cells a person means by `deployment-3`, `D3`, `deployment`, `canary` or a rule's id such as `TF-D3-1`.
  ///
  /// - Returns: One cell for an id, and every cell whose title or meaning holds the text otherwise.
  public static func cells(matching text: String) -> [LadderCell] {
    let wanted = text.lowercased()
    if let cell = cells.first(where: { $0.id == wanted || $0.shortID.lowercased() == wanted }) {
      return [cell]
    }
    if let cell = cells.first(where: { cell in cell.rules.contains { $0.id.lowercased() == wanted } }) {
      return [cell]
    }
    let ofDimension = cells.filter { $0.dimension.slug == wanted || $0.dimension.name == wanted }
    if !ofDimension.isEmpty { return ofDimension }
    let titled = cells.filter { $0.title.lowercased().contains(wanted) }
    return titled.isEmpty ? cells.filter { $0.meaning.lowercased().contains(wanted) } : titled
  }
}

/// One cell of the ladder.
public struct LadderCell: Sendable, Hashable {
  /// Its dimension.
  public let dimension: Dimension
  /// Its level, 1...4.
  public let level: Int
  /// Its words in the table: `CI/CD pipelines`.
  public let title: String
  /// What it means for those who build and run the system.
  public let meaning: String
  /// What is needed for the level: how its rules combine.
  public let needs: String
  /// How the model says it, and what it changes in the answers.
  public let model: String
  /// Ids of the remedies that lead to it.
  public let remedies: [String]

  /// The rules that recognise it in files and telemetry, those that are enough alone first.
  public var rules: [Rule] {
    let own = Maturity.rules.filter { $0.dimension == dimension && $0.level == level }
    return Rule.Strength.allCases.flatMap { strength in own.filter { $0.strength == strength } }
  }

  /// Its stable id: `deployment-3`.
  public var id: String { "\(dimension.slug)-\(level)" }
  /// Its short id: `D3`.
  public var shortID: String { "\(dimension.letter)\(level)" }
}

extension Dimension {
  /// Its name for people: `data management`.
  public var name: String {
    switch self {
    case .serviceCount: "service count"
    case .deployment: "deployment"
    case .communication: "communication"
    case .dataManagement: "data management"
    case .monitoring: "monitoring"
    }
  }

  /// Its name in ids of cells: `data`.
  public var slug: String {
    switch self {
    case .serviceCount: "services"
    case .deployment: "deployment"
    case .communication: "communication"
    case .dataManagement: "data"
    case .monitoring: "monitoring"
    }
  }

  /// Its letter in ids of rules and cells: `A` is data.
  public var letter: String {
    switch self {
    case .serviceCount: "S"
    case .deployment: "D"
    case .communication: "C"
    case .dataManagement: "A"
    case .monitoring: "M"
    }
  }
}
