import TenfoldApp
import TenfoldPlatform

Interruption.install()
let status = Application.run(Array(CommandLine.arguments.dropFirst()), in: .ofProcess)
exitProcess(status.rawValue)
