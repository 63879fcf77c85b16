// Simulates what others published or measured and prints both side by side; ends with 1 when something lies outside
// the tolerance that stands beside it.
// usage: validate [TABLE...]: retries, tails, autoscaling, layers, queues, scenes, quorums, caches, solver, collapse;
// all unless named.

import Glibc
import TenfoldModel
import TenfoldSimulation

let tables: KeyValuePairs<String, (inout Table) throws -> Void> = [
  "retries": retryStorms, "tails": tailsAtScale, "autoscaling": autoscaling, "layers": layeredNetworks,
  "queues": queues, "scenes": scenes, "quorums": quorums, "caches": caches, "solver": solverBeside,
  "collapse": collapse,
]

let wanted = Set(CommandLine.arguments.dropFirst())
var outside = 0
for (name, run) in tables where wanted.isEmpty || wanted.contains(name) {
  var table = Table()
  try run(&table)
  table.print()
  outside += table.outside
}
if outside > 0 {
  print("\n\(outside) figures lie outside their tolerances")
  exit(1)
}
