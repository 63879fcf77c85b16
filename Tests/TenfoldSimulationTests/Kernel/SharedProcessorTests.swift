import Testing

@testable import TenfoldSimulation

struct SharedProcessorTests {
  /// A slow safe twin: what is left of every job, counted down between two changes.
  private struct CountedDown {
    let servers: Double
    var left: [Int: Double] = [:]

    mutating func pass(_ time: Double) {
      let pace = min(1, servers / Double(max(1, left.count)))
      for job in left.keys { left[job]! -= time * pace }
    }

    var next: (job: Int, wait: Double)? {
      let pace = min(1, servers / Double(max(1, left.count)))
      return left.min { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, max(0, $0.value) / pace) }
    }
  }

  @Test(arguments: [1.0, 3.0])
  func `jobs end as if each were counted down`(_ servers: Double) {
    var stream = RandomStream(seed: 2, run: 0, purpose: Int(servers))
    var processor = SharedProcessor(servers: servers)
    defer { processor.deallocate() }
    var twin = CountedDown(servers: servers)
    var now = 0.0
    for job in 0..<400 {
      let arrival = now + stream.unit() * 1.2 / servers
      while let next = twin.next, now + next.wait <= arrival {
        #expect(abs(processor.nextEnd(now: now) - (now + next.wait)) < 1e-9)
        now += next.wait
        twin.pass(next.wait)
        twin.left[next.job] = nil
        let ended = processor.end(now: now)
        #expect(ended == next.job)
      }
      twin.pass(arrival - now)
      now = arrival
      let service = stream.unit()
      twin.left[job] = service
      processor.begin(job, service: service, now: now)
      #expect(processor.count == twin.left.count)
    }
  }
}
