import TenfoldCatalog
import TenfoldDiscovery
import TenfoldGenerate
import TenfoldModel
import TenfoldPlatform
import TenfoldTestSupport
import Testing

/// Every file for every example system, every remedy and every platform, before the tool that it is written for.
struct ValidatedFilesTests {
  /// The files of all examples, each below `EXAMPLE/REMEDY/`.
  private static let files: [(path: String, text: String)] = {
    var files: [(path: String, text: String)] = []
    for example in Examples.names {
      guard let system = Examples.system(example) else { continue }
      for remedy in Generator.remedies {
        for platform in Platform.allCases {
          let request = GenerationRequest(
            remedy: remedy.id, system: system, changed: system, targets: [], platform: platform,
            reason: "no limit asks for it")
          guard let made = try? Generator.generate(request) else { continue }
          files += made.files.map { ("\(example)/\(platform.rawValue)-\(remedy.id)/\($0.path)", $0.text) }
        }
      }
    }
    return files
  }()

  @Test(arguments: Validator.all)
  func `the real tool accepts every file written for it`(_ validator: Validator) throws {
    let files = Self.files.filter { validator.judges("/" + $0.path) }
    try #require(!files.isEmpty, "no file is generated for \(validator.tool)")
    guard validator.isInstalled else {
      try Test.cancel(
        "\(validator.tool) is not installed (\(validator.install)); \(files.count) files are not checked")
    }
    let folder = try FixtureFolder()
    // A component needs the files beside it.
    for file in Self.files { try folder.write(file.path, file.text) }
    let objection = try validator.objection(to: files.map(\.path), in: folder)
    #expect(objection == nil, "\(validator.tool): \(objection ?? "")")
  }

  @Test(arguments: Validator.all)
  func `the real tool refuses a file that is broken`(_ validator: Validator) throws {
    guard validator.isInstalled else { try Test.cancel("\(validator.tool) is not installed") }
    let file = try #require(Self.files.first { validator.judges("/" + $0.path) })
    let folder = try FixtureFolder()
    for beside in Self.files { try folder.write(beside.path, beside.text) }
    try folder.write(file.path, "(broken: [\n" + file.text + "\n(broken: [\n")
    #expect(try validator.objection(to: [file.path], in: folder) != nil, "\(validator.tool) accepts anything")
  }

  @Test func `every file is judged by a real tool`() {
    for file in Self.files {
      #expect(Validator.all.contains { $0.judges("/" + file.path) }, "nothing judges \(file.path)")
    }
  }

  @Test func `every remedy with files has some for an example on a platform`() {
    for remedy in Generator.remedies {
      #expect(Self.files.contains { $0.path.contains("-\(remedy.id)/") }, "\(remedy.id) has no file")
    }
  }

  @Test func `no file leads out of its folder`() {
    for file in Self.files {
      #expect(!file.path.split(separator: "/").contains(".."), "\(file.path)")
      #expect(FileMark.standing(of: file.text) == .untouched, "\(file.path) has no mark")
    }
  }
}

/// The systems in `Examples/`, completed from the catalogue.
enum Examples {
  /// Those that every run checks, and all of them with `TENFOLD_EVERY_EXAMPLE=1`: hundreds of services take minutes.
  static let names =
    ["check-question", "reference-l1", "shop-compose", "shop-kubernetes"]
    + (ProcessEnvironment.variables["TENFOLD_EVERY_EXAMPLE"] == nil
      ? [] : ["check-question-writes", "reference-l2", "reference-l3", "reference-l4", "retry-storm"])

  static func system(_ name: String) -> System? {
    var options = DiscoveryOptions()
    options.usesExternalTools = false
    let path = TextFile.root + "/Examples/\(name)"
    return (try? Discovery.read(paths: [path], options: options)).map { Catalog.completed($0.system).system }
  }
}
