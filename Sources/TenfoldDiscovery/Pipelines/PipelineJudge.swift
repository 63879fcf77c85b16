import TenfoldModel

/// Says what a pipeline does, by its steps.
struct PipelineJudge {
  private let pipeline: PipelineDefinition
  private var facts: [Fact] = []
  /// Environments that jobs deploy to.
  private var environments: Set<String> = []
  private var imageCount = 0

  /// Facts of a pipeline.
  static func facts(of pipeline: PipelineDefinition) -> [Fact] {
    var judge = PipelineJudge(pipeline)
    judge.judge()
    return judge.facts
  }

  private init(_ pipeline: PipelineDefinition) { self.pipeline = pipeline }

  private mutating func add(
    _ topic: FactTopic, _ detail: String, line: Int?, value: Double? = nil, subject: String? = nil
  ) {
    facts.append(
      Fact(
        topic, subject: subject ?? pipeline.name, detail: detail, state: .referenced,
        at: SourceLocation(file: pipeline.location.file, line: line), value: value))
  }

  private mutating func judge() {
    add(.pipeline, "\(pipeline.tool): \(pipeline.name)", line: nil)
    for job in pipeline.jobs { judge(job) }
    let kept = facts.filter { $0.topic == .pipelineDeploys }
    let running = environments.filter { CommandMeaning.isRunningEnvironment($0) }
    if running.count > 1, running.contains(where: { CommandMeaning.isProduction($0) }), let first = kept.first
    {
      add(
        .pipelinePromotes, "promotes over \(running.sorted().joined(separator: ", "))",
        line: first.location.line)
    }
    let isByHandOnly = pipeline.triggers == ["manual"]
    if let first = kept.first {
      let gate = pipeline.jobs.first { $0.isManual }
      if let gate {
        add(.pipelineManualGate, "\(pipeline.tool): \(gate.name) waits for a person", line: gate.line)
        add(.pipelinePromotes, "\(gate.name) promotes when a person agrees", line: gate.line)
      } else if isByHandOnly {
        add(
          .pipelineManualGate, "\(pipeline.tool): \(pipeline.name) is started by a person",
          line: first.location.line)
      }
    }
    if imageCount > 0 {
      add(.pipelineImages, "pushes \(imageCount) images", line: nil, value: Double(imageCount))
    }
    if let folder = singleFolder {
      add(.pipelinePerService, "started by changes under \(folder)", line: nil, subject: folder)
    }
  }

  /// The one folder whose files start the pipeline, when there is one and it is no documentation.
  private var singleFolder: String? {
    let folders = Set(
      pipeline.pathFilters.filter { !$0.hasPrefix(".github") && !$0.hasSuffix(".md") }
        .map {
          $0.split(separator: "/").filter { !$0.contains("*") && !$0.contains(".") }.joined(separator: "/")
        })
    guard folders.count == 1, let folder = folders.first, !folder.isEmpty else { return nil }
    let first = folder.split(separator: "/").first.map { $0.lowercased() } ?? ""
    return ["docs", "doc", "terraform", "infra", "infrastructure", "website"].contains(first) ? nil : folder
  }

  /// True when the whole pipeline only serves a review: nothing of it runs on the main line.
  private var isForReviewOnly: Bool {
    !pipeline.triggers.isEmpty
      && pipeline.triggers.subtracting(["manual", "call", "issue_comment"]) == ["pull_request"]
  }

  private mutating func judge(_ job: PipelineJob) {
    let everything = job.steps.flatMap { step in
      step.commands.map(\.text) + [step.action ?? "", step.name] + step.arguments.values
    }.joined(separator: "\n")
    let onReview = (job.condition ?? "").contains("pull_request") && !(job.condition ?? "").contains("!=")
    let isBed =
      isForReviewOnly || onReview || CommandMeaning.isTestBed(everything)
      || CommandMeaning.isTestName(job.name)
      || (job.environment ?? "").lowercased().contains("review") || isPreviewName(pipeline.name)
    if let environment = job.environment { environments.insert(environment) }
    var deployed = false
    for step in job.steps {
      let deploys = judge(step, of: job, isBed: isBed)
      if deployed, isSmokeTest(step) {
        add(.pipelineSmokeTests, "tries what it deployed: \(step.name)", line: step.line)
      }
      deployed = deployed || deploys
    }
    if !deployed, let environment = job.environment, CommandMeaning.isRunningEnvironment(environment), !isBed,
      job.steps.contains(where: { !$0.commands.isEmpty || $0.action != nil })
    {
      // The job's own work is elsewhere (a reusable workflow, a script); the environment says what it is for.
      add(
        .pipelineDeploys, "\(pipeline.tool): job \(job.name) is bound to the environment \(environment)",
        line: job.environmentLine ?? job.line)
    }
    judgeMatrix(job)
  }

