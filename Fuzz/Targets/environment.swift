import TenfoldModel

@testable import TenfoldDiscovery

/// Feeds a text to the reader of environment files, to interpolation, and to the splitting of commands.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEnvironment(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = FuzzInput(start, count)
  let file = SourceFile(path: ".env", bytes: input.bytes, documents: [])
  for isRaw in [false, true] {
    let variables = EnvironmentFile(file, isRaw: isRaw) { $0 == "OUTER" ? "x" : nil }.variables
    precondition(variables.allSatisfy { !$0.name.isEmpty }, "a variable has a name")
    precondition(variables.allSatisfy { ($0.location.line ?? 0) > 0 }, "a variable has a line")
    if isRaw {
      let written = variables.reduce(0) { $0 + $1.name.utf8.count + ($1.value?.utf8.count ?? 0) }
      precondition(written <= input.text.utf8.count, "raw values are as they are written")
    }
  }
  let text = input.text
  _ = ComposeInterpolation.expand(text) { $0.isEmpty ? nil : "\($0)$" }
  let letters = ShellWords.split(text).reduce(0) { $0 + $1.unicodeScalars.count }
  precondition(letters <= text.unicodeScalars.count, "splitting adds nothing")
  return 0
}
