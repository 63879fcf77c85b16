// Simulates random systems, two of three with something absurd in them: each ends with a report or is refused with a
// place and a reason, and none crashes or hangs.
// usage: randoms COUNT [FIRST]; prints what came of them.

import Glibc
import TenfoldModel
import TenfoldRandomSystems
import TenfoldSimulation

let words = CommandLine.arguments
guard (2...3).contains(words.count), let count = Int(words[1]) else {
  fatalError("usage: randoms COUNT [FIRST]")
}
let first = words.count > 2 ? Int(words[2]) ?? 0 : 0

/// What is simulated now, for the line that is printed when it crashes.
nonisolated(unsafe) var current = 0
for fault in [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGALRM] {
  signal(fault) { number in
    print(number == SIGALRM ? "hung at seed" : "crashed at seed", current)
    fflush(nil)
    _exit(1)
  }
}

var tally = Tally()
for seed in first..<(first + count) {
  current = seed
  // Nothing takes longer than this, whatever it is.
  alarm(30)
  tally.add(seed)
}
alarm(0)
tally.print()
exit(tally.wrong == 0 ? 0 : 1)
