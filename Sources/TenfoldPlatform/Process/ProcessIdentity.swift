internal import Glibc

/// A process by its number and the moment of its start: numbers are given again, and another process that has this one
/// began at another moment.
package struct ProcessIdentity: Sendable, Hashable {
  /// The kernel's number.
  package let number: Int32
  /// Clock ticks from the machine's start to the process's.
  package let start: UInt64

  package init(number: Int32, start: UInt64) {
    self.number = number
    self.start = start
  }

  /// The process that has a number now; nil when none has, or when it has ended and only waits to be noticed.
  package static func of(_ number: Int32) -> ProcessIdentity? {
    guard number > 0, let text = KernelFile.read("/proc/\(number)/stat") else { return nil }
    return parse(text, number: number)
  }

  /// This process.
  package static var own: ProcessIdentity? { of(getpid()) }

  /// True while it has not ended.
  package var isAlive: Bool { Self.of(number) == self }

  /// Sends it a signal, unless it has ended.
  ///
  /// - Returns: False when it has ended or must not be signalled.
  @discardableResult
  package func signal(_ signal: Int32) -> Bool { isAlive && kill(number, signal) == 0 }

  /// Sends it signals, one after the other, until it has ended.
  ///
  /// - Parameter signals: Each with the seconds after which the next one is sent.
  /// - Returns: False when it is alive after all of them.
  package func end(_ signals: [(signal: Int32, seconds: Double)]) -> Bool {
    for (signal, seconds) in signals {
      guard self.signal(signal) else { break }
      let deadline = MonotonicClock.seconds + seconds
      while MonotonicClock.seconds < deadline {
        guard isAlive else { return true }
        usleep(5000)
      }
    }
    return !isAlive
  }

  /// Processes that it started and that these started, the nearest first. - Complexity: O(processes of the machine).
  package var descendants: [ProcessIdentity] {
    var children: [Int32: [ProcessIdentity]] = [:]
    for number in FolderTree.names(in: "/proc").compactMap({ Int32($0) }) {
      guard let text = KernelFile.read("/proc/\(number)/stat"),
        let identity = Self.parse(text, number: number),
        let parent = Self.fields(of: text).dropFirst().first.flatMap({ Int32($0) })
      else { continue }
      children[parent, default: []].append(identity)
    }
    var found = children[number] ?? []
    var next = 0
    while next < found.count {
      found += children[found[next].number] ?? []
      next += 1
    }
    return found
  }

  /// Seconds of processor time that it, what it waited for and its descendants have used, to some hundredths; 0 when it
  /// has ended.
  package var processorTime: Double {
    let ticks = ([self] + descendants).reduce(0.0) { sum, process in
      let fields = Self.fields(of: KernelFile.read("/proc/\(process.number)/stat") ?? "")
      // Time of its own in user and kernel mode; for the first one that of children it waited for as well.
      return fields[safely: process == self ? 11..<15 : 11..<13].reduce(sum) { $0 + (Double($1) ?? 0) }
    }
    return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Reads `/proc/NUMBER/stat`: the name is in parentheses and may contain any, so fields are counted from the last one.
  static func parse(_ text: String, number: Int32) -> ProcessIdentity? {
    let fields = fields(of: text)
    guard fields.count > 19, !["Z", "X"].contains(fields[0]), let start = UInt64(fields[19]) else {
      return nil
    }
    return ProcessIdentity(number: number, start: start)
  }

  private static func fields(of text: String) -> [Substring] {
    text.lastIndex(of: ")").map { text[text.index(after: $0)...].split(separator: " ") } ?? []
  }
}

extension Array {
  /// What of a range there is.
  fileprivate subscript(safely range: Range<Int>) -> ArraySlice<Element> { self[range.clamped(to: indices)] }
}

/// Numbers of the signals that end servers.
package enum EndSignal {
  package static let interrupt = SIGINT
  package static let quit = SIGQUIT
  package static let terminate = SIGTERM
  package static let kill = SIGKILL
}
