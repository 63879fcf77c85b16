import TenfoldOutput
import TenfoldPlatform
import TenfoldTestSupport
import Testing

@testable import TenfoldLab

struct DoctorTests {
  @Test(arguments: [
    ("postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)", "15.20"),
    ("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64", "7.0.15"),
    ("nats-server: v2.9.10", "2.9.10"),
    ("HAProxy version 2.6.12-1+deb12u4 2025/04/18 - https://haproxy.org/", "2.6.12"),
    ("prometheus, version 2.42.0+ds (branch: debian/sid)", "2.42.0"),
  ])
  func `a version is found in what a server says of itself`(_ text: String, _ version: String) {
    #expect(Doctor.version(in: text) == version)
  }

  @Test func `a text without a version has none`() {
    #expect(Doctor.version(in: "usage: thing [-v] ... since 2001.") == nil)
  }

  @Test func `a program is found on the path given, and its version asked`() throws {
    let folder = try FixtureFolder()
    try folder.write("some-server", "#!/bin/sh\necho \"some server $1 3.14.15\"\n")
    try #require(Self.chmod(folder.path + "/some-server"))
    let part = Self.part("some-server", isRequired: true)
    let report = Doctor.examine([part], searchPath: folder.path)
    #expect(report.entries[0].path == folder.path + "/some-server")
    #expect(report.entries[0].version == "3.14.15")
    #expect(report.missing.isEmpty && report.remedy == nil)
  }

  @Test func `what is missing is named with the package that has it, and only what is needed stops the lab`()
  {
    let quotas = DoctorReport.Quotas.granted(version: 2, folder: "/sys/fs/cgroup")
    func report(_ part: LabPart) -> DoctorReport {
      DoctorReport(entries: [.init(part: part, path: nil, version: nil)], quotas: quotas)
    }
    let needed = report(Self.part("some-server", isRequired: true))
    #expect(!needed.isReady && needed.remedy?.hasSuffix(" some-package") == true)
    #expect(DoctorText.text(of: needed).contains("missing, needed"))
    #expect(report(Self.part("some-server", isRequired: false)).isReady)
  }

  @Test func `without quotas the lab is not ready, and the reason is told`() {
    let report = DoctorReport(entries: [], quotas: .refused(reason: "permission denied"))
    #expect(!report.isReady)
    #expect(DoctorText.text(of: report).contains("permission denied"))
    #expect(DoctorText.document(of: report).text.contains("\"isGranted\": false"))
  }

  private static func part(_ program: String, isRequired: Bool) -> LabPart {
    LabPart(
      name: "Some", program: program, versionArguments: ["--version"], debianPackage: "some-package",
      purpose: "tests",
      isRequired: isRequired)
  }

  private static func chmod(_ path: String) -> Bool {
    let answer = try? ExternalTool.run(
      "/bin/chmod", arguments: ["755", path], environment: [:], limitSeconds: 5, maximumOutput: 1000)
    return answer?.status == 0
  }
}
