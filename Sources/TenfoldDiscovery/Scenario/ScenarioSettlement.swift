internal import TenfoldModel

/// Turns what a scenario says into values, and checks the names that it uses.
struct ScenarioSettlement {
  private let system: System?
  private let folder: String
  private let components: [String]

  init(system: System?, folder: String) {
    self.system = system
    self.folder = folder
    components = system?.components.map(\.name) ?? []
  }

  /// Makes load, events and expectations; what cannot be understood is reported at its line.
  func settle(_ draft: inout ScenarioDraft, _ reading: inout DescriptionReading) {
    if let first = draft.load.first {
      let load = draft.load
      attempt("load", line: first.line, &reading) { _ throws(SentenceError) in
        draft.scenario.load = try LoadText.curve(of: load.map(\.text), relativeTo: folder)
      }
    }
    for (index, act) in draft.acts.enumerated() {
      attempt("act[\(index)]", line: act.line, &reading) { reading throws(SentenceError) in
        draft.scenario.events += try events(of: act, "act[\(index)]", &reading)
      }
    }
    for (index, failure) in draft.failures.enumerated() {
      attempt("failures[\(index)]", line: failure.line, &reading) { reading throws(SentenceError) in
        let target = try OutageText.processTarget(failure.of, components: components)
        switch target {
        case .eachReplica(let name): checkComponent(name, line: failure.line, &reading)
        case .whole(let target): check(target, line: failure.line, &reading)
        }
        draft.scenario.events.append(
          .failures(
            FailureProcess(
              target: target, timeBetween: failure.every?.likely, repairTime: failure.repaired?.likely)))
      }
    }
    for (index, sentence) in draft.expectations.enumerated() {
      attempt("expect[\(index)]", line: sentence.line, &reading) { reading throws(SentenceError) in
        let expectation = try ExpectationText.expectation(sentence.text)
        if case .figure(let figure, let subject?, _, _, _) = expectation {
          if figure.isOfComponent {
            checkComponent(subject, line: sentence.line, &reading)
          } else {
            checkJourney(subject, line: sentence.line, &reading)
          }
        }
        draft.scenario.expectations.append(expectation)
      }
    }
  }

  private func attempt(
    _ subject: String, line: Int, _ reading: inout DescriptionReading,
    _ body: (inout DescriptionReading) throws(SentenceError) -> Void
  ) {
    do throws(SentenceError) {
      try body(&reading)
    } catch {
      reading.report(.value, .error, "\(subject): \(error)", line: line)
    }
  }

  // MARK: Acts

  private func events(
    of act: ActDraft, _ place: String, _ reading: inout DescriptionReading
  ) throws(SentenceError) -> [SystemEvent] {
    let begin = act.at.likely
    let verbs: [(word: String, value: String?)] = [
      ("outage", act.outage), ("freeze", act.freeze), ("slow", act.slow), ("errors", act.errors),
      ("flush", act.flush), ("incident", act.incident), ("load", act.load), ("deploy", act.deploy),
    ]
    let given = verbs.filter { $0.value != nil }
    guard given.count == 1, let verb = given.first, let name = verb.value else {
      throw SentenceError(
        given.isEmpty
          ? "nothing happens; say one of \(verbs.map(\.word).joined(separator: ", "))"
          : "\(given.map(\.word).joined(separator: " and ")) in one act; write an act for each")
    }
    try checkCompany(of: verb.word, act)
    func end() throws(SentenceError) -> Double {
      guard let duration = act.duration?.likely, duration > 0 else {
        throw SentenceError("how long? write for: 30s beside \(verb.word)")
      }
      return begin + duration
    }
    if verb.word == "outage" {
      let target = try OutageText.target(name, components: components)
      check(target, line: act.line, &reading)
      return [.outage(target, from: begin, until: try end())]
    }
    if verb.word == "load" {
      let factor = try self.factor(name, "load")
      let over = act.duration.map { [SystemEvent.loadFactor(1, from: begin + $0.likely)] } ?? []
      return [.loadFactor(factor, from: begin)] + over
    }
    checkComponent(name, line: act.line, &reading)
    switch verb.word {
    case "freeze": return [.freeze(component: name, from: begin, until: try end())]
    case "slow":
      guard let by = act.by else { throw SentenceError("how slow? write by: 2x beside slow") }
      return [.slowdown(component: name, factor: try factor(by, "by"), from: begin, until: try end())]
    case "errors":
      return [.errors(component: name, share: act.share?.likely ?? 1, from: begin, until: try end())]
    case "flush": return [.cacheFlush(component: name, at: begin)]
    case "incident": return [.incident(component: name, share: act.share?.likely ?? 1, at: begin)]
    default: return [.deployment(try deployment(of: name, act))]
    }
  }

