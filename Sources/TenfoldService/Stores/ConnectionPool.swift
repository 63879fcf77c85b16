internal import Synchronization
internal import TenfoldPlatform

/// A connection to a server that answers one request at a time.
protocol StoreConnection: Sendable {
  /// Lets go of it.
  func close()
}

/// What a store did not do: its server is gone, too slow, or refused it.
struct StoreFailure: Error {
  /// True when the server had closed the connection: it may have closed it before it was asked.
  let isClosed: Bool
}

/// So many connections to one server, opened when they are needed, kept, and lent to one thread at a time.
final class ConnectionPool<Connection: StoreConnection>: Sendable {
  private let open: @Sendable () -> Connection?
  private let slots: WorkerSlots
  private let idle = Mutex<[Connection]>([])

  /// Lends at most `count` ≥ 1 connections at once; `open` gives nil when the server cannot be reached.
  init(count: Int, open: @escaping @Sendable () -> Connection?) {
    slots = WorkerSlots(count: count)
    self.open = open
  }

  deinit {
    for connection in idle.withLock({ $0 }) { connection.close() }
  }

  /// Asks over a connection when one is free.
  ///
  /// A connection on which something failed is closed. One that was kept may have been closed by the server meanwhile:
  /// then it is asked once more on a new one.
  ///
  /// - Throws: ``StoreFailure`` when the server cannot be reached or does not answer.
  func ask<Value>(_ body: (Connection) throws(StoreFailure) -> Value) throws(StoreFailure) -> Value {
    let result = slots.whenFree { () -> Result<Value, StoreFailure> in
      if let kept = idle.withLock({ $0.popLast() }) {
        let result = answer(kept, body)
        guard case .failure(let failure) = result, failure.isClosed else { return result }
      }
      guard let new = open() else { return .failure(StoreFailure(isClosed: true)) }
      return answer(new, body)
    }
    return try result.get()
  }

  private func answer<Value>(
    _ connection: Connection, _ body: (Connection) throws(StoreFailure) -> Value
  ) -> Result<Value, StoreFailure> {
    do {
      let value = try body(connection)
      idle.withLock { $0.append(connection) }
      return .success(value)
    } catch {
      connection.close()
      return .failure(error)
    }
  }
}
