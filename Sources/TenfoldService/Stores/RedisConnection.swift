internal import CHiredis

/// A connection to a Redis server on 127.0.0.1.
///
/// Unchecked because the pool lends it to one thread at a time, as hiredis wants it.
struct RedisConnection: StoreConnection, @unchecked Sendable {
  private let context: UnsafeMutablePointer<redisContext>

  /// Connects; nil when nothing answers within `timeout` seconds, which each answer may take as well.
  init?(port: UInt16, timeout: Double) {
    guard let context = tenfold_redis(Int32(port), timeout) else { return nil }
    self.context = context
  }

  /// The value of a key; nil when it has none.
  func get(_ key: Int) throws(StoreFailure) -> Int? { try ask("GET", "item:\(key)") }

  /// Gives a key a value.
  func set(_ key: Int, to value: Int) throws(StoreFailure) { _ = try ask("SET", "item:\(key)", "\(value)") }

  /// Removes a key.
  func remove(_ key: Int) throws(StoreFailure) { _ = try ask("DEL", "item:\(key)") }

  func close() { redisFree(context) }

  private func ask(_ words: String...) throws(StoreFailure) -> Int? {
    let bytes = words.flatMap { $0.utf8.map(CChar.init(bitPattern:)) }
    var lengths = words.map(\.utf8.count)
    let answer = bytes.withUnsafeBufferPointer { bytes in
      var next = bytes.baseAddress
      var starts = lengths.map { length in
        defer { next = next.map { $0 + length } }
        return next
      }
      return redisCommandArgv(context, Int32(words.count), &starts, &lengths)
    }
    guard let answer else {
      throw StoreFailure(isClosed: context.pointee.err == REDIS_ERR_EOF)
    }
    defer { freeReplyObject(answer) }
    let reply = answer.assumingMemoryBound(to: redisReply.self).pointee
    switch reply.type {
    case REDIS_REPLY_NIL: return nil
    case REDIS_REPLY_INTEGER: return Int(reply.integer)
    case REDIS_REPLY_STRING, REDIS_REPLY_STATUS: return Int(String(cString: reply.str))
    default: throw StoreFailure(isClosed: false)
    }
  }
}
