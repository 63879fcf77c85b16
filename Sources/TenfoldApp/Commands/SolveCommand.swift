internal import TenfoldCatalog
internal import TenfoldDiscovery
internal import TenfoldModel
internal import TenfoldOutput
internal import TenfoldQueueing

/// `tenfold solve`: the steady state of a system at a load, by layered queueing networks.
package struct SolveCommand: Command {
  package static let specification = CommandSpecification(
    name: "solve",
    summary: "Solve the system at a load: utilizations, waits and response times with percentiles.",
    discussion: """
      Workers are held while they wait for what they call; percentiles are composed over the tree of calls, never \
      added. Where a station cannot keep up, the answer says which, by how much, and below which load it could. Calls \
      with timeouts, retries, breakers or hedges are solved in every state in which the system stays, the one reached \
      from rest first. Ranges are not in it: it takes the likely value of every number.
      """,
    arguments: [.paths],
    options: [.users, .rate, .requestsPerUser, .figures, .think, outage, WhatIf.option]
      + OptionSpecification.reading
      + OptionSpecification.writing,
    examples: [
      "tenfold solve .", "tenfold solve --rate 900/s tenfold.yaml", "tenfold solve --users 20K shop --json",
      "tenfold solve --users 200 --think 5s shop",
    ])

  private static let outage = OptionSpecification(
    name: "outage", value: .required("TIME"),
    help: "Outage after which consumers of topics catch up, such as 1h; 10min unless given.")

  private let reader: SystemReader
  private let writer: ResultWriter
  private let requestsPerUser: Double?
  private let users: Double?
  private let rate: Double?
  private let thinkTime: Double?
  private let outage: Double
  private let whatIf: WhatIf

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    whatIf = try WhatIf(arguments)
    reader = try SystemReader(arguments)
    writer = ResultWriter(arguments)
    requestsPerUser = try arguments.rate(.requestsPerUser)
    users = try arguments.count(.users)
    rate = try arguments.rate(.rate)
    thinkTime = try arguments.duration(.think)
    outage = try arguments.duration(Self.outage) ?? 600
    if users != nil, rate != nil { throw UsageError("--users and --rate both say the load; give one") }
    if thinkTime != nil, users == nil { throw UsageError("--think needs --users, the people who think") }
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let discovered = try reader.read(in: environment)
    var system = discovered.system
    try discovered.requireComponents()
    if let requestsPerUser { system.workload.requestsPerUser = .stated(requestsPerUser) }
    let completed = try whatIf.applied(to: Catalog.completed(system).system)
    let reading = Reading(Catalog.lower(completed))
    var solution = try SystemSolver.solve(reading, load: load(of: completed, reading))
    solution.diagnostics = discovered.inventory.diagnostics + solution.diagnostics
    if !solution.isStable, let assumed = takenAsToday(discovered.system, reading) {
      solution.diagnostics.append(assumed)
    }
    try writer.write(
      json: SolutionJSON.document(of: solution),
      text: SolutionText(style: writer.style(in: environment), outage: outage).text(of: solution),
      in: environment)
    return try reader.coverageStatus(of: discovered, in: environment)
  }

  /// What `analyze` assumes where it takes the load that is asked for as today's; nil where it assumes nothing more.
  private func takenAsToday(_ system: System, _ reading: Reading) -> Diagnostic? {
    guard thinkTime == nil, let rate = rate ?? users.map({ $0 * reading.requestsPerUser }) else { return nil }
    var running = system
    running.workload.users = nil
    running.workload.arrivalRate = .stated(rate)
    let assumed = Catalog.completed(running).diagnostics.first { $0.id == TodaysLoad.diagnosticID }
    return assumed.map {
      Diagnostic(
        .note, id: "TF-ASSUME-005",
        "the load is a question here, and assumed sizes stay; analyze takes it for one that runs: \($0.message)"
      )
    }
  }

  /// The load asked for is a question, not a fact about today: sizes that are unknown do not follow from it.
  private func load(of system: System, _ reading: Reading) -> SystemLoad {
    if let rate { return .rate(rate) }
    guard let users else {
      return .rate(reading.rateNow(of: system))
    }
    return thinkTime.map { .users(Int(min(users, 1e12)), thinkTime: $0) }
      ?? .rate(users * reading.requestsPerUser)
  }
}
