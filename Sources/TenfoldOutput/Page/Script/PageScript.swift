/// What moves on the page. In a file it reads what stands on it, fetches nothing and stores nothing; on a served page it asks
/// the page's own server besides.
enum PageScript {
  /// All of it, in one scope.
  static func source(isLive: Bool) -> String {
    // In a scope of their own, so that they know the others' names and may have the same ones.
    let live = isLive ? ["{", WhatIfScript.source, SimulationScript.source, "}"] : []
    let parts = [GrowthScript.source, FocusScript.source] + live
    return "'use strict';\n(() => {\n" + parts.joined(separator: "\n") + "\n})();"
  }

  /// What a browser may do with the page: run and show what is in it, and ask nobody for anything, except that a page that is
  /// served may ask its own server.
  static func policy(isLive: Bool) -> String {
    let policy =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return isLive ? policy + "; connect-src 'self'" : policy
  }
}
