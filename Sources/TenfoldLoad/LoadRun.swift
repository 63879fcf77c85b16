internal import TenfoldModel
internal import TenfoldPlatform

/// One run of the generator: a loop over due moments and answers.
///
/// Invariant: a connection is in `idle`, or has a request, or is closed and will be opened when it is needed (then it
/// is in `idle` too).
struct LoadRun: ~Copyable {
  private struct Request {
    let due: Double
    let isWrite: Bool
    let key: Int
  }

  private struct Connection {
    var socket: LoopbackSocket?
    var request: Request?
    var reader = HTTPResponseReader()
  }

  private let plan: LoadPlan
  private let reads: RequestText
  private let writes: RequestText
  private let keys: KeySampler
  private var random: SplitMix64
  private var schedule: ArrivalSchedule
  private var readiness: Readiness
  private var connections: [Connection]
  private var idle: [Int]
  /// Requests that found no free connection, from `firstWaiting` on.
  private var waiting: [Request] = []
  private var firstWaiting = 0
  private var latencies = [UInt32](repeating: 0, count: LatencyHistogram.binCount)
  private var delays = [UInt32](repeating: 0, count: LatencyHistogram.binCount)
  private var report = LoadReport()
  private var text: [UInt8] = []
  private var room = [UInt8](repeating: 0, count: 1 << 16)
  private var start = 0.0

  /// Seconds before a due moment in which the loop asks again and again, because the kernel wakes sleepers late: an ordinary
  /// thread later than one of the real-time class, which would take a core from the servers by that.
  private static let alertness = (ordinary: 0.0002, realTime: 0.00003)
  /// Seconds between searches for requests to give up.
  private static let patience = 0.02

  init(_ plan: LoadPlan) throws(LoadError) {
    self.plan = plan
    reads = RequestText(method: "GET", path: plan.path)
    writes = RequestText(method: "POST", path: plan.path)
    keys = KeySampler(keyCount: plan.keyCount, exponent: plan.zipfExponent)
    schedule = ArrivalSchedule(rate: plan.rate, duration: plan.duration, seed: plan.seed)
    random = SplitMix64(state: plan.seed ^ 0x5EED)
    connections = [Connection](repeating: Connection(), count: plan.connectionCount)
    idle = Array((0..<plan.connectionCount).reversed())
    do {
      // One connection shows that somebody listens; the others are opened when they are needed.
      connections[0].socket = try LoopbackSocket.connect(toPort: plan.port)
    } catch {
      throw .notConnected(reason: error.reason)
    }
    readiness = Readiness(places: plan.connectionCount)
    if let socket = connections[0].socket { _ = readiness.watch(socket, at: 0) }
  }

  /// Runs to the end, or until it is stopped.
  mutating func finished(_ isStopped: () -> Bool) -> LoadReport {
    report.sendingTime = plan.duration
    report.isRealTime = RealTime.begin()
    defer { if report.isRealTime { RealTime.end() } }
    let alertness = report.isRealTime ? Self.alertness.realTime : Self.alertness.ordinary
    let used = MonotonicClock.threadSeconds
    start = MonotonicClock.seconds
    var next = plan.isClosed ? 0 : schedule.next()
    var searched = 0.0
    var ready: [Int] = []
    while next != nil || isBusy {
      var now = time
      while let due = next, due <= now, !plan.isClosed || !idle.isEmpty {
        admit(due: plan.isClosed ? now : due, at: now)
        now = time
        if plan.isClosed { next = now < plan.duration ? now : nil } else { next = schedule.next() }
      }
      // A closed loop has nothing to send before an answer has come.
      let pause = min(plan.isClosed ? .infinity : next.map { $0 - now } ?? .infinity, Self.patience)
      readiness.wait(forSeconds: pause < alertness ? 0 : pause - alertness / 2, ready: &ready)
      for index in ready { receive(index) }
      sendWaiting()
      if now - searched > Self.patience {
        searched = now
        giveUp(at: now)
        if isStopped() {
          report.unanswered = report.due - report.answered - report.failed
          break
        }
      }
    }
    for connection in connections { connection.socket?.close() }
    report.latencies = latencies.withUnsafeBufferPointer { LatencyHistogram(counts: $0.baseAddress!) }
    report.delays = delays.withUnsafeBufferPointer { LatencyHistogram(counts: $0.baseAddress!) }
    report.processorTime = MonotonicClock.threadSeconds - used
    return report
  }

