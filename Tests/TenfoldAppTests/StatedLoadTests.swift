import TenfoldApp
import TenfoldTestSupport
import Testing

/// A load that assumed sizes could not carry: `analyze` takes it for one that runs, `solve` for a question.
struct StatedLoadTests {
  private static let front = "services: {front: {build: ./front, ports: [\"80:80\"]}}"

  @Test func `sizes assumed for a load stand beside it, and a question leaves them`() throws {
    let folder = try FixtureFolder()
    try folder.write("compose.yaml", Self.front)
    let lines = Run(["analyze", "--users", "50K", folder.path]).output.split(separator: "\n")
    let today = try #require(lines.firstIndex { $0.hasPrefix("Today") })
    let goal = try #require(lines.firstIndex { $0.hasPrefix("Goal") })
    #expect(lines[today..<goal].contains { $0.contains("what the catalogue assumes could not carry") })
    let solved = Run(["solve", "--users", "50K", folder.path]).output
    #expect(solved.contains("Overload") && solved.contains("assumed sizes stay"))
    #expect(!Run(["solve", "--users", "10", folder.path]).output.contains("assumed sizes stay"))
  }

  @Test func `what is to be started names the system's own files`() throws {
    let folder = try FixtureFolder()
    try folder.write("docker-compose.yml", Self.front)
    let run = Run([
      "generate", "--remedy", "stateless-horizontal", "--platform", "compose", folder.path,
    ])
    #expect(
      run.output.contains(
        "docker compose -f docker-compose.yml -f compose.stateless-horizontal.yaml up -d"), "\(run.errors)")
  }
}
