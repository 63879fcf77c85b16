import Testing

@testable import TenfoldPlatform

struct ExternalToolTests {
  private func shell(
    _ script: String, environment: [String: String] = [:], limitSeconds: Double = 20,
    maximumOutput: Int = 1 << 20
  ) throws -> ExternalTool.Output {
    try ExternalTool.run(
      "/bin/sh", arguments: ["-c", script], environment: environment, limitSeconds: limitSeconds,
      maximumOutput: maximumOutput)
  }

  @Test func `status, output and errors come back apart`() throws {
    let output = try shell("echo out; echo err >&2; exit 3")
    #expect(String(decoding: output.output, as: UTF8.self) == "out\n")
    #expect(output.errors == "err\n")
    #expect(output.status == 3)
  }

  @Test func `only the environment given arrives`() throws {
    let output = try shell("echo \"$A-$HOME\"", environment: ["A": "one"])
    #expect(String(decoding: output.output, as: UTF8.self) == "one-\n")
  }

  @Test func `standard input is empty`() throws {
    #expect(try shell("cat").output.isEmpty)
  }

  @Test func `more than a pipe holds is taken in whole`() throws {
    let output = try shell("head -c 500000 /dev/zero; head -c 300000 /dev/zero >&2")
    #expect(output.output.count == 500_000)
    #expect(output.errors.utf8.count == 65_536)
  }

  @Test func `a program that does not end is killed with its children`() {
    let clock = ContinuousClock()
    let start = clock.now
    #expect(throws: ExternalToolError.timeLimit(name: "sh", seconds: 0.3)) {
      try shell("sleep 60 & sleep 60", limitSeconds: 0.3)
    }
    #expect(clock.now - start < .seconds(20))
  }

  @Test func `a child left behind does not keep the caller waiting`() throws {
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try shell("sleep 60 & echo done").output == Array("done\n".utf8))
    #expect(clock.now - start < .seconds(20))
  }

  @Test func `a flood of output is stopped`() {
    #expect(throws: ExternalToolError.outputLimit(name: "sh", bytes: 1000)) {
      try shell("yes", maximumOutput: 1000)
    }
  }

  @Test func `a signal shows in the status`() throws {
    #expect(try shell("kill -TERM $$").status == 128 + 15)
  }

  @Test func `a missing program is an error with its reason`() {
    let error = #expect(throws: ExternalToolError.self) {
      try ExternalTool.run(
        "/nowhere/kubectl", arguments: [], environment: [:], limitSeconds: 1, maximumOutput: 1)
    }
    #expect(error?.description.hasPrefix("kubectl could not be started: no such file") == true)
  }

  @Test func `a program is found on the path given and nowhere else`() {
    #expect(ExternalTool.find("sh", searchPath: "/nowhere:/bin") == "/bin/sh")
    #expect(ExternalTool.find("sh", searchPath: "/nowhere") == nil)
    #expect(ExternalTool.find("no-such-tool") == nil)
  }
}
