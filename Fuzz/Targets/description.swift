import TenfoldModel

@testable import TenfoldDiscovery

/// Feeds a text to the reader of descriptions; what it reads is written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDescription(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = FuzzInput(start, count).text
  guard let (system, diagnostics) = try? DescriptionReader.read(text: text, file: "shop/tenfold.yaml") else {
    return 0
  }
  precondition(diagnostics.allSatisfy { !$0.message.isEmpty }, "a diagnostic says what is doubtful")
  let written = DescriptionWriter.text(of: system)
  do {
    let again = try DescriptionReader.read(text: written, file: "shop/tenfold.yaml").system
    precondition(
      again.components.count == system.components.count, "writing keeps every component:\n\(written)")
  } catch {
    preconditionFailure("what was written cannot be read (\(error.message)):\n\(written)")
  }
  return 0
}
