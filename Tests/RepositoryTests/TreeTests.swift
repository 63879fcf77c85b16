import TenfoldTestSupport
import Testing

/// What holds for every file of the repository.
struct TreeTests {
  private static let texts = TextFile.all(below: "").filter { path in
    [".swift", ".md", ".yaml", ".yml", ".json", ".sh", ".txt"].contains { path.hasSuffix($0) }
      || ["Makefile", "LICENSE"].contains(path)
  }

  @Test func `no file names a path of the machine it was written on`() {
    // Spelled in parts, or this file would name them too.
    let machine = ["/wo" + "rk/", "/ho" + "me/", "/Us" + "ers/"]
    for path in Self.texts {
      let text = TextFile.read(path) ?? ""
      for prefix in machine where !path.contains("Fixtures/") {
        #expect(!text.contains(prefix), "\(path) contains \(prefix)")
      }
    }
  }

  @Test func `nothing in the sources is left for later`() {
    let unfinished = ["TO" + "DO", "FIX" + "ME", "not implem" + "ented"]
    for path in Self.texts where path.hasPrefix("Sources/") {
      let text = TextFile.read(path) ?? ""
      for word in unfinished { #expect(!text.contains(word), "\(path) contains \(word)") }
    }
  }

  @Test func `Foundation is imported by no source`() {
    for path in Self.texts where path.hasPrefix("Sources/") && path.hasSuffix(".swift") {
      let lines = (TextFile.read(path) ?? "").split(separator: "\n")
      #expect(!lines.contains { $0.hasSuffix("import Foundation") }, "\(path)")
    }
  }

  @Test func `source files keep to one concept's size`() {
    for path in Self.texts where path.hasPrefix("Sources/") && path.hasSuffix(".swift") {
      let count = (TextFile.read(path) ?? "").split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(count <= 501, "\(path) has \(count) lines; which second concept moved in?")
    }
  }

  @Test func `links between documents lead somewhere`() {
    for path in Self.texts where path.hasSuffix(".md") {
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      for link in Self.links(in: TextFile.read(path) ?? "") {
        let target = Self.joined(folder, link)
        #expect(TextFile.exists(target), "\(path) links to \(link)")
      }
    }
  }

  @Test func `links are found in text`() {
    #expect(
      Self.links(in: "[a](docs/x.md) [b](https://x.org) [c](#top) [d](../y.md#z)") == [
        "docs/x.md", "../y.md",
      ])
    #expect(Self.joined("docs/guides", "../y.md") == "docs/y.md")
  }

  /// Relative targets of Markdown links, without anchors.
  private static func links(in text: String) -> [String] {
    text.split(separator: "](", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
      let target = rest.prefix { $0 != ")" && $0 != "#" && $0 != " " }
      return target.isEmpty || target.contains(":") ? nil : String(target)
    }
  }

  private static func joined(_ folder: String, _ link: String) -> String {
    var parts = folder.split(separator: "/").map(String.init)
    for part in link.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }
}
