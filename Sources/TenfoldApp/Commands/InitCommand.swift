internal import TenfoldCatalog
internal import TenfoldDiscovery
internal import TenfoldModel
internal import TenfoldPlatform

/// `tenfold init`: a `tenfold.yaml` to edit, from what was found or from nothing.
package struct InitCommand: Command {
  private static let scale = OptionSpecification(
    name: "scale", value: .required("USERS"),
    help: "Start from the ladder's row for this many users, such as 1M, when there are no files yet.")
  private static let services = OptionSpecification(
    name: "services", value: .required("COUNT"),
    help: "Services to start with; those of the scale unless given.")
  private static let output = OptionSpecification(
    name: "output", short: "o", value: .required("FILE"), help: "Write to FILE, which must not exist yet.")

  package static let specification = CommandSpecification(
    name: "init", summary: "Write a tenfold.yaml to edit, from what was found in files or for a scale.",
    discussion: """
      With a path, what was found is written down, and each unknown is marked with what would tell it. With --scale, a \
      system in the shape of that row of the ladder. Nothing is overwritten: the text goes to standard output, or with \
      --output to a new file.
      """,
    arguments: [
      ArgumentSpecification(
        name: "path", isOptional: true, isRepeatable: true, help: "Folders or files of one system.")
    ],
    options: [scale, services, output] + OptionSpecification.reading,
    examples: [
      "tenfold init . -o tenfold.yaml", "tenfold init --scale 1M", "tenfold init --scale 10K --services 15",
    ])

  private let reader: SystemReader?
  private let users: Double
  private let serviceCount: Int?
  private let file: String?

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = arguments.words.isEmpty ? nil : try SystemReader(arguments)
    let scale = try arguments.count(Self.scale)
    if reader != nil, scale != nil || arguments.has(Self.services) {
      throw UsageError("--scale and --services start a system from nothing; leave them out, or the path")
    }
    users = scale ?? 100
    serviceCount = try arguments.value(Self.services, expected: "a whole number from 1 to 1000") { text in
      Int(text).flatMap { (1...1000).contains($0) ? $0 : nil }
    }
    file = arguments.value(Self.output)
  }

  /// A system in the shape of the ladder's row for the scale, with that row's usual services unless told.
  private var startingSystem: System {
    let scale = Int(min(max(users, 1), 1e12))
    return ReferenceSystem.make(
      services: serviceCount ?? ReferenceSystem.usualServices(at: scale), scale: scale)
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    if let file, OutputFile.exists(file) {
      throw UsageError("\(file) exists already; choose another --output, or move it away")
    }
    let discovered = try reader?.read(in: environment)
    let system = discovered?.system ?? startingSystem
    let text = DescriptionWriter.text(of: system)
    if let file {
      try OutputFile.write(text, to: file)
    } else {
      try environment.write(text)
    }
    guard let reader, let discovered else { return .success }
    return try reader.coverageStatus(of: discovered, in: environment)
  }
}
