/// Makers whose images a system uses and does not build.
///
/// A system that builds its services from source may pull a maker's broker, coordinator and helper together:
/// what the helper is nobody's table knows, but who made it shows that it is bought in.
enum Vendors {
  /// Sets aside services out of namespaces of which the set builds nothing and mostly takes infrastructure.
  static func setAside(_ classifications: inout [[Classification]], in sets: [DeclarationSet]) {
    for (set, declarations) in sets.enumerated() {
      var built = Set<String>()
      var buildsServices = false
      var members: [String: [Int]] = [:]
      for (position, workload) in declarations.workloads.enumerated() {
        let main = WorkloadClassifier.mainContainer(of: workload)
        let namespace = main?.image.flatMap { ImageReference($0) }?.namespace
        if main?.buildContext != nil {
          if let namespace { built.insert(namespace) }
          buildsServices = buildsServices || classifications[set][position].role.isOwnService
        } else if let namespace {
          members[namespace, default: []].append(position)
        }
      }
      guard buildsServices else { continue }
      for (namespace, positions) in members where !built.contains(namespace) {
        let others = positions.count { !classifications[set][$0].role.isOwnService }
        guard others > 1, others * 2 > positions.count else { continue }
        for position in positions {
          if classifications[set][position].role.isOwnService {
            classifications[set][position] = Classification(role: .platform, engine: nil, isOwn: false)
          } else {
            classifications[set][position].isOwn = false
          }
        }
      }
    }
  }
}
