internal import TenfoldOutput

/// The questions that agents may ask. Each is a command, and what is kept of its answer is a part of the command's own schema.
enum AgentTools {
  static let all = [discover, assess, whatBreaksFirst, solve, simulate, plan, explain]

  private static let path = AgentTool.Input(
    name: "path", kind: .string,
    about: "Folder or file of the system, relative to the folder that is served; '.' for all of it.",
    use: .word,
    isRequired: true)
  private static let users = AgentTool.Input(
    name: "users", kind: .number, about: "Users of the load, where it is not the stated one.",
    use: .option("users"))
  private static let rate = AgentTool.Input(
    name: "requestsPerSecond", kind: .number, about: "Requests per second of the load; instead of users.",
    use: .option("rate"))
  private static let growth = AgentTool.Input(
    name: "growth", kind: .number, about: "Growth to plan for, over today's load; 10 unless given.",
    use: .option("growth"))
  private static let changes = AgentTool.Input(
    name: "changes", kind: .strings,
    about:
      "Changes to try, such as api.replicas=8, api.cpu=4, api.workers=64, db.readReplicas=2, db.shards=4, db.cache=90%.",
    use: .option("change"))

  private static let discover = AgentTool(
    name: "discover", title: "What a system is made of",
    about: "Services, stores, queues and who uses whom, read from Compose, Kubernetes, charts and pipelines.",
    inputs: [path], command: ["discover"],
    brief: BriefDocument(
      [
        .init("system"), .init("coverage"), .init("services", atMost: 60), .init("stores", atMost: 30),
        .init("queues", atMost: 20), .init("edges", atMost: 80), .init("unread", atMost: 5),
      ], of: ResultSchema.document))

  private static let assess = AgentTool(
    name: "assess", title: "How mature a system is",
    about: "Levels 1 to 4 on five dimensions, with the evidence and what is missing for the next.",
    inputs: [path], command: ["assess"],
    brief: BriefDocument(
      [.init("system"), .init("levels"), .init("limiting"), .init("coverage")], of: ResultSchema.document))

  private static let whatBreaksFirst = AgentTool(
    name: "what_breaks_first", title: "What breaks first as traffic grows",
    about:
      "The first limits with the users at which each breaks and why, and which numbers to measure first.",
    inputs: [path, users, rate, growth], command: ["analyze"],
    brief: BriefDocument(
      [
        .init("system"), .init("load"), .init("headroom"), .init("bases"), .init("constraints", atMost: 6),
        .init("measureFirst", atMost: 3),
      ], of: ResultSchema.document))

  private static let solve = AgentTool(
    name: "solve", title: "Response times and utilizations at a load",
    about: "Solves the queueing network at one load, in milliseconds, with changes applied first.",
    inputs: [path, users, rate, changes], command: ["solve"],
    brief: BriefDocument(
      [
        .init("system"), .init("requestsPerSecond"), .init("isStable"), .init("limitingStation"),
        .init("failedShare"), .init("journeys", atMost: 10),
        .init("stations", atMost: 10, byGreatest: "utilization"),
      ], of: SolutionSchema.document))

  private static let simulate = AgentTool(
    name: "simulate", title: "A load replayed request by request",
    about:
      "Simulates seconds of one load with changes applied first: percentiles and failures with 99 % intervals.",
    inputs: [path, users, rate, changes], command: ["simulate", "--scale-down", "auto", "--runs", "2"],
    brief: BriefDocument(
      [
        .init("system"), .init("load"), .init("durationSeconds"), .init("endedEarly"),
        .init("journeys", atMost: 10), .init("cost"),
      ], of: SimulationSchema.document))

  private static let plan = AgentTool(
    name: "plan", title: "What to do first and next",
    about:
      "Remedies in order with what each carries, costs and gives up, other ways to begin, and what was rejected.",
    inputs: [path, users, rate, growth], command: ["analyze"],
    brief: BriefDocument(
      [
        .init("system"), .init("load"), .init("headroom"), .init("goal"), .init("plan", atMost: 8),
        .init("waysToBegin", atMost: 8), .init("rejected", atMost: 6),
      ], of: ResultSchema.document))

  private static let explain = AgentTool(
    name: "explain", title: "What stands behind an id",
    about:
      "Explains an id of an answer: a rule, a remedy, a constraint, an assumed figure; with a path, in that system.",
    inputs: [
      AgentTool.Input(
        name: "id", kind: .string, about: "The id, such as read-replicas, saturation or TF-D2-3.", use: .word,
        isRequired: true),
      AgentTool.Input(name: "path", kind: .string, about: path.about, use: .word),
    ], command: ["explain"], brief: nil)
}
