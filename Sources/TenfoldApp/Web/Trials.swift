internal import Synchronization
internal import TenfoldAdvisor
internal import TenfoldCatalog
internal import TenfoldDiscovery
internal import TenfoldModel
internal import TenfoldOutput
internal import TenfoldPlatform

/// What is tried on the system that is served: one load solved at once, and the whole page of the changed system after it.
///
/// Both are worked out on threads of their own, so that the server's thread answers everyone else meanwhile. An edit is
/// what `--change` takes; several stand in the argument `changes`, one a line.
package final class Trials: Sendable {
  /// The system as its files have it.
  struct Ground: Sendable {
    let version: Int
    let discovered: Discovered
    let analysis: Analysis
    let question: LoadQuestion
  }

  /// A changed system that was worked out for a ground.
  private struct Changed {
    let version: Int
    let changes: [String]
    let subject: LoadQuestion.Subject
  }

  /// A page that was worked out for a ground.
  private struct Page {
    let version: Int
    let changes: [String]
    let page: WebBody
    let result: WebBody
  }

  private struct State {
    var ground: Ground?
    var changed: Changed?
    var pages: [Page] = []
  }

  /// Bounds against those who ask for too much.
  private static let limits = (changes: 64, characters: 16 << 10, pages: 4, solutions: 64)

  private let state = Mutex(State())
  private let renderer: PageRenderer
  private let commandLine: ServedCommandLine
  private let simulation = ServedSimulation()
  private let solver = WorkerThread(.oldestFirst, mostWaiting: limits.solutions)
  private let analyst = WorkerThread(.newestFirst, mostWaiting: limits.pages)
  /// Threads know no figures but those that they are told.
  private let figures = Catalog.own

  init(renderer: PageRenderer, commandLine: ServedCommandLine) {
    self.renderer = renderer
    self.commandLine = commandLine
  }

  /// Tries everything on another system from now on.
  func replaceGround(version: Int, discovered: Discovered, analysis: Analysis) {
    let question = LoadQuestion(about: analysis.system)
    state.withLock {
      $0 = State(
        ground: Ground(version: version, discovered: discovered, analysis: analysis, question: question))
    }
  }

  /// Answers what concerns a trial; nil for everything else.
  func answer(_ request: WebServer.Request) -> WebServer.Answer? {
    let text = request.query["changes"] ?? ""
    switch request.path {
    case "/what-if", "/simulation": break
    case "/", "/result.json": if text.isEmpty { return nil }
    default: return nil
    }
    guard let ground = state.withLock({ $0.ground }) else {
      return .now(.text(503, "The system has not been read yet; ask again.\n"))
    }
    do throws(UsageError) {
      let whatIf = try Self.changes(text)
      switch request.path {
      case "/what-if": return try solution(request, whatIf, ground)
      case "/simulation": return .now(try simulation(request, whatIf, ground))
      default: return page(whatIf, ground, isResult: request.path != "/")
      }
    } catch {
      return .now(.text(400, error.message + "\n"))
    }
  }

  private static func changes(_ text: String) throws(UsageError) -> WhatIf {
    guard text.utf8.count <= limits.characters else {
      throw UsageError("changes of more than \(limits.characters) characters are not taken")
    }
    let whatIf = try WhatIf(text.split(separator: "\n").map(String.init))
    guard whatIf.texts.count <= limits.changes else {
      throw UsageError("more than \(limits.changes) changes at once are not taken")
    }
    return whatIf
  }

  private static func users(_ request: WebServer.Request, _ ground: Ground) throws(UsageError) -> Double {
    let users = request.query["users"].map { UnitText.count($0) } ?? ground.analysis.usersNow.likely
    guard let users, users > 0, users <= 1e12 else {
      throw UsageError("users is '\(request.query["users"] ?? "")'; it must be a number of users such as 20K")
    }
    return users
  }

  // MARK: The simulation

  private func simulation(
    _ request: WebServer.Request, _ whatIf: WhatIf, _ ground: Ground
  ) throws(UsageError) -> WebServer.Response {
    switch request.method {
    case "POST":
      let users = try Self.users(request, ground)
      let question = ServedSimulation.Question(
        system: try changed(whatIf, ground).system, users: users, changes: whatIf.texts,
        command: commandLine.simulating(users: users, changes: whatIf.texts))
      guard Catalog.with(figures, { simulation.start(question) }) else {
        return .text(409, "A simulation runs already; cancel it, or wait for it.\n")
      }
      return .text(202, "")
    case "DELETE":
      simulation.cancel()
      return .text(202, "")
    default: return .json(simulation.document)
    }
  }

  // MARK: One load

  private func solution(
    _ request: WebServer.Request, _ whatIf: WhatIf, _ ground: Ground
  ) throws(UsageError) -> WebServer.Answer {
    let users = try Self.users(request, ground)
    return .later { [self] reply in
      solver.add {
        Catalog.with(self.figures) { reply(self.solution(users, whatIf, ground)) }
      } dropped: {
        reply(.text(503, "Too much is asked at once; ask again.\n"))
      }
    }
  }

  private func solution(_ users: Double, _ whatIf: WhatIf, _ ground: Ground) -> WebServer.Response {
    do {
      let answer = try ground.question.answer(for: try changed(whatIf, ground), users: users)
      let document = LoadAnswerJSON.document(
        of: answer, usersNow: ground.analysis.usersNow.likely,
        plannedUtilization: ground.analysis.goal.plannedUtilization,
        command: commandLine.solving(users: users, changes: whatIf.texts))
      return .json(document)
    } catch let error as UsageError {
      return .text(400, error.message + "\n")
    } catch {
      return .text(422, "\(error)\n")
    }
  }

  /// The system with the changes, kept until there are others: a slider asks for one at many loads.
  private func changed(_ whatIf: WhatIf, _ ground: Ground) throws(UsageError) -> LoadQuestion.Subject {
    let known = state.withLock { $0.changed }
    if let known, known.version == ground.version, known.changes == whatIf.texts { return known.subject }
    let subject = ground.question.subject(try whatIf.applied(to: ground.analysis.system))
    state.withLock {
      $0.changed = Changed(version: ground.version, changes: whatIf.texts, subject: subject)
    }
    return subject
  }

  // MARK: The whole page

  private func page(_ whatIf: WhatIf, _ ground: Ground, isResult: Bool) -> WebServer.Answer {
    if let page = knownPage(whatIf, ground) { return .now(Self.response(page, isResult)) }
    return .later { [self] reply in
      analyst.add {
        Catalog.with(self.figures) { reply(self.renderedPage(whatIf, ground, isResult)) }
      } dropped: {
        reply(.text(503, "Newer changes were asked for since; ask again.\n"))
      }
    }
  }

  private func knownPage(_ whatIf: WhatIf, _ ground: Ground) -> Page? {
    state.withLock { state in
      state.pages.first { $0.version == ground.version && $0.changes == whatIf.texts }
    }
  }

  private func renderedPage(_ whatIf: WhatIf, _ ground: Ground, _ isResult: Bool) -> WebServer.Response {
    if let page = knownPage(whatIf, ground) { return Self.response(page, isResult) }
    do {
      let (page, result) = try renderer.page(of: ground.discovered, trying: whatIf, version: ground.version)
      let rendered = Page(
        version: ground.version, changes: whatIf.texts, page: WebBody(Array(page.utf8)),
        result: WebBody(Array(result.utf8)))
      state.withLock {
        $0.pages.append(rendered)
        if $0.pages.count > Self.limits.pages { $0.pages.removeFirst() }
      }
      return Self.response(rendered, isResult)
    } catch let error as UsageError {
      return .text(400, error.message + "\n")
    } catch {
      return .text(422, "\(error)\n")
    }
  }

  private static func response(_ page: Page, _ isResult: Bool) -> WebServer.Response {
    isResult ? .ok("application/json", page.result) : .ok("text/html; charset=utf-8", page.page)
  }
}
