// One connection to PostgreSQL, used by the one thread that made it.

import CPostgres
import Glibc

/// A connection. It is not `Sendable`: it stays on the thread that owns it, and every call blocks that thread.
///
/// Used directly, each statement is a transaction of its own; a connection that dies meanwhile leaves its outcome
/// `commitUnknown`. A broken connection stays broken: make a new one.
package final class Connection: Querying {
  /// The protocol counts them in 16 bits.
  private static let mostBinds = 65_535

  private let handle: OpaquePointer
  private let notices = Notices()
  private let patienceMilliseconds: Int?
  private var statements = StatementCache(capacity: 256)
  private var isAbandoned = false
  /// The first failure inside the current transaction, in case the code that met it kept it to itself.
  private(set) var firstFailure: StoreError?

  /// Connects, which takes at most the connect timeout for each address of the host.
  package init(_ settings: ConnectionSettings) throws(StoreError) {
    try settings.checkAddress()
    let handle = settings.keywords.withCStrings { keywords, values in PQconnectdbParams(keywords, values, 1) }
    guard let handle else { throw .unavailable("out of memory") }
    self.handle = handle
    patienceMilliseconds = settings.patienceMilliseconds
    guard PQstatus(handle) == CONNECTION_OK, PQsetnonblocking(handle, 1) == 0 else { throw .unavailable(message) }
    notices.receive(from: handle)
    do throws(StoreError) { try send(script: settings.preamble) } catch { throw .unavailable(error.reason) }
  }

  deinit { PQfinish(handle) }

  /// Whether the connection is lost for good.
  package var isBroken: Bool { isAbandoned || PQstatus(handle) != CONNECTION_OK }

  /// The number of the server's process for this connection.
  package var serverProcess: Int32 { PQbackendPID(handle) }

  /// The server's version as libpq counts it: 150018 for 15.18.
  package var serverVersion: Int { Int(PQserverVersion(handle)) }

  var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }
  var commitDoubt: String? { notices.commitDoubt }

  func clearNotices() { notices.clear() }
  func clearFirstFailure() { firstFailure = nil }

  /// Gives the connection up, for example because its state is not what it should be.
  func abandon() { isAbandoned = true }

  /// Runs a prepared statement with binary binds and a binary result.
  package func run(_ sql: SQL) throws(StoreError) -> ResultSet {
    guard !isBroken else { throw .unavailable("the connection is closed") }
    guard sql.binds.count <= Self.mostBinds else { throw .misuse("more than \(Self.mostBinds) binds in a statement") }
    let isAlone = !isInTransaction
    let key = StatementCache.Key(text: sql.text, types: sql.binds.map(\.type))
    do throws(StoreError) {
      let name = try prepared(key)
      notices.clear()
      let result = try execute(name, sql.binds, isAlone: isAlone)
      if isAlone, let doubt = commitDoubt { throw .commitUnknown(doubt) }
      return result
    } catch {
      if error.state == .featureNotSupported || error.state == .undefinedStatement { statements.remove(key) }
      if firstFailure == nil { firstFailure = error }
      throw error
    }
  }

  /// Sends a statement, which is a transaction of its own, and does not wait for its end: until `finish` the
  /// connection takes nothing else.
  func begin(_ sql: SQL) throws(StoreError) {
    guard !isBroken else { throw .unavailable("the connection is closed") }
    let key = StatementCache.Key(text: sql.text, types: sql.binds.map(\.type))
    let name = try prepared(key)
    notices.clear()
    let isSent = sql.binds.withParameters { values, lengths, formats in
      PQsendQueryPrepared(handle, name, Int32(sql.binds.count), values, lengths, formats, 1)
    }
    guard isSent == 1, PQflush(handle) >= 0 else { throw lost() }
  }

  /// Waits for what was begun.
  @discardableResult
  func finish() throws(StoreError) -> ResultSet {
    do throws(StoreError) {
      let result = try collect()
      if let doubt = commitDoubt { throw .commitUnknown(doubt) }
      return result
    } catch {
      // The server may have finished the statement, and with it committed, before the connection went.
      guard case .unavailable(let reason) = error else { throw error }
      throw .commitUnknown(reason)
    }
  }

  /// Runs one or several statements as they stand, without binds and without an answer but the last command's tag.
  /// For files of migrations and for `BEGIN`: never for text that holds anybody's input.
  @discardableResult
  package func send(script: String) throws(StoreError) -> String {
    guard !isBroken else { throw .unavailable("the connection is closed") }
    return try exchange { PQsendQuery(handle, script) }.commandTag
  }

  private func prepared(_ key: StatementCache.Key) throws(StoreError) -> String {
    if let name = statements.name(for: key) { return name }
    if statements.isFull, let oldest = statements.evict() { try send(script: "DEALLOCATE \(oldest)") }
    let name = statements.newName()
    let types = key.types.map(\.oid)
    _ = try exchange { PQsendPrepare(handle, name, key.text, Int32(types.count), types) }
    statements.insert(key, name: name)
    return name
  }

  private func execute(_ name: String, _ binds: [Bind], isAlone: Bool) throws(StoreError) -> ResultSet {
    do throws(StoreError) {
      return try exchange {
        binds.withParameters { values, lengths, formats in
          PQsendQueryPrepared(handle, name, Int32(binds.count), values, lengths, formats, 1)
        }
      }
    } catch {
      // The server may have finished the statement, and with it committed, before the connection went.
      guard isAlone, case .unavailable(let reason) = error else { throw error }
      throw .commitUnknown(reason)
    }
  }

  // MARK: One request, all its answers

  /// Sends and waits until the server is ready again. Answers the last result, or throws the first error.
  private func exchange(_ send: () -> Int32) throws(StoreError) -> ResultSet {
    guard send() == 1 else { throw lost() }
    return try collect()
  }

  /// All answers to what was sent.
  private func collect() throws(StoreError) -> ResultSet {
    let deadline = patienceMilliseconds.map { MonotonicTime.now.adding(milliseconds: $0) }
    var last: ResultSet?
    var failure: StoreError?
    while true {
      try awaitAnswer(until: deadline)
      guard let result = PQgetResult(handle) else { break }
      switch PQresultStatus(result) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: last = ResultSet(owning: result)
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        PQclear(result)
        abandon()
        throw .misuse("COPY from or to the client is not supported")
      default:
        let refusal = SQLFailure(result)
        PQclear(result)
        if failure == nil { failure = .sql(refusal) }
      }
    }
    if let failure { throw named(failure) }
    guard let last else { throw lost() }
    return last
  }

  /// Waits until `PQgetResult` does not block, sending meanwhile what has not left yet.
  private func awaitAnswer(until deadline: MonotonicTime?) throws(StoreError) {
    while true {
      let flushed = PQflush(handle)
      // A dead connection answers at once: with the server's last words, if it had any.
      if flushed < 0 || PQstatus(handle) != CONNECTION_OK { return }
      if flushed == 0, PQisBusy(handle) == 0 { return }
      let events = Int16(POLLIN) | (flushed == 1 ? Int16(POLLOUT) : 0)
      var descriptor = pollfd(fd: PQsocket(handle), events: events, revents: 0)
      let ready = poll(&descriptor, 1, deadline?.millisecondsFromNow ?? -1)
      if ready == 0 {
        abandon()
        throw .unavailable("the server does not answer")
      }
      if ready > 0, descriptor.revents & ~Int16(POLLOUT) != 0, PQconsumeInput(handle) == 0 { return }
    }
  }

  /// Puts an error into the words of `StoreError`: a broken connection matters more than what the server said last.
  private func named(_ failure: StoreError) -> StoreError {
    guard case .sql(let refusal) = failure else { return failure }
    if isBroken { return .unavailable(refusal.message) }
    switch refusal.state {
    case .queryCanceled, .lockNotAvailable: return .timeout(refusal.message)
    default: return failure
    }
  }

  private func lost() -> StoreError {
    abandon()
    return .unavailable(message)
  }

  private var message: String {
    let lines = String(cString: PQerrorMessage(handle)).split { $0 == "\n" || $0 == "\t" }
    return lines.joined(separator: " ")
  }
}

