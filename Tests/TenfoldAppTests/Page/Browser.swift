import Glibc
import TenfoldApp
import TenfoldOutput
import TenfoldPlatform
import TenfoldTestSupport

/// A headless Chromium that a test drives through a pair of pipes, in Chromium's DevTools protocol.
///
/// Messages are JSON documents with a zero byte after each. The browser ends with the value.
final class Browser {
  /// Where it is installed; nil where it is not, so that tests can say so and be skipped.
  static let executable: String? = ["chromium", "chromium-browser", "google-chrome"].lazy.compactMap {
    ExternalTool.find($0)
  }.first

  /// What went wrong between test and browser.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let process: pid_t
  private let input: Int32
  private let output: Int32
  private let profile: FixtureFolder
  private var session = ""
  private var lastID = 0
  private var unread: [UInt8] = []
  /// Events that came while something else was waited for.
  private var events: [JSONValue] = []
  /// Longest wait for an answer.
  private let patience: Int32 = 30_000

  /// Exceptions and errors in the console since the start.
  private(set) var complaints: [String] = []
  /// Addresses that were asked for since the start.
  private(set) var requests: [String] = []

  init() throws {
    guard let executable = Self.executable else { throw Failure(description: "no Chromium is installed") }
    profile = try FixtureFolder()
    var toBrowser: [Int32] = [0, 0]
    var fromBrowser: [Int32] = [0, 0]
    guard pipe(&toBrowser) == 0, pipe(&fromBrowser) == 0 else { throw Failure(description: "no pipe") }
    // Ends above those that the browser gets, so that none is overwritten before it is handed on.
    let theirs = [toBrowser[0], fromBrowser[1]].map { fcntl($0, F_DUPFD_CLOEXEC, 20) }
    close(toBrowser[0])
    close(fromBrowser[1])
    for end in [toBrowser[1], fromBrowser[0]] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, theirs[0], 3)
    posix_spawn_file_actions_adddup2(&actions, theirs[1], 4)
    for descriptor in [1, 2] as [Int32] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    let arguments = [
      executable, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
      "--remote-debugging-pipe",
      "--disable-background-networking", "--user-data-dir=\(profile.path)", "about:blank",
    ]
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var started: pid_t = 0
    let code = posix_spawn(&started, executable, &actions, nil, &pointers, environ)
    for end in theirs { close(end) }
    (process, input, output) = (started, toBrowser[1], fromBrowser[0])
    guard code == 0 else { throw Failure(description: "\(executable) did not start: \(code)") }
    let target = try ask("Target.createTarget", ["url": "about:blank"])
    let attached = try ask(
      "Target.attachToTarget", ["targetId": target["targetId"] ?? .null, "flatten": true])
    session = attached["sessionId"]?.string ?? ""
    for domain in ["Page", "Runtime", "Log", "Network"] { try ask("\(domain).enable") }
  }

  deinit {
    close(input)
    close(output)
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }

  /// Opens an address and waits until everything in it ran.
  func open(_ address: String) throws {
    events.removeAll { $0["method"]?.string == "Page.loadEventFired" }
    try ask("Page.navigate", ["url": .string(address)])
    try wait(for: "Page.loadEventFired")
  }

  /// Does something and waits until the page was loaded once more because of it.
  func waitForLoad(after work: () throws -> Void) throws {
    events.removeAll { $0["method"]?.string == "Page.loadEventFired" }
    try work()
    try wait(for: "Page.loadEventFired")
  }

  /// The value of an expression.
  @discardableResult
  func evaluate(_ expression: String) throws -> JSONValue {
    let answer = try ask(
      "Runtime.evaluate", ["expression": .string(expression), "returnByValue": true, "awaitPromise": true])
    if let exception = answer["exceptionDetails"] {
      throw Failure(description: "\(expression): \(exception.line)")
    }
    return answer["result"]?["value"] ?? .null
  }

  /// Waits until an expression is true, through loads of the page; half a minute at most.
  func wait(until condition: String) throws {
    let deadline = MonotonicClock.seconds + 30
    while MonotonicClock.seconds < deadline {
      // While a page is loaded there may be nothing to evaluate it in.
      if (try? evaluate("(\(condition)) === true"))?.isTrue == true { return }
      FileWatch.pause(forSeconds: 0.02)
    }
    throw Failure(description: "never came true: \(condition)")
  }

  /// The text that an expression gives.
  func text(_ expression: String) throws -> String { try evaluate(expression).string ?? "" }

  /// Presses a key as a person does.
  func press(_ key: String, code: Int) throws {
    for type in ["rawKeyDown", "keyUp"] {
      try ask(
        "Input.dispatchKeyEvent",
        [
          "type": .string(type), "key": .string(key), "code": .string(key),
          "windowsVirtualKeyCode": .number(Double(code)),
        ])
    }
  }

  /// Gives the page a width, in pixels, and perhaps dark colours.
  func show(width: Int, isDark: Bool = false) throws {
    try ask(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": .number(Double(width)), "height": 900, "deviceScaleFactor": 1, "mobile": .bool(width < 600),
      ])
    try ask(
      "Emulation.setEmulatedMedia",
      [
        "features": .array([
          .object([
            .init("name", "prefers-color-scheme"), .init("value", isDark ? "dark" : "light"),
          ])
        ])
      ])
  }

  /// Lets pages run scripts, or not.
  func runsScripts(_ runs: Bool) throws {
    try ask("Emulation.setScriptExecutionDisabled", ["value": .bool(!runs)])
  }

  @discardableResult
  private func ask(_ method: String, _ parameters: KeyValuePairs<String, JSONValue> = [:]) throws -> JSONValue
  {
    lastID += 1
    var members: [JSONValue.Member] = [
      .init("id", .number(Double(lastID))), .init("method", .string(method)),
      .init("params", .object(parameters.map { .init($0.key, $0.value) })),
    ]
    if !session.isEmpty { members.append(.init("sessionId", .string(session))) }
    var bytes = Array(JSONValue.object(members).line.utf8) + [0]
    guard write(input, &bytes, bytes.count) == bytes.count else {
      throw Failure(description: "\(method): not sent")
    }
    while true {
      let message = try next(waitingFor: method)
      guard message["id"]?.number == Double(lastID) else {
        take(message)
        continue
      }
      if let error = message["error"] { throw Failure(description: "\(method): \(error.line)") }
      return message["result"] ?? .null
    }
  }

  private func wait(for event: String) throws {
    while !events.contains(where: { $0["method"]?.string == event }) { take(try next(waitingFor: event)) }
  }

  private func take(_ message: JSONValue) {
    let parameters = message["params"]
    switch message["method"]?.string {
    case "Runtime.exceptionThrown": complaints.append(parameters?.line ?? "")
    case "Runtime.consoleAPICalled" where parameters?["type"]?.string == "error":
      complaints.append(parameters?.line ?? "")
    case "Log.entryAdded" where parameters?["entry"]?["level"]?.string == "error":
      complaints.append(parameters?.line ?? "")
    case "Network.requestWillBeSent": requests.append(parameters?["request"]?["url"]?.string ?? "")
    default: break
    }
    events.append(message)
  }

  private func next(waitingFor what: String) throws -> JSONValue {
    while true {
      if let end = unread.firstIndex(of: 0) {
        let message = Array(unread[..<end])
        unread.removeSubrange(...end)
        guard let document = try YAMLParser.documents(of: message).first else { continue }
        return JSONValue(document)
      }
      var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, patience) > 0 else { throw Failure(description: "\(what): no answer") }
      var block = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(output, &block, block.count)
      guard count > 0 else { throw Failure(description: "\(what): the browser ended") }
      unread += block[..<count]
    }
  }
}
