internal import CMicroHTTPD
public import TenfoldReplica

/// Answers HTTP for a service on a port of 127.0.0.1, until it is stopped.
public final class ServiceServer {
  private let service: Service
  private let daemon: OpaquePointer

  /// The port it listens on.
  public var port: UInt16 { tenfold_port(daemon) }

  /// Starts to listen.
  ///
  /// - Throws: ``ServiceError`` when the port is taken.
  public init(_ configuration: ServiceConfiguration) throws(ServiceError) {
    service = Service(configuration)
    guard
      let daemon = tenfold_listen(
        configuration.port, answerRequest, Unmanaged.passUnretained(service).toOpaque())
    else { throw .notListening(port: configuration.port) }
    self.daemon = daemon
  }

  /// Answers what has begun, and listens no more.
  deinit { MHD_stop_daemon(daemon) }
}

/// Called by libmicrohttpd: once when the header is there, once for each piece of a body, and once at the end.
private func answerRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ body: UnsafePointer<CChar>?,
  _ bodySize: UnsafeMutablePointer<Int>?, _ begun: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let context, let connection, let url, let bodySize, let begun else { return .NO }
  if begun.pointee == nil {
    begun.pointee = context
    return .YES
  }
  if bodySize.pointee > 0 {
    bodySize.pointee = 0
    return .YES
  }
  let key = MHD_lookup_connection_value(connection, .GET_ARGUMENT_KIND, "key").flatMap {
    Int(String(cString: $0))
  }
  let header = MHD_lookup_connection_value(connection, .HEADER_KIND, TraceContext.header)
  let answer = Unmanaged<Service>.fromOpaque(context).takeUnretainedValue()
    .answer(String(cString: url), key: key ?? 1, header: header.map { String(cString: $0) })
  var text = answer.text
  let response = text.withUTF8 {
    MHD_create_response_from_buffer(
      $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), .RESPMEM_MUST_COPY)
  }
  defer { MHD_destroy_response(response) }
  return MHD_queue_response(connection, answer.status, response)
}
