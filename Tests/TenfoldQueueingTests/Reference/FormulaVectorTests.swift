import Foundation
import TenfoldQueueing
import TenfoldTestSupport
import Testing

/// Reference values computed elsewhere, where they stand beside the repository; the inline values of the other
/// suites hold without them.
struct FormulaVectorTests {
  private static let path = "../shared/numbers/formula-vectors.json"

  private struct Vectors: Decodable {
    struct Blocking: Decodable { var servers: Int, offered: Double, blocking: Double }
    struct Waiting: Decodable { var servers: Int, offered: Double, p_wait: Double, wq_over_s: Double }
    struct Staffing: Decodable { var offered: Double, qos: Double, servers: Int, p_wait_exact: Double }
    struct General: Decodable { var rho: Double, cs2: Double, wq_over_s: Double }
    struct Scalability: Decodable { var sigma: Double, kappa: Double, n: Double, relative: Double }
    struct Redundant: Decodable { var n: Int, k: Int, a: Double, availability: Double }
    struct Series: Decodable { var services: Int, each: Double, availability: Double }
    var erlang_b: [Blocking], erlang_c: [Waiting], sqrt_staffing: [Staffing], mg1: [General]
    var usl: [Scalability], k_of_n: [Redundant], series: [Series]
  }

  private struct File: Decodable { var vectors: Vectors }

  private static let vectors: Vectors? = TextFile.read(path).flatMap {
    try? JSONDecoder().decode(File.self, from: Data($0.utf8)).vectors
  }

  @Test(.enabled(if: TextFile.exists(path), "the reference values are not beside the repository"))
  func `closed forms agree with the reference values`() throws {
    let vectors = try #require(Self.vectors)
    for row in vectors.erlang_b {
      let value = Erlang.blocking(serverCount: row.servers, offeredLoad: row.offered)
      #expect(abs(value / row.blocking - 1) < 1e-9)
    }
    for row in vectors.erlang_c {
      let queue = MultiServerQueue(arrivalRate: row.offered, serviceTime: 1, serverCount: row.servers)
      #expect(abs(queue.waitingProbability / row.p_wait - 1) < 1e-9)
      #expect(abs(queue.waitingTime / row.wq_over_s - 1) < 1e-9)
    }
    for row in vectors.sqrt_staffing {
      #expect(Erlang.squareRootStaffing(offeredLoad: row.offered, quality: row.qos) == row.servers)
      let waits = Erlang.waiting(serverCount: row.servers, offeredLoad: row.offered)
      #expect(abs(waits / row.p_wait_exact - 1) < 1e-9)
    }
    for row in vectors.mg1 {
      let queue = MultiServerQueue(
        arrivalRate: row.rho, serviceTime: 1, serverCount: 1, variability: row.cs2)
      #expect(abs(queue.waitingTime / row.wq_over_s - 1) < 1e-9)
    }
    for row in vectors.usl {
      let law = UniversalScalability(contention: row.sigma, coherency: row.kappa)
      #expect(abs(law.relativeCapacity(of: row.n) / row.relative - 1) < 1e-9)
    }
    for row in vectors.k_of_n {
      let down = Redundancy.unavailability(needed: row.k, of: row.n, unavailability: 1 - row.a)
      #expect(abs(down - (1 - row.availability)) < 1e-12)
    }
    for row in vectors.series {
      let all = Redundancy.series(Array(repeating: row.each, count: row.services))
      #expect(abs(all - row.availability) < 1e-12)
    }
  }
}
