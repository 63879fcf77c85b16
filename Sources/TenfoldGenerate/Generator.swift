public import TenfoldModel

/// Writes the files that carry out one remedy.
protocol RemedyGenerator: Sendable {
  /// The remedy's id.
  var remedy: String { get }
  /// What the files are, in a few words.
  var summary: String { get }
  /// What it can be applied to, in words.
  var expected: String { get }
  /// Why there are no files for a platform and what to do instead; nil where there are.
  func refusal(on platform: Platform) -> String?
  /// Why there are none for what is asked for, and what to do instead; nil where there are.
  func refusal(of request: GenerationRequest) -> String?
  /// True for a component that it can be applied to.
  func suits(_ component: Component) -> Bool
  /// The files for a request whose targets all suit.
  func generate(_ request: GenerationRequest) -> GeneratedConfiguration
}

extension RemedyGenerator {
  func refusal(on platform: Platform) -> String? { nil }
  func refusal(of request: GenerationRequest) -> String? { nil }
}

/// Configuration for real tools, from a system and a remedy.
///
/// The functions are pure: the same request gives the same bytes, and nothing is read or written. No file holds a
/// secret; passwords are references to what the platform keeps.
public enum Generator {
  private static let all: [any RemedyGenerator] = [
    AutoscalingFiles(), ReplicaFiles(), PoolerFiles(), ReadReplicaFiles(), CacheFiles(),
    TopicFiles(),
    LogFiles(), MetricsFiles(), PipelineFiles(),
  ]

  /// Ids of the remedies that have files, with what the files are.
  public static var remedies: [(id: String, summary: String)] { all.map { ($0.remedy, $0.summary) } }

  /// True for a component that a remedy's files can be for.
  public static func suits(_ remedy: String, _ component: Component) -> Bool {
    all.first { $0.remedy == remedy }?.suits(component) ?? false
  }

  /// The files of a remedy, and the steps that no file can take.
  ///
  /// - Throws: ``GenerationError`` for a remedy, a platform or a component that has no files.
  /// - Complexity: O(targets · components).
  public static func generate(_ request: GenerationRequest) throws(GenerationError) -> GeneratedConfiguration
  {
    guard let generator = all.first(where: { $0.remedy == request.remedy }) else {
      throw .noGenerator(remedy: request.remedy, known: all.map(\.remedy))
    }
    if let advice = generator.refusal(on: request.platform) {
      throw .notOnPlatform(remedy: request.remedy, platform: request.platform, advice: advice)
    }
    let suitable = request.system.components.filter(generator.suits).map(\.name)
    if let other = request.targets.first(where: { !suitable.contains($0) }) {
      throw .unsuitable(
        name: other, remedy: request.remedy, expected: generator.expected, suitable: suitable)
    }
    guard !suitable.isEmpty else { throw .noTarget(remedy: request.remedy, expected: generator.expected) }
    var request = request
    if request.targets.isEmpty { request.targets = suitable }
    if let advice = generator.refusal(of: request) {
      throw .notOnPlatform(remedy: request.remedy, platform: request.platform, advice: advice)
    }
    if let (first, second) = alike(request.components) {
      throw .sameName(first: first, second: second, spelled: Spelling.name(first), remedy: request.remedy)
    }
    return generator.generate(request)
  }

  /// Two components that files would call the same, since tools take fewer letters than a description.
  private static func alike(_ components: [Component]) -> (String, String)? {
    var names: [String: String] = [:]
    for component in components {
      let length = component.kind == .store ? Spelling.serverLength : Spelling.objectLength
      if let other = names.updateValue(component.name, forKey: Spelling.name(component.name, length: length))
      {
        return (other, component.name)
      }
    }
    return nil
  }
}
