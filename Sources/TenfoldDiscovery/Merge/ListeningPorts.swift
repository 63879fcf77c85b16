import TenfoldModel

/// On which port each part of a system answers the others, as far as the files tell.
struct ListeningPorts {
  private var byPart: [Int: Inventory.Port] = [:]

  /// Reads what containers declare and, where they declare none or several, what callers ask for.
  ///
  /// - Parameters:
  ///   - references: Places that name a host with its port.
  ///   - host: The part that a host leads to.
  /// - Complexity: O(containers + references).
  init(of parts: [Part], named references: [Reference], host: (Reference) -> Int?) {
    for (index, part) in parts.enumerated() {
      guard let container = part.mainContainer, let port = Self.declared(container.ports) else { continue }
      byPart[index] = Inventory.Port(number: port, evidence: Evidence(at: container.location))
    }
    // In a cluster callers name the port of a Service, and by way of the machine a published one: both may lead to another
    // of the container. What collects telemetry asks for a port of its own.
    var asked: [Int: [Reference]] = [:]
    for reference in references {
      guard reference.port != nil, let part = host(reference), part != reference.from, byPart[part] == nil,
        parts[part].declarations.first?.workload.form == .composeService,
        parts[reference.from].role.isOwnService || parts[reference.from].role == .proxy,
        !reference.host.hasSuffix("docker.internal")
      else { continue }
      asked[part, default: []].append(reference)
    }
    for (part, references) in asked {
      let numbers = Set(references.compactMap(\.port))
      guard numbers.count == 1, let number = numbers.first, let place = references.first else { continue }
      byPart[part] = Inventory.Port(number: number, evidence: place.evidence)
    }
  }

  /// The port of a part; nil where the files leave it open.
  subscript(part: Int) -> Inventory.Port? { byPart[part] }

  /// The one port of a container, or of several the one that is named for requests.
  private static func declared(_ ports: [PortDeclaration]) -> Int? {
    let numbers = Set(ports.map(\.container))
    if numbers.count == 1 { return numbers.first }
    let named = ports.filter { $0.name?.lowercased().hasPrefix("http") ?? false }
    return Set(named.map(\.container)).count == 1 ? named.first?.container : nil
  }
}
