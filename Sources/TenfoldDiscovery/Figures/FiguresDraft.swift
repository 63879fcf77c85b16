internal import TenfoldCatalog
internal import TenfoldModel
internal import TenfoldPlatform

/// The figures of a file, as far as they are read.
struct FiguresDraft {
  private(set) var figures = OwnFigures()

  mutating func read(_ root: YAMLNode, _ reading: inout DescriptionReading) {
    for section in reading.entries(root) {
      reading.within(section.key) { reading in
        switch section.key {
        case "figures": break
        case "entries": each(section.value, &reading) { $0.readEntry($1, &$2) }
        case "remedies": each(section.value, &reading) { $0.readRemedy($1, &$2) }
        default: reading.reportUnknownKey(section, known: ["figures", "entries", "remedies"])
        }
      }
    }
  }

  private mutating func each(
    _ section: YAMLNode, _ reading: inout DescriptionReading,
    _ body: (inout FiguresDraft, YAMLNode.Entry, inout DescriptionReading) -> Void
  ) {
    for entry in reading.entries(section) {
      reading.within(entry.key) { body(&self, entry, &$0) }
    }
  }

  // MARK: Entries

  private static let rangeKeys = ["low", "likely", "high"]

  private mutating func readEntry(_ entry: YAMLNode.Entry, _ reading: inout DescriptionReading) {
    guard let standing = Catalog.standardEntry(entry.key), let unit = QuantityUnit(catalogUnit: standing.unit)
    else {
      let names = Catalog.standard.map(\.id)
      return reportUnknown("the catalogue has no entry", entry, among: names, "catalog", &reading)
    }
    var (numbers, source, date): (YAMLNode, String?, String?) = (entry.value, nil, nil)
    if entry.value.isMapping {
      let keys = Self.rangeKeys + ["source", "date"]
      let found = reading.entries(entry.value)
      for key in found where !keys.contains(key.key) { reading.reportUnknownKey(key, known: keys) }
      source = entry.value["source"].flatMap { reading.text($0) }
      date = entry.value["date"].flatMap { reading.text($0) }
      let range = found.filter { Self.rangeKeys.contains($0.key) }
      numbers = YAMLNode(content: .mapping(range), line: entry.line)
    }
    guard let quantity = reading.quantity(numbers, unit) else { return }
    figures.entries[entry.key] = CatalogEntry(
      own: quantity, replacing: standing, source: source, date: date, at: reading.location(entry.line))
  }

  // MARK: Remedies

  private mutating func readRemedy(_ entry: YAMLNode.Entry, _ reading: inout DescriptionReading) {
    guard Catalog.remedy(entry.key) != nil else {
      let names = Catalog.remedies.map(\.id)
      return reportUnknown("there is no remedy", entry, among: names, "explain", &reading)
    }
    var own = OwnFigures.Remedy()
    for key in reading.entries(entry.value) {
      reading.within(key.key) { reading in
        switch key.key {
        case "effort": own.effort = reading.quantity(key.value, .count).map(Range3.init)
        case "time": own.time = reading.quantity(key.value, .duration).map(Range3.init)
        default: reading.reportUnknownKey(key, known: ["effort", "time"])
        }
      }
    }
    figures.remedies[entry.key] = own
  }

  private func reportUnknown(
    _ what: String, _ entry: YAMLNode.Entry, among names: [String], _ command: String,
    _ reading: inout DescriptionReading
  ) {
    let nearest = NearestName.of(entry.key, among: names).map { "did you mean '\($0)'?" }
    reading.report(
      .unknownKey, .error, "\(what) '\(entry.key)'; \(nearest ?? "see tenfold \(command)")", line: entry.line)
  }
}

extension Range3 {
  fileprivate init(_ quantity: Quantity) {
    self.init(low: quantity.low, likely: quantity.likely, high: quantity.high)
  }
}

extension QuantityUnit {
  /// The kind of the catalogue's unit: `s`, `bytes`, `share`, `USD` and the others.
  fileprivate init?(catalogUnit: String) {
    switch catalogUnit {
    case "s": self = .duration
    case "bytes": self = .bytes
    case "bytes/s": self = .bandwidth
    case "cores": self = .cores
    case "share": self = .share
    case "1": self = .count
    case "1/s": self = .rate
    case "USD": self = .money
    case "USD/byte": self = .dataPrice
    default: return nil
    }
  }
}
