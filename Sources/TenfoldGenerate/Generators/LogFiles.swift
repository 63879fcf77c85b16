import TenfoldModel

/// One place that the logs of every own service go to: rsyslog, which keeps a file for each.
struct LogFiles: RemedyGenerator {
  let remedy = "central-logging"
  let summary = "rsyslog as the one place for logs, and what brings every service's there"
  let expected = "own services and gateways"

  static let port = 5514
  /// Days that a line is kept.
  static let daysKept = 14

  func suits(_ component: Component) -> Bool { component.kind == .service || component.kind == .gateway }

  func generate(_ request: GenerationRequest) -> GeneratedConfiguration {
    request.platform == .compose ? compose(request) : kubernetes(request)
  }

  /// What every service is to do, wherever it runs.
  var habits: [String] {
    [
      "let every service write its log to its output, a line of JSON an event, with the id of the request in it",
      "keep passwords, tokens and names of people out of the lines: what is in one place is read by many",
    ]
  }

  func settingsFile(_ request: GenerationRequest) -> GeneratedFile {
    request.file("\(remedy)/rsyslog.conf", for: "what the receiver keeps, and where", Self.settings)
  }

  static let settings = """
    module(load="imtcp")
    # a file a day for each service, so that old ones can be dropped whole
    template(name="file" type="string" string="/var/log/services/%programname:::secpath-replace%-%$year%-%$month%-%$day%.log")
    template(name="line" type="string" string="%timereported:::date-rfc3339% %msg:::drop-last-lf%\\n")
    ruleset(name="keep") {
      action(type="omfile" dynaFile="file" template="line")
    }
    input(type="imtcp" port="\(port)" ruleset="keep")

    """

  /// The receiver's command: lines that are old enough go, an assumption.
  static let command =
    "while sleep 3600; do find /var/log/services -name '*.log' -mtime +\(daysKept) -delete; done & "
    + "exec rsyslogd -n -i /tmp/rsyslog.pid -f /etc/rsyslog/rsyslog.conf"

  // MARK: Compose

  private func compose(_ request: GenerationRequest) -> GeneratedConfiguration {
    let services = request.components.map { component -> (String, YAMLValue) in
      (Spelling.service(component.name), ["logging": Self.logging(Spelling.name(component.name))])
    }
    return GeneratedConfiguration(
      files: [
        request.file(
          "compose.\(remedy).yaml", for: "the receiver, and every service's logging to it",
          ([
            "services": YAMLValue.members(services + [("logs", receiver)]),
            "volumes": ["logs": .map([])],
          ] as YAMLValue).document),
        settingsFile(request),
      ],
      manualSteps: habits + [
        request.composeCommand
          + " logs, then the others: a container whose receiver is away does not start",
        "read with docker compose exec logs sh -c 'tail -f /var/log/services/NAME-*.log'",
      ])
  }

  private static func logging(_ name: String) -> YAMLValue {
    [
      "driver": "syslog",
      "options": [
        "syslog-address": .text("tcp://127.0.0.1:\(port)"), "syslog-format": "rfc5424", "tag": .text(name),
      ],
    ]
  }

  private var receiver: YAMLValue {
    [
      "build": [
        "dockerfile_inline": .lines(
          """
          # lines are kept for \(Self.daysKept) days, an assumption
          FROM debian:12-slim
          RUN apt-get update && apt-get install -y --no-install-recommends rsyslog && rm -rf /var/lib/apt/lists/*
          CMD ["sh", "-c", "\(Self.command)"]

          """)
      ],
      "restart": "unless-stopped",
      // The daemon sends from the machine itself, so nobody else needs to reach the port.
      "ports": [.text("127.0.0.1:\(Self.port):\(Self.port)")],
      "volumes": [
        "./\(remedy)/rsyslog.conf:/etc/rsyslog/rsyslog.conf:ro", "logs:/var/log/services",
      ],
    ]
  }
}
