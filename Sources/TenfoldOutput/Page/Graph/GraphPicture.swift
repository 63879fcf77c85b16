/// One picture of a system: what is drawn in it, before anything has a place.
struct GraphPicture {
  /// What a node stands for.
  enum Subject: Hashable {
    /// A component.
    case part(Int)
    /// All parts of a group.
    case group(Int)
  }

  /// One arrow; several of the same two ends are drawn as one.
  struct Link {
    let from: Int
    let to: Int
    var isAsynchronous: Bool
    var isCritical: Bool
  }

  /// The nodes, each subject once.
  private(set) var nodes: [Subject] = []
  private(set) var links: [Link] = []
  /// Groups drawn as a frame around their parts, with the indices of these nodes.
  private(set) var frames: [(group: Int, nodes: [Int])] = []

  /// True for a picture of groups.
  private(set) var isOverview = false

  /// More parts than this are shown group by group: a picture of them has no place on a screen.
  static let mostParts = 60

  /// Every part, with frames around the groups.
  static func whole(of graph: PageGraph) -> GraphPicture {
    var picture = GraphPicture()
    picture.nodes = graph.parts.indices.map { .part($0) }
    picture.link(graph) { .part($0) }
    if graph.groups.basis != nil {
      picture.frames = graph.groups.members.enumerated().filter { $1.count > 1 }.map { ($0, $1) }
    }
    return picture
  }

  /// The groups and who calls whom among them; a group of one part is that part.
  static func overview(of graph: PageGraph) -> GraphPicture {
    var picture = GraphPicture()
    picture.isOverview = true
    let members = graph.groups.members
    func subject(ofGroup group: Int) -> Subject {
      members[group].count == 1 ? .part(members[group][0]) : .group(group)
    }
    picture.nodes = members.indices.map(subject)
    picture.link(graph) { subject(ofGroup: graph.parts[$0].group) }
    return picture
  }

  /// The parts of one group, and beside them the groups that they call and that call them.
  static func inside(of group: Int, of graph: PageGraph) -> GraphPicture {
    var picture = GraphPicture()
    let members = graph.groups.members
    func subject(of part: Int) -> Subject {
      let other = graph.parts[part].group
      return other == group || members[other].count == 1 ? .part(part) : .group(other)
    }
    picture.nodes = members[group].map { .part($0) }
    var seen = Set(picture.nodes)
    let touching = graph.edges.filter {
      graph.parts[$0.from].group == group || graph.parts[$0.to].group == group
    }
    for edge in touching {
      for end in [subject(of: edge.from), subject(of: edge.to)] where seen.insert(end).inserted {
        picture.nodes.append(end)
      }
    }
    picture.link(touching, subject)
    picture.frames = [(group, Array(members[group].indices))]
    return picture
  }

  private mutating func link(_ graph: PageGraph, _ subject: (Int) -> Subject) { link(graph.edges, subject) }

  private mutating func link(_ edges: [PageGraph.Edge], _ subject: (Int) -> Subject) {
    let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, $0) })
    var known: [[Int]: Int] = [:]
    for edge in edges {
      guard let from = places[subject(edge.from)], let to = places[subject(edge.to)], from != to else {
        continue
      }
      if let index = known[[from, to]] {
        links[index].isAsynchronous = links[index].isAsynchronous && edge.isAsynchronous
        links[index].isCritical = links[index].isCritical || edge.isCritical
      } else {
        known[[from, to]] = links.count
        links.append(
          Link(from: from, to: to, isAsynchronous: edge.isAsynchronous, isCritical: edge.isCritical))
      }
    }
  }
}
