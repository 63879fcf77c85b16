internal import TenfoldModel

/// What a gateway of a system does, where HAProxy can do it: each operation passes a request on to one of a service.
struct LabGateway {
  /// One operation of it.
  struct Route {
    /// Its name.
    let operation: String
    /// The service that answers, and the operation there.
    let service: String
    let target: String
    /// Seconds after which an answer is not waited for any more; nil for the usual.
    let timeout: Double?
  }

  /// Its operations.
  let routes: [Route]

  /// Reads a gateway.
  ///
  /// - Returns: nil where an operation does anything but pass a request on, or a name is none of a path.
  init?(_ gateway: Component, in system: System) {
    var routes: [Route] = []
    for operation in gateway.operations {
      guard operation.steps.count == 1, case .call(let call) = operation.steps[0],
        call.mode == .synchronous, (call.count?.likely ?? 1) == 1, call.cachedIn == nil,
        let service = system[call.component], service.kind == .service,
        let target = call.operation ?? service.operations.first?.name,
        [operation.name, service.name, target].allSatisfy(Self.isPathName)
      else { return nil }
      routes.append(
        Route(
          operation: operation.name, service: service.name, target: target,
          timeout: call.resilience.timeout?.likely))
    }
    guard !routes.isEmpty else { return nil }
    self.routes = routes
  }

  /// The gateway as the lab stands it up: HAProxy with a share of the cores, which passes requests on and does no more.
  static func component(_ gateway: Component, cores: Double) -> Component {
    var operations = gateway.operations
    for index in operations.indices {
      operations[index].demand = Demand(cpu: .stated(0), variability: .stated(0))
      operations[index].steps = operations[index].steps.map { step in
        guard case .call(var call) = step else { return step }
        call.resilience = Resilience(timeout: call.resilience.timeout)
        return .call(call)
      }
    }
    return Component(
      name: gateway.name, kind: .gateway, engine: "haproxy", resources: Resources(cpu: .stated(cores)),
      scaling: Scaling(replicas: .stated(1)), operations: operations)
  }

  private static func isPathName(_ name: String) -> Bool {
    !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
  }
}
