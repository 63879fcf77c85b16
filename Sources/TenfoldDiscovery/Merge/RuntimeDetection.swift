/// Tells what a service is written for from build files, base images and variables.
struct RuntimeDetection {
  private var byFolder: [String: String] = [:]
  private var byKey: [String: String] = [:]
  private let baseImages: [String: ImageReference]

  private static let buildFiles: [String: String] = [
    "pom.xml": "java", "build.gradle": "java", "build.gradle.kts": "java", "go.mod": "go",
    "package.json": "node",
    "requirements.txt": "python", "pyproject.toml": "python", "pipfile": "python", "gemfile": "ruby",
    "cargo.toml": "rust", "composer.json": "php", "mix.exs": "elixir", "build.sbt": "java",
  ]

  private static let images: [String: String] = [
    "node": "node", "python": "python", "golang": "go", "openjdk": "java", "eclipse-temurin": "java",
    "amazoncorretto": "java", "jre": "java", "jdk": "java", "maven": "java", "gradle": "java", "ruby": "ruby",
    "php": "php", "aspnet": "dotnet", "runtime": "dotnet", "sdk": "dotnet", "dotnet": "dotnet",
    "rust": "rust",
    "elixir": "elixir", "erlang": "elixir", "nginx": "nginx", "envoy": "envoy", "deno": "node", "bun": "node",
    "java": "java", "tomcat": "java", "java17-debian12": "java", "nodejs": "node", "python3": "python",
  ]

  private static let variables: [String: String] = [
    "JAVA_OPTS": "java", "JVM_OPTS": "java", "_JAVA_OPTIONS": "java", "JAVA_TOOL_OPTIONS": "java",
    "SPRING_PROFILES_ACTIVE": "java", "ASPNETCORE_ENVIRONMENT": "dotnet", "ASPNETCORE_URLS": "dotnet",
    "DOTNET_ENVIRONMENT": "dotnet", "NODE_ENV": "node", "NODE_OPTIONS": "node", "GOMEMLIMIT": "go",
    "GOGC": "go",
    "PYTHONUNBUFFERED": "python", "DJANGO_SETTINGS_MODULE": "python", "FLASK_APP": "python",
    "RAILS_ENV": "ruby",
    "RACK_ENV": "ruby", "RUST_LOG": "rust", "LARAVEL_SAIL": "php", "APP_KEY": "php", "MIX_ENV": "elixir",
  ]

  init(tree: SourceTree) {
    baseImages = BaseImages.byFolder(in: tree)
    for file in tree.files {
      let name = file.name.lowercased()
      var runtime = Self.buildFiles[name]
      if name.hasSuffix(".csproj") || name.hasSuffix(".fsproj") { runtime = "dotnet" }
      guard let runtime else { continue }
      byFolder[file.folder] = byFolder[file.folder] ?? runtime
      for folder in file.folder.split(separator: "/") {
        byKey[Naming.key(folder)] = byKey[Naming.key(folder)] ?? runtime
      }
    }
    for file in tree.files {
      // What Maven and Gradle lay out as `orders/src/main/resources/...` runs on the JVM.
      let folders = file.folder.split(separator: "/")
      guard let sources = folders.firstIndex(of: "src"), sources > 0, folders.count > sources + 2,
        folders[sources + 1] == "main", Self.javaFolders.contains(folders[sources + 2])
      else { continue }
      byKey[Naming.key(folders[sources - 1])] = "java"
    }
  }

  private static let javaFolders: Set<Substring> = ["java", "kotlin", "scala", "resources"]

  /// The runtime of a part, nil when nothing tells.
  func runtime(of part: Part) -> String? {
    guard let container = part.mainContainer else { return nil }
    if let context = container.buildContext {
      if let base = baseImages[context], let runtime = Self.images[base.name] { return runtime }
      if let runtime = byFolder[context] { return runtime }
    }
    for entry in container.environment { if let runtime = Self.variables[entry.name] { return runtime } }
    if let image = container.image.flatMap({ ImageReference($0) }), let runtime = Self.images[image.name] {
      return runtime
    }
    return byKey[part.key]
  }
}
