/// What commands and ready-made actions of pipelines mean.
enum CommandMeaning {
  /// True when the command runs tests.
  static func tests(_ command: CommandWords) -> Bool {
    let skips = ["-DskipTests", "-Dmaven.test.skip", "skip.test", "-x test"].contains {
      command.text.contains($0)
    }
    for program in ["mvn", "mvnw"] where !skips {
      for goal in ["test", "verify", "package", "install", "deploy"] where command.runs(program, goal) {
        return true
      }
    }
    for program in ["gradle", "gradlew"] where !skips {
      for task in ["test", "check", "build"] where command.runs(program, task) { return true }
    }
    for program in ["npm", "yarn", "pnpm", "bun"] {
      if command.runs(program, "test") { return true }
      if command.parts.contains(where: {
        $0.contains { $0.hasSuffix(program) } && $0.contains { $0.hasPrefix("test:") }
      }) {
        return true
      }
    }
    // A target of a build tool that says it tests.
    let isTarget = command.parts.contains { part in
      guard let tool = part.firstIndex(where: { ["make", "just", "task", "mage"].contains($0) }), tool < 3
      else { return false }
      return part[(tool + 1)...].contains { word in
        !word.hasPrefix("-") && word.split { !$0.isLetter }.contains { $0 == "test" || $0 == "tests" }
      }
    }
    if isTarget { return true }
    let plain = [
      "pytest", "tox", "nox", "rspec", "phpunit", "jest", "vitest", "ctest", "mocha", "unittest",
      "run-tests.sh",
      "run_tests.sh", "test.sh", "gotestsum", "newman", "karma",
    ]
    if plain.contains(where: { command.runs($0) }) { return true }
    let pairs = [
      ("go", "test"), ("cargo", "test"), ("dotnet", "test"), ("rake", "test"), ("rails", "test"),
      ("bazel", "test"),
      ("sbt", "test"), ("mix", "test"), ("skaffold", "test"), ("make", "test"), ("swift", "test"),
      ("deno", "test"),
      ("playwright", "test"), ("cypress", "run"), ("ng", "test"), ("nx", "test"), ("turbo", "test"),
      ("ct", "install"), ("artisan", "test"), ("lein", "test"),
      ("make", "check"), ("make", "unit-test"), ("make", "unittest"), ("make", "integration-test"),
      ("make", "tests"), ("just", "test"), ("task", "test"),
      ("cargo", "nextest"), ("composer", "test"),
    ]
    return pairs.contains { command.runs($0.0, $0.1) }
  }

  /// True when the command pushes images.
  static func pushes(_ command: CommandWords) -> Bool {
    let pairs = [
      ("docker", "push"), ("podman", "push"), ("buildah", "push"), ("crane", "push"), ("ko", "publish"),
      ("ko", "build"),
      ("ko", "resolve"), ("skaffold", "build"), ("docker-compose", "push"), ("pack", "--publish"),
      ("img", "push"),
    ]
    if pairs.contains(where: { command.runs($0.0, $0.1) }) { return true }
    if command.runs("docker", "compose", "push") || command.runs("az", "acr", "build")
      || command.runs("gcloud", "builds", "submit")
    {
      return true
    }
    if command.runs("docker", "buildx") || command.runs("docker", "build"), command.has(option: "--push") {
      return true
    }
    if command.runs("executor"), command.has(option: "--destination") { return true }
    return command.text.contains("jib:build") || command.runs("gradlew", "jib")
      || command.runs("gradle", "jib")
      || command.runs("skopeo", "copy")
  }

  /// True when a tag in the text names a commit, a version or a build, so that it does not move.
  static func isImmutable(_ text: String) -> Bool {
    let words = [
      "sha", "commit", "version", "build_number", "build_id", "buildid", "build_tag", "semver", "tag_name",
      "short_sha", "revision",
      "$tag", "${tag", "git_tag", "ref_name", "circle_tag", "github.ref", "run_number", "run_id", "@sha256",
      "pipeline_iid", "pipeline_id",
      "rev-parse", "describe", "timestamp", "new_tag", "image_tag", "$date", "release",
    ]
    let lower = text.lowercased()
    return words.contains { lower.contains($0) }
  }

