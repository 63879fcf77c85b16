// Solves and simulates random systems and prints how far the solver is off.
// usage: accuracy [--from SEED] [--count SYSTEMS] [--calls EXECUTIONS] [--threads COUNT] [--all]
//        accuracy --seed SEED [--calls EXECUTIONS]
//        accuracy --scan [--from SEED] [--count SYSTEMS] [--watched] [--divided]
// The scan solves without simulating and names solutions that cannot be.
// Seeds from 1000000 on are for this table alone; whoever mends the solver looks at others.

import Glibc
import TenfoldRandomSystems

var (from, count, executions, threads, showsAll) = (1_000_000, 100, 4e6, 2, false)
var alone: Int?
var (scans, drawing) = (false, RandomSystem.Options())
var words = CommandLine.arguments.dropFirst().makeIterator()
while let word = words.next() {
  switch word {
  case "--from": from = Int(words.next() ?? "") ?? from
  case "--count": count = Int(words.next() ?? "") ?? count
  case "--calls": executions = Double(words.next() ?? "") ?? executions
  case "--threads": threads = Int(words.next() ?? "") ?? threads
  case "--all": showsAll = true
  case "--scan": scans = true
  case "--watched": drawing.hasResilience = true
  case "--divided": drawing.hasShards = true
  case "--seed": alone = Int(words.next() ?? "")
  default:
    print("accuracy: unknown option '\(word)'")
    exit(2)
  }
}

if scans {
  var scan = Scan(drawing)
  scan.run(from..<(from + count))
  exit(0)
}
if let alone {
  try printDetail(of: RandomSystem(seed: alone), executions: executions)
  exit(0)
}
var results: [Comparison] = []
let seeds = Array(from..<(from + count))
let wanted = executions
await withTaskGroup(of: Comparison.self) { group in
  var next = seeds.startIndex
  func add() {
    guard next < seeds.endIndex else { return }
    let seed = seeds[next]
    next += 1
    group.addTask { Comparison(RandomSystem(seed: seed), executions: wanted) }
  }
  for _ in 0..<threads { add() }
  for await result in group {
    results.append(result)
    if showsAll { print(result.line) }
    add()
  }
}
results.sort { $0.seed < $1.seed }
AccuracyTable(results).print()
