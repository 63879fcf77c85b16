internal import TenfoldModel
internal import TenfoldPlatform

/// Sends requests at moments that do not depend on the answers, and counts each one's time from the moment at which it
/// was due: a slow server is seen as slow by every request that had to wait for it, also by those that were sent late.
public enum LoadGenerator {
  /// Puts a load on a server, on the calling thread, until every request is answered or given up.
  ///
  /// Memory does not depend on the number of requests, save for those that wait for a free connection.
  ///
  /// - Parameter isStopped: Asked some fifty times a second; true ends it, and what was not answered then is not.
  /// - Throws: ``LoadError`` when nothing listens at the port at the beginning.
  public static func run(
    _ plan: LoadPlan, isStopped: () -> Bool = { false }
  ) throws(LoadError) -> LoadReport {
    var run = try LoadRun(plan)
    return run.finished(isStopped)
  }
}
