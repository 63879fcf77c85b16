internal import TenfoldPlatform

/// A Prometheus on a bench that scrapes the services' metrics.
struct PrometheusServer {
  /// Its port.
  let port: UInt16

  /// Starts one with settings.
  ///
  /// - Throws: ``LabError`` when the program is missing or it does not come up.
  init(settings: String, on bench: Bench, _ programs: LabPrograms) throws(LabError) {
    guard let port = FreePorts.find(1).first else { throw .refused("no port is free") }
    self.port = port
    let folder = try bench.makeFolder("prometheus")
    do {
      try OutputFile.write(settings, to: folder + "/prometheus.yml")
    } catch {
      throw .refused("\(error)")
    }
    try bench.start(
      Server(
        name: "prometheus",
        words: [
          try programs.path(of: "prometheus"), "--config.file=\(folder)/prometheus.yml",
          "--storage.tsdb.path=\(folder)/data", "--web.listen-address=127.0.0.1:\(port)", "--log.level=warn",
        ], end: [(EndSignal.terminate, 5), (EndSignal.kill, 5)]
      ) { LoopbackHTTP.get("/-/ready", port: port)?.contains("is Ready") == true })
  }

  /// The value of a query that gives one number now; nil when there is none.
  func value(of query: String) -> Double? {
    let spelled = query.utf8.map { byte in
      let isPlain = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte == UInt8(ascii: "_")
      return isPlain ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    guard let text = LoopbackHTTP.get("/api/v1/query?query=" + spelled.joined(), port: port),
      let answer = try? YAMLParser.documents(of: Array(text.utf8)).first
    else { return nil }
    // A vector of one sample: its moment and, as a text, its value.
    return answer[["data", "result"]]?.items.first?["value"]?.items.last?.double
  }
}
