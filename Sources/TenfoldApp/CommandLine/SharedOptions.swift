/// Options that several commands share, declared once.
extension OptionSpecification {
  package static let help = OptionSpecification(name: "help", short: "h", help: "Show this help.")

  package static let json = OptionSpecification(
    name: "json", value: .optional("FILE"),
    help: "Write JSON instead of text, to standard output or to FILE (tenfold schema result describes it).")

  package static let html = OptionSpecification(
    name: "html", value: .required("FILE"), help: "Also write one self-contained HTML page.")

  package static let noExternal = OptionSpecification(
    name: "no-external",
    help: "Do not run kubectl, kustomize or helm; files that need them are named as not rendered.")

  package static let composeFile = OptionSpecification(
    name: "compose-file", short: "f", value: .required("FILE"), isRepeatable: true,
    help:
      "Compose file to use, relative to the folder; several are merged in order. Found by name unless given.")

  package static let profile = OptionSpecification(
    name: "profile", value: .required("NAME"), isRepeatable: true, help: "Compose profile to activate.")

  package static let fileSet = OptionSpecification(
    name: "set", value: .required("NAME"), isRepeatable: true,
    help: "Set of files to use where several describe the same system; discover lists them.")

  package static let minimumCoverage = OptionSpecification(
    name: "min-coverage", value: .required("SHARE"),
    help: "Exit with status 3 when less of the files could be read, such as 90%.")

  package static let measured = OptionSpecification(
    name: "measured", value: .required("FILE"),
    help: "Result of tenfold lab run --out FILE: what real servers took, in place of what is assumed.")

  package static let growth = OptionSpecification(
    name: "growth", value: .required("FACTOR"), help: "Growth to plan for, such as 10x (the default).")

  package static let users = OptionSpecification(
    name: "users", value: .required("COUNT"), help: "Users today, such as 20K.")

  package static let rate = OptionSpecification(
    name: "rate", value: .required("RATE"), help: "Requests per second at the peak today, such as 1000/s.")

  package static let requestsPerUser = OptionSpecification(
    name: "requests-per-user", value: .required("RATE"),
    help: "Requests per second and user at the peak; 0.1 unless given, which is a convention.")

  package static let figures = OptionSpecification(
    name: "figures", value: .required("FILE"),
    help: "Figures of your own in place of the catalogue's: prices, demands, what remedies take.")

  package static let think = OptionSpecification(
    name: "think", value: .required("TIME"),
    help: "Make --users that many people who think this long, ask, and wait for the answer before they go on."
  )

  package static let quiet = OptionSpecification(
    name: "quiet", short: "q", help: "Write no progress and no doubts to standard error.")

  package static let noColor = OptionSpecification(
    name: "no-color", help: "Write no colours (NO_COLOR, FORCE_COLOR and TERM=dumb work too).")

  package static let plain = OptionSpecification(
    name: "plain", help: "Write no colours and break no lines, for other programs to read.")

  /// What reading files needs.
  package static let reading = [noExternal, composeFile, profile, fileSet, minimumCoverage, measured]
  /// What today's load and its growth need.
  package static let load = [growth, users, rate, requestsPerUser, figures]
  /// How a result is written.
  package static let writing = [json, quiet, noColor, plain]
}

extension ArgumentSpecification {
  package static let paths = ArgumentSpecification(
    name: "path", isRepeatable: true,
    help:
      "Folders or files of one system: Compose, Kubernetes, charts, pipelines, dumps, tenfold.yaml; - for stdin."
  )
}
