/// A valid layered network as flat arrays: activities became nodes, and entries stand callers before called.
struct LayeredProgram: Sendable {
  /// One node of an activity tree.
  struct Node: Sendable {
    enum Kind: Sendable { case demand, delay, call, interleaved, sequence, parallel, choice, loop }
    var kind: Kind
    /// Mean demand, delay or count of a loop.
    var mean = 0.0
    /// Squared coefficient of variation of a demand or delay, variance of a loop's count.
    var variability = 0.0
    /// True when interleaved calls follow by chance.
    var isGeometric = false
    /// Child nodes, in ``LayeredProgram/children``.
    var children: Range<Int> = 0..<0
    /// Calls, in ``LayeredProgram/calls``.
    var calls: Range<Int> = 0..<0
  }

  /// A call as numbers.
  struct Call: Sendable {
    var entry: Int
    var mean: Double
    var variance: Double
    var isSynchronous: Bool
  }

  let network: LayeredNetwork
  private(set) var nodes: [Node] = []
  /// Children of all nodes: the node and its share of a choice.
  private(set) var children: [(node: Int, share: Double)] = []
  private(set) var calls: [Call] = []
  /// Root node of an entry's first and second phase; -1 for none.
  private(set) var roots: [(first: Int, second: Int)] = []
  /// Mean calls of one execution of an entry, both phases.
  private(set) var outgoing: [[(call: Int, weight: Double)]] = []
  /// Entries, callers before those they call synchronously.
  private(set) var order: [Int] = []
  /// Entries of each task.
  private(set) var entriesOfTask: [[Int]] = []
  /// True when something runs in parallel.
  private(set) var hasParallel = false

  /// Compiles `network`.
  init(_ network: LayeredNetwork) throws(LayeredNetworkError) {
    try network.validate()
    self.network = network
    entriesOfTask = [[Int]](repeating: [], count: network.tasks.count)
    for (index, entry) in network.entries.enumerated() {
      entriesOfTask[entry.task].append(index)
      let first = add(entry.activity)
      let second = entry.secondPhase.map { add($0) } ?? -1
      roots.append((first, second))
      var weights: [(call: Int, weight: Double)] = []
      collect(first, 1, &weights)
      if second >= 0 { collect(second, 1, &weights) }
      outgoing.append(weights)
    }
    try sort()
  }

  private mutating func add(_ activity: LayeredNetwork.Activity) -> Int {
    let index = nodes.count
    nodes.append(Node(kind: .sequence))
    switch activity {
    case .demand(let mean, let variability):
      nodes[index] = Node(kind: .demand, mean: mean, variability: variability)
    case .delay(let mean, let variability):
      nodes[index] = Node(kind: .delay, mean: mean, variability: variability)
    case .call(let call):
      nodes[index] = Node(kind: .call, calls: add([call]))
    case .interleaved(let demand, let variability, let calls, let order):
      nodes[index] = Node(
        kind: .interleaved, mean: demand, variability: variability, isGeometric: order == .geometric,
        calls: add(calls))
    case .sequence(let parts):
      let range = add(children: parts.map { ($0, 1) })
      nodes[index].children = range
    case .parallel(let parts):
      hasParallel = true
      let range = add(children: parts.map { ($0, 1) })
      nodes[index] = Node(kind: .parallel, children: range)
    case .choice(let branches):
      let range = add(children: branches.map { ($0.activity, $0.share) })
      nodes[index] = Node(kind: .choice, children: range)
    case .loop(let count, let body):
      let range = add(children: [(body, 1)])
      nodes[index] = Node(kind: .loop, mean: count.mean, variability: count.variance, children: range)
    }
    return index
  }

  private mutating func add(children parts: [(LayeredNetwork.Activity, Double)]) -> Range<Int> {
    let start = children.count
    for part in parts { children.append((-1, part.1)) }
    for (offset, part) in parts.enumerated() {
      let node = add(part.0)
      children[start + offset].node = node
    }
    return start..<(start + parts.count)
  }

