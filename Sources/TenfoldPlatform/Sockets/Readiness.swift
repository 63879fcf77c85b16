internal import Glibc

/// Waits for whichever of some sockets has something to read, to the microsecond.
///
/// `pselect`, because it is the only such call with fine times that the Swift module of the C library has; so there are
/// ``mostDescriptors`` descriptors at most.
package struct Readiness {
  /// Sockets whose descriptor is this or more cannot be watched.
  package static let mostDescriptors = 1024

  /// Bits of the watched descriptors, 64 to a word, as the kernel has them.
  private var watched = fd_set()
  /// Descriptor at each place; -1 for nothing.
  private var descriptors: [Int32]
  /// One more than the highest descriptor ever watched.
  private var end: Int32 = 0

  /// Makes one with so many places, which watches nothing yet.
  package init(places: Int) { descriptors = [Int32](repeating: -1, count: places) }

  /// Watches a socket at a place in 0..<places.
  ///
  /// - Returns: False when its descriptor is too high for that.
  package mutating func watch(_ socket: LoopbackSocket, at place: Int) -> Bool {
    guard socket.descriptor < Self.mostDescriptors else { return false }
    descriptors[place] = socket.descriptor
    end = max(end, socket.descriptor + 1)
    Self.flip(socket.descriptor, in: &watched)
    return true
  }

  /// Watches nothing at a place any more. Call it before the socket is closed.
  package mutating func forget(_ place: Int) {
    guard descriptors[place] >= 0 else { return }
    Self.flip(descriptors[place], in: &watched)
    descriptors[place] = -1
  }

  /// Waits until a socket has something or the time is over.
  ///
  /// - Parameter ready: Gets the places of those that have something, in place of what it held.
  /// - Complexity: O(places).
  package func wait(forSeconds seconds: Double, ready: inout [Int]) {
    ready.removeAll(keepingCapacity: true)
    let pause = max(0, min(seconds, 1e6))
    var time = timespec(tv_sec: Int(pause), tv_nsec: Int((pause - pause.rounded(.down)) * 1e9))
    var found = watched
    guard pselect(end, &found, nil, nil, &time, nil) > 0 else { return }
    withUnsafeBytes(of: &found) { bytes in
      let words = bytes.bindMemory(to: UInt64.self)
      for place in descriptors.indices where descriptors[place] >= 0 {
        let descriptor = Int(descriptors[place])
        if words[descriptor >> 6] >> UInt64(descriptor & 63) & 1 == 1 { ready.append(place) }
      }
    }
  }

  private static func flip(_ descriptor: Int32, in set: inout fd_set) {
    withUnsafeMutableBytes(of: &set) { bytes in
      bytes.bindMemory(to: UInt64.self)[Int(descriptor) >> 6] ^= 1 << UInt64(descriptor & 63)
    }
  }
}
