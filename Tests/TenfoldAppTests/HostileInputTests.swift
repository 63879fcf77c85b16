import Foundation
import TenfoldPlatform
import TenfoldTestSupport
import Testing

/// Inputs that are broken, huge or meant badly, and the message and status each gets from the program itself.
///
/// `docs/guides/robustness.md` shows the table; `TENFOLD_RECORD=1` writes it anew.
struct HostileInputTests {
  /// One input: how a shell makes it, what is run on it, and how that ends.
  struct Row: Sendable, CustomTestStringConvertible {
    let input: String
    /// Makes the input in an empty folder.
    let setup: String
    /// Runs the program as `$T`.
    let command: String
    let status: Int32
    /// What the message holds; nil where nothing is said.
    let says: String?

    var testDescription: String { input }
  }

  static let rows: [Row] = [
    Row(
      input: "truncated YAML", setup: "printf 'services:\\n  web: {image: ' > compose.yaml",
      command: "$T discover . --json", status: 0,
      says: "compose.yaml: 3:1: while parsing a flow node, did not find expected node content"),
    Row(
      input: "aliases that expand to a billion nodes",
      setup: """
        echo 'a: &a [x,x,x,x,x,x,x,x,x,x]' > compose.yaml; p=a
        for c in b c d e f g h i; do
          echo "$c: &$c [*$p,*$p,*$p,*$p,*$p,*$p,*$p,*$p,*$p,*$p]" >> compose.yaml; p=$c
        done
        """, command: "$T discover . --json", status: 0,
      says: "more than 2000000 nodes once its aliases are expanded"),
    Row(
      input: "nesting 100,000 deep",
      setup: "{ printf 'services: '; head -c 100000 /dev/zero | tr '\\0' '['; } > compose.yaml",
      command: "$T discover . --json", status: 0, says: "nested deeper than 200 levels"),
    Row(
      input: "numbers of any size",
      setup: """
        printf 'services: {web: {image: acme/web, ports: ["99999999999999999999:80"], deploy: {replicas: 1e999}}}' \
          > compose.yaml
        """, command: "$T discover . --json", status: 0, says: nil),
    Row(
      input: "a NUL byte", setup: "printf 'services:\\n  web:\\n    image: a\\0b\\n' > compose.yaml",
      command: "$T discover . --json", status: 0, says: "a NUL byte; this is not a text file"),
    Row(
      input: "bytes that are no UTF-8",
      setup: "printf 'services:\\n  web:\\n    image: caf\\351\\n' > compose.yaml",
      command: "$T discover . --json", status: 0, says: "3:15: not UTF-8; save the file as UTF-8"),
    Row(
      input: "a file of a gigabyte", setup: "truncate -s 1G compose.yaml", command: "$T discover . --json",
      status: 0, says: "1024 MiB, above the limit of 64 MiB"),
    Row(
      input: "a folder that may not be read",
      setup: "mkdir part; echo 'services: {}' > part/compose.yaml; chmod 0 part",
      command: "chmod 755 .; $AS $T discover . --json; ended=$?; chmod 700 part; exit $ended", status: 0,
      says: "part: permission denied"),
    Row(
      input: "links in a circle", setup: "ln -s b.yaml a.yaml; ln -s a.yaml b.yaml; ln -s . deeper",
      command: "$T discover . --json", status: 0, says: "a symbolic link that leads nowhere or back to itself"
    ),
    Row(
      input: "a pipe without a writer, in a folder", setup: "mkfifo compose.yaml",
      command: "$T discover . --json",
      status: 0, says: "a named pipe, not a regular file; left unopened"),
    Row(
      input: "a pipe without a writer, given", setup: "mkfifo compose.yaml",
      command: "$T discover compose.yaml",
      status: 3, says: "compose.yaml: neither a file nor a folder; put the text into a file"),
    Row(
      input: "a device", setup: ":", command: "$T discover /dev/zero", status: 3,
      says: "/dev/zero: neither a file nor a folder; put the text into a file"),
    Row(
      input: "an endless standard input", setup: ":", command: "cat /dev/zero | $T discover -", status: 3,
      says: "standard input: more than 64 MiB; give a folder of files"),
    Row(
      input: "a path that does not exist", setup: ":", command: "$T discover nowhere", status: 3,
      says: "nowhere: no such file or folder; check the spelling"),
    Row(
      input: "an empty folder", setup: "mkdir empty", command: "$T discover empty", status: 3,
      says: "empty: no Compose file, Kubernetes manifest, chart, pipeline or tenfold.yaml found"),
    Row(
      input: "a template that includes itself",
      setup: """
        mkdir templates; printf 'name: x\\nversion: 1.0.0\\n' > Chart.yaml
        printf '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}' > templates/a.yaml
        """, command: "$T discover . --json --no-external", status: 0,
      says: "templates/a.yaml: not rendered: "),
    Row(
      input: "variables in a circle",
      setup: "printf 'A=${B}\\nB=${A}\\n' > .env; echo 'services: {web: {image: \"x:${A}\"}}' > compose.yaml",
      command: "$T discover . --json", status: 0, says: nil),
    Row(
      input: "a description of an unknown version", setup: "echo 'tenfold: 9' > tenfold.yaml",
      command: "$T discover . --json", status: 0,
      says: "version \"9\" of the format is not known; write tenfold: 1"),
    Row(
      input: "a scenario that is a device",
      setup: "echo '{tenfold: 1, services: {api: {cpu: 1, operations: {ask: {cpu: 1ms}}}}}' > tenfold.yaml",
      command: "$T simulate --scenario /dev/zero tenfold.yaml", status: 3,
      says: "/dev/zero: a device, not a regular file; put the text into a file"),
    Row(
      input: "a scenario of another system",
      setup: """
        echo '{tenfold: 1, services: {api: {cpu: 1, operations: {ask: {cpu: 1ms}}}}}' > tenfold.yaml
        echo '{scenario: 1, act: [{at: 1s, outage: db, for: 1s}]}' > x.scenario.yaml
        """, command: "$T simulate --scenario x.scenario.yaml tenfold.yaml", status: 3,
      says: "x.scenario.yaml:1: no component is called \"db\"; there are api"),
    Row(
      input: "a scenario that leads to itself",
      setup: "echo '{scenario: 1, system: x.scenario.yaml}' > x.scenario.yaml",
      command: "$T simulate --scenario x.scenario.yaml", status: 3, says: "x.scenario.yaml"),
    Row(
      input: "a reader that goes away", setup: ":",
      command: "{ $T ladder; echo $? > status; } | true; exit $(cat status)", status: 0, says: nil),
    Row(
      input: "a full disk, standard output", setup: ":", command: "$T ladder > /dev/full", status: 4,
      says: "standard output: could not write: no space left on the device; free some and run again"),
    Row(
      input: "a full disk, --json=FILE", setup: ":", command: "$T ladder --json=/dev/full", status: 4,
      says: "/dev/full: could not write: no space left on the device"),
  ]