extension [Bind] {
  /// The parallel arrays that libpq takes; they live as long as the call.
  fileprivate func withParameters(
    _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) -> Int32
  ) -> Int32 {
    // One buffer for all values: an empty value needs an address too, because NULL is the missing one.
    let bytes: [UInt8] = reduce(into: []) { $0 += $1.bytes ?? [] } + [0]
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      var values: [UnsafePointer<CChar>?] = []
      var lengths: [Int32] = []
      var offset = 0
      for bind in self {
        values.append(bind.bytes.map { _ in (base + offset).assumingMemoryBound(to: CChar.self) })
        lengths.append(Int32(bind.bytes?.count ?? 0))
        offset += bind.bytes?.count ?? 0
      }
      return body(values, lengths, [Int32](repeating: 1, count: count))
    }
  }
}

extension [(keyword: String, value: String)] {
  /// NULL-terminated arrays of keywords and values, as libpq takes them.
  func withCStrings<Result>(
    _ body: ([UnsafePointer<CChar>?], [UnsafePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = map { (strdup($0.keyword), strdup($0.value)) }
    defer {
      for (keyword, value) in copies {
        free(keyword)
        free(value)
      }
    }
    return body(copies.map { UnsafePointer($0.0) } + [nil], copies.map { UnsafePointer($0.1) } + [nil])
  }
}
