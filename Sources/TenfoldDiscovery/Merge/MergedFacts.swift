import TenfoldModel

extension MergedSystem {
  /// Facts that only the whole tells: databases named in configuration files, gateways known by their calls.
  ///
  /// - Parameter inventory: What was found, with the kinds of services.
  func facts(_ inventory: Inventory) -> [Fact] {
    databaseFacts() + gatewayFacts(inventory) + (traces.map { tracedFacts($0, inventory) } ?? [])
  }

  /// The database that a configuration file names on a server, for each service and server once.
  private func databaseFacts() -> [Fact] {
    guard !databases.isEmpty else { return [] }
    let hosts = HostIndex(parts: parts, sets: sets, inUse: choice.inUse)
    var seen = Set<String>()
    return databases.compactMap { reference in
      guard let database = reference.database, parts[reference.from].role.isOwnService,
        let named = hosts.part(host: reference.host, port: reference.port)
      else { return nil }
      let target = behindPoolers[named]?.first ?? named
      let subject = "\(parts[reference.from].name) -> \(parts[target].name)"
      guard seen.insert(subject).inserted else { return nil }
      return Fact(
        .databaseName, subject: subject, detail: database, state: .referenced, at: reference.location)
    }
  }

  /// A service that is called a gateway and calls three others routes to them, wherever its routes are written.
  private func gatewayFacts(_ inventory: Inventory) -> [Fact] {
    let services = Set(inventory.services.lazy.filter { $0.kind != .platform }.map(\.name))
    return inventory.services.compactMap { service in
      guard service.kind == .gateway,
        Naming.isGateway(service.name)
      else { return nil }
      let calls = inventory.edges.filter {
        $0.from == service.name && $0.kind == .sync && services.contains($0.to)
      }
      guard calls.count > 2, let place = calls.first?.evidence.first else { return nil }
      return Fact(
        .gatewayRoutes, subject: service.name,
        detail: "\(service.name) routes to \(calls.map(\.to).prefix(6).joined(separator: ", "))",
        state: .referenced, at: place.location, value: Double(calls.count))
    }
  }
}