  /// What the command deploys with, in a few words; nil when it deploys nothing.
  static func deploys(_ command: CommandWords) -> String? {
    let triples: [(String, [String])] = [
      ("helm", ["upgrade"]), ("helm", ["install"]), ("helmfile", ["apply"]), ("helmfile", ["sync"]),
      ("kubectl", ["apply"]),
      ("kubectl", ["replace"]), ("kubectl", ["set", "image"]), ("kubectl", ["rollout", "restart"]),
      ("kubectl", ["patch", "deployment"]),
      ("skaffold", ["run"]), ("skaffold", ["deploy"]), ("argocd", ["app", "sync"]),
      ("argocd", ["app", "set"]), ("kapp", ["deploy"]),
      ("aws", ["ecs", "update-service"]), ("aws", ["ecs", "deploy"]),
      ("aws", ["lambda", "update-function-code"]),
      ("aws", ["cloudformation", "deploy"]), ("aws", ["deploy", "create-deployment"]),
      ("aws", ["elasticbeanstalk", "update-environment"]),
      ("aws", ["apprunner", "start-deployment"]), ("ecs-cli", ["compose"]), ("ecs", ["deploy"]),
      ("ecs-deploy", []), ("eb", ["deploy"]), ("copilot", ["deploy"]),
      ("az", ["containerapp", "update"]), ("az", ["containerapp", "up"]), ("az", ["webapp", "deploy"]),
      ("az", ["webapp", "config", "container"]),
      ("az", ["deployment", "group", "create"]), ("az", ["deployment", "sub", "create"]),
      ("az", ["functionapp", "deployment"]), ("azd", ["up"]), ("azd", ["deploy"]),
      ("gcloud", ["run", "deploy"]), ("gcloud", ["run", "services", "update"]),
      ("gcloud", ["app", "deploy"]), ("gcloud", ["functions", "deploy"]),
      ("gcloud", ["deploy", "releases", "create"]),
      ("gcloud", ["compute", "instance-groups", "managed", "rolling-action"]),
      ("terraform", ["apply"]), ("tofu", ["apply"]), ("terragrunt", ["apply"]),
      ("terragrunt", ["run-all", "apply"]), ("pulumi", ["up"]),
      ("cdk", ["deploy"]), ("sam", ["deploy"]), ("serverless", ["deploy"]), ("sls", ["deploy"]),
      ("fly", ["deploy"]), ("flyctl", ["deploy"]),
      ("heroku", ["container:release"]), ("cap", ["deploy"]), ("ansible-playbook", []),
      ("docker", ["stack", "deploy"]),
      ("docker", ["service", "update"]), ("nomad", ["job", "run"]), ("nomad", ["run"]), ("oc", ["apply"]),
      ("oc", ["rollout"]), ("oc", ["set", "image"]),
      ("cf", ["push"]), ("kamal", ["deploy"]), ("werf", ["converge"]), ("tk", ["apply"]),
      ("flux", ["reconcile"]), ("devspace", ["deploy"]),
      ("firebase", ["deploy"]), ("railway", ["up"]), ("deployer", ["deploy"]), ("kustomize", ["apply"]),
      ("ecspresso", ["deploy"]), ("tanzu", ["deploy"]),
    ]
    for (program, words) in triples where matches(command, program, words) {
      if command.has(option: "--dry-run"), !command.text.contains("--dry-run=none") { return nil }
      if command.text.contains("--dry-run=client -o yaml | kubectl apply") { return "kubectl apply" }
      return ([program] + words).joined(separator: " ")
    }
    if command.text.contains("git push"), command.text.contains("heroku") || command.text.contains("dokku") {
      return "git push to the platform"
    }
    let isRemote =
      command.runs("ssh") || command.text.contains("DOCKER_HOST") || command.text.contains("--context")
    let starts = [
      "docker compose", "docker-compose", "docker stack", "docker run", "systemctl restart", "kubectl ",
      "helm ",
    ]
    if isRemote, starts.contains(where: { command.text.contains($0) }) { return "ssh to a server" }
    return nil
  }

  private static func matches(_ command: CommandWords, _ program: String, _ words: [String]) -> Bool {
    switch words.count {
    case 0: command.runs(program)
    case 1: command.runs(program, words[0])
    case 2: command.runs(program, words[0], words[1])
    case 3: command.runs(program, words[0], words[1], words[2])
    default: command.runs(program, words[0], words[1], words[2], words[3])
    }
  }

