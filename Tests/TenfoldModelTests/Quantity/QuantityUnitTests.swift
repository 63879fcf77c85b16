import TenfoldModel
import Testing

struct QuantityUnitTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let unit: QuantityUnit
    let text: String
    let value: Double?

    var testDescription: String { "\(unit) \"\(text)\"" }
  }

  static let rows: [Row] = [
    Row(unit: .duration, text: "4ms", value: 0.004),
    Row(unit: .duration, text: "1.5 s", value: 1.5),
    Row(unit: .duration, text: "2m30s", value: 150),
    Row(unit: .duration, text: "1w", value: 604_800),
    Row(unit: .duration, text: "4", value: 4),
    Row(unit: .duration, text: "4mb", value: nil),
    Row(unit: .duration, text: "-4ms", value: nil),
    Row(unit: .duration, text: "", value: nil),
    Row(unit: .duration, text: "ms", value: nil),
    Row(unit: .duration, text: "1e999s", value: nil),
    Row(unit: .bytes, text: "8 GiB", value: 8_589_934_592),
    Row(unit: .bytes, text: "512MB", value: 512e6),
    Row(unit: .bytes, text: "128Mi", value: 134_217_728),
    Row(unit: .bytes, text: "1.5T", value: 1.5e12),
    Row(unit: .bytes, text: "3s", value: nil),
    Row(unit: .bandwidth, text: "10Gbit/s", value: 1.25e9),
    Row(unit: .bandwidth, text: "1Gbps", value: 125e6),
    Row(unit: .bandwidth, text: "100 MB/s", value: 100e6),
    Row(unit: .bandwidth, text: "100MB", value: nil),
    Row(unit: .cores, text: "500m", value: 0.5),
    Row(unit: .cores, text: "2", value: 2),
    Row(unit: .cores, text: "500 m", value: nil),
    Row(unit: .cores, text: "2GiB", value: nil),
    Row(unit: .share, text: "95%", value: 0.95),
    Row(unit: .share, text: "0.25", value: 0.25),
    Row(unit: .share, text: "95", value: nil),
    Row(unit: .share, text: "101%", value: nil),
    Row(unit: .count, text: "10_000", value: 10_000),
    Row(unit: .count, text: "2.5 B", value: 2.5e9),
    Row(unit: .count, text: "3 apples", value: nil),
    Row(unit: .rate, text: "1000/s", value: 1000),
    Row(unit: .rate, text: "60/min", value: 1),
    Row(unit: .rate, text: "200k/s", value: 200_000),
    Row(unit: .rate, text: "5/s/s", value: nil),
    Row(unit: .rate, text: "5/apple", value: nil),
    Row(unit: .money, text: "40k USD", value: 40_000),
    Row(unit: .money, text: "$120", value: 120),
    Row(unit: .money, text: "12 EUR", value: nil),
    Row(unit: .dataPrice, text: "0.09 USD/GB", value: 9e-11),
    Row(unit: .dataPrice, text: "$90/TB", value: 9e-11),
    Row(unit: .dataPrice, text: "0.09 USD", value: nil),
    Row(unit: .dataPrice, text: "0.09 USD/h", value: nil),
  ]

  @Test(arguments: rows)
  func `a text is the number it spells, or none`(_ row: Row) {
    let value = row.unit.value(of: row.text)
    guard let expected = row.value else {
      #expect(value == nil)
      return
    }
    #expect(abs((value ?? .nan) - expected) <= abs(expected) * 1e-12)
  }

  @Test(arguments: QuantityUnit.allCases)
  func `a number is spelled so that it reads back exactly`(_ unit: QuantityUnit) {
    var generator = SystemRandomNumberGenerator()
    var values: [Double] = [
      0, 1, 0.001, 0.002, 0.05, 0.1, 0.9, 60, 90, 3600, 1024, 1e6, 1 / 3, 2.0 / 3, 1e-7,
    ]
    for _ in 0..<300 {
      values.append(Double.random(in: 0...1, using: &generator))
      values.append((Double.random(in: 0...1e7, using: &generator) * 100).rounded() / 100)
      values.append(Double.random(in: 0...1e15, using: &generator))
    }
    for value in values where unit != .share || value <= 1 {
      #expect(unit.value(of: unit.text(of: value)) == value, "\(value) as \(unit.text(of: value))")
    }
  }

  @Test func `a number is spelled in the unit a person would choose`() {
    #expect(QuantityUnit.duration.text(of: 0.004) == "4ms")
    #expect(QuantityUnit.duration.text(of: 300) == "5min")
    #expect(QuantityUnit.duration.text(of: 604_800) == "1w")
    #expect(QuantityUnit.bytes.text(of: 8_589_934_592) == "8GiB")
    #expect(QuantityUnit.bytes.text(of: 2000) == "2kB")
    #expect(QuantityUnit.bandwidth.text(of: 1.25e9) == "10Gbit/s")
    #expect(QuantityUnit.share.text(of: 0.9995) == "99.95%")
    #expect(QuantityUnit.cores.text(of: 0.25) == "250m")
    #expect(QuantityUnit.cores.text(of: 2) == "2")
    #expect(QuantityUnit.count.text(of: 1e6) == "1M")
    #expect(QuantityUnit.rate.text(of: 1000) == "1K/s")
    #expect(QuantityUnit.money.text(of: 40_000) == "40k USD")
  }

  @Test func `numbers beyond all measure are still read at a glance`() {
    #expect(QuantityText.users(1) == "1 user")
    #expect(QuantityText.users(2.5e6) == "2.5 million users")
    // What a saved result rounds to six digits reads as it did before it was saved.
    for near in [999_999_999.9, 1e9, 999_500_001] { #expect(QuantityText.count(near) == "1 billion") }
    #expect(QuantityText.count(999_999) == "1 million" && QuantityText.count(999_400) == "999,000")
    // A tie reads the same whichever way the last bits of a sum fell.
    for near in [1095 - 1e-12, 1095, 1095 + 1e-12] { #expect(QuantityText.number(near) == "1,100") }
    #expect(QuantityText.number(1094.99) == "1,090" && QuantityText.number(0.1 + 0.2, digits: 15) == "0.3")
    #expect(QuantityText.count(1, "person", plural: "people") == "1 person")
    #expect(QuantityText.count(0.9999, "person", plural: "people") == "1 person")
    #expect(QuantityText.count(1.5e6, "replica") == "1.5 million replicas")
    #expect(QuantityText.count(1e30) == "1 x 10^30")
    #expect(QuantityText.count(-2.5e16) == "-2.5 x 10^16")
    #expect(QuantityText.number(1e298) == "1 x 10^298")
    #expect(QuantityText.duration(3.3e-17) == "0 s")
    #expect(QuantityText.duration(2e-10) == "0.2 ns")
  }
}