  @Test(arguments: rows)
  func `an input gets its message and status, soon`(_ row: Row) throws {
    guard let program = Program.path else { return }
    let folder = try FixtureFolder()
    let run = try Program.run("\(row.setup)\n\(row.command)", in: folder, program: program)
    #expect(run.status == row.status, "\(run.text)")
    let message = Self.message(of: run)
    if let says = row.says {
      #expect(message.contains(says), "\(run.text)")
    } else {
      #expect(message.isEmpty, "\(message)")
    }
  }

  @Test func `the guide shows every input with its message and status`() {
    let lines = Self.rows.map { row in
      "| \(row.input) | \(row.says.map { "`\($0)`" } ?? "nothing") | \(row.status) |"
    }
    let path = "docs/guides/robustness.md"
    let text = TextFile.read(path) ?? ""
    for line in lines { #expect(text.contains(line), "\(path) lacks \(line)") }
  }

  /// What is said of files that were not read, or of why nothing could be done.
  private static func message(of run: Program.Ending) -> String {
    guard run.status == 0, let object = try? JSONSerialization.jsonObject(with: Data(run.output)),
      let unread = (object as? [String: Any])?["unread"] as? [[String: Any]]
    else { return run.errors }
    return unread.map { "\($0["file"] ?? ""): \($0["reason"] ?? "")" }.joined(separator: "\n") + run.errors
  }
}

/// What an interrupt leaves behind.
struct InterruptionTests {
  @Test func `Ctrl-C while helm renders ends with 130 and leaves no helm behind`() throws {
    guard let program = Program.path else { return }
    let folder = try FixtureFolder()
    try folder.write("chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n")
    try folder.write("chart/templates/a.yaml", "kind: Service\napiVersion: v1\nmetadata: {name: a}\n")
    try folder.write("bin/helm", "#!/bin/sh\necho $$ > \(folder.path)/started\nsleep 60\n")
    let run = try Program.run(
      """
      chmod +x bin/helm
      PATH=$PWD/bin:$PATH $T discover chart > /dev/null 2>&1 & tenfold=$!
      for turn in $(seq 200); do [ -s started ] && break; sleep 0.05; done
      kill -INT $tenfold; wait $tenfold; echo "status $?"
      helm=$(cat started)
      for turn in $(seq 100); do
        grep -qs '^State:.[^Z]' /proc/$helm/status || { echo gone; break; }
        sleep 0.05
      done
      """, in: folder, program: program)
    #expect(String(decoding: run.output, as: UTF8.self) == "status 130\ngone\n", "\(run.text)")
  }
}

/// The program as it was built beside the tests.
enum Program {
  struct Ending {
    let status: Int32
    let output: [UInt8]
    let errors: String
    var text: String {
      "status \(status)\n\(String(decoding: output.prefix(4000), as: UTF8.self))\n\(errors)"
    }
  }

  /// Its path; nil, with a word about it, where only the tests were built.
  static var path: String? {
    let path = TextFile.root + "/.build/debug/tenfold"
    guard access(path, X_OK) == 0 else {
      print("skipped: \(path) is not built; run swift build first")
      return nil
    }
    return path
  }

  /// Runs a script with the program as `$T`, and as somebody without rights after `$AS`.
  static func run(_ script: String, in folder: FixtureFolder, program: String) throws -> Ending {
    let output = try ExternalTool.run(
      "/bin/sh", arguments: ["-c", "cd \(folder.path)\n\(script)"],
      environment: [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "T": program,
        "AS": geteuid() == 0 ? "setpriv --reuid=65534 --clear-groups" : "",
      ], limitSeconds: 60, maximumOutput: 1 << 24)
    return Ending(status: output.status, output: output.output, errors: output.errors)
  }
}
