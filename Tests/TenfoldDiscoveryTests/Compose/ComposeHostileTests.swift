import TenfoldModel
import TenfoldPlatform
import TenfoldTestSupport
import Testing

@testable import TenfoldDiscovery

struct ComposeHostileTests {
  private static let bomb =
    "x-a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    + zip("bcde", "abcd").map { name, last in
      "x-\(name): &\(name) [\(Array(repeating: "*\(last)", count: 10).joined(separator: ","))]\n"
    }.joined()

  @Test func `aliases that expand within the parser's limits are cut off with a message`() throws {
    let many = (0..<9).map { "x-f\($0): *e\n" }.joined()
    let set = try ComposeFixture(["compose.yaml": Self.bomb + many + "services: {web: {image: x}}"]).main()
    #expect(set.diagnostics.map(\.id) == ["TF-COMPOSE-002"])
  }

  @Test func `a thousand services that extend each other in a line are cut off`() throws {
    let services = (0..<1000).map { "  s\($0): {extends: s\($0 + 1)}\n" }.joined()
    let set = try ComposeFixture(["compose.yaml": "services:\n" + services + "  s1000: {image: x}\n"]).main()
    #expect(set.workloads.count == 1001)
    #expect(set.diagnostics.contains { $0.id == "TF-COMPOSE-004" })
  }

  @Test(arguments: [
    "services:", "services: {}", "services: null\nservices: 3", "include: 5", "include: {a: b}", "{}", "[]",
    "a",
    "services: {a: {extends: {}}}", "services: {a: {extends: [a]}}", "services: {'': {image: ''}}",
    "services: {a: {image: x, ports: [{target: x}, null, []], volumes: [null, ':', '::', ':::'], env_file: [{}]}}",
    "services: {a: {image: x, environment: [=, =x, '', {}], depends_on: [null, {}], links: [':', '']}}",
    "services: {a: {image: x, cpus: nan, mem_limit: inf, cpu_quota: 1, cpu_period: 0, deploy: {replicas: 1e9}}}",
    "services: {a: {image: '::::', build: {context: '../../../../..'}, command: '\\'}}",
    "services: !reset {a: {image: x}}", "services: {a: !reset {image: x}}",
    "!override services: {a: {image: x}}",
  ])
  func `odd files neither crash nor end the run`(_ text: String) throws {
    let fixture = try ComposeFixture([
      "compose.yaml": text, "shop/compose.yaml": "services: {web: {image: x}}",
    ])
    #expect(fixture.sets().contains { $0["web"] != nil })
  }

  @Test func `every cut of a file is read or refused`() throws {
    let text = """
      services:
        web: {image: "a:${T:-1}", ports: ["80:80"], environment: &e {A: "${B:-${C}}"}}
        db:
          <<: {image: x}
          environment: *e
      """
    for length in 0...text.utf8.count {
      let cut = String(decoding: Array(text.utf8).prefix(length), as: UTF8.self)
      guard let documents = try? YAMLParser.documents(of: cut) else { continue }
      let tree = SourceTree(files: [
        SourceFile(path: "compose.yaml", bytes: Array(cut.utf8), documents: documents)
      ])
      let names = ComposeReader.read(tree, options: DiscoveryOptions()).flatMap(\.workloads).map(\.name)
      #expect(names.allSatisfy { !$0.isEmpty }, "cut at \(length)")
    }
  }

  /// A Compose file that hurts, and the message it gets.
  @Test(arguments: [
    ("services: {web: {image: '${A'}}", "TF-COMPOSE-003", "'${A' has no closing '}'"),
    (
      "services: {web: {image: x, extends: web2}}", "TF-COMPOSE-005",
      "extends \"web2\", which no file declares"
    ),
    (
      "include: [gone.yaml]\nservices: {web: {image: x}}", "TF-COMPOSE-001",
      "gone.yaml is named as a Compose file"
    ),
    ("include: [compose.yaml]\nservices: {web: {image: x}}", "TF-COMPOSE-006", "includes itself in the end"),
    ("services: {web: {image: x, env_file: gone.env}}", "TF-COMPOSE-009", "takes variables from gone.env"),
    ("services: {web: {image: '${TAG}'}}", "TF-COMPOSE-007", "TAG: no file gives a value"),
  ])
  func `a doubtful file gets a message with its place`(_ text: String, _ id: String, _ words: String) throws {
    let set = try ComposeFixture(["compose.yaml": text]).main()
    let diagnostic = set.diagnostics.first { $0.id == id }
    #expect(diagnostic?.message.contains(words) == true, "messages: \(set.diagnostics.map(\.message))")
    #expect(diagnostic?.location?.file == "compose.yaml" || id == "TF-COMPOSE-001")
    #expect(set.workloads.map(\.name) == ["web"])
  }
}
