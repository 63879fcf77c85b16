import TenfoldApp
import TenfoldModel
import TenfoldPlatform
import TenfoldTestSupport
import Testing

struct ConfigurationTests {
  private static let shop = TextFile.root + "/Examples/check-question"
  /// A repository with a folder in it, and a home.
  private let folder: FixtureFolder
  private let home: FixtureFolder

  init() throws {
    folder = try FixtureFolder()
    home = try FixtureFolder()
    for name in ["shop/deep/.keep", "shop/.git/HEAD"] { try folder.write(name, "") }
  }

  private func run(_ words: [String], in place: String = "shop/deep", _ variables: [String: String] = [:])
    -> Run
  {
    var all = ["XDG_CONFIG_HOME": home.path]
    all.merge(variables) { $1 }
    return Run(words, variables: all, folder: folder.path + "/" + place)
  }

  @Test func `flags come before variables, variables before the project's file, and that before the user's`()
    throws
  {
    try home.write("tenfold/config.yaml", "growth: 3x\nusers: 700\nno-color: true\n")
    try folder.write("shop/.tenfold.yaml", "users: 900\nrequests-per-user: 0.2/s\n")
    let shown = run(["config", "show", "--origin"], ["TENFOLD_REQUESTS_PER_USER": "0.5/s"])
    #expect(shown.status == .success, "\(shown.errors)")
    func line(_ name: String) -> [Substring] {
      shown.output.split(separator: "\n").first { $0.hasPrefix(name + " ") }?.split(separator: " ") ?? []
    }
    #expect(line("growth").dropFirst() == ["3x", "\(home.path)/tenfold/config.yaml:1"])
    #expect(line("users").dropFirst() == ["900", "\(folder.path)/shop/.tenfold.yaml:1"])
    #expect(line("requests-per-user").dropFirst() == ["0.5/s", "$TENFOLD_REQUESTS_PER_USER"])
    #expect(line("figures").dropFirst() == ["not", "set", "default"])
    // What a flag says counts, and a rate on the command line silences users of a file.
    func load(_ words: [String]) -> String {
      run(["analyze", "--json", "--quiet", Self.shop] + words).output
    }
    #expect(load([]).contains("\"likely\": 900"))
    #expect(load(["--users", "1200"]).contains("\"likely\": 1200"))
    #expect(!load(["--rate", "10/s"]).contains("\"likely\": 900"))
  }

  @Test func `the search ends at the root of the repository`() throws {
    try folder.write(".tenfold.yaml", "users: 123\n")
    #expect(run(["config", "show"]).output.contains("nothing is set"))
    // Without a repository the folder itself counts, and none above it.
    let outside = try FixtureFolder()
    try outside.write(".tenfold.yaml", "users: 5\n")
    try outside.write("below/.keep", "")
    func shown(_ path: String) -> String { Run(["config", "show"], folder: path).output }
    #expect(shown(outside.path) == "users  5\n")
    #expect(shown(outside.path + "/below").contains("nothing is set"))
  }

  @Test(arguments: [
    ("usres: 3", "did you mean 'users'?"), ("html: /tmp/x", "on the command line alone"),
    ("quiet: perhaps", "true or false"), ("users: [1, 2]", "users takes one value"),
    ("- users", "no mapping"),
    ("a: b: c", ":1"), ("growth:", "growth takes one value"),
  ])
  func `what is wrong in a file is told with its line and stops everything`(_ text: String, _ word: String)
    throws
  {
    try folder.write("shop/.tenfold.yaml", text + "\n")
    for words in [["config", "show"], ["solve", Self.shop]] {
      let run = run(words)
      #expect(run.status == .unreadable && run.output.isEmpty)
      #expect(run.errors.contains(".tenfold.yaml:1") && run.errors.contains(word), "\(run.errors)")
    }
  }

  @Test func `a value that its option refuses names its file`() throws {
    try folder.write("shop/.tenfold.yaml", "\nusers: many\n")
    let run = run(["analyze", Self.shop])
    #expect(run.status == .usage && run.errors.contains(".tenfold.yaml:2"), "\(run.errors)")
    #expect(self.run(["analyze", "--users", "10", "--quiet", Self.shop]).status == .success)
  }

  @Test func `paths in a file are relative to it, and flags may be off`() throws {
    try folder.write(
      "shop/.tenfold.yaml", "figures: mine.yaml\nmeasured: lab.json\nquiet: false\nprofile: [web, jobs]\n")
    let shown = run(["config", "show", "--json"]).output
    #expect(shown.contains("\(folder.path)/shop/mine.yaml") && !shown.contains("quiet"))
    #expect(shown.contains("\(folder.path)/shop/lab.json"))
    #expect(shown.contains("[\"web\", \"jobs\"]"))
  }

  @Test func `config has one task`() {
    #expect(Run(["config", "set"]).status == .usage)
    #expect(Run(["config", "show"]).output.contains("nothing is set"))
  }
}
