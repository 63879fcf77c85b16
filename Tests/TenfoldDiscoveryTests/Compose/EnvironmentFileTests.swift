import TenfoldModel
import Testing

@testable import TenfoldDiscovery

struct EnvironmentFileTests {
  private func read(_ text: String, isRaw: Bool = false) -> [String: String] {
    let file = SourceFile(path: ".env", bytes: Array(text.utf8), documents: [])
    return Dictionary(
      EnvironmentFile(file, isRaw: isRaw).variables.map { ($0.name, $0.value ?? "?") }
    ) { _, last in last }
  }

  @Test(arguments: [
    ("A=1", "1"), ("A=", ""), ("A = 1 ", "1"), ("export A=1", "1"), ("A: 1", "1"), ("A=1 # note", "1"),
    ("A=1#note", "1#note"), ("A='$B # x'", "$B # x"), ("A=\"x # y\" # z", "x # y"), ("A=\"a\\nb\"", "a\nb"),
    ("A=\"say \\\"hi\\\"\"", "say \"hi\""), ("B=2\nA=$B-${B}", "2-2"), ("B=2\nA=\"${B:-3}\"", "2"),
    ("A=${C:-3}", "3"), ("A=\"\\$B\"", "$B"), ("A='one\ntwo'", "one\ntwo"), ("A=\"one\ntwo\"", "one\ntwo"),
    ("A=jdbc:mysql://db:3306/x?a=b&c=d", "jdbc:mysql://db:3306/x?a=b&c=d"), ("A=1\r\nB=2", "1"),
    ("# A=0\n\n  A=1", "1"), ("A=1\nA=2", "2"), ("A", "?"), ("A=\"open", "\"open"), ("A=it's", "it's"),
  ])
  func `a value is read as Compose reads it`(_ text: String, _ expected: String) {
    #expect(read(text)["A"] == expected)
  }

  @Test func `a raw file keeps quotes and dollar signs`() {
    #expect(read("A='x' # $Y", isRaw: true) == ["A": "'x' # $Y"])
  }

  @Test func `lines count through values over several lines`() {
    let file = SourceFile(path: ".env", bytes: Array("# x\nA='1\n2'\nB=3\n\nC=4".utf8), documents: [])
    #expect(EnvironmentFile(file).variables.map(\.location.line) == [2, 4, 6])
  }

  @Test func `noise is passed over`() {
    #expect(read("=\n===\n : \n\u{0}\u{1}=x\nA=1\n\"B C\"=2").keys.sorted() == ["A"])
  }
}

struct ShellWordsTests {
  @Test(arguments: [
    ("a b  c", ["a", "b", "c"]), ("sh -c 'a b'", ["sh", "-c", "a b"]), ("a\"b c\"d", ["ab cd"]),
    ("a\\ b", ["a b"]), ("\"a\\\"b\"", ["a\"b"]), ("\"a\\b\"", ["a\\b"]), ("'a\\b'", ["a\\b"]), ("''", [""]),
    ("", []), ("   ", []), ("a 'open", ["a", "open"]), ("--save \"\" x", ["--save", "", "x"]),
    ("a\\", ["a\\"]),
    ("a \\\n b", ["a", "b"]), ("a\nb", ["a", "b"]),
  ])
  func `a command is split as a shell does`(_ text: String, _ words: [String]) {
    #expect(ShellWords.split(text) == words)
  }
}
