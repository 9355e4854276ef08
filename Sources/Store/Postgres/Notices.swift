// What the server says besides its answers: warnings and notices, kept with their SQLSTATE.

import CPostgres

/// The notices of one connection since they were last cleared.
final class Notices {
  struct Notice {
    var state: SQLState
    var message: String
  }

  private(set) var all: [Notice] = []
  private static let limit = 32

  func clear() { all.removeAll(keepingCapacity: true) }

  /// Makes `connection` report here. The caller keeps `self` alive as long as the connection.
  func receive(from connection: OpaquePointer) {
    let receiver: PQnoticeReceiver = { target, result in
      guard let target, let result else { return }
      let failure = SQLFailure(result)
      Unmanaged<Notices>.fromOpaque(target).takeUnretainedValue().add(failure)
    }
    PQsetNoticeReceiver(connection, receiver, Unmanaged.passUnretained(self).toOpaque())
  }

  /// A warning that the transaction is committed here but perhaps not on the standby that it waits for.
  var commitDoubt: String? {
    all.first { $0.state == .warning || $0.state == .adminShutdown }?.message
  }

  private func add(_ failure: SQLFailure) {
    guard all.count < Self.limit else { return }
    all.append(Notice(state: failure.state, message: failure.message))
  }
}

extension SQLFailure {
  /// Reads the fields of an error or a notice.
  init(_ result: OpaquePointer) {
    func field(_ code: Unicode.Scalar) -> String? {
      PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
    }
    let wholeMessage = String(cString: PQresultErrorMessage(result))
    self.init(
      state: field("C").map(SQLState.init(rawValue:)) ?? .unknown,
      message: field("M") ?? wholeMessage.split(separator: "\n").first.map(String.init) ?? "no message",
      constraint: field("n"))
    detail = field("D")
    table = field("t")
    column = field("c")
    position = field("P").flatMap { Int($0) }
  }
}