  private func isPreviewName(_ name: String) -> Bool {
    let lower = name.lowercased()
    return ["e2e", "end-to-end", "preview", "pull request", "pr deploy", "deploy pr", "deploy-pr"].contains {
      lower.contains($0)
    }
  }

  private func isSmokeTest(_ step: PipelineStep) -> Bool {
    step.name.lowercased().contains("smoke")
      || step.commands.contains { command in
        let words = CommandWords(command.text)
        return ["curl", "newman", "k6", "wget", "hey"].contains { words.runs($0) }
      }
  }

  /// Judges a step. - Returns: True when it deploys.
  private mutating func judge(_ step: PipelineStep, of job: PipelineJob, isBed: Bool) -> Bool {
    var deploys: (what: String, line: Int)?
    let onFailure = (step.condition ?? "").contains("failure") || (job.condition ?? "").contains("failure")
    for command in step.commands {
      let words = CommandWords(command.text)
      if CommandMeaning.tests(words) {
        add(.pipelineTests, "\(pipeline.tool) runs \(shortened(command.text))", line: command.line)
      }
      if CommandMeaning.pushes(words) {
        addPush(command.text, in: step, job: job, line: command.line, isBed: isBed)
      }
      if let what = CommandMeaning.deploys(words) { deploys = deploys ?? (what, command.line) }
      if words.runs("helm"), words.has(option: "--atomic") || words.has(option: "--rollback-on-failure") {
        add(.automaticRollback, "helm takes a failed upgrade back", line: command.line)
      }
      if onFailure, command.text.contains("rollout undo") || words.runs("helm", "rollback") {
        add(.automaticRollback, "\(pipeline.tool) takes a failed deployment back", line: command.line)
      }
      if command.text.contains("rollout status"), command.text.contains("||"),
        command.text.contains("rollout undo")
      {
        add(.automaticRollback, "takes back what does not become ready", line: command.line)
      }
      if ["trivy", "grype", "syft", "cosign", "snyk", "anchore-cli"].contains(where: { words.runs($0) })
        || words.runs("docker", "scout")
      {
        add(.pipelineScans, "\(shortened(command.text))", line: command.line)
      }
      let editsTag =
        words.runs("kustomize", "edit", "set", "image")
        || ((words.runs("yq") || words.runs("sed"))
          && ["tag", "image"].contains { command.text.lowercased().contains($0) })
      if editsTag, hasCommit(job), pushesImages {
        add(.tagCommit, "commits the new image tag", line: command.line)
      }
    }
    if let action = step.action {
      judge(action: action, step, job: job, isBed: isBed, deploys: &deploys)
    }
    guard let deploys else { return false }
    if isBed {
      add(.pipelineDeploysTestBed, "\(pipeline.tool): \(deploys.what) to a test bed", line: deploys.line)
      return true
    }
    add(.pipelineDeploys, "\(pipeline.tool): \(deploys.what)", line: deploys.line)
    return true
  }

