/// Topics of facts about pipelines.
extension FactTopic {
  /// A pipeline is defined; the subject is its name.
  public static let pipeline = FactTopic(rawValue: "pipeline.pipeline")
  /// A pipeline runs tests.
  public static let pipelineTests = FactTopic(rawValue: "pipeline.pipelineTests")
  /// A pipeline builds images.
  public static let pipelineBuilds = FactTopic(rawValue: "pipeline.pipelineBuilds")
  /// A pipeline pushes images under tags that do not move.
  public static let pipelinePushesImmutable = FactTopic(rawValue: "pipeline.pipelinePushesImmutable")
  /// A pipeline pushes images under tags that move only.
  public static let pipelinePushesMoving = FactTopic(rawValue: "pipeline.pipelinePushesMoving")
  /// A pipeline changes what runs in production or on the way to it.
  public static let pipelineDeploys = FactTopic(rawValue: "pipeline.pipelineDeploys")
  /// A pipeline deploys to a preview, a throw-away cluster or a test bed.
  public static let pipelineDeploysTestBed = FactTopic(rawValue: "pipeline.pipelineDeploysTestBed")
  /// A pipeline promotes from one environment to the next.
  public static let pipelinePromotes = FactTopic(rawValue: "pipeline.pipelinePromotes")
  /// A pipeline waits for a person.
  public static let pipelineManualGate = FactTopic(rawValue: "pipeline.pipelineManualGate")
  /// A pipeline scans images or writes a bill of materials.
  public static let pipelineScans = FactTopic(rawValue: "pipeline.pipelineScans")
  /// A pipeline tries what it deployed.
  public static let pipelineSmokeTests = FactTopic(rawValue: "pipeline.pipelineSmokeTests")
  /// A pipeline is started by the files of one service; the subject is the service.
  public static let pipelinePerService = FactTopic(rawValue: "pipeline.pipelinePerService")
  /// A pipeline pushes images; the value is how many.
  public static let pipelineImages = FactTopic(rawValue: "pipeline.pipelineImages")
  /// A pipeline computes its matrix.
  public static let pipelineGeneratedMatrix = FactTopic(rawValue: "pipeline.pipelineGeneratedMatrix")
  /// A pipeline goes region by region.
  public static let pipelineWaves = FactTopic(rawValue: "pipeline.pipelineWaves")
  /// New image tags are committed for a reconciler.
  public static let tagCommit = FactTopic(rawValue: "pipeline.tagCommit")
}