  /// What a ready-made action deploys with; nil when it deploys nothing.
  static func deployingAction(_ action: String, arguments: [String: String]) -> String? {
    let name = action.lowercased()
    let wanted = [
      "azure/k8s-deploy", "azure/webapps-deploy", "azure/container-apps-deploy-action", "azure/arm-deploy",
      "azure/functions-action",
      "aws-actions/amazon-ecs-deploy-task-definition", "aws-actions/aws-cloudformation",
      "aws-actions/aws-codedeploy", "google-github-actions/deploy-cloudrun",
      "google-github-actions/deploy-appengine", "google-github-actions/deploy-cloud-functions",
      "google-github-actions/create-cloud-deploy-release",
      "akhileshns/heroku-deploy", "digitalocean/app_action", "bitovi/", "einaregilsson/beanstalk-deploy",
      "kodermax/kubectl", "deliverybot/helm", "wyrihaximus/github-action-helm3", "koslib/helm-eks-action",
      "kubernetesmanifest", "helmdeploy", "azurewebapp", "azurermwebappdeployment", "azurecontainerapps",
      "azureresourcemanagertemplatedeployment", "azurefunctionapp",
      "aws-ecs/deploy-service-update", "aws-ecs/deploy_service_update", "helm/upgrade-helm-chart",
      "helm/upgrade_helm_chart", "aws-eks/update-container-image", "aws-eks/update_container_image",
      "kubernetes/create-or-update-resource", "gcp-cloud-run/deploy", "atlassian/aws-ecs-deploy",
      "atlassian/kubectl-run", "atlassian/aws-eks-kubectl-run", "atlassian/ssh-run",
      "atlassian/aws-cloudformation-deploy", "atlassian/google-cloud-run-deploy",
      "atlassian/azure-web-apps-deploy", "atlassian/heroku-deploy", "atlassian/google-gke-kubectl-run",
      "helm-upgrade-from-repo", "helm-upgrade-from-source", "kubernetesdeploy", "openshiftdeploy",
      "kubernetes-actions", "travis-deploy-heroku", "travis-deploy-gae", "travis-deploy-elasticbeanstalk",
      "travis-deploy-cloudfoundry", "travis-deploy-codedeploy", "travis-deploy-lambda",
      "travis-deploy-script", "gke-deploy", "drone-helm", "sinlead/drone-kubectl", "kubernetes@",
      "pulumi/actions", "superfly/flyctl-actions",
    ]
    if name.contains("ssh-action"), let script = arguments["script"]?.lowercased(),
      ["compose up", "docker stack", "docker run", "kubectl ", "helm ", "systemctl restart", "pm2 "]
        .contains(where: { script.contains($0) })
    {
      return "ssh to a server"
    }
    if let found = wanted.first(where: { name.contains($0) }) {
      if found == "pulumi/actions", arguments["command"] != "up" { return nil }
      if found == "helmdeploy", let verb = arguments["command"],
        !["upgrade", "install"].contains(verb.lowercased())
      {
        return nil
      }
      if found == "kubernetesmanifest", let verb = arguments["action"],
        !["deploy", "promote"].contains(verb.lowercased())
      {
        return nil
      }
      if found == "azure/k8s-deploy", arguments["action"] == "reject" { return nil }
      if found == "superfly/flyctl-actions", arguments["args"]?.contains("deploy") == false { return nil }
      return action
    }
    return nil
  }

  /// True for an action that pushes images.
  static func pushingAction(_ action: String, arguments: [String: String]) -> Bool {
    let name = action.lowercased()
    if name.contains("docker/build-push-action") || name.contains("docker/bake-action")
      || name.contains("redhat-actions/push-to-registry")
    {
      return name.contains("push-to-registry")
        || (arguments["push"].map { $0 != "false" } ?? (arguments["outputs"]?.contains("push=true") == true))
    }
    if name == "docker", let command = arguments["command"]?.lowercased() { return command.contains("push") }
    return name.contains("kaniko") || name.contains("plugins/docker") || name.contains("plugins/ecr")
      || name.contains("plugins/gcr")
      || name.contains("docker/publish") || name.contains("aws-ecr/build")
      || name.contains("atlassian/aws-ecr-push-image") || name == "buildah"
  }

  /// Signs of a cluster that is made for a test and thrown away.
  static func isTestBed(_ text: String) -> Bool {
    let lower = text.lowercased()
    let words = [
      "kind create cluster", "kind-action", "setup-kind", "k3d cluster create", "setup-k3d", "minikube start",
      "setup-minikube",
      "k3s-action", "microk8s", "pull_request.number", "pr_number", "pr-number", "github.event.number",
      "ci_merge_request_iid", "ci_commit_ref_slug",
      "azd down", "namespace delete", "k3d-action", "vcluster create",
    ]
    return words.contains { lower.contains($0) }
  }

  /// True for the name of a job or workflow that tries rather than releases.
  static func isTestName(_ name: String) -> Bool {
    let lower = name.lowercased()
    let words = [
      "e2e", "end-to-end", "end to end", "integration", "preview", "pull request", "smoke", "deployment-test",
      "deployment test", "test",
    ]
    return words.contains { lower.contains($0) } && !lower.contains("deploy to prod")
      && !lower.contains("and deploy") && !lower.contains("& deploy")
  }

  /// True for the name of an environment that users, or those who decide for them, work in.
  static func isRunningEnvironment(_ name: String) -> Bool {
    let lower = name.lowercased()
    if lower.contains("pages") || lower.contains("pypi") || lower.contains("npm") || lower.contains("review/")
    {
      return false
    }
    return [
      "prod", "live", "stag", "uat", "preprod", "qa", "dev", "prd", "stg", "demo", "canary", "acceptance",
    ].contains { lower.contains($0) }
  }

  /// True for the name of an environment that users work in.
  static func isProduction(_ name: String) -> Bool {
    let lower = name.lowercased()
    return (lower.contains("prod") && !lower.contains("preprod") && !lower.contains("non")) || lower == "live"
      || lower == "prd"
  }
}
