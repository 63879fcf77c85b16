import Testing

@testable import TenfoldSimulation

struct PoolTests {
  @Test func `no record is handed out twice and none is wasted`() {
    var pool = Pool<Int>(capacity: 1)
    var stream = RandomStream(seed: 1, run: 0, purpose: 0)
    var held: [Int] = []
    var most = 0
    for step in 0..<2000 {
      if stream.unit() < 0.55 || held.isEmpty {
        let (index, isNew) = pool.take()
        #expect(!held.contains(index))
        #expect(isNew == (held.count == most))
        pool.records[index] = step
        held.append(index)
        most = max(most, held.count)
      } else {
        pool.giveBack(held.remove(at: stream.index(below: held.count)))
      }
      let taken = pool.takenCount
      #expect(taken == held.count)
      #expect(held.allSatisfy { $0 < most })
    }
  }
}
