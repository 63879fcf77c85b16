import TenfoldPlatform
import TenfoldReplica
import TenfoldService

// One replica of a service, as the lab starts it: tenfold-service CONFIGURATION.json. It ends when it is told to.
guard CommandLine.arguments.count == 2 else {
  try? StandardStream.errors.write("usage: tenfold-service CONFIGURATION.json\n")
  exitProcess(2)
}
let path = CommandLine.arguments[1]
do {
  let configuration = try ServiceConfiguration(json: FileReader.bytes(of: path, maximum: 1 << 20), path: path)
  let server = try ServiceServer(configuration)
  try StandardStream.output.write("\(configuration.name) listens on 127.0.0.1:\(server.port)\n")
  withExtendedLifetime(server) { Threads.waitForEver() }
} catch {
  try? StandardStream.errors.write("tenfold-service: \(error)\n")
  exitProcess(3)
}
