internal import TenfoldModel

/// A script for k6: every journey at its share of today's load, then of two, five and ten times it, up to the goal.
///
/// Requests begin when they are due, whether others were answered or not (`ramping-arrival-rate`).
enum LoadScript {
  static func text(of analysis: Analysis) -> String {
    let rate = analysis.rateNow.likely
    let factors = factors(upTo: analysis.goal.growth)
    let journeys = JourneyPromise.all(of: analysis)
    var names = ExportNames.identifiers
    let functions = journeys.map { names.name(of: $0.name) }
    var lines = [
      "// \(comment(analysis.system.name)): \(QuantityText.rate(rate)) today, up to \(times(factors.last ?? 1))."
    ]
    if let first = analysis.constraints.first, let users = first.breaksAtRate {
      lines.append(
        "// Tenfold expects \(comment(first.quantity)) of \(comment(first.subject)) to give way first, at "
          + "\(QuantityText.rate(users.likely)), \(QuantityText.rate(users.low)) to \(QuantityText.rate(users.high))."
      )
    }
    lines += [
      "// BASE_URL says where the system is, PATH_<JOURNEY> what each journey asks for: k6 run -e BASE_URL=... FILE",
      "import http from 'k6/http';", "", "const base = __ENV.BASE_URL || 'http://localhost:8080';", "",
      "export const options = {", "  discardResponseBodies: true,", "  scenarios: {",
    ]
    for (journey, name) in zip(journeys, functions) {
      lines += scenario(journey, name, rate: rate * journey.share, factors)
    }
    lines += ["  },", "  thresholds: {"]
    for (journey, name) in zip(journeys, functions) {
      if let latency = journey.latency {
        let milliseconds = QuantityText.plainNumber(latency.promise * 1000, digits: 6)
        lines.append("    'http_req_duration{scenario:\(name)}': ['p(99)<\(milliseconds)'],")
      }
      if let failures = journey.failures {
        lines.append(
          "    'http_req_failed{scenario:\(name)}': ['rate<\(QuantityText.plainNumber(failures.promise, digits: 6))'],"
        )
      }
    }
    lines += ["  },", "};"]
    for (journey, name) in zip(journeys, functions) {
      let path = "__ENV.PATH_\(name.uppercased()) || \("/\(name)".quoted)"
      let request = journey.writes ? "http.post(base + (\(path)), null)" : "http.get(base + (\(path)))"
      lines += ["", "export function journey_\(name)() {", "  \(request);", "}"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Rates are whole numbers a minute, since few requests a second would be none.
  private static func scenario(
    _ journey: JourneyPromise, _ name: String, rate: Double, _ factors: [Double]
  ) -> [String] {
    func perMinute(_ factor: Double) -> Int { Int(max(1, min(1e9, (rate * factor * 60).rounded()))) }
    // By Little's law, what is under way when answers take as long as is promised.
    func underWay(_ factor: Double) -> Int {
      Int(max(2, min(1e6, (rate * factor * (journey.latency?.promise ?? 1)).rounded(.up))))
    }
    let stages = factors.flatMap { factor in
      [
        "        { target: \(perMinute(factor)), duration: '30s' },",
        "        { target: \(perMinute(factor)), duration: '2m' }, // \(times(factor))",
      ]
    }
    return [
      "    \(name): {", "      executor: 'ramping-arrival-rate',", "      exec: 'journey_\(name)',",
      "      timeUnit: '1m',", "      startRate: \(perMinute(1)),",
      "      preAllocatedVUs: \(underWay(1)),", "      maxVUs: \(2 * underWay(factors.last ?? 1)),",
      "      stages: [",
    ] + stages + ["      ],", "    },"]
  }

  /// 1, 2, 5, 10, 20 and so on below a factor, and that factor.
  private static func factors(upTo growth: Double) -> [Double] {
    var factors: [Double] = []
    var unit = 1.0
    while unit < growth, factors.count < 12 {
      factors += [unit, 2 * unit, 5 * unit].filter { $0 < growth }
      unit *= 10
    }
    return factors + [max(1, growth)]
  }

  private static func times(_ factor: Double) -> String {
    factor == 1 ? "today's load" : "\(QuantityText.number(factor)) times today's load"
  }

  /// A name in a comment, on one line.
  private static func comment(_ text: String) -> String {
    text.replacingScalars { $0.value < 0x20 || $0.value == 0x2028 || $0.value == 0x2029 ? " " : nil }
  }
}
