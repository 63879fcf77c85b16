// Every closed form beside the simulator's own 99 % interval, at ten million events: `statistics SEEDS FILE`.

import Dispatch
import Foundation
import TenfoldClosedForms
import TenfoldModel

let arguments = CommandLine.arguments
let seeds = arguments.count > 1 ? Int(arguments[1]) ?? 0 : 20
let path = arguments.count > 2 ? arguments[2] : ClosedForms.path
guard seeds > 0, let text = try? String(contentsOfFile: path, encoding: .utf8) else {
  print("statistics: a number of seeds and a file of solved models are needed; there is none at \(path)")
  exit(arguments.count > 2 ? 1 : 0)
}
let models = ClosedForms.models(in: text)
var tally = CoverageTally()
let runs = parallelMap(
  models.count * seeds, on: { DispatchQueue.concurrentPerform(iterations: $0, execute: $1) }
) {
  CoverageTally(of: models[$0 / seeds], events: 1e7, seed: $0 + 1)
}
// Every run has a seed of its own: models that differ by one number would else miss by the same chance.
for run in runs { tally.add(run) }
print(tally.missed.joined(separator: "\n"))
print(
  "\(models.count) models, \(seeds) seeds: \(tally.missed.count) of \(tally.asked) quantities outside, "
    + "\(tally.allowed) allowed")
exit(models.isEmpty || Double(tally.missed.count) > tally.allowed ? 1 : 0)
