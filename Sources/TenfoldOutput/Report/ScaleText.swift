internal import TenfoldModel

/// What part of a system was simulated, and which waits that shows otherwise.
struct ScaleText {
  let style: TextStyle
  /// Deviations that are written out; JSON has all.
  private static let mostDeviations = 4

  func lines(of scale: SimulationReport.Scale) -> [String] {
    let units = "\(QuantityText.count(Double(scale.keptUnits))) of \(QuantityText.count(Double(scale.units)))"
    var text =
      "one request in \(QuantityText.count(Double(scale.factor))) was simulated, on \(units) replicas and shards, each as "
      + "busy as in the whole; figures are those of the whole"
    if scale.backgroundShare >= 0.005 {
      text +=
        "; \(QuantityText.share(scale.backgroundShare)) of the calls stand for requests that were left out"
    }
    var lines = style.labeled("Scaled", text)
    guard !scale.deviations.isEmpty else {
      return lines + style.labeled("", "no wait is known to differ from the whole by more than chance")
    }
    for deviation in scale.deviations.prefix(Self.mostDeviations) {
      lines += style.labeled("", sentence(deviation))
    }
    if scale.deviations.count > Self.mostDeviations {
      let more = scale.deviations.count - Self.mostDeviations
      lines += style.labeled("", "\(Wording.counted(more, "smaller deviation")) in --json")
    }
    return lines
  }

  private func sentence(_ deviation: SimulationReport.Scale.Deviation) -> String {
    var text =
      "differs: \(deviation.component) waits \(deviation.wait) \(time(deviation.part)) here, about "
      + "\(time(deviation.whole)) in the whole"
    if deviation.share < 1 { text += ", at \(QuantityText.share(deviation.share)) of its calls" }
    return text
  }

  private func time(_ seconds: Double) -> String {
    seconds.isFinite ? QuantityText.duration(seconds) : "without bound"
  }
}
