/// The body of an answer, kept once however many connections are sent it: a thousand slow readers of a page share its bytes.
package final class WebBody: Sendable {
  // Written once, in init.
  private nonisolated(unsafe) let memory: UnsafeMutableRawBufferPointer

  /// Keeps a copy.
  package init(_ bytes: [UInt8]) {
    memory = .allocate(byteCount: bytes.count, alignment: 1)
    memory.copyBytes(from: bytes)
  }

  deinit { memory.deallocate() }

  /// The bytes.
  package var bytes: [UInt8] { Array(memory) }

  /// Where the bytes are, for as long as the value lives.
  var address: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }
}
