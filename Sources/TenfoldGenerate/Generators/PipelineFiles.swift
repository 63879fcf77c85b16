import TenfoldModel

/// A pipeline that builds, tests and deploys every own service, for GitHub Actions and for GitLab CI.
struct PipelineFiles: RemedyGenerator {
  let remedy = "ci-cd"
  let summary = "a pipeline for GitHub Actions and one for GitLab CI: build, test, deploy"
  let expected = "own services and gateways"

  func suits(_ component: Component) -> Bool { component.kind == .service || component.kind == .gateway }

  func generate(_ request: GenerationRequest) -> GeneratedConfiguration {
    let names = request.components.map { Spelling.name($0.name) }
    return GeneratedConfiguration(
      files: [
        request.file(
          ".github/workflows/tenfold-deliver.yml", for: "the pipeline, for GitHub", gitHub(names, request)),
        request.file(".gitlab-ci.yml", for: "the pipeline, for GitLab", gitLab(names, request)),
      ],
      manualSteps: [
        "keep the file of the forge you use; a .gitlab-ci.yml of your own is not overwritten: include this one from it",
        "give each of \(names.prefix(8).joined(separator: ", "))\(names.count > 8 ? " and the others" : "") a folder of its "
          + "name with a Dockerfile whose stage test runs its tests (an assumption: edit the paths where they differ)",
        request.platform == .kubernetes
          ? "give the pipeline a service account that may patch deployments, as the secret KUBE_CONFIG of the environment "
            + "production"
          : "give the pipeline the host, as the secrets DEPLOY_HOST (user@host), DEPLOY_KEY (an SSH key) and "
            + "DEPLOY_KNOWN_HOSTS (its line of known_hosts) of the environment production; the application is in /srv/app there",
        "protect the environment production: who may deploy, and who approves",
      ])
  }

  /// What brings a new image to production; `$IMAGE` and `$NAME` are set.
  private func deployment(_ platform: Platform) -> String {
    switch platform {
    case .kubernetes:
      """
      kubectl set image "deployment/$NAME" "$NAME=$IMAGE"
      kubectl rollout status "deployment/$NAME" --timeout=5m || {
        kubectl rollout undo "deployment/$NAME"
        exit 1
      }

      """
    case .compose:
      """
      ssh "$DEPLOY_HOST" "cd /srv/app && TAG=$TAG docker compose pull $NAME && TAG=$TAG docker compose up -d --wait $NAME"

      """
    }
  }

  private func gitHub(_ names: [String], _ request: GenerationRequest) -> String {
    let secrets: YAMLValue =
      request.platform == .kubernetes
      ? ["KUBE_CONFIG": "${{ secrets.KUBE_CONFIG }}"]
      : [
        "DEPLOY_HOST": "${{ secrets.DEPLOY_HOST }}", "DEPLOY_KEY": "${{ secrets.DEPLOY_KEY }}",
        "DEPLOY_KNOWN_HOSTS": "${{ secrets.DEPLOY_KNOWN_HOSTS }}",
      ]
    let image = "ghcr.io/${{ github.repository }}/${{ matrix.service }}:${{ github.sha }}"
    let services = YAMLValue.list(names.map { .text($0) })
    let deploy: YAMLValue = [
      "needs": "build", "if": "github.ref == 'refs/heads/main'", "runs-on": "ubuntu-latest",
      "timeout-minutes": 15, "environment": "production",
      "strategy": [
        "fail-fast": true,
        "max-parallel": YAMLValue.plain("1").because(
          "one service after the other, so that the first harm stops the rest"),
        "matrix": ["service": services],
      ],
      "env": secrets.adding([
        "IMAGE": .text(image), "NAME": "${{ matrix.service }}", "TAG": "${{ github.sha }}",
      ]),
      "steps": [
        ["name": "credentials", "run": .lines(credentials(request.platform))],
        ["name": "deploy", "run": .lines(deployment(request.platform))],
      ],
    ]
    let build: YAMLValue = [
      "runs-on": "ubuntu-latest", "timeout-minutes": 30,
      "permissions": ["contents": "read", "packages": "write"],
      "strategy": ["matrix": ["service": services]],
      "env": ["IMAGE": .text(image)],
      "steps": [
        ["uses": "actions/checkout@v4"],
        ["name": "test", "run": "docker build --target test \"${{ matrix.service }}\""],
        ["name": "build", "run": "docker build -t \"$IMAGE\" \"${{ matrix.service }}\""],
        [
          "name": "push", "if": "github.ref == 'refs/heads/main'",
          "run": .lines(
            """
            echo "${{ secrets.GITHUB_TOKEN }}" | docker login ghcr.io -u "${{ github.actor }}" --password-stdin
            docker push "$IMAGE"

            """),
        ],
      ],
    ]
    let pipeline: YAMLValue = [
      "name": "deliver", "on": ["push": ["branches": ["main"]], "pull_request": .map([])],
      "permissions": ["contents": "read"],
      "concurrency": ["group": "deliver-${{ github.ref }}", "cancel-in-progress": false],
      "jobs": ["build": build, "deploy": deploy],
    ]
    return pipeline.document
  }

  private func credentials(_ platform: Platform) -> String {
    switch platform {
    case .kubernetes:
      """
      mkdir -p ~/.kube
      echo "$KUBE_CONFIG" >~/.kube/config
      chmod 600 ~/.kube/config

      """
    case .compose:
      """
      mkdir -p ~/.ssh
      echo "$DEPLOY_KEY" >~/.ssh/id_ed25519
      chmod 600 ~/.ssh/id_ed25519
      echo "$DEPLOY_KNOWN_HOSTS" >~/.ssh/known_hosts

      """
    }
  }

  private func gitLab(_ names: [String], _ request: GenerationRequest) -> String {
    let image = "$CI_REGISTRY_IMAGE/$NAME:$CI_COMMIT_SHA"
    let matrix: YAMLValue = ["matrix": [["NAME": .list(names.map { .text($0) })]]]
    let build: YAMLValue = [
      "stage": "build", "image": "docker:27", "services": ["docker:27-dind"], "parallel": matrix,
      "script": [
        "docker build --target test \"$NAME\"", .text("docker build -t \"\(image)\" \"$NAME\""),
        "echo \"$CI_REGISTRY_PASSWORD\" | docker login -u \"$CI_REGISTRY_USER\" --password-stdin \"$CI_REGISTRY\"",
        .text("docker push \"\(image)\""),
      ],
    ]
    let deploy: YAMLValue = [
      "stage": "deploy", "image": request.platform == .kubernetes ? "bitnami/kubectl:latest" : "alpine:3",
      "parallel": matrix, "environment": "production",
      "resource_group": YAMLValue.text("production").because("one deployment at a time"),
      "rules": [["if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"]],
      "variables": ["IMAGE": .text(image), "TAG": "$CI_COMMIT_SHA"],
      "script": .list(
        (request.platform == .compose ? [YAMLValue.text("apk add --no-cache openssh-client")] : [])
          + [.text(credentials(request.platform)), .text(deployment(request.platform))]),
    ]
    return (["stages": ["build", "deploy"], "build": build, "deploy": deploy] as YAMLValue).document
  }
}
