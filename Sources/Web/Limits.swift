// Every bound of the server in one place: what it waits for, how much it takes in, how much it holds.

/// Sizes are in bytes, times in the unit of their name.
package enum Limits {
  // MARK: Connections

  /// From the first byte of a request to the end of its head; also what a new connection has to send anything.
  static let headSeconds: Int64 = 10
  /// From the end of the head to the end of the body.
  static let bodySeconds: Int64 = 60
  /// Between two requests of one connection.
  static let idleSeconds: Int64 = 60
  /// How long a client may take nothing of what waits for it.
  static let stalledReaderSeconds: Int64 = 30
  static let headerFields = 100
  static let headerFieldBytes = 8 << 10
  static let headerBytes = 32 << 10
  static let connections = 10_000
  static let backlog = 1024
  /// A body of more is not even read to its end to be refused politely.
  static let drainedBytes = 2 * importBytes

  // MARK: Bodies

  static let bidBytes = 4 << 10
  static let jsonBytes = 256 << 10
  static let formBytes = 512 << 10
  static let importBytes = 4 << 20
  /// Inputs of one form, of one query, and parts of one upload.
  static let formInputs = 5_000
  static let formNameBytes = 200
  static let queryBytes = 8 << 10
  static let partHeaderBytes = 4 << 10

  // MARK: Lists

  static let pageItems = 50
  static let pageItemsAtMost = 200

  // MARK: Live

  /// Commands that may wait for the auction engine.
  package static let inbox = 4_096

  package static let streamsPerCompany = 32
  package static let heartbeatSeconds: Int64 = 10

  // MARK: Identity

  static let passwordThreads = 2
  static let passwordQueue = 32
  static let passwordLength = 10...200
  /// Attempts at once, then one for each interval.
  static let signInsPerAccount = 5
  static let signInAccountSeconds: Int64 = 60
  static let signInsPerAddress = 30
  static let signInAddressSeconds: Int64 = 10
  /// Accounts and addresses that one throttle keeps apart.
  static let throttledKeys = 50_000
  package static let sessionIdleMilliseconds: Int64 = 30 * 60_000
  package static let sessionMilliseconds: Int64 = 12 * 3_600_000

  // MARK: Use of the API

  /// Requests at once, then as many a second, for one token.
  static let requestsAtOnce = 200
  static let requestsPerSecond: Int64 = 50
  static let idempotencyKeyLength = 1...200
}
