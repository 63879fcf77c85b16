import Foundation
import TenfoldQueueing
import TenfoldTestSupport
import Testing

/// The ten simulated layered models that stand beside the repository.
struct LayeredReference: CustomTestStringConvertible, Sendable {
  static let path = "../shared/reference/reference_layered.json"

  struct Entry: Sendable {
    var name: String
    var throughput: Double
    var service: Double
    var openWait: Double?
    /// What the best public solver says of the service.
    var otherService: Double?
  }

  var id: String
  var network: LayeredNetwork
  var entries: [Entry]
  var testDescription: String { id }

  static let all: [LayeredReference] = {
    guard let text = TextFile.read(path),
      let file = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
      let cases = file["cases"] as? [[String: Any]]
    else { return [] }
    return cases.compactMap { LayeredReference($0) }
  }()

  private init?(_ found: [String: Any]) {
    guard let id = found["id"] as? String, let inputs = found["inputs"] as? [String: Any],
      let model = inputs["model"] as? [[Any]], let expected = found["expected"] as? [String: Any],
      let simulated = (expected["lqsim_5_32"] as? [String: Any])?["entries"] as? [String: [String: Double]]
    else { return nil }
    let other = (expected["lqns_5_32"] as? [String: Any])?["entries"] as? [String: [String: Double]] ?? [:]
    self.id = id
    network = Self.network(model)
    entries = simulated.sorted { $0.key < $1.key }.compactMap { name, values in
      guard let throughput = values["throughput"], let service = values["phase1-service-time"] else {
        return nil
      }
      return Entry(
        name: name, throughput: throughput, service: service, openWait: values["open-wait-time"],
        otherService: other[name]?["phase1-service-time"])
    }
  }

  /// Processors with their tasks; calls are geometric, as the reference's generator leaves them.
  private static func network(_ model: [[Any]]) -> LayeredNetwork {
    var network = LayeredNetwork()
    var described: [[String: Any]] = []
    for processor in model {
      let discipline: LayeredNetwork.Discipline =
        switch processor[2] as? String {
        case "ps": .processorSharing
        case "fcfs": .firstComeFirstServed
        default: .delay
        }
      network.processors.append(
        .init(
          name: processor[0] as? String ?? "", discipline: discipline,
          serverCount: processor[1] as? Int ?? 1))
      for task in processor[3] as? [[String: Any]] ?? [] {
        let count = task["mult"] as? Int
        let workers: LayeredNetwork.Workers =
          task["sched"] as? String == "ref"
          ? .users(count ?? 0, thinkTime: task["think"] as? Double ?? 0)
          : count.map { .threads($0) } ?? .unlimited
        network.tasks.append(
          .init(
            name: task["name"] as? String ?? "", processor: network.processors.count - 1, workers: workers))
        for entry in task["entries"] as? [[String: Any]] ?? [] {
          network.entries.append(
            .init(
              name: entry["name"] as? String ?? "", task: network.tasks.count - 1, activity: .sequence([]),
              arrivalRate: entry["open"] as? Double ?? 0))
          var entry = entry
          entry["acts"] = task["acts"]
          described.append(entry)
        }
      }
    }
    func index(_ name: String) -> Int { network.entries.firstIndex { $0.name == name } ?? -1 }
    for (number, entry) in described.enumerated() {
      guard let demands = entry["s"] as? [Double] else {
        network.entries[number].activity = forkJoin(entry["acts"] as? String ?? "", index)
        continue
      }
      let calls = entry["calls"] as? [[Any]] ?? []
      for (phase, demand) in demands.enumerated() {
        let own = calls.filter { $0[2] as? Int == phase + 1 }.map { call in
          LayeredNetwork.Call(
            index(call[0] as? String ?? ""), count: .geometric(mean: call[1] as? Double ?? 1),
            isSynchronous: call[3] as? String == "sync")
        }
        let activity = LayeredNetwork.Activity.interleaved(demand: demand, calls: own)
        if phase == 0 {
          network.entries[number].activity = activity
        } else {
          network.entries[number].secondPhase = activity
        }
      }
    }
    return network
  }

  /// An activity graph of the reference: a first activity, calls in parallel, a last activity.
  private static func forkJoin(
    _ text: String, _ index: (String) -> Int
  ) -> LayeredNetwork.Activity {
    func values(after key: String) -> [String] {
      text.components(separatedBy: key + "=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }
    let demands = values(after: "host-demand-mean").compactMap(Double.init).filter { $0 > 0 }
    let branches = values(after: "dest").map { name in
      LayeredNetwork.Activity.interleaved(
        demand: 0, calls: [.init(index(name), count: .geometric(mean: 1))])
    }
    return .sequence([.demand(demands.first ?? 0), .parallel(branches), .demand(demands.last ?? 0)])
  }
}
