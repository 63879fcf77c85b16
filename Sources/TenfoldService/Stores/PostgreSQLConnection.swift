internal import CPostgreSQL

/// A connection to a PostgreSQL server on 127.0.0.1, or to a pooler before it, for the two statements that a service asks.
///
/// Unchecked because the pool lends it to one thread at a time, as libpq wants it.
struct PostgreSQLConnection: StoreConnection, @unchecked Sendable {
  private static let read =
    "SELECT value, (SELECT sum(n) FROM generate_series(1, $2::int) n) FROM tenfold_items WHERE key = $1::bigint"
  private static let write =
    "UPDATE tenfold_items SET value = value + 1 WHERE key = $1::bigint "
    + "RETURNING value, (SELECT sum(n) FROM generate_series(1, $2::int) n)"

  private let connection: OpaquePointer
  private let isPrepared: Bool

  /// Connects, and prepares where it may; nil when nothing answers within two seconds, or the table is not there.
  ///
  /// - Parameters:
  ///   - timeout: Seconds after which the server gives a statement up; the pooler's own limits where one stands before it.
  ///   - isPooled: True when a pooler may give each transaction to another connection of its own: what is prepared on one
  ///     is not there on the next.
  init?(port: UInt16, database: String, user: String, timeout: Double, isPooled: Bool) {
    let milliseconds = max(1, Int((min(timeout, 1e6) * 1000).rounded()))
    let options = isPooled ? "" : " options='-c statement_timeout=\(milliseconds)'"
    guard
      let connection = PQconnectdb(
        "hostaddr=127.0.0.1 port=\(port) dbname=\(database) user=\(user) connect_timeout=2 sslmode=disable "
          + "gssencmode=disable" + options)
    else { return nil }
    self.connection = connection
    isPrepared = !isPooled
    guard PQstatus(connection) == CONNECTION_OK,
      isPooled || prepare("read", Self.read) && prepare("write", Self.write)
    else {
      PQfinish(connection)
      return nil
    }
  }

  /// The value of a key's row, or nil where there is no such row, after counting `work` rows.
  func read(key: Int, work: Int) throws(StoreFailure) -> Int? {
    try ask(isPrepared ? "read" : Self.read, key, work)
  }

  /// Adds 1 to the value of a key's row, counts `work` rows, and gives the new value; nil where there is no such row.
  func write(key: Int, work: Int) throws(StoreFailure) -> Int? {
    try ask(isPrepared ? "write" : Self.write, key, work)
  }

  func close() { PQfinish(connection) }

  private func prepare(_ name: String, _ text: String) -> Bool {
    let result = PQprepare(connection, name, text, 2, nil)
    defer { PQclear(result) }
    return PQresultStatus(result) == PGRES_COMMAND_OK
  }

  /// Asks a statement by its name where it is prepared, and by its text where it is not.
  private func ask(_ statement: String, _ key: Int, _ work: Int) throws(StoreFailure) -> Int? {
    let result = String(key).withCString { key in
      String(work).withCString { work in
        isPrepared
          ? PQexecPrepared(connection, statement, 2, [key, work], nil, nil, 0)
          : PQexecParams(connection, statement, 2, nil, [key, work], nil, nil, 0)
      }
    }
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_TUPLES_OK else {
      throw StoreFailure(isClosed: PQstatus(connection) != CONNECTION_OK)
    }
    guard PQntuples(result) > 0, let value = PQgetvalue(result, 0, 0) else { return nil }
    return Int(String(cString: value))
  }
}
