// The engine: one thread that takes all, decides, commits once, answers all, publishes.

package import Auctions
import Foundation
package import Logging
import Synchronization
import Transcript

/// Runs live auctions. Everything that changes one goes through `submit`.
package final class Engine<J: Journal & ~Copyable>: Sendable {
  package let feed: Feed
  private let inbox: Inbox
  private let logger: Logger
  private let status = Mutex(EngineStatus())
  private let ended = DispatchSemaphore(value: 0)
  private let now: @Sendable () -> Instant
  private let batchEnded = Mutex<(@Sendable () -> Void)?>(nil)

  package init(
    inboxLimit: Int, watchersPerCompany: Int, logger: Logger, now: @escaping @Sendable () -> Instant
  ) {
    feed = Feed(watchersPerCompany: watchersPerCompany)
    inbox = Inbox(limit: inboxLimit, now: now)
    self.logger = logger
    self.now = now
  }

  /// Starts the writer thread. `connect` is called there, so that the journal's connection belongs to it alone.
  package func start(_ connect: @escaping @Sendable () -> sending J) {
    let thread = Thread {
      self.run(connect())
      self.ended.signal()
    }
    thread.name = "engine"
    thread.stackSize = 4 << 20
    thread.start()
  }

  /// Takes nothing more, answers everything that waits, gives up ownership and ends the thread.
  package func stop() {
    inbox.close()
    ended.wait()
  }

  /// Called on the engine's thread when all answers of a batch have been given.
  package func onBatchEnd(_ call: @escaping @Sendable () -> Void) { batchEnded.withLock { $0 = call } }

  /// Without waiting: `answer` is called on the engine's thread, unless this returns `false`, which is "busy".
  package func submit(
    _ command: EngineCommand, to auction: AuctionID, answer: @escaping @Sendable (EngineAnswer) -> Void
  ) -> Bool {
    inbox.put(auction, command, answer)
  }

  package func submit(_ command: EngineCommand, to auction: AuctionID) async throws(EngineRejection) -> Reply {
    let answer: EngineAnswer = await withCheckedContinuation { continuation in
      let accepted = inbox.put(auction, command) { continuation.resume(returning: $0) }
      if !accepted { continuation.resume(returning: .failure(.busy)) }
    }
    return try answer.get()
  }

  package var currentStatus: EngineStatus {
    var status = status.withLock { $0 }
    status.waiting = inbox.depth
    return status
  }

  // MARK: - The writer thread

  private func run(_ journal: consuming sending J) {
    var journal = journal
    while let auctioneer = takeOver(&journal) {
      if serve(auctioneer, &journal) { break }
    }
    refuseWaiting()
    journal.release()
  }

  /// Reads the journal until it can be read; `nil` when the engine is to end instead.
  private func takeOver(_ journal: inout J) -> Auctioneer? {
    var pauseMilliseconds = 50
    var told: JournalError?
    while true {
      do {
        let takeover = try journal.takeOver()
        var auctioneer = replay(takeover.auctions)
        try makeUp(takeover.lastAlive, &auctioneer, &journal)
        status.withLock { $0.isServing = true }
        return auctioneer
      } catch {
        // A server that waits for another one's end says so once, not every second.
        if error != told { logger.warning("auctions are not served", metadata: ["reason": "\(error)"]) }
        told = error
        status.withLock { $0.isServing = false }
        // What another server owns goes on there; what was seen here is no longer the truth.
        if case .notOwner = error { feed.dropAll() }
        refuseWaiting()
        guard inbox.pause(milliseconds: pauseMilliseconds) else { return nil }
        pauseMilliseconds = min(pauseMilliseconds * 2, 1_000)
      }
    }
  }

  /// A restart of a moment is no outage; anything longer is made up for, as each auction's rules say.
  private func makeUp(
    _ lastAlive: Instant?, _ auctioneer: inout Auctioneer, _ journal: inout J
  ) throws(JournalError) {
    let present = now()
    // Lines are newer than the note where their owner wrote them and noted nothing more: a making up, for one, that
    // must not be made up for again.
    guard let since = lastAlive.map({ max($0, auctioneer.lastStamp ?? $0) }) else { return }
    guard since.milliseconds(until: present) > Self.outageMilliseconds else { return }
    let batch = auctioneer.recover(since: since, at: present)
    guard !batch.appends.isEmpty else { return }
    try journal.append(batch.appends)
    for change in batch.changes { feed.publish(change) }
    logger.warning(
      "made up for an outage",
      metadata: ["milliseconds": "\(since.milliseconds(until: present))", "auctions": "\(batch.changes.count)"])
  }

  private static var outageMilliseconds: Int64 { 3_000 }

  private func replay(_ recorded: [Recorded]) -> Auctioneer {
    var auctioneer = Auctioneer()
    for one in recorded {
      do {
        let entries = try auctioneer.replay(one)
        if let auction = auctioneer.auction(one.auction) { feed.replace(one.auction, auction, entries) }
      } catch {
        // A damaged journal stops its own auction and no other.
        logger.critical(
          "auction not served: its journal cannot be read",
          metadata: [
            "auction": "\(one.auction)", "reason": "\(error)",
          ])
      }
    }
    logger.info("auctions are served", metadata: ["live": "\(recorded.count)"])
    return auctioneer
  }

  /// What was decided and is on its way into the journal: nobody has been told.
  private struct InFlight {
    var batch: Auctioneer.Batch
    var submissions: [Submission]
  }

  /// Serves until the journal fails (`false`: replay and go on) or the engine ends (`true`). While one batch becomes
  /// durable the next one is decided; answers still come only after their own commit.
  private func serve(_ auctioneer: consuming Auctioneer, _ journal: inout J) -> Bool {
    var auctioneer = auctioneer
    var notedAt = Instant(milliseconds: 0)
    var inFlight: InFlight?
    while true {
      // Whoever asks for one of these later is answered from the journal, which must have it by then.
      if inFlight == nil { auctioneer.forgetFinished() }
      let due = nextWake(auctioneer.nextDue, auctioneer.noteMilliseconds, notedAt)
      let taken = inFlight == nil ? inbox.takeAll(due: due) : inbox.takeNow()
      let batch = auctioneer.decide(taken.submissions, at: taken.at)
      do throws(JournalError) {
        if let known = inFlight {
          try journal.finish()
          publish(known.batch, known.submissions)
          inFlight = nil
        }
        if let pause = auctioneer.noteMilliseconds, notedAt.milliseconds(until: taken.at) >= pause {
          try journal.noteAlive(at: taken.at)
          notedAt = taken.at
        }
        if batch.appends.isEmpty {
          publish(batch, taken.submissions)
        } else {
          try journal.begin(batch.appends)
          inFlight = InFlight(batch: batch, submissions: taken.submissions)
        }
      } catch {
        abandon((inFlight?.submissions ?? []) + taken.submissions, error)
        return false
      }
      if taken.isClosed, taken.submissions.isEmpty, inFlight == nil { return true }
    }
  }

  /// When something is due, or when the owner is to say again that it is there.
  private func nextWake(_ due: Instant?, _ pause: Int64?, _ notedAt: Instant) -> Instant? {
    [due, pause.map { notedAt.adding(milliseconds: $0) }].compactMap { $0 }.min()
  }

  private func publish(_ batch: Auctioneer.Batch, _ submissions: [Submission]) {
    for change in batch.changes { feed.publish(change) }
    for (submission, answer) in zip(submissions, batch.answers) { submission.answer(answer) }
    batchEnded.withLock { $0 }?()
    status.withLock { $0.count(batch) }
  }

  /// The state is ahead of the journal now, so it is thrown away with everything that waited for this commit.
  private func abandon(_ submissions: [Submission], _ error: JournalError) {
    logger.error("journal failed, reading it again", metadata: ["reason": "\(error)"])
    status.withLock { $0.isServing = false }
    if case .fenced = error { feed.dropAll() }
    refuse(submissions)
  }

  private func refuseWaiting() { refuse(inbox.takeWaiting()) }

  private func refuse(_ submissions: [Submission]) {
    for submission in submissions { submission.answer(.failure(.unavailable)) }
    batchEnded.withLock { $0 }?()
  }
}

/// What the engine tells about itself, for `/ready` and `/metrics`.
package struct EngineStatus: Equatable, Sendable {
  package var isServing = false
  package var waiting = 0
  package var batches: Int64 = 0
  package var events: Int64 = 0
  package var bidsPlaced: Int64 = 0
  package var bidsRefused: Int64 = 0

  fileprivate mutating func count(_ batch: Auctioneer.Batch) {
    guard !batch.appends.isEmpty else { return }
    batches += 1
    for change in batch.changes {
      events += Int64(change.entries.count)
      for entry in change.entries {
        if case .bidPlaced = entry.event { bidsPlaced += 1 }
        if case .bidRefused = entry.event { bidsRefused += 1 }
      }
    }
  }
}
