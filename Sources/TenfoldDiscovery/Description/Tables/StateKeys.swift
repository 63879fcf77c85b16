internal import TenfoldModel
internal import TenfoldPlatform

/// The keys of what stores and caches keep and topics carry.
enum StateKeys {
  static let store: [DescriptionKey<StoredState>] = [
    .quantity("size", \.size, .bytes, "Data kept now", source: "ask the database how large it is"),
    .quantity(
      "bytesPerWrite", \.bytesPerWrite, .bytes, "Data one write adds, before copies and indexes",
      source: "growth of a day over its writes"),
    .quantity(
      "retention", \.retention, .duration, "Time after which data is removed; kept for ever when unknown"),
    .quantity(
      "slowQueryShare", \.slowQueryShare, .share,
      "Share of its CPU that a few slow queries take which nobody tuned"),
    .table("connections", \.self, connections, "Connections it serves and who holds them"),
    .optionalTable(
      "replication", \.replication, replication, start: { Replication(replicas: .stated(0)) },
      "Copies besides the primary: a number, or a mapping"),
    .optionalTable(
      "shards", \.sharding, sharding, start: { Sharding(count: .stated(1)) },
      "Division of the data by key: a number, or a mapping"),
    .optionalTable(
      "keys", \.keys, keys, start: { KeyPopularity() }, "Keys and how unevenly they are asked for"),
    .optionalTable(
      "projection", \.projection, projection, start: { Projection(of: "") },
      "The store this one is a read model of"),
  ]

  static let cache: [DescriptionKey<StoredState>] = [
    .optionalTable(
      "keys", \.keys, keys, start: { KeyPopularity() }, "Keys and how unevenly they are asked for"),
    .quantity("timeToLive", \.timeToLive, .duration, "Time an entry stays valid"),
    .quantity("hitRatio", \.hitRatio, .share, "Share of reads it answers, when it is known"),
    .flag(
      "coalescesMisses", \.coalescesMisses, "Whether of several misses of one key only one asks the store"),
    .choice(
      "onWrite", \.onWrite, [("remove", .remove), ("update", .update), ("keep", .keep)], fallback: nil,
      "What becomes of an entry when the store changes: removed unless said, updated, or kept and old"),
    .quantity("size", \.size, .bytes, "Data kept now"),
    .table("connections", \.self, connections, "Connections it serves and who holds them"),
    .optionalTable(
      "replication", \.replication, replication, start: { Replication(replicas: .stated(0)) },
      "Copies besides the primary: a number, or a mapping"),
    .optionalTable(
      "shards", \.sharding, sharding, start: { Sharding(count: .stated(1)) },
      "Division of the data by key: a number, or a mapping"),
  ]

  static let connections = DescriptionTable<StoredState>(
    name: "connections", help: "Connections a store or cache serves.",
    keys: [
      .quantity("limit", \.connectionLimit, .count, "Most connections the engine serves"),
      .quantity(
        "open", \.openConnections, .count, "Connections that all clients together keep open today"),
      .flag("pooled", \.isPooled, "Whether a pooler stands between the clients and the store"),
      DescriptionKey(
        "perReplica", .map(.quantity(.count)), "Connections each client replica keeps open, by client",
        read: { node, state, reading in
          for entry in reading.entries(node) {
            reading.within(entry.key) { reading in
              guard reading.checkComponent(entry.key, line: entry.line) else { return }
              state.connectionsPerReplica[entry.key] = reading.quantity(entry.value, .count)
            }
          }
        },
        write: { state in
          guard !state.connectionsPerReplica.isEmpty else { return nil }
          let clients = state.connectionsPerReplica.sorted { $0.key < $1.key }
          return .map(clients.map { .init($0.key, .quantity($0.value, .count)) })
        }),
    ])

  static let replication = DescriptionTable<Replication>(
    name: "replication", help: "Copies of a store's data besides the primary.",
    keys: [
      .required("replicas", \.replicas, .count, "Copies besides the primary"),
      .choice(
        "mode", \.mode, [("async", .asynchronous), ("sync", .synchronous), ("quorum", .quorum)],
        fallback: .asynchronous,
        "When a write counts as done: at the primary, at a replica too, at a majority"),
      .choice(
        "readsFrom", \.readsFrom, [("primary", .primary), ("replicas", .replicas), ("all", .all)],
        fallback: .primary, "Who answers reads"),
      .quantity("lag", \.lag, .duration, "Time until a replica has a write"),
      .quantity("failoverTime", \.failoverTime, .duration, "Time until a replica takes over a lost primary"),
      .quantity(
        "readQuorum", \.readQuorum, .count,
        "Answers a read waits for, in a store without a primary that asks all its replicas"),
      .quantity("writeQuorum", \.writeQuorum, .count, "Acknowledgements a write waits for in such a store"),
      DescriptionKey(
        "primaryRegion", .text, "Region that takes the writes, where there are several",
        read: { node, replication, reading in
          replication.primaryRegion = reading.text(node)
          if let region = replication.primaryRegion { reading.checkPlace(region, line: node.line) }
        },
        write: { $0.primaryRegion.map { .text($0) } }),
    ],
    shorthand: .init(
      form: .quantity(.count),
      read: { node, replication, reading in
        if let count = reading.quantity(node, .count) { replication.replicas = count }
      }, write: { _ in nil }))

