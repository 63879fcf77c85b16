import TenfoldCatalog
import TenfoldDiscovery
import TenfoldModel
import TenfoldTestSupport
import Testing

/// Files of figures that take the place of the catalogue's.
struct FiguresReaderTests {
  private func read(_ text: String) throws -> OwnFigures {
    let folder = try FixtureFolder()
    try folder.write("figures.yaml", text)
    return try FiguresReader.read(path: folder.path + "/figures.yaml")
  }

  @Test func `values, ranges and sources are read in the entry's unit`() throws {
    let figures = try read(
      """
      figures: 1
      entries:
        postgresql cpu.read: 80us..120us..300us
        price vCPUHour: {likely: 0.03 USD, source: our contract, date: "2026"}
      remedies:
        sharding: {effort: 1..2..3, time: 4d}
      """)
    let demand = try #require(figures.entries["postgresql cpu.read"])
    #expect((demand.low, demand.likely, demand.high) == (80e-6, 120e-6, 300e-6))
    #expect(demand.quantity.provenance.basis == .stated && demand.quantity.provenance.location?.line == 3)
    let price = try #require(figures.entries["price vCPUHour"])
    #expect(price.likely == 0.03 && price.source.hasSuffix(":4: our contract") && price.date == "2026")
    #expect(figures.remedies["sharding"]?.effort == Range3(low: 1, likely: 2, high: 3))
    #expect(figures.remedies["sharding"]?.time == Range3(low: 345_600, likely: 345_600, high: 345_600))
  }

  @Test(arguments: [
    ("figures: 2", ":1: the version of the format is not known"),
    ("- 1", "no figures; write one document"),
    (
      "figures: 1\nentries: {postgresql cpu.raed: 1ms}",
      ":2: the catalogue has no entry 'postgresql cpu.raed'; did you mean"
    ),
    ("figures: 1\nentries:\n  postgresql cpu.read: 4", ":3: entries.postgresql cpu.read: \"4\" has no unit"),
    ("figures: 1\nentries:\n  postgresql cpu.read: 4ms..1ms", "out of order"),
    (
      "figures: 1\nentries:\n  price egressByte: 0.09",
      ":3: entries.price egressByte: \"0.09\" is not a price of data"
    ),
    ("figures: 1\nentries:\n  price egressByte: 0.09 USD", "0.09 USD/GB"),
    ("figures: 1\nentries:\n  postgresql cpu.read: {likely: 4ms, sorce: me}", "did you mean 'source'?"),
    (
      "figures: 1\nremedies: {shardin: {effort: 1}}",
      ":2: there is no remedy 'shardin'; did you mean 'sharding'?"
    ),
    ("figures: 1\nprices: {}", "unknown key 'prices'"),
    ("figures: [1", "figures.yaml:"),
  ])
  func `what is wrong is refused with its line`(_ text: String, _ message: String) throws {
    let error = #expect(throws: FiguresError.self) { try read(text) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test func `a price of data is that of a byte, however it is spelled`() throws {
    for text in ["0.08 USD/GB", "$80/TB", "0.00008 USD/MB"] {
      let figures = try read("figures: 1\nentries: {price egressByte: \"\(text)\"}")
      let price = try #require(figures.entries["price egressByte"]?.likely)
      #expect(abs(price / 8e-11 - 1) < 1e-12, "\(text)")
    }
  }

  @Test func `they are in force only while their work goes on`() throws {
    let before = Catalog.entry("price vCPUHour")
    let figures = try read("figures: 1\nentries: {price vCPUHour: 7 USD}\nremedies: {sharding: {effort: 99}}")
    Catalog.with(figures) {
      #expect(Catalog.entry("price vCPUHour")?.likely == 7)
      #expect(Catalog.all.contains { $0.likely == 7 && $0.id == "price vCPUHour" })
      #expect(Catalog.remedy("sharding")?.effort.likely == 99)
    }
    #expect(Catalog.entry("price vCPUHour") == before)
    #expect(Catalog.remedy("sharding")?.effort.likely != 99)
  }
}
