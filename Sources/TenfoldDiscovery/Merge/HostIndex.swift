import TenfoldModel

/// Finds the part that a host name leads to.
struct HostIndex {
  private var byHost: [String: Int] = [:]
  private var byKey: [String: Int] = [:]
  private var byStem: [String: [Int]] = [:]
  private var stems: [(stem: String, part: Int)] = []
  private var namespaces: Set<String> = []
  private var byPublishedPort: [Int: Int] = [:]
  private var externalNames: [String: String] = [:]

  init(parts: [Part], sets: [DeclarationSet], inUse: [Int]) {
    for (index, part) in parts.enumerated() {
      for host in part.hosts where byHost[host] == nil { byHost[host] = index }
      if byKey[part.key] == nil { byKey[part.key] = index }
      let stem = Naming.stem(part.name)
      byStem[stem, default: []].append(index)
      if part.role.isOwnService { stems.append((stem, index)) }
      for declared in part.declarations where !declared.isTwin {
        if let namespace = declared.workload.namespace { namespaces.insert(namespace) }
        for port in declared.workload.containers.lazy.flatMap(\.ports) {
          if let published = port.published { byPublishedPort[published] = index }
        }
      }
    }
    for set in inUse {
      for name in sets[set].names {
        if let outside = name.externalName { externalNames[name.name.lowercased()] = outside.lowercased() }
        if let namespace = name.namespace { namespaces.insert(namespace) }
      }
    }
  }

  /// The part a host leads to; nil when none does.
  func part(host: String, port: Int?) -> Int? {
    if let index = byHost[host] { return index }
    if host == "host.docker.internal" || host == "gateway.docker.internal" {
      return port.flatMap { byPublishedPort[$0] }
    }
    let labels = host.split(separator: ".").map(String.init)
    if labels.count > 1 {
      guard isInternal(labels) else { return nil }
      let names = labels[0] == "tasks" ? Array(labels.dropFirst()) : labels
      for label in names.prefix(2) {
        if let index = byHost[label] ?? byHost[Self.resource(of: label)] { return index }
      }
      return byKey[Naming.key(names[0])]
    }
    return byHost[Self.resource(of: host)] ?? byKey[Naming.key(host)]
  }

  /// The host outside that a name inside the cluster stands for.
  func externalName(of host: String) -> String? {
    externalNames[host] ?? host.split(separator: ".").first.flatMap { externalNames[String($0)] }
  }

  /// True for names that only mean something inside a cluster or a Compose network.
  func isInternal(_ labels: [String]) -> Bool {
    guard labels.count > 1, let last = labels.last else { return true }
    return labels.contains("svc") || last == "local" || last == "internal" || last == "consul"
      || last == "cluster"
      || labels[0] == "tasks" || namespaces.contains(labels[1])
      || labels.count == 2 && byHost[labels[1]] != nil
  }

  /// The part that a name speaks of (`SERVICE_URI_PACKAGE`, `EMAIL_ALERT_API_URL`); nil for none or several.
  func part(spokenOfBy name: String, isLoose: Bool) -> Int? {
    let words = AddressName.subjectWords(name)
    guard !words.isEmpty else { return nil }
    let all = Naming.words(name)
    // The longest run of words wins: `email alert api` before `email alert`.
    for length in stride(from: all.count, to: 0, by: -1) {
      if let index = byKey[all.prefix(length).joined()] { return index }
    }
    let key = words.joined()
    if let index = byKey[key] { return index }
    if let found = byStem[key], found.count == 1 { return found[0] }
    guard isLoose, key.utf8.count >= 4 else { return nil }
    let beginning = stems.filter { $0.stem.hasPrefix(key) }
    return beginning.count == 1 ? beginning[0].part : nil
  }

  /// The part whose name a text ends with, the longest name first: `token-shop-orders` ends with `orders`.
  func part(atEndOf name: String) -> Int? {
    let words = Naming.words(name)
    for start in words.indices.dropFirst() {
      if let index = byKey[words[start...].joined()] { return index }
    }
    return nil
  }

  /// Endings that stateful sets and operators add to the names of their Services.
  private static let resourceEndings = [
    "-headless", "-hl", "-rw", "-ro", "-r", "-kafka-bootstrap", "-kafka-brokers", "-primary", "-replicas",
    "-master",
    "-svc", "-cluster-ip",
  ]

  /// The name of the resource behind a Service of its own: `mongo-0` and `mongo-headless` are `mongo`.
  static func resource(of label: String) -> String {
    for ending in resourceEndings where label.hasSuffix(ending) && label.count > ending.count {
      return String(label.dropLast(ending.count))
    }
    guard let dash = label.lastIndex(of: "-"), label[label.index(after: dash)...].allSatisfy(\.isNumber)
    else {
      return label
    }
    return String(label[..<dash])
  }
}
