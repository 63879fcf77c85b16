internal import TenfoldOutput
internal import TenfoldPlatform

/// Writes a result where the options want it: text or JSON to the standard output, JSON or a page to a file.
package struct ResultWriter: Sendable {
  private let wantsJSON: Bool
  private let jsonFile: String?
  private let htmlFile: String?
  private let isPlain: Bool
  private let hasNoColor: Bool
  /// True when neither progress nor doubts are wanted.
  package let isQuiet: Bool

  package init(_ arguments: ParsedArguments) {
    let json = arguments.value(.json)
    wantsJSON = json == "" || json == "-"
    jsonFile = json.flatMap { $0.isEmpty || $0 == "-" ? nil : $0 }
    htmlFile = arguments.value(.html)
    isPlain = arguments.has(.plain)
    hasNoColor = arguments.has(.noColor)
    isQuiet = arguments.has(.quiet)
  }

  /// True when a page is to be written.
  var wantsPage: Bool { htmlFile != nil }

  /// How text for people is laid out here.
  func style(in environment: Environment) -> TextStyle {
    TextStyle(
      width: isPlain ? nil : environment.width,
      usesColor: !isPlain && !hasNoColor && environment.usesColor)
  }

  /// Writes the files that were asked for, then one result to the standard output unless something else takes it.
  func write(
    json: @autoclosure () -> JSONValue, text: @autoclosure () -> String, html: (() -> String)? = nil,
    toOutput: Bool = true, in environment: Environment
  ) throws {
    if let jsonFile { try OutputFile.write(json().text, to: jsonFile) }
    if let htmlFile, let html {
      try environment.write(html(), to: htmlFile)
      if htmlFile == "-" { return }
    }
    guard toOutput else { return }
    try environment.write(wantsJSON ? json().text : text())
  }
}
