internal import TenfoldModel
internal import TenfoldPlatform

/// The keys of places, of the distances between them, and of a mesh.
enum PlacementKeys {
  static let placement = DescriptionTable<Placement>(
    name: "placement", help: "Where the system runs and how far apart its places are.",
    keys: [
      .named(
        "regions", \.regions, region, called: \.name, start: { Region(name: $0) },
        "Regions that serve users, by name"),
      .list(
        "links", \.links, link, start: { Link(from: "", to: "") }, "Connections between places, both ways"),
      .named(
        "nodePools", \.nodePools, nodePool, called: \.name, start: { NodePool(name: $0) },
        "Machines that carry the components, by name"),
      .optionalTable(
        "failover", \.failover, failover, start: { Failover(mode: .standby) },
        "What happens when a region is lost"),
      .choice(
        "architecture", \.architecture, [("amd64", .amd64), ("arm64", .arm64)], fallback: nil,
        "Instruction set of the machines; prices are those of amd64 unless said"),
      .text(
        "orchestrator", \.orchestrator,
        "What starts components, and anew when they fail: `kubernetes`, `nomad`, `ecs`, `swarm` or `compose`"),
    ])

  static let region = DescriptionTable<Region>(
    name: "region", help: "A region that serves users.",
    keys: [
      .quantity("share", \.share, .share, "Share of the users it serves"),
      .quantity("zones", \.zones, .count, "Independent zones in it"),
      .texts("clusters", \.clusters, "Clusters in it"),
    ])

  static let link = DescriptionTable<Link>(
    name: "link", help: "A connection between two regions, clusters or zones.",
    keys: [
      place("from", \.from, "One end"),
      place("to", \.to, "The other end"),
      .quantity("roundTripTime", \.roundTripTime, .duration, "Time there and back"),
      .quantity("bandwidth", \.bandwidth, .bandwidth, "Capacity"),
    ])

  private static func place(
    _ name: String, _ path: any WritableKeyPath<Link, String> & Sendable, _ help: String
  ) -> DescriptionKey<Link> {
    DescriptionKey(
      name, .text, help, isRequired: true,
      read: { node, link, reading in
        guard let text = reading.text(node) else { return }
        reading.checkPlace(text, line: node.line)
        link[keyPath: path] = text
      },
      write: { .text($0[keyPath: path]) })
  }

  static let nodePool = DescriptionTable<NodePool>(
    name: "nodePool", help: "Machines of one shape.",
    keys: [
      .quantity("count", \.count, .count, "Machines now; with an autoscaler, the least"),
      .quantity("max", \.maximum, .count, "Most machines an autoscaler may start"),
      .quantity("cpu", \.cpu, .cores, "Cores of one machine"),
      .quantity("memory", \.memory, .bytes, "Memory of one machine"),
      .quantity("bandwidth", \.bandwidth, .bandwidth, "Network of one machine"),
    ])

  static let failover = DescriptionTable<Failover>(
    name: "failover", help: "What happens to the users of a region that is lost.",
    keys: [
      .choice(
        "mode", \.mode, [("active", .active), ("standby", .standby)], fallback: nil,
        "Who serves while no region is lost: every region, or one while another stands by"),
      .quantity("time", \.time, .duration, "Time until the users are served again"),
      .quantity("capacity", \.capacity, .share, "Share of the whole load the remaining regions can carry"),
    ])

  static let mesh = DescriptionTable<Mesh>(
    name: "mesh", help: "A service mesh that carries the calls between services.",
    keys: [
      .requiredText("engine", \.engine, "`istio`, `linkerd`, `cilium`, `consul` or `kuma`"),
      .quantity("enrolled", \.enrolled, .share, "Share of the services it carries"),
      .quantity("cpuPerCall", \.cpuPerCall, .duration, "CPU time each proxy spends on a call"),
      .quantity("delayPerCall", \.delayPerCall, .duration, "Time each proxy adds to a call"),
      .choice(
        "mtls", \.isMutualTLSStrict, [("strict", true), ("permissive", false)], fallback: .some(nil),
        "Whether both ends must prove who they are"),
    ] + OperationKeys.resilience.map { $0.at(\.resilience) } + [
      .quantity(
        "outlierThreshold", \.outlierThreshold, .count,
        "Errors in a row after which a replica is taken out for a while")
    ])
}
