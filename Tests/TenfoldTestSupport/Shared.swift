import Synchronization

/// A value that threads of a test share.
public final class Shared<Value: Sendable>: Sendable {
  private let state: Mutex<Value>

  /// Begins with a value.
  public init(_ value: Value) { state = Mutex(value) }

  /// The value now.
  public var value: Value {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  /// Changes the value as one step.
  public func change(_ work: (inout Value) -> Void) { state.withLock { work(&$0) } }
}