  private var time: Double { MonotonicClock.seconds - start }
  private var isBusy: Bool { idle.count < connections.count || firstWaiting < waiting.count }

  private mutating func admit(due: Double, at now: Double) {
    report.due += 1
    delays[LatencyHistogram.bin(of: now - due)] += 1
    let request = Request(
      due: due, isWrite: random.unit() < plan.writeShare, key: keys.key(random.unit(), random.unit()))
    if let index = idle.popLast() { send(request, on: index) } else { waiting.append(request) }
  }

  /// Sends a request, on a new connection where there is none.
  private mutating func send(_ request: Request, on index: Int) {
    if connections[index].socket == nil { open(index) }
    connections[index].request = request
    (request.isWrite ? writes : reads).write(key: request.key, into: &text)
    let outcome = text.withUnsafeBytes { connections[index].socket?.send($0) }
    if outcome != .bytes(text.count) { fail(index) }
  }

  private mutating func open(_ index: Int) {
    guard let socket = try? LoopbackSocket.connect(toPort: plan.port) else { return }
    guard readiness.watch(socket, at: index) else { return socket.close() }
    connections[index].socket = socket
  }

  private mutating func receive(_ index: Int) {
    guard let socket = connections[index].socket else { return }
    let outcome = room.withUnsafeMutableBytes { room -> HTTPResponseReader.Outcome? in
      switch socket.receive(into: room) {
      case .wouldWait: return nil
      case .closed: return .malformed
      case .bytes(let count):
        return connections[index].reader.take(UnsafeRawBufferPointer(rebasing: room[..<count]))
      }
    }
    switch outcome {
    case nil, .incomplete: break
    case .malformed: fail(index)
    case .complete(let status, let isKept):
      guard let request = connections[index].request else { return fail(index) }
      report.duration = time
      if status < 400 {
        report.answered += 1
        if report.duration <= plan.duration { report.answeredInTime += 1 }
        latencies[LatencyHistogram.bin(of: report.duration - request.due)] += 1
      } else {
        report.failed += 1
      }
      if !isKept { close(index) }
      release(index)
    }
  }

  /// The connection is of no more use; a request on it has failed.
  private mutating func fail(_ index: Int) {
    close(index)
    if connections[index].request != nil {
      report.failed += 1
      release(index)
    }
  }

  private mutating func close(_ index: Int) {
    readiness.forget(index)
    connections[index].socket?.close()
    connections[index].socket = nil
    connections[index].reader = HTTPResponseReader()
  }

  /// The connection is free for the request that waits longest.
  private mutating func release(_ index: Int) {
    connections[index].request = nil
    idle.append(index)
  }

  private mutating func sendWaiting() {
    while firstWaiting < waiting.count, let index = idle.popLast() {
      let request = waiting[firstWaiting]
      firstWaiting += 1
      send(request, on: index)
    }
    if firstWaiting == waiting.count || firstWaiting > 1 << 16 {
      waiting.removeFirst(firstWaiting)
      firstWaiting = 0
    }
  }

  /// Gives up what is without an answer for too long.
  private mutating func giveUp(at now: Double) {
    while firstWaiting < waiting.count, now - waiting[firstWaiting].due > plan.timeout {
      firstWaiting += 1
      report.unanswered += 1
    }
    for index in connections.indices {
      guard let request = connections[index].request, now - request.due > plan.timeout else { continue }
      close(index)
      report.unanswered += 1
      release(index)
    }
  }
}
