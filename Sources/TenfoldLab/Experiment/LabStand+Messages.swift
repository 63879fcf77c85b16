internal import TenfoldModel
internal import TenfoldPlatform

/// Messages of a stand: who handles them, how old they become, and a consumer that stands still.
extension LabStand {
  /// Every consumer of every topic.
  var consumers: [BacklogWatch.Consumer] {
    guard let topics = system.components.first(where: { $0.kind == .topic }) else { return [] }
    return topics.operations.flatMap { topic in
      topic.steps.flatMap(\.calls).map {
        BacklogWatch.Consumer(
          stream: topic.name, name: LabTopics.streamName($0.component), component: $0.component)
      }
    }
  }

  /// For each service that handles messages, the seconds that all handled so far were old together, and how many.
  var messageAges: [String: (sum: Double, count: Double)] {
    guard broker != nil else { return [:] }
    let lines = metrics()
    func sum(_ name: String, _ service: String) -> Double {
      let label = "service=\"\(LabTopics.streamName(service))\""
      return lines.reduce(0) { $1.0.hasPrefix(name) && $1.0.contains(label) ? $0 + $1.1 : $0 }
    }
    return Dictionary(
      consumers.map {
        (
          $0.component,
          (
            sum("tenfold_message_age_seconds_sum", $0.component),
            sum("tenfold_message_age_seconds_count", $0.component)
          )
        )
      }
    ) { first, _ in first }
  }

  /// Lets a service stand still for a part of a load that begins now: by a process of its own, since this one sends
  /// requests meanwhile.
  ///
  /// - Parameters:
  ///   - number: How often this was done, for the name of that process.
  func stop(
    _ service: String, fromSeconds from: Double, untilSeconds until: Double, number: Int
  ) throws(LabError) {
    let processes = bench.processes(of: service).map { String($0.number) }
    try bench.start(
      Server(
        name: "\(service)-stop-\(number)",
        words: [
          "/bin/sh", "-c",
          "sleep \"$1\"; pause=$2; shift 2; kill -STOP \"$@\"; sleep \"$pause\"; kill -CONT \"$@\"", "sh",
          "\(from)", "\(until - from)",
        ] + processes,
        end: [(EndSignal.kill, 5)]
      ) { true })
  }
}