  static let sharding = DescriptionTable<Sharding>(
    name: "shards", help: "Division of a store's data by key.",
    keys: [
      .required("count", \.count, .count, "Parts"),
      .text("key", \.key, "What the data is divided by"),
      .quantity("scatterShare", \.scatterShare, .share, "Share of reads that must ask every shard"),
      .quantity("hottestShare", \.hottestShare, .share, "Share of the load that the busiest shard takes"),
    ],
    shorthand: .init(
      form: .quantity(.count),
      read: { node, sharding, reading in
        if let count = reading.quantity(node, .count) { sharding.count = count }
      }, write: { _ in nil }))

  static let keys = DescriptionTable<KeyPopularity>(
    name: "keys", help: "Keys and how unevenly they are asked for: a Zipf law.",
    keys: [
      .quantity("count", \.count, .count, "Number of distinct keys"),
      .quantity(
        "zipf", \.zipfExponent, .count, "Exponent of the Zipf law; 0 is uniform, 1 usual for content"),
      .quantity("entrySize", \.entrySize, .bytes, "Mean size of one entry"),
      .quantity("hottestRate", \.hottestRate, .rate, "Requests for the most popular key today"),
    ])

  static let projection = DescriptionTable<Projection>(
    name: "projection", help: "A store that is a read model of another, fed by events.",
    keys: [
      DescriptionKey(
        "of", .text, "The store whose state it shows", isRequired: true,
        read: { node, projection, reading in projection.of = reading.componentName(node) ?? "" },
        write: { .text($0.of) }),
      DescriptionKey(
        "via", .text, "The topic the changes come through",
        read: { node, projection, reading in projection.via = reading.componentName(node) },
        write: { $0.via.map { .text($0) } }),
      .quantity("lag", \.lag, .duration, "Time until a change shows"),
    ])

  static let topic: [DescriptionKey<Messaging>] = [
    .quantity("partitions", \.partitions, .count, "At most that many consumers of a group work at a time"),
    .quantity("copies", \.replicas, .count, "Copies of each message"),
    .quantity("retention", \.retention, .duration, "Time messages are kept"),
    .flag("deadLetters", \.hasDeadLetters, "Whether failed messages are set aside"),
    .quantity(
      "deliveries", \.deliveryLimit, .count,
      "How often a message is delivered at most while its consumer fails"),
    .quantity(
      "redeliveryPause", \.redeliveryPause, .duration, "Mean pause before a message is delivered again"),
    .optionalTable(
      "keys", \.keys, keys, start: { KeyPopularity() },
      "What messages are about: those of one key keep their order in one partition"),
    .list(
      "consumers", \.consumers, consumer, start: { Messaging.Consumer(component: "") },
      "Who takes from it: `component.operation`, or a mapping"),
  ]

  static let consumer = DescriptionTable<Messaging.Consumer>(
    name: "consumer", help: "One group of consumers, which sees every message once.",
    keys: [
      DescriptionKey(
        "component", .text, "The consuming component", isRequired: true,
        read: { node, consumer, reading in consumer.component = reading.componentName(node) ?? "" },
        write: { .text($0.component) }),
      .text("operation", \.operation, "The operation that handles a message"),
      .quantity("concurrency", \.concurrency, .count, "Messages one replica handles at a time"),
    ],
    shorthand: .init(
      form: .text,
      read: { node, consumer, reading in
        guard let text = reading.text(node) else { return }
        let (component, operation) = reading.directory.resolve(text)
        guard reading.checkComponent(component, line: node.line) else { return }
        if let operation { reading.checkOperation(operation, of: component, line: node.line) }
        consumer = Messaging.Consumer(component: component, operation: operation)
      },
      write: { consumer in
        guard consumer.concurrency == nil, !consumer.component.contains("."),
          let operation = consumer.operation, !operation.contains(".")
        else { return nil }
        return .text(consumer.component + "." + operation)
      }))
}
