extension HTMLPage {
  /// What may be changed: the key that `--change` takes, and in words.
  private static let keys: KeyValuePairs<String, String> = [
    "replicas": "replicas", "cpu": "cores of each replica", "workers": "workers of each replica",
    "readReplicas": "read replicas of a store", "shards": "shards of a store",
    "cache": "share of a store's reads that a cache answers",
  ]

  /// Says for which changes this page was worked out.
  static func addTried(_ live: LivePage, to page: inout HTMLText) {
    guard !live.changes.isEmpty else { return }
    let changes = live.changes.map { "<code>\(HTMLText.escaped($0))</code>" }.joined(separator: ", ")
    page.add(
      """
      <p class="tried">As if \(changes) held. <a href="/">As it is</a>. The same without a server:
      <code class="line">\(HTMLText.escaped(live.command))</code></p>
      """)
  }

  /// The form that tries changes; a script shows it and asks the server.
  static func addWhatIf(to page: inout HTMLText) {
    let options = keys.map { "<option value=\"\($0.key)\">\($0.value)</option>" }.joined()
    page.add(
      """
      <form id="what-if" class="what-if" aria-labelledby="what-if-title" autocomplete="off" hidden>
      <h3 id="what-if-title">What if</h3>
      <p class="tools"><label>Part <input id="what-part" list="part-names" required></label> \
      <label>Change <select id="what-key">\(options)</select></label> \
      <label>to <input id="what-value" size="6" required aria-describedby="what-said"></label> \
      <button>Try it</button> <label>Users <input id="what-users" size="8"></label></p>
      <ul id="what-list"></ul>
      <p class="tools"><button type="button" id="what-undo">Undo the last</button> \
      <button type="button" id="what-reset">Undo all</button></p>
      <p id="what-said" role="status"></p>
      <p id="what-shown" hidden>The same without a server: <code id="what-command" class="line"></code></p>
      </form>
      """)
    addSimulation(to: &page)
  }

  /// What simulates the load at hand on demand.
  private static func addSimulation(to page: inout HTMLText) {
    page.add(
      """
      <p class="tools what-if-run"><button type="button" id="run">Simulate this load</button> \
      <progress id="run-bar" max="100" value="0" aria-label="Simulated" hidden></progress> \
      <button type="button" id="run-stop" hidden>Cancel</button> <span id="run-said" role="status"></span></p>
      <div id="run-result" class="scroll" hidden><table><thead><tr><th scope="col">simulated beside solved</th>\
      <th scope="col">solved</th><th scope="col">simulated</th></tr></thead><tbody id="run-rows"></tbody></table>
      <p>The same without a server: <code id="run-command" class="line"></code></p></div>
      """)
  }
}
