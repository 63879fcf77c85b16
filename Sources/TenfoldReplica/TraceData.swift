internal import FoundationEssentials

/// Spans in the JSON of the OpenTelemetry protocol: a line of a service's file of traces, or a document of many.
///
/// **Source.** OpenTelemetry Protocol Specification, JSON Protobuf encoding (identifiers as hexadecimal digits, enums as
/// numbers, 64-bit integers as decimal digits in a string) and its file exporter (one such object to a line);
/// opentelemetry-proto, `trace.proto`.
public struct TraceData: Codable, Sendable, Hashable {
  /// What spans were recorded by.
  public struct Resource: Codable, Sendable, Hashable {
    /// At least `service.name`.
    public var attributes: [Attribute]
  }

  /// The spans of one recorder.
  public struct ScopeSpans: Codable, Sendable, Hashable {
    /// What recorded them.
    public struct Scope: Codable, Sendable, Hashable {
      /// Its name.
      public var name = "tenfold-service"
    }

    /// What recorded them.
    public var scope = Scope()
    /// The spans.
    public var spans: [Span]
  }

  /// A service and its spans.
  public struct ResourceSpans: Codable, Sendable, Hashable {
    /// The service.
    public var resource: Resource
    /// Its spans.
    public var scopeSpans: [ScopeSpans]

    /// A resource of some attributes and its spans.
    public init(attributes: [Attribute], spans: [Span]) {
      resource = Resource(attributes: attributes)
      scopeSpans = [ScopeSpans(spans: spans)]
    }

    /// The name of the service; nil when it has none.
    public var service: String? {
      resource.attributes.first { $0.key == Attribute.serviceName }?.value.stringValue
    }

    /// All its spans.
    public var spans: [Span] { scopeSpans.flatMap(\.spans) }
  }

  /// Services and their spans.
  public var resourceSpans: [ResourceSpans]

  /// Joins them.
  public init(resourceSpans: [ResourceSpans]) { self.resourceSpans = resourceSpans }

  /// The objects of a file with one to a line; nil when a line is none.
  public init?(lines: [UInt8]) {
    resourceSpans = []
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      guard let data = try? JSONDecoder().decode(TraceData.self, from: Data(line)) else { return nil }
      resourceSpans += data.resourceSpans
    }
  }

  /// As JSON on one line, with a line break at the end.
  public var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Numbers are finite and names are text: nothing in it can be refused.
    return ((try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "") + "\n"
  }
}

extension TraceData {
  /// A piece of work from its begin to its end.
  public struct Span: Codable, Sendable, Hashable {
    /// What it is in a call or message.
    public enum Kind: Int, Codable, Sendable, Hashable {
      /// It answers.
      case server = 2
      /// It asks.
      case client = 3
      /// It sends a message.
      case producer = 4
      /// It handles a message.
      case consumer = 5
    }

    /// How it ended.
    public struct Status: Codable, Sendable, Hashable {
      /// 2 for a failure; nil otherwise.
      public var code: Int?
      /// What failed.
      public var message: String?
    }

    /// 32 hexadecimal digits that all spans of a request share.
    public var traceId: String
    /// 16 of its own.
    public var spanId: String
    /// Those of the span that asked for it; nil for the first.
    public var parentSpanId: String?
    /// The operation, or what is asked for.
    public var name: String
    /// What it is in a call or message.
    public var kind: Kind
    /// Nanoseconds since 1970 at its begin, as decimal digits.
    public var startTimeUnixNano: String
    /// Nanoseconds since 1970 at its end.
    public var endTimeUnixNano: String
    /// What else is known of it.
    public var attributes: [Attribute]
    /// How it ended.
    public var status: Status

    /// Joins them.
    ///
    /// - Parameter failure: What failed; nil when nothing did.
    public init(
      traceId: String, spanId: String, parentSpanId: String?, name: String, kind: Kind, begin: UInt64,
      end: UInt64, attributes: [Attribute], failure: String?
    ) {
      self.traceId = traceId
      self.spanId = spanId
      self.parentSpanId = parentSpanId
      self.name = name
      self.kind = kind
      self.attributes = attributes
      startTimeUnixNano = String(begin)
      endTimeUnixNano = String(end)
      status = Status(code: failure.map { _ in 2 }, message: failure)
    }
  }

  /// Something that is known, under the name that the conventions of OpenTelemetry give it.
  public struct Attribute: Codable, Sendable, Hashable {
    static let serviceName = "service.name"

    /// Its value: one of these.
    public struct Value: Codable, Sendable, Hashable {
      /// A text.
      public var stringValue: String?
      /// A whole number, as decimal digits.
      public var intValue: String?
      /// A number.
      public var doubleValue: Double?
    }

    /// Its name.
    public var key: String
    /// Its value.
    public var value: Value

    /// A text.
    public static func text(_ key: String, _ text: String) -> Attribute {
      Attribute(key: key, value: Value(stringValue: text))
    }

    /// A whole number.
    public static func whole(_ key: String, _ number: Int) -> Attribute {
      Attribute(key: key, value: Value(intValue: String(number)))
    }

    /// A finite number.
    public static func number(_ key: String, _ number: Double) -> Attribute {
      Attribute(key: key, value: Value(doubleValue: number))
    }

    /// The name of a service.
    public static func service(_ name: String) -> Attribute { .text(serviceName, name) }
  }
}
