/// What moves on the page; it reads what stands on it, fetches nothing and stores nothing.
enum PageScript {
  /// All of it, in one scope.
  static let source =
    "'use strict';\n(() => {\n" + [GrowthScript.source, FocusScript.source].joined(separator: "\n")
    + "\n})();"

  /// What a browser may do with the page: run and show what is in it, and ask nobody for anything, except that a page that is
  /// served may ask its own server.
  static func policy(isLive: Bool) -> String {
    let policy =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return isLive ? policy + "; connect-src 'self'" : policy
  }
}