  private mutating func add(_ described: [LayeredNetwork.Call]) -> Range<Int> {
    let start = calls.count
    for call in described {
      calls.append(
        Call(
          entry: call.entry, mean: call.count.mean, variance: call.count.variance,
          isSynchronous: call.isSynchronous))
    }
    return start..<calls.count
  }

  private func collect(_ node: Int, _ weight: Double, _ weights: inout [(call: Int, weight: Double)]) {
    let entry = nodes[node]
    for call in entry.calls { weights.append((call, weight * calls[call].mean)) }
    let repeated = entry.kind == .loop ? weight * entry.mean : weight
    for child in entry.children { collect(children[child].node, repeated * children[child].share, &weights) }
  }

  /// Depth first over synchronous calls, reversed.
  private mutating func sort() throws(LayeredNetworkError) {
    var mark = [UInt8](repeating: 0, count: roots.count)
    var finished: [Int] = []
    for start in roots.indices where mark[start] == 0 {
      var stack: [(entry: Int, next: Int)] = [(start, 0)]
      mark[start] = 1
      while let top = stack.last {
        guard top.next < outgoing[top.entry].count else {
          mark[top.entry] = 2
          finished.append(top.entry)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let call = calls[outgoing[top.entry][top.next].call]
        guard call.isSynchronous else { continue }
        if mark[call.entry] == 1 {
          let start = stack.firstIndex { $0.entry == call.entry } ?? 0
          throw .cycle((stack[start...].map(\.entry) + [call.entry]).map { network.entries[$0].name })
        }
        if mark[call.entry] == 0 {
          mark[call.entry] = 1
          stack.append((call.entry, 0))
        }
      }
    }
    order = finished.reversed()
  }

  /// Tasks, callers before those they call synchronously, as far as they do not call each other in a circle.
  var taskOrder: [Int] {
    var targets = [[Int]](repeating: [], count: entriesOfTask.count)
    for (task, entries) in entriesOfTask.enumerated() {
      for entry in entries {
        for (call, _) in outgoing[entry] where calls[call].isSynchronous {
          targets[task].append(network.entries[calls[call].entry].task)
        }
      }
    }
    var isSeen = [Bool](repeating: false, count: targets.count)
    var finished: [Int] = []
    for start in targets.indices where !isSeen[start] {
      var stack: [(task: Int, next: Int)] = [(start, 0)]
      isSeen[start] = true
      while let top = stack.last {
        guard top.next < targets[top.task].count else {
          finished.append(top.task)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let target = targets[top.task][top.next]
        guard !isSeen[target] else { continue }
        isSeen[target] = true
        stack.append((target, 0))
      }
    }
    return finished.reversed()
  }

  /// Executions per second of every entry when entries start with these rates: λ = r + λ P.
  ///
  /// One pass serves synchronous calls; passes repeat while asynchronous calls lead backwards.
  func flows(starting rates: [Double]) throws(LayeredNetworkError) -> (total: [Double], messages: [Double]) {
    var messages = [Double](repeating: 0, count: rates.count)
    var total = rates
    for pass in 0..<500 {
      total = rates
      for index in total.indices { total[index] += messages[index] }
      var next = [Double](repeating: 0, count: rates.count)
      for entry in order where total[entry] > 0 {
        for (call, weight) in outgoing[entry] {
          let target = calls[call]
          if target.isSynchronous {
            total[target.entry] += total[entry] * weight
          } else {
            next[target.entry] += total[entry] * weight
          }
        }
      }
      var change = 0.0
      var worst = 0
      for index in next.indices where abs(next[index] - messages[index]) > change * max(next[index], 1e-300) {
        change = abs(next[index] - messages[index]) / max(next[index], 1e-300)
        worst = index
      }
      messages = next
      if change < 1e-12 { return (total, messages) }
      if pass == 499 || !total[worst].isFinite {
        throw .endlessCalls(entry: network.entries[worst].name)
      }
    }
    return (total, messages)
  }
}
