import TenfoldApp
import TenfoldModel
import TenfoldOutput
import TenfoldPlatform
import TenfoldTestSupport
import Testing

/// What is tried on a served system says what the command lines say that it shows.
struct TrialsTests {
  private static let path = TextFile.root + "/Examples/check-question"
  private static let served = try? Served(["--users", "500", path])

  private func ask(
    _ path: String, _ query: [String: String], site: String? = "same-origin"
  ) throws -> (status: Int, body: String) {
    let answer = try #require(Self.served).page.response(
      to: .init(method: "GET", path: path, query: query, host: "127.0.0.1:8010", site: site))
    return (answer.status, String(decoding: answer.body, as: UTF8.self))
  }

  private func solved(_ changes: String, users: String) throws -> JSONValue {
    let answer = try ask("/what-if", ["changes": changes, "users": users])
    #expect(answer.status == 200, "\(answer.body)")
    return JSONValue(try #require(try YAMLParser.documents(of: Array(answer.body.utf8)).first))
  }

  @Test(arguments: [
    "", "api.replicas=8", "db.readReplicas=2", "db.cache=80%", "db.cpu=8\napi.workers=64\ndb.shards=2",
  ])
  func `the solve is what its command line says`(_ changes: String) throws {
    let answer = try solved(changes, users: "3K")
    let command = try #require(answer["command"]?.string)
    #expect(command.hasPrefix("tenfold solve --users 3000 "), "\(command)")
    let words = command.split(separator: " ").dropFirst().map(String.init)
    let run = Run(words + ["--json"])
    let solution = JSONValue(try #require(try YAMLParser.documents(of: Array(run.output.utf8)).first))
    for part in answer["parts"]?.items ?? [] {
      let name = try #require(part["name"]?.string)
      let busiest = (solution["stations"]?.items ?? []).filter { $0["component"]?.string == name }
        .compactMap { $0["utilization"]?.number }.max()
      let busy = try #require(part["busy"]?.number)
      #expect(abs(busy / 1000 - (busiest ?? -0.001)) <= 0.001, "\(name) \(busy)")
    }
    let p99 = solution["journeys"]?.items.first?["response"]?["p99Seconds"]?.number
    let said = answer["values"]?.items.first?.string
    #expect(said == p99.map(QuantityText.duration) ?? "no steady state")
  }

  @Test func `a cache is a part of its own and takes reads from its store`() throws {
    func busy(_ answer: JSONValue, _ name: String) -> Double? {
      answer["parts"]?.items.first { $0["name"]?.string == name }?["busy"]?.number
    }
    let (without, with) = (try solved("", users: "3K"), try solved("db.cache=80%", users: "3K"))
    #expect(busy(without, "db-cache") == nil)
    #expect(try #require(busy(with, "db-cache")) > 0)
    #expect(try #require(busy(with, "db")) < #require(busy(without, "db")))
    let fuller = try solved("db.cache=80%\ndb.cache=99%", users: "3K")
    #expect(try #require(busy(fuller, "db")) < #require(busy(with, "db")))
  }

  @Test func `limits that a load breaks are those of the result`() throws {
    let document = try ask("/result.json", [:]).body
    let result = JSONValue(try #require(try YAMLParser.documents(of: Array(document.utf8)).first))
    let limits = try #require(result["constraints"]?.items)
    for users in [500.0, 20_000, 1e6, 1e8] {
      let broken = limits.filter { ($0["breaksAtUsers"]?["likely"]?.number ?? .infinity) < users }
      let names = Set(broken.map { "\($0["subject"]?.string ?? "") \($0["quantity"]?.string ?? "")" })
      let answer = try solved("", users: "\(Int(users))")
      let said = Set((answer["broken"]?.items ?? []).compactMap { $0["name"]?.string })
      #expect(said == Set(names.map { $0.hasPrefix(" ") ? String($0.dropFirst()) : $0 }), "at \(users)")
    }
  }

  @Test func `the page and the result of changes are those of analyze with them`() throws {
    let changes = "db.readReplicas=2\napi.replicas=6"
    let page = try ask("/", ["changes": changes])
    #expect(page.status == 200 && page.body.contains("As if <code>db.readReplicas=2</code>"))
    let command = [
      "analyze", "--change", "db.readReplicas=2", "--change", "api.replicas=6", "--users", "500",
    ]
    #expect(page.body.contains(command.joined(separator: " ")))
    let run = Run(command + [Self.path, "--json"])
    #expect(try ask("/result.json", ["changes": changes]).body == run.output)
    #expect(try ask("/result.json", [:]).body != run.output)
  }

  @Test(arguments: [
    ("api.replicas=0", "replicas takes a whole number from 1"), ("nonsense", "write COMPONENT.KEY=VALUE"),
    ("apo.replicas=3", "did you mean 'api'"), ("api.readReplicas=2", "keeps no data"),
    ("api.cache=50%", "is no store"), ("db.cache=120%", "share of the reads"),
  ])
  func `a change that cannot be is refused with what to write instead`(_ change: String, _ word: String)
    throws
  {
    for path in ["/what-if", "/"] {
      let answer = try ask(path, ["changes": change])
      #expect(answer.status == 400 && answer.body.contains(word), "\(answer)")
    }
  }

  @Test func `no more is taken at once than is bounded`() throws {
    let answer = try ask("/what-if", ["changes": String(repeating: "api.replicas=3\n", count: 65)])
    #expect(answer.status == 400 && answer.body.contains("more than 64 changes"))
    let long = try ask("/what-if", ["changes": String(repeating: "a", count: 20_000) + ".replicas=3"])
    #expect(long.status == 400 && long.body.contains("characters are not taken"))
  }

  @Test(arguments: ["0", "-3", "many", "1e300", ""]) func `a load that is none is refused`(_ users: String)
    throws
  {
    #expect(try ask("/what-if", ["users": users]).status == 400)
  }

  @Test func `nothing is worked out for a page of another site`() throws {
    for site in ["cross-site", "same-site"] {
      #expect(try ask("/what-if", [:], site: site).status == 403)
      #expect(try ask("/", ["changes": "api.replicas=3"], site: site).status == 403)
      #expect(try ask("/result.json", [:], site: site).status == 403)
      // A link to the page itself works, since it makes no work.
      #expect(try ask("/", [:], site: site).status == 200)
    }
  }

  // MARK: The simulation

  private func simulation(
    _ method: String, _ query: [String: String] = [:], mark: String? = "test"
  ) throws -> (status: Int, body: JSONValue) {
    let answer = try #require(Self.served).page.response(
      to: .init(
        method: method, path: "/simulation", query: query, host: "localhost", site: "same-origin", mark: mark)
    )
    let text = String(decoding: answer.body, as: UTF8.self)
    let document = try? YAMLParser.documents(of: answer.body).first.map { JSONValue($0) }
    return (answer.status, document ?? .string(text))
  }

  @Test func `one simulation runs at a time, and ends when it is cancelled`() throws {
    #expect(try simulation("POST", mark: nil).status == 403)
    #expect(try simulation("POST", ["changes": "nobody.replicas=3"]).status == 400)
    #expect(try simulation("GET").body["state"]?.string == "none")
    #expect(try simulation("POST", ["users": "2K", "changes": "api.replicas=4"]).status == 202)
    #expect(try simulation("POST", ["users": "3K"]).status == 409)
    let running = try simulation("GET").body
    #expect(running["state"]?.string == "running" && running["load"]?.string == "2,000 users")
    #expect(
      running["command"]?.string?.contains("--scale-down auto --users 2000 --change api.replicas=4") == true)
    // What is tried meanwhile is answered meanwhile.
    #expect(try solved("", users: "3K")["load"]?.string == "3,000 users")
    #expect(try simulation("DELETE", mark: nil).status == 403)
    #expect(try simulation("DELETE").status == 202)
    let deadline = MonotonicClock.seconds + 60
    while try simulation("GET").body["state"]?.string == "running", MonotonicClock.seconds < deadline {
      FileWatch.pause(forSeconds: 0.01)
    }
    #expect(try simulation("GET").body["state"]?.string == "cancelled")
    try finished()
  }

  /// A simulation that nobody cancels tells how far it is, and at last what its command line says. It follows the other
  /// in one test, since a server runs one at a time.
  private func finished() throws {
    #expect(try simulation("POST", ["users": "2K", "changes": "api.replicas=4"]).status == 202)
    var percents: [Double] = []
    var answer = try simulation("GET").body
    let deadline = MonotonicClock.seconds + 240
    while answer["state"]?.string == "running", MonotonicClock.seconds < deadline {
      percents.append(try #require(answer["percent"]?.number))
      FileWatch.pause(forSeconds: 0.05)
      answer = try simulation("GET").body
    }
    #expect(percents == percents.sorted() && percents.allSatisfy { (0...99).contains($0) })
    #expect(Set(percents).count > 2, "\(percents)")
    try #require(answer["state"]?.string == "done", "\(answer)")
    let words = try #require(answer["command"]?.string).split(separator: " ").dropFirst().map(String.init)
    let run = Run(words + ["--json", "--seed", "1"])
    let report = JSONValue(try #require(try YAMLParser.documents(of: Array(run.output.utf8)).first))
    // How many events there were and from which seed: another event would be another number.
    let trust = try #require(answer["text"]?.string)
    let events = try #require(report["events"]?.number)
    #expect(trust.hasSuffix("; \(QuantityText.count(events)) events, seed 1"), "\(trust)")
    let rows = try #require(answer["result"]?["rows"]?.items).map { $0.items.compactMap(\.string) }
    let journey = try #require(report["journeys"]?.items.first)
    let name = try #require(journey["name"]?.string)
    func row(_ name: String) throws -> String {
      try #require(rows.first { $0.first == name }, "\(name) in \(rows)")[2]
    }
    func estimate(_ value: JSONValue?) throws -> Double { try #require(value?["estimate"]?.number) }
    for (what, member) in [("mean", "responseSeconds"), ("p99", "p99Seconds")] {
      let time = QuantityText.duration(try estimate(journey[member]))
      #expect(try row("\(what) of \(name)").hasPrefix(time + " ± "), "\(rows)")
    }
    let failed = try #require(journey["failedShare"]?.number)
    #expect(try row("\(name) that fail") == QuantityText.share(failed))
    for component in report["components"]?.items ?? [] {
      let name = try #require(component["name"]?.string)
      guard let row = rows.first(where: { $0.first == "\(name) CPU" }) else { continue }
      #expect(row[2].hasPrefix(QuantityText.share(try estimate(component["utilization"]))), "\(row)")
    }
    #expect(rows.contains { $0.first == "api CPU" })
  }
}
