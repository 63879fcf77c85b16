import Foundation
package import TenfoldModel
package import TenfoldSimulation

/// Models of queues whose answers are known exactly, as networks to run and values to find.
package enum ClosedForms {
  /// Where they stand, beside the repository.
  package static let path = "../shared/reference/reference_closed_form.json"

  /// One model.
  package struct Model: Sendable, CustomStringConvertible {
    /// Its name.
    package var id: String
    /// What is simulated.
    package var network: StationNetwork
    /// Events in a second of simulated time, nearly.
    package var eventRate: Double
    /// Load of the busiest server.
    package var load: Double
    /// What is known exactly.
    package var targets: [Target]
    /// The name.
    package var description: String { id }
  }

  /// A quantity that is known exactly, and where a result has it.
  package struct Target: Sendable {
    /// Its name.
    package var name: String
    /// The exact value.
    package var value: Double
    /// The interval of a result that is to hold it.
    package var read: @Sendable (StationNetworkResult) -> ConfidenceInterval?
  }

  /// The models in the text of the file; none if it is not such a file.
  package static func models(in text: String) -> [Model] {
    guard let file = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
      let cases = file["cases"] as? [[String: Any]]
    else { return [] }
    return cases.compactMap(model)
  }

  private static func model(_ entry: [String: Any]) -> Model? {
    guard let id = entry["id"] as? String, let family = entry["family"] as? String,
      let inputs = entry["inputs"] as? [String: Any], let expected = entry["expected"] as? [String: Any]
    else { return nil }
    switch family {
    case "M/M/1", "M/M/c", "M/M/c/K", "M/G/1", "M/G/c": return single(id, inputs, expected)
    case "open-jackson": return open(id, inputs, expected)
    case "closed-single", "closed-multiserver", "closed-multi", "mixed": return visited(id, inputs, expected)
    default: return nil
    }
  }

  private static func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

  private static func numbers(_ value: Any?) -> [Double] { (value as? [NSNumber])?.map(\.doubleValue) ?? [] }

  private static func rows(_ value: Any?) -> [[Double]] {
    (value as? [[NSNumber]])?.map { $0.map(\.doubleValue) } ?? []
  }

  private static func single(_ id: String, _ inputs: [String: Any], _ expected: [String: Any]) -> Model {
    let rate = number(inputs["lambda_"])
    let servers = Int(number(inputs["servers"]))
    var service = Distribution.exponential(mean: 1 / number(inputs["mu"]))
    if let shape = inputs["service"] as? [String: Any] { service = distribution(shape) }
    let capacity = (inputs["capacity"] as? NSNumber)?.intValue
    let network = StationNetwork(
      stations: [.init("queue", serverCount: servers, capacity: capacity, service: [service])],
      classes: [.init("all", .open(interarrival: .exponential(mean: 1 / rate)), entry: [1], routing: [[0]])])
    var targets = [
      Target(name: "L", value: number(expected["L"])) { $0.stations[0].queueLength },
      Target(name: "W", value: number(expected["W"])) { $0.classes[0].responseTime },
    ]
    if let utilization = expected["utilization"] {
      targets.append(Target(name: "U", value: number(utilization)) { $0.stations[0].utilization })
    }
    if let p99 = expected["resp_p99"] {
      targets.append(Target(name: "p99", value: number(p99)) { $0.classes[0].p99 })
    }
    if let blocking = expected["blocking"] {
      targets.append(Target(name: "refused", value: number(blocking) * rate) { $0.stations[0].refusedRate })
    }
    let load = capacity == nil ? rate * service.mean / Double(servers) : 0.9
    return Model(id: id, network: network, eventRate: 2 * rate, load: load, targets: targets)
  }

  private static func distribution(_ shape: [String: Any]) -> Distribution {
    switch shape["type"] as? String {
    case "deterministic": .constant(number(shape["mean"]))
    case "erlang": .gamma(mean: number(shape["mean"]), scv: 1 / number(shape["k"]))
    case "hyperexp":
      .hyperexponential(shares: numbers(shape["p"]), means: numbers(shape["rates"]).map { 1 / $0 })
    case "lognormal": .lognormal(mean: number(shape["mean"]), scv: number(shape["scv"]))
    case "uniform": .uniform(low: number(shape["low"]), high: number(shape["high"]))
    case "pareto": .pareto(scale: number(shape["scale"]), shape: number(shape["shape"]))
    default: .constant(.nan)
    }
  }

  private static func open(_ id: String, _ inputs: [String: Any], _ expected: [String: Any]) -> Model {
    let arrivals = numbers(inputs["external_arrivals"])
    let total = arrivals.reduce(0, +)
    let stations = zip(numbers(inputs["service_rates"]), numbers(inputs["servers"])).map { rate, servers in
      StationNetwork.Station(
        "station", servers == 0 ? .delay : .firstComeFirstServed, serverCount: max(1, Int(servers)),
        service: [.exponential(mean: 1 / rate)])
    }
    let network = StationNetwork(
      stations: stations,
      classes: [
        .init(
          "all", .open(interarrival: .exponential(mean: 1 / total)), entry: arrivals.map { $0 / total },
          routing: rows(inputs["routing"]))
      ])
    var targets = [
      Target(name: "R", value: number(expected["system_R"])) { $0.classes[0].responseTime }
    ]
    var eventRate = total
    var load = 0.0
    for (index, station) in ((expected["stations"] as? [[String: Any]]) ?? []).enumerated() {
      eventRate += number(station["throughput"])
      let isDelay = stations[index].discipline == .delay
      if !isDelay {
        load = max(load, number(station["utilization"]))
        targets.append(
          Target(name: "U\(index)", value: number(station["utilization"])) { $0.stations[index].utilization })
      }
      targets.append(
        Target(name: "L\(index)", value: number(station["L"])) { $0.stations[index].queueLength })
    }
    return Model(id: id, network: network, eventRate: eventRate, load: load, targets: targets)
  }

  /// Visits become routing: after each visit the next station is drawn in proportion to the visits, or the cycle
  /// ends, so that the mean number of visits to each is as given.
  private static func visited(_ id: String, _ inputs: [String: Any], _ expected: [String: Any]) -> Model {
    let service = rows(inputs["service"])
    let visits = rows(inputs["visits"])
    let openRates = numbers(inputs["open_rates"])
    let populations = numbers(inputs["population"] ?? inputs["closed_population"])
    let thinkTimes = numbers(inputs["think"])
    let servers = inputs["servers"] == nil ? service.map { _ in 1.0 } : numbers(inputs["servers"])
    let classCount = openRates.count + populations.count
    let stations = zip(service, servers).map { times, count in
      StationNetwork.Station(
        "station", count == 0 ? .delay : classCount > 1 ? .processorSharing : .firstComeFirstServed,
        serverCount: max(1, Int(count)), service: times.map { .exponential(mean: $0) })
    }
    let classes = (0..<classCount).map { kind -> StationNetwork.CustomerClass in
      let all = visits.map { $0[kind] }
      let sum = all.reduce(0, +)
      let row = all.map { $0 / sum * (1 - 1 / sum) }
      let source: StationNetwork.Source =
        kind < openRates.count
        ? .open(interarrival: .exponential(mean: 1 / openRates[kind]))
        : .closed(
          population: Int(populations[kind - openRates.count]),
          thinkTime: thinkTimes.isEmpty
            ? .constant(0) : .exponential(mean: thinkTimes[kind - openRates.count]))
      return .init(
        "class", source, entry: all.map { $0 / sum }, routing: visits.map { _ in row })
    }
    var targets: [Target] = []
    let throughputs = numbers(expected["class_throughput"] ?? expected["closed_throughput"])
    var eventRate = 0.0
    for (index, value) in throughputs.enumerated() {
      let kind = index + openRates.count
      targets.append(Target(name: "X\(index)", value: value) { $0.classes[kind].throughput })
      eventRate += value * visits.reduce(0) { $0 + $1[kind] }
    }
    for (index, value) in numbers(expected["class_response"]).enumerated() {
      targets.append(Target(name: "R\(index)", value: value) { $0.classes[index].responseTime })
    }
    for (kind, rate) in openRates.enumerated() { eventRate += rate * visits.reduce(1) { $0 + $1[kind] } }
    var load = 0.0
    for (index, station) in ((expected["stations"] as? [[String: Any]]) ?? []).enumerated() {
      let busy = numbers(station["utilization"]).reduce(0, +)
      if servers[index] > 0 { load = max(load, busy) }
      guard servers[index] > 0, !openRates.isEmpty || station["L"] != nil else { continue }
      targets.append(Target(name: "U\(index)", value: busy) { $0.stations[index].utilization })
      if station["L"] != nil {
        let present = numbers(station["L"]).reduce(0, +)
        targets.append(Target(name: "L\(index)", value: present) { $0.stations[index].queueLength })
      }
    }
    return Model(
      id: id, network: StationNetwork(stations: stations, classes: classes), eventRate: eventRate,
      load: load, targets: targets)
  }
}
