import TenfoldModel
import Testing

@testable import TenfoldOutput

struct GraphLayoutTests {
  @Test func `places are turned upside down and inches become pixels`() throws {
    let text = """
      graph 1 2 1
      node n0 0.5 0.25 1 0.5 "" solid box black lightgrey
      node n1 1.5 0.75 1 0.5 "" solid box black lightgrey
      edge n0 n1 4 0.5 0.25 0.75 0.25 1 0.75 1.25 0.75 solid black
      stop
      graph 1 1 1
      stop
      """
    let layouts = try #require(GraphLayout.read(text))
    #expect(layouts.count == 2)
    #expect(layouts[0].width == 144 && layouts[0].height == 72)
    #expect(layouts[0].middles[0] == .init(x: 36, y: 54))
    #expect(layouts[0].middles[1] == .init(x: 108, y: 18))
    let route = try #require(layouts[0].routes.first)
    #expect(route.from == 0 && route.to == 1)
    #expect(route.points.map(\.x) == [36, 54, 72, 90])
  }

  @Test(arguments: [
    "node n0 1 1 1 1", "graph 1 2", "graph 1 2 1\nnode x 1 1", "graph 1 2 1\nedge n0 n1 4 1 1",
    "graph 1 2 1\nedge n0 n1 9999999999 1 1", "Error: something",
  ])
  func `what is no layout is refused`(_ text: String) {
    #expect(GraphLayout.read(text) == nil)
  }
}

struct PartGroupsTests {
  private static func system(_ components: [Component]) -> System {
    System(name: "shop", components: components)
  }

  @Test func `owners group services, and stores stand with their first caller`() {
    var parts = ["a", "b", "c", "d"].map { Component(name: $0, kind: .service) }
    for (index, owner) in ["red", "red", "blue", "blue"].enumerated() { parts[index].owner = owner }
    parts.append(Component(name: "store", kind: .store))
    let groups = PartGroups(of: Self.system(parts), edges: [(2, 4), (0, 4)])
    #expect(groups.names == ["red", "blue"])
    #expect(groups.ofPart == [0, 0, 1, 1, 1])
    #expect(groups.basis?.contains("owns") == true)
  }

  @Test func `names group what has no owner`() {
    let parts = ["cart-api", "cart-db", "pay-api", "pay-db", "web"].map {
      Component(name: $0, kind: .service)
    }
    let groups = PartGroups(of: Self.system(parts), edges: [])
    #expect(groups.names == ["cart", "pay", "web"])
    #expect(groups.members == [[0, 1], [2, 3], [4]])
  }

  @Test func `names that share nothing make no groups`() {
    let parts = ["web", "cart", "pay-db"].map { Component(name: $0, kind: .service) }
    let groups = PartGroups(of: Self.system(parts), edges: [])
    #expect(groups.basis == nil && groups.names == ["shop"])
  }
}

struct GraphPictureTests {
  /// Three groups of two and a gateway that calls the first of each.
  private static let graph: PageGraph = {
    func call(_ names: String...) -> [TenfoldModel.Operation] {
      [.init(name: "do", steps: names.map { .call(Call(component: $0)) })]
    }
    return PageGraph(
      of: System(
        name: "shop",
        components: [
          Component(name: "gate", kind: .gateway, operations: call("a-api", "b-api", "c-api")),
          Component(name: "a-api", kind: .service, operations: call("a-db", "b-api", "b-db")),
          Component(name: "a-db", kind: .store),
          Component(name: "b-api", kind: .service, operations: call("b-db")),
          Component(name: "b-db", kind: .store), Component(name: "c-api", kind: .service),
          Component(name: "c-db", kind: .store),
        ]), criticalPath: ["gate", "a-api", "b-api"])
  }()

  @Test func `the overview has a node for each group and one arrow between two`() {
    let picture = GraphPicture.overview(of: Self.graph)
    #expect(picture.nodes == [.part(0), .group(1), .group(2), .group(3)])
    #expect(picture.links.map { [$0.from, $0.to] } == [[0, 1], [0, 2], [0, 3], [1, 2]])
    #expect(picture.links.map(\.isCritical) == [true, false, false, true])
  }

  @Test func `the inside of a group has its parts and the groups around it`() {
    let picture = GraphPicture.inside(of: 1, of: Self.graph)
    #expect(picture.nodes == [.part(1), .part(2), .part(0), .group(2)])
    #expect(Set(picture.links.map { [$0.from, $0.to] }) == [[2, 0], [0, 1], [0, 3]])
  }

  @Test func `no name of a file reaches the program that arranges`() {
    let odd = System(
      name: "x",
      components: [
        Component(name: "\"]; evil [shape=\"", kind: .service), Component(name: "b", kind: .store),
      ])
    let picture = GraphPicture.whole(of: PageGraph(of: odd))
    #expect(!GraphDescription.text(of: picture, widths: [90, 90]).contains("evil"))
  }
}