  private mutating func judge(
    action: String, _ step: PipelineStep, job: PipelineJob, isBed: Bool,
    deploys: inout (what: String, line: Int)?
  ) {
    let lower = action.lowercased()
    if let what = CommandMeaning.deployingAction(action, arguments: step.arguments) {
      deploys = deploys ?? (what, step.line)
    }
    if CommandMeaning.pushingAction(action, arguments: step.arguments) {
      addPush(step.arguments.values.joined(separator: " "), in: step, job: job, line: step.line, isBed: isBed)
    }
    if lower == "travis-default-tests" {
      add(.pipelineTests, "Travis CI runs the language's tests", line: step.line)
    }
    if lower.contains("trivy") || lower.contains("anchore/") || lower.contains("snyk/actions/docker")
      || lower.contains("sbom")
    {
      add(.pipelineScans, "\(action)", line: step.line)
    }
    if ["maven", "gradle", "dotnetcorecli", "vstest", "npm"].contains(lower) {
      let words = step.arguments.values.joined(separator: " ").lowercased()
      if lower == "vstest" || ["test", "verify", "package", "build"].contains(where: { words.contains($0) }),
        lower != "npm" || words.contains("test")
      {
        if lower != "dotnetcorecli" || words.contains("test") {
          add(.pipelineTests, "\(pipeline.tool) runs \(action)", line: step.line)
        }
      }
    }
    if lower.contains("cypress-io/github-action")
      || lower.contains("helm/chart-testing-action") && step.commands.isEmpty == false
      || lower == "maven-test" || lower == "gradle-test"
    {
      add(.pipelineTests, "\(pipeline.tool) runs \(action)", line: step.line)
    }
    if action == "canary-strategy" || step.arguments["strategy"] == "canary" {
      add(.controlledWeights, "\(pipeline.tool) shifts traffic in a canary strategy", line: step.line)
    }
    // A called workflow does the work; what it is told says which.
    if action.hasPrefix("./") || action.contains("/.github/workflows/"), step.arguments["push"] == "true" {
      addPush(
        step.arguments.values.joined(separator: " ") + step.arguments.keys.joined(separator: " "), in: step,
        job: job, line: step.line, isBed: isBed)
    }
  }

  private var pushesImages: Bool {
    pipeline.jobs.contains { job in
      job.steps.contains { step in
        step.commands.contains { CommandMeaning.pushes(CommandWords($0.text)) }
          || step.action.map { CommandMeaning.pushingAction($0, arguments: step.arguments) } == true
      }
    }
  }

  private func hasCommit(_ job: PipelineJob) -> Bool {
    job.steps.contains { step in
      step.commands.contains { $0.text.contains("git push") || $0.text.contains("git commit") }
        || step.action?.contains("git-auto-commit") == true
        || step.action?.contains("create-pull-request") == true
    }
  }

  private mutating func addPush(
    _ text: String, in step: PipelineStep, job: PipelineJob, line: Int, isBed: Bool
  ) {
    if text.contains("localhost:") || text.contains("127.0.0.1:") || text.contains("ttl.sh") { return }
    imageCount = max(imageCount, job.matrix.values.map(\.count).max() ?? 1)
    // The tag may be made in an earlier step: a metadata action, docker tag, a variable.
    let around = pipeline.jobs.flatMap(\.steps).filter { other in
      other.action?.contains("metadata-action") == true
    }.flatMap { $0.arguments.values }.joined(separator: "\n")
    let built = job.steps.flatMap(\.commands).map(\.text).filter {
      $0.contains("docker tag") || $0.contains("docker build") || $0.contains("-t ") || $0.contains("TAG=")
    }.joined(separator: "\n")
    let isMeta = text.contains("outputs.tags") || text.contains("meta")
    let evidence = text + "\n" + built + (isMeta ? "\n" + around : "")
    // A metadata action names versions and branches by default; branches move.
    let stays =
      isMeta && !around.isEmpty
      ? around.contains("type=sha") || around.contains("type=semver") || around.contains("sha")
        || around.contains("version")
      : CommandMeaning.isImmutable(evidence)
    if stays {
      add(.pipelinePushesImmutable, "\(pipeline.tool) pushes images tagged by commit or version", line: line)
    } else {
      add(.pipelinePushesMoving, "\(pipeline.tool) pushes images under a moving tag", line: line)
    }
  }

  private mutating func judgeMatrix(_ job: PipelineJob) {
    if job.hasGeneratedMatrix {
      add(.pipelineGeneratedMatrix, "job \(job.name) runs over a computed matrix", line: job.line)
    }
    if let regions = job.matrix.first(where: {
      $0.key.lowercased().contains("region") || $0.key.lowercased().contains("cluster")
    }),
      regions.value.count > 1, job.maximumParallel == 1
    {
      add(
        .pipelineWaves, "job \(job.name) goes through \(regions.value.joined(separator: ", "))",
        line: job.line)
    }
  }

  private func shortened(_ text: String) -> String {
    let line = text.split(separator: "\n").first.map(String.init) ?? text
    return line.count > 60 ? line.prefix(57) + "..." : line
  }
}
