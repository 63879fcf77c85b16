import FoundationEssentials
import Testing

@testable import TenfoldDiscovery
import TenfoldModel

struct CorpusDebugTests {
  @Test func `write what is found`() throws {
    guard let out = ProcessInfo.processInfo.environment["TENFOLD_CORPUS_OUT"] else { return }
    let root = "/work/shared/corpus/systems"
    for name in try FileManager.default.contentsOfDirectory(atPath: root).sorted() {
      let clock = ContinuousClock()
      var found: Discovered?
      let time = try clock.measure {
        var options = DiscoveryOptions()
        options.usesExternalTools = false
        found = try Discovery.read(paths: ["\(root)/\(name)"], options: options)
      }
      print(name, time)
      let data = try JSONEncoder().encode(found!.inventory)
      try data.write(to: URL(filePath: "\(out)/\(name).json"))
      let system = try JSONEncoder().encode(found!.system)
      try system.write(to: URL(filePath: "\(out)/\(name).system.json"))
    }
  }
}
