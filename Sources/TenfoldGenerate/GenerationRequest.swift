public import TenfoldModel
import TenfoldCatalog

/// A remedy to write files for, sized.
public struct GenerationRequest: Sendable {
  /// The remedy's id.
  public var remedy: String
  /// The system as it is, with its unknowns assumed from the catalogue.
  public var system: System
  /// The system as the remedy makes it: the same as `system` where no limit asked for the remedy.
  public var changed: System
  /// Components it is applied to, by name.
  public var targets: [String]
  /// What the files are for.
  public var platform: Platform
  /// What is done, with its numbers, and for which load, in a sentence without its full stop.
  public var reason: String
  /// The same for single components: what comments say that planned numbers come from.
  public var reasons: [String: String]
  /// Where components answer the others, by name, as far as the system's files tell.
  public var ports: [String: Inventory.Port]
  /// The Compose files that make the system up, in the order in which they are merged; empty when unknown.
  public var composeFiles: [String]

  /// Makes a request.
  ///
  /// - Parameters:
  ///   - remedy: The remedy's id.
  ///   - system: The system as it is, completed.
  ///   - changed: The system as the remedy makes it.
  ///   - targets: Components it is applied to, by name; empty for every one that it can be applied to.
  ///   - platform: What the files are for.
  ///   - reason: What is done and for which load, in a sentence without its full stop.
  ///   - reasons: The same by component's name, where it is said for each.
  ///   - ports: Where components answer the others, by name, as far as the system's files tell.
  ///   - composeFiles: The Compose files that make the system up, in the order in which they are merged.
  public init(
    remedy: String, system: System, changed: System, targets: [String], platform: Platform, reason: String,
    reasons: [String: String] = [:], ports: [String: Inventory.Port] = [:], composeFiles: [String] = []
  ) {
    self.remedy = remedy
    self.system = system
    self.changed = changed
    self.targets = targets
    self.platform = platform
    self.reason = reason
    self.reasons = reasons
    self.ports = ports
    self.composeFiles = composeFiles
  }

  /// The components to write for, as the remedy leaves them.
  var components: [Component] { targets.compactMap { changed[$0] } }

  /// Where a number comes from that the remedy sets for a component.
  func reason(for component: Component) -> String { reasons[component.name] ?? reason }

  /// Where a component answers the others, and where that comes from.
  func port(of component: Component) -> (number: Int, origin: String) {
    guard let port = ports[component.name] else {
      return (Self.usualPort, "an assumption: the files do not say where it listens")
    }
    let place = port.evidence
    return (port.number, "stated at \(place.location)" + (place.detail.map { ": \($0)" } ?? ""))
  }

  /// The port that services listen on unless something says otherwise.
  private static let usualPort = 8080

  /// The command that starts what the remedy adds on its platform.
  var startCommand: String {
    platform == .compose ? composeCommand : "kubectl apply -f kubernetes/\(remedy)"
  }

  /// The command that starts what the remedy's Compose file adds, with all that the system is made up of.
  var composeCommand: String {
    let files = (composeFiles.isEmpty ? ["compose.yaml"] : composeFiles) + ["compose.\(remedy).yaml"]
    return "docker compose " + files.map { "-f \($0) " }.joined() + "up -d"
  }

  /// True when the remedy changes a component.
  func changes(_ component: Component) -> Bool { system[component.name] != component }

  /// Names of the components whose answer somebody waits for: a user or another component.
  var awaited: Set<String> {
    let calls =
      changed.components.flatMap(\.operations).flatMap(\.steps).flatMap(\.calls)
      + changed.workload.journeys.flatMap(\.calls)
    return Set(calls.filter { $0.mode == .synchronous }.map(\.component))
  }

  /// A file of this remedy.
  func file(_ path: String, for purpose: String, _ body: String) -> GeneratedFile {
    GeneratedFile(path, purpose: purpose, remedy: remedy, body: body)
  }

  /// Own services and gateways that call a component, in the order of the system.
  func clients(of name: String) -> [Component] {
    changed.components.filter { component in
      component.operations.contains { $0.steps.contains { $0.calls.contains { $0.component == name } } }
    }
  }
}

/// Why no files can be written.
public enum GenerationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No generator knows the remedy.
  case noGenerator(remedy: String, known: [String])
  /// The remedy has files, but not for this platform.
  case notOnPlatform(remedy: String, platform: Platform, advice: String)
  /// The system has nothing that the remedy can be applied to.
  case noTarget(remedy: String, expected: String)
  /// A component that was named is not there or is of another kind.
  case unsuitable(name: String, remedy: String, expected: String, suitable: [String])
  /// Two components would have one name in the files.
  case sameName(first: String, second: String, spelled: String, remedy: String)

  /// What was found, what was expected and what to do.
  public var description: String {
    switch self {
    case .noGenerator(let remedy, let known):
      "no files can be generated for '\(remedy)'; there are generators for \(known.joined(separator: ", "))"
    case .notOnPlatform(let remedy, let platform, let advice):
      "'\(remedy)' has no files for \(platform.rawValue): \(advice)"
    case .noTarget(let remedy, let expected):
      "'\(remedy)' is for \(expected), and the system has none; tenfold discover lists what it has"
    case .unsuitable(let name, let remedy, let expected, let suitable):
      "'\(remedy)' is for \(expected), and '\(name)' is none; "
        + (suitable.isEmpty
          ? "the system has none" : "name one of \(suitable.prefix(12).joined(separator: ", "))")
    case .sameName(let first, let second, let spelled, let remedy):
      "'\(first)' and '\(second)' would both be '\(spelled)' in files of '\(remedy)', since tools take no other letters or "
        + "longer names; write them one at a time with --on NAME into folders of their own"
    }
  }
}
