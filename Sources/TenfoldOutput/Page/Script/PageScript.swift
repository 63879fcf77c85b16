/// What moves on the page; it reads what stands on it, fetches nothing and stores nothing.
enum PageScript {
  /// All of it, in one scope.
  static let source =
    "'use strict';\n(() => {\n" + [GrowthScript.source, FocusScript.source].joined(separator: "\n")
    + "\n})();"

  /// What a browser may do with the page: run and show what is in it, and ask nobody for anything.
  static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
}