  /// Keys that go with one word only say nothing beside another.
  private func checkCompany(of verb: String, _ act: ActDraft) throws(SentenceError) {
    let company: [(key: String, isGiven: Bool, words: [String])] = [
      ("for", act.duration != nil, ["outage", "freeze", "slow", "errors", "load"]),
      ("by", act.by != nil, ["slow"]),
      ("share", act.share != nil, ["errors", "incident"]), ("how", act.how != nil, ["deploy"]),
      ("version", act.version.errors != nil || act.version.slow != nil, ["deploy"]),
      ("steps", !act.steps.isEmpty, ["deploy"]), ("surge", act.surge != nil, ["deploy"]),
      ("unavailable", act.unavailable != nil, ["deploy"]), ("downtime", act.downtime != nil, ["deploy"]),
      ("pause", act.pause != nil, ["deploy"]), ("startTime", act.startTime != nil, ["deploy"]),
    ]
    for entry in company where entry.isGiven && !entry.words.contains(verb) {
      throw SentenceError(
        "'\(entry.key)' says nothing beside \(verb); it goes with \(entry.words.joined(separator: ", "))")
    }
  }

  private func deployment(of name: String, _ act: ActDraft) throws(SentenceError) -> Deployment {
    var version = Deployment.Version(errorShare: act.version.errors?.likely ?? 0)
    if let slow = act.version.slow { version.slowness = try factor(slow, "version.slow") }
    let method: Deployment.Method? =
      switch act.how {
      case "by hand": .byHand(downtime: act.downtime?.likely ?? 120)
      case "rolling":
        .rolling(surge: act.surge?.likely ?? 0.25, unavailable: act.unavailable?.likely ?? 0.25)
      case "canary":
        .canary(
          act.steps.isEmpty
            ? [0.05, 0.25, 0.5].map { Deployment.Step(share: $0, duration: 300) }
            : act.steps.map { Deployment.Step(share: $0.share.likely, duration: $0.duration.likely) })
      case "waves": .waves(pause: act.pause?.likely ?? 600)
      default: nil
      }
    return Deployment(
      component: name, at: act.at.likely, method: method, version: version, startTime: act.startTime?.likely)
  }

  private func factor(_ text: String, _ key: String) throws(SentenceError) -> Double {
    let number = text.hasSuffix("x") ? String(text.dropLast()) : text
    guard let factor = UnitText.count(number), factor > 0 || key == "load", factor <= 1e6 else {
      throw SentenceError("\(key) is \"\(text.prefix(40))\"; expected a factor such as 2x")
    }
    return factor
  }

  // MARK: Names

  private func check(_ target: OutageTarget, line: Int, _ reading: inout DescriptionReading) {
    switch target {
    case .component(let name), .replicas(let name, _): checkComponent(name, line: line, &reading)
    case .region(let name), .zone(_, let name?):
      checkName(name, among: system?.placement.regions.map(\.name), "region", line: line, &reading)
    case .zone(_, nil), .link: break
    }
  }

  private func checkComponent(_ name: String, line: Int, _ reading: inout DescriptionReading) {
    checkName(name, among: system == nil ? nil : components, "component", line: line, &reading)
  }

  private func checkJourney(_ name: String, line: Int, _ reading: inout DescriptionReading) {
    checkName(name, among: system?.workload.journeys.map(\.name), "journey", line: line, &reading)
  }

  private func checkName(
    _ name: String, among known: [String]?, _ kind: String, line: Int, _ reading: inout DescriptionReading
  ) {
    guard let known, !known.contains(name) else { return }
    let nearest = NearestName.of(name, among: known)
    let list = known.isEmpty ? "the system has none" : "there are \(known.prefix(20).joined(separator: ", "))"
    reading.report(
      .unknownName, .error,
      "no \(kind) is called \"\(name.prefix(60))\"; " + (nearest.map { "did you mean '\($0)'?" } ?? list),
      line: line)
  }
}
