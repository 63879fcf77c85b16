import Testing

@testable import TenfoldSimulation

struct DeadlineRingTests {
  @Test func `deadlines come out as they went in, however often the ring grows and turns`() {
    var ring = DeadlineRing()
    defer { ring.deallocate() }
    var list: [Double] = []
    var stream = RandomStream(seed: 1, run: 0, purpose: 0)
    for step in 0..<2000 {
      if stream.unit() < (step < 1000 ? 0.6 : 0.45) || list.isEmpty {
        ring.append(.init(time: Double(step), execution: Int32(step), generation: 0))
        list.append(Double(step))
      } else {
        let first = ring.first.time
        #expect(first == list.removeFirst())
        ring.removeFirst()
      }
      let count = ring.count
      #expect(count == list.count)
    }
  }
}
