internal import Synchronization
internal import TenfoldPlatform

/// Tells a person at a terminal what is being done, once it has taken a second.
///
/// Nothing is written when the error stream is no terminal, under `--quiet`, or for work that ends sooner.
package final class Progress: Sendable {
  private let errors: any TextSink
  private let isWanted: Bool
  private let state = Mutex(State())

  private struct State {
    var stage = ""
    var isShown = false
    var isDone = false
  }

  package init(in environment: Environment, isQuiet: Bool) {
    errors = environment.errors
    isWanted = !isQuiet && environment.errors.isTerminal && environment.variables["CI"] == nil
    guard isWanted else { return }
    Task.detached { [self] in
      try await Task.sleep(for: .seconds(1))
      state.withLock { state in
        state.isShown = !state.isDone
        if state.isShown { show(state.stage) }
      }
    }
  }

  /// Says what is being done from now on.
  package func begin(_ stage: String) {
    guard isWanted else { return }
    state.withLock { state in
      state.stage = stage
      if state.isShown { show(stage) }
    }
  }

  /// Says nothing more and clears the line.
  package func end() {
    guard isWanted else { return }
    state.withLock { state in
      if state.isShown { try? errors.write("\r\u{1B}[K") }
      state.isDone = true
      state.isShown = false
    }
  }

  private func show(_ stage: String) {
    // Progress that cannot be written is no reason to stop the work.
    try? errors.write("\r\u{1B}[K\(stage)…")
  }
}
