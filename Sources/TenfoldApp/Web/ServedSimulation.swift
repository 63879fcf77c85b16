internal import Synchronization
internal import TenfoldCatalog
internal import TenfoldModel
internal import TenfoldOutput
internal import TenfoldPlatform

/// The one simulation that a server runs at a time: started, looked at and cancelled by requests.
final class ServedSimulation: Sendable {
  /// What is simulated.
  struct Question: Sendable {
    let system: System
    let users: Double
    let changes: [String]
    /// The command line that gives the same.
    let command: String
  }

  private enum Stage {
    case none, running(percent: Int)
    case done(text: String, JSONValue)
    case cancelled
    case failed(String)
  }

  private struct State {
    var stage = Stage.none
    var question: Question?
    var isCancelled = false
  }

  private let state = Mutex(State())
  private let worker = WorkerThread(.oldestFirst, mostWaiting: 1)
  /// One processor is left to those who try changes meanwhile.
  private static let threads = max(1, Threads.processorCount - 1)

  /// Starts a simulation; false while another one runs.
  func start(_ question: Question) -> Bool {
    let isFree = state.withLock { state in
      if case .running = state.stage { return false }
      state = State(stage: .running(percent: 0), question: question)
      return true
    }
    guard isFree else { return false }
    let figures = Catalog.own
    worker.add { [self] in
      Catalog.with(figures) { run(question) }
    } dropped: { [self] in
      end(.failed("The server ends."))
    }
    return true
  }

  /// Has the simulation that runs end.
  func cancel() { state.withLock { $0.isCancelled = true } }

  private func run(_ question: Question) {
    do {
      let simulation = try LoadSimulation(
        of: question.system, users: question.users, threads: Self.threads
      ) { [self] share in
        state.withLock { state in
          if case .running(let percent) = state.stage {
            state.stage = .running(percent: max(percent, min(99, Int(share * 100))))
          }
          return state.isCancelled
        }
      }
      let document = SimulationComparison.document(of: simulation.report, beside: simulation.solution)
      end(.done(text: document["trust"]?.string ?? "", document))
    } catch {
      end(.failed("\(error)"))
    }
  }

  private func end(_ stage: Stage) {
    state.withLock { $0.stage = $0.isCancelled ? .cancelled : stage }
  }

  /// How far it is, and what came of it.
  var document: JSONValue {
    let state = state.withLock { $0 }
    var members: [JSONValue.Member] = []
    func add(_ name: String, _ value: JSONValue) { members.append(.init(name, value)) }
    switch state.stage {
    case .none: add("state", "none")
    case .running(let percent):
      add("state", "running")
      add("percent", .number(Double(percent)))
    case .done(let text, let result):
      add("state", "done")
      add("text", .string(text))
      add("result", result)
    case .cancelled: add("state", "cancelled")
    case .failed(let text):
      add("state", "failed")
      add("text", .string(text))
    }
    if let question = state.question {
      add("load", .string(QuantityText.users(question.users)))
      add("changes", .string(question.changes.joined(separator: ", ")))
      add("command", .string(question.command))
    }
    return .object(members)
  }
}
