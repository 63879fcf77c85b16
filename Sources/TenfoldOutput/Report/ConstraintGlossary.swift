public import TenfoldModel

/// What each kind of constraint means and how it is computed.
public enum ConstraintGlossary {
  /// One kind.
  public struct Entry: Sendable, Hashable {
    /// Its stable name, the first part of a constraint's id.
    public let kind: String
    /// The way to a limit it belongs to.
    public let family: ConstraintFamily
    /// What breaks, in a sentence.
    public let meaning: String
    /// How the load at which it breaks is found.
    public let computation: String
  }

  /// Every kind, by family.
  public static let entries: [Entry] = [
    Entry(
      kind: "hands-on-time", family: .coordination,
      meaning: "People deploy for more hours a week than they have.",
      computation: "services x changes per service and week x hands-on time, against people x their hours."),
    Entry(
      kind: "lead-time", family: .coordination,
      meaning:
        "A finished change takes longer to production than was promised, since it waits for people and runners.",
      computation:
        "hands-on time + duration of a run + exposures + waits for people and for runners (M/M/c over working hours), "
        + "against the stated lead time."),
    Entry(
      kind: "pipeline", family: .coordination, meaning: "The pipeline's runners are busy all working hours.",
      computation: "changes per week x duration of a run, against runners x working hours."),
    Entry(
      kind: "error-budget", family: .coordination,
      meaning: "Harmful changes alone spend more of the error budget than they may.",
      computation: "harmful changes x share of traffic they meet x time until they are rolled back."),
    Entry(
      kind: "incidents", family: .communication,
      meaning: "Incidents of one kind, which were stated, spoil more of the requests than one kind may.",
      computation: """
        Times a year x duration x share of the requests, against a tenth of what the promise leaves; of the family \
        coordination where changes cause them, capacity where too much comes.
        """),
    Entry(
      kind: "blast-radius", family: .communication,
      meaning: "One fault of a part that all tenants share stops more of them than it may.",
      computation: "1 over the parts by tenant, where tenants are stated; no load changes it."),
    Entry(
      kind: "stampede", family: .consistency,
      meaning:
        "Each time a popular key leaves a cache, all who ask for it ask the store, which then saturates.",
      computation: """
        Rate of the most popular key x CPU of one read, beside what the store does anyway; only where misses of one \
        key are not joined.
        """),
    Entry(
      kind: "latency", family: .communication,
      meaning: "The 99th percentile of a journey's response time exceeds what is promised.",
      computation: """
        Residence times along the call graph, by M/M/c at each station; of the family capacity where queueing \
        before a nearly saturated station causes it.
        """),
    Entry(
      kind: "workers", family: .communication,
      meaning:
        "All workers of a service are held, most of the time by waiting for what they call, and callers queue.",
      computation: """
        Requests/s x the time one holds a worker, against workers x replicas; with n of them held they finish what a \
        closed network of n customers does (flow-equivalent aggregation).
        """),
    Entry(
      kind: "availability", family: .communication,
      meaning: "Too many requests of a journey fail: all on its synchronous path must work at once.",
      computation: "The product of the availabilities along the synchronous path, redundancy counted."),
    Entry(
      kind: "staleness", family: .consistency,
      meaning: "Reads of a store's copies show data older than promised.",
      computation: "Copies apply every write one after the other; their lag grows as they near saturation."),
    Entry(
      kind: "stale-reads", family: .consistency,
      meaning: "Too many reads show data that was changed within the lag of the copy they ask.",
      computation: "1 - exp(-share x writes/s x lag) over the popularity of keys (Bailis et al., VLDB 2012)."),
    Entry(
      kind: "write-contention", family: .consistency,
      meaning: "Writes to the most popular key come faster than copies in several regions can agree.",
      computation: "At most one agreed write of a key per round trip between the regions."),
    Entry(
      kind: "lost-updates", family: .consistency,
      meaning:
        "Too many writes are lost, since two regions change the same key before they have told each other.",
      computation: """
        1 - exp(-share x writes/s from other regions x lag) over the popularity of keys, against a tenth of what the \
        promise of availability leaves; only where every region takes its own writes and keys are stated.
        """),
    Entry(
      kind: "dual-writes", family: .consistency,
      meaning:
        "Writes are left half done more often than people can repair: one place was written, the next failed.",
      computation: """
        Requests/s x steps that write a second place without outbox or undo x its unavailability, against people x \
        5 % of their hours / 30 seconds a repair (both conventions).
        """),
    Entry(
      kind: "duplicate-effects", family: .consistency,
      meaning:
        "Too many requests have their effect twice: the first attempt was late, not lost, when it was repeated.",
      computation: """
        Calls with a timeout and retries of operations that are said not to be idempotent x the share of their answers \
        that come after the timeout, against a tenth of what the promise of availability leaves.
        """),
    Entry(
      kind: "ordering", family: .consistency,
      meaning:
        "Messages that must be taken in order come faster than one consumer after the other handles them.",
      computation:
        "Messages/s x the fullest partition's share (the most popular key's and an even part of the rest) x handling time."
    ),
    Entry(
      kind: "link", family: .communication,
      meaning: "What stores write does not fit through the narrowest link between regions.",
      computation:
        "Writes/s x bytes per write of every store with copies elsewhere, against the link's bandwidth."),
    Entry(
      kind: "saturation", family: .capacity,
      meaning: "A component's CPU is busy all the time: beyond that point queues grow without end.",
      computation: "Utilization law: arrival rate x visits x demand, against cores x the most replicas."),
    Entry(
      kind: "machine", family: .capacity,
      meaning: "The cores of a machine that several components share are busy all the time.",
      computation:
        "Utilization law over all that runs on it: arrival rate x the CPU a request takes of them, against its cores."
    ),
    Entry(
      kind: "connections", family: .capacity,
      meaning: "A store's clients keep more connections open than it serves.",
      computation: "Replicas of the clients x their pools, against the store's limit."),
    Entry(
      kind: "connection-pool", family: .capacity,
      meaning:
        "All connections that a service's replicas keep to a store are held, and calls queue before them.",
      computation: "Calls/s x the time the store takes to answer, against connections x replicas."),
    Entry(
      kind: "memory", family: .capacity, meaning: "What a store keeps in memory outgrows it.",
      computation: "Kept data grows with users; the limit is the memory of the component."),
    Entry(
      kind: "storage", family: .capacity, meaning: "A store's disk is full within a year at this load.",
      computation: "Writes/s x size kept x a year, copies and shards counted, against the disk."),
    Entry(
      kind: "bandwidth", family: .capacity,
      meaning: "The replicas of a component cannot send and receive as many bytes as pass through it.",
      computation: "Calls x sizes, against the network of the replicas."),
    Entry(
      kind: "nodes", family: .capacity, meaning: "The machines have no room for the replicas the load needs.",
      computation: "Cores and memory that replicas ask for, against those of the nodes."),
    Entry(
      kind: "rate-limit", family: .capacity, meaning: "A gateway turns requests away by its own limit.",
      computation: "Requests/s through the gateway, against its limit."),
    Entry(
      kind: "budget", family: .capacity, meaning: "The monthly bill exceeds what was stated.",
      computation: "Replicas, storage and traffic at list prices, against the stated cost."),
  ]

  /// The entry of a kind, or of a constraint's id such as `saturation:orders`.
  public static func entry(_ id: String) -> Entry? {
    entries.first { $0.kind == id.prefix { $0 != ":" } }
  }
}
