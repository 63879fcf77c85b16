import Foundation
import TenfoldModel
import TenfoldTestSupport
import Testing

@testable import TenfoldOutput

/// What other tools are given is read by readers of its language, whatever parts are called.
struct ExportTests {
  /// Names that no language takes as they stand, and pairs that are one when what is odd in them is replaced.
  private static let odd = ["a b", "a-b", "A_B", "1st", "delete", "\"quoted\"\nand more", "—", "http"]

  private static var analysis: Analysis {
    var analysis = SampleAnalysis.analysis
    analysis.inventory = nil
    analysis.system = System(
      name: "odd: \"shop\"\u{2028}",
      workload: Workload(
        journeys: odd.map {
          Journey(name: $0, share: .stated(1 / Double(odd.count)), calls: [Call(component: $0)])
        }),
      components: odd.enumerated().map { index, name in
        Component(
          name: name, kind: index == 7 ? .store : .service, owner: index == 0 ? "team: x" : nil,
          operations: [
            Operation(
              name: "do", steps: index == 7 ? [] : [.call(Call(component: odd[index + 1]))],
              writes: index == 1)
          ])
      })
    analysis.constraints = odd.flatMap { name in
      [("latency", 0.25), ("availability", 0.001)].map { kind, limit in
        Constraint(
          family: .communication, kind: kind, subject: name, quantity: "p99", limit: limit, valueNow: 0,
          unit: "s", breaksAtUsers: nil, breaksAtRate: nil, isViolatedNow: false, probabilityFirst: 0,
          explanation: "", evidence: [])
      }
    }
    return analysis
  }

  @Test func `names are of the characters allowed, each once, and the same every time`() {
    for start in [ExportNames.hosts, .identifiers] {
      var names = start
      let found = Self.odd.map { names.name(of: $0) }
      #expect(Set(found).count == Self.odd.count)
      #expect(found == Self.odd.map { names.name(of: $0) })
      for name in found {
        #expect(name.unicodeScalars.allSatisfy { $0.isASCII } && name.count <= 63 && !name.isEmpty)
        #expect(name.first?.isLetter == true || name.first?.isNumber == true && start.isForHosts)
      }
    }
    var long = ExportNames.hosts
    #expect(long.name(of: String(repeating: "x", count: 300)).count <= 63)
  }

  @Test(arguments: [ExportFormat.backstage, .openslo, .infracost])
  func `YAML is read by YAML's own reader, with what was put in`(_ format: ExportFormat) throws {
    guard run("python3 -c 'import yaml' 2>/dev/null") == 0 else {
      print("skipped: python3 with yaml is not installed")
      return
    }
    let path = "\(NSTemporaryDirectory())tenfold-export-\(format.rawValue).yaml"
    try format.text(of: Self.analysis).write(toFile: path, atomically: true, encoding: .utf8)
    defer { unlink(path) }
    let check = """
      import re, sys, yaml
      documents = list(yaml.safe_load_all(open(sys.argv[1])))
      if sys.argv[2] == 'backstage':
          names = [(d['kind'], d['metadata']['name']) for d in documents]
          assert len(names) == len(set(names)) == 9, names
          assert all(re.fullmatch('[a-z0-9]+(-[a-z0-9]+)*', name) for _, name in names), names
          known = {kind.lower() + ':' + name for kind, name in names}
          uses = [use for d in documents for use in d['spec'].get('dependsOn', [])]
          assert len(uses) == 7 and all(use in known for use in uses), uses
          assert documents[1]['spec']['owner'] == 'team: x'
          assert documents[1]['metadata']['title'] == 'a b'
      if sys.argv[2] == 'openslo':
          targets = [d['spec']['objectives'][0]['target'] for d in documents if d['kind'] == 'SLO']
          assert targets == [0.99, 0.999] * 8, targets
      if sys.argv[2] == 'infracost':
          assert documents[0]['version'] == 0.1
      """
    try check.write(toFile: path + ".py", atomically: true, encoding: .utf8)
    defer { unlink(path + ".py") }
    #expect(run("python3 \(path).py \(path) \(format.rawValue)") == 0)
  }

  @Test func `the script for k6 is a program`() throws {
    let text = ExportFormat.k6.text(of: Self.analysis)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("export function journey_") } == Self.odd.count)
    #expect(text.contains("p(99)<250") && text.contains("rate<0.001"))
    #expect(text.split(separator: "\n").count { $0.contains("http.post(") } == 1)
    guard run("node --version > /dev/null 2>&1") == 0 else {
      print("skipped: node is not installed, so nothing else reads the script")
      return
    }
    let path = "\(NSTemporaryDirectory())tenfold-export.mjs"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { unlink(path) }
    #expect(run("node --check \(path)") == 0)
  }

  @Test func `load grows to the goal in steps, in whole requests a minute`() {
    var analysis = Self.analysis
    analysis.rateNow = Range3(low: 0.01, likely: 0.01, high: 0.01)
    analysis.goal.growth = 30
    let stages = ExportFormat.k6.text(of: analysis).split(separator: "\n").filter {
      $0.contains("times today")
    }
    // One journey of eight, at 0.01/s in all: less than one a minute is one.
    #expect(stages.count == 1 + 5 * 8)
    #expect(stages.last?.contains("target: 2,") == true && stages.last?.contains("30 times") == true)
  }

  private func run(_ command: String) -> Int32 { system(command) }
}

extension ExportNames {
  fileprivate var isForHosts: Bool {
    var names = self
    return names.name(of: "UPPER") != "UPPER"
  }
}
