internal import TenfoldAdvisor
internal import TenfoldDiscovery
internal import TenfoldMaturity
internal import TenfoldModel
internal import TenfoldOutput

/// `tenfold estimate`: requests, storage, bandwidth, compute, nodes and money at a number of users.
package struct EstimateCommand: Command {
  private static let users = OptionSpecification(
    name: "users", value: .required("COUNT"), isRepeatable: true,
    help:
      "Users to estimate for, such as 20K; several give several estimates. The ladder's four scales unless given."
  )

  package static let specification = CommandSpecification(
    name: "estimate",
    summary: "Estimate requests, storage, bandwidth, compute and money at any number of users.",
    discussion: """
      Every line shows its formula with its numbers. Without a path the estimate rests on conventions alone, each \
      labelled as one.
      """,
    arguments: [
      ArgumentSpecification(
        name: "path", isOptional: true, isRepeatable: true,
        help: "Folders or files of one system; none for any system.")
    ],
    options: [users, .requestsPerUser, .figures] + OptionSpecification.reading + OptionSpecification.writing,
    examples: [
      "tenfold estimate --users 1M", "tenfold estimate .", "tenfold estimate shop --users 20K --users 200K",
    ])

  private let reader: SystemReader?
  private let writer: ResultWriter
  private let users: [Double]
  private let requestsPerUser: Double?

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = arguments.words.isEmpty ? nil : try SystemReader(arguments)
    writer = ResultWriter(arguments)
    let chosen = try arguments.counts(Self.users)
    users = chosen.isEmpty ? Ladder.scales.map(\.users) : chosen
    requestsPerUser = try arguments.rate(.requestsPerUser)
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let discovered = try reader?.read(in: environment)
    try discovered?.requireComponents()
    var system = discovered?.system ?? PlainSystem.system
    if let requestsPerUser { system.workload.requestsPerUser = .stated(requestsPerUser) }
    let estimates = users.map { Advisor.estimate(system, users: $0) }
    try writer.write(
      json: ResultJSON.document(of: estimates, name: system.name),
      text: EstimateText(style: writer.style(in: environment)).text(of: estimates, name: system.name),
      in: environment)
    guard let reader, let discovered else { return .success }
    return try reader.coverageStatus(of: discovered, in: environment)
  }
}
