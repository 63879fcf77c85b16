import TenfoldPlatform
import Testing

@testable import TenfoldLab

struct BenchRecordTests {
  @Test func `what is noted reads back, in order`() {
    let records: [BenchRecord] = [
      .group("tenfold-lab-1-2-1-db"), .process(ProcessIdentity(number: 12, start: 345), name: "db"),
      .process(ProcessIdentity(number: 13, start: 346), name: "db-replica-1"),
    ]
    #expect(BenchRecord.all(in: records.map(\.text).joined()) == records)
  }

  @Test func `a last line that was not written whole is left out`() {
    let whole = BenchRecord.process(ProcessIdentity(number: 12, start: 345), name: "db")
    // Cut anywhere, a number may look like another one: 12 34 is not 12 345.
    let second = BenchRecord.process(ProcessIdentity(number: 99, start: 678), name: "cache").text
    for length in 0..<second.count {
      #expect(BenchRecord.all(in: whole.text + second.prefix(length)) == [whole])
    }
    #expect(BenchRecord.all(in: "") == [])
  }

  @Test func `groups that no bench made are never named`() {
    #expect(
      BenchRecord.all(in: "group system.slice\ngroup tenfold-lab-/../x\ngroup tenfold-lab-1-2-1-a b\n") == [])
  }
}
