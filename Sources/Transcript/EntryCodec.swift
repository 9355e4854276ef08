// One line of an auction's journal <-> its bytes. `contracts/events` pins the bytes of every kind of event.

package import Auctions
package import StrictJSON

/// The canonical encoding: one JSON object, members in a fixed order, no white space, nothing that is not needed.
/// One entry has exactly one encoding, so that bytes can be hashed, signed and compared.
package enum EntryCodec {
  package static func encode(_ entry: Entry) -> [UInt8] {
    var writer = JSONWriter(capacity: 320)
    entry.write(to: &writer)
    return writer.bytes
  }

  /// Reads what `encode` wrote, and nothing else.
  package static func decode(_ line: [UInt8]) throws(EntryFault) -> Entry {
    let entry = try read(line)
    guard encode(entry) == line else { throw .notCanonical }
    return entry
  }

  private static func read(_ line: [UInt8]) throws(EntryFault) -> Entry {
    let json: JSON
    do throws(JSON.SyntaxError) { json = try JSON(parsing: line, limits: limits) } catch { throw .syntax(error) }
    do throws(JSON.Faults) { return try json.decode(Entry.init(fields:)) } catch { throw .content(error) }
  }

  /// An announcement with very many lots is the longest line there is.
  private static let limits = JSON.Limits(depth: 8, bytes: 16 << 20)
}

/// Why a line of a journal cannot be read.
package enum EntryFault: Error, Equatable, Sendable {
  case syntax(JSON.SyntaxError)
  case content(JSON.Faults)
  /// It says something, but not as it would have been written.
  case notCanonical
}

extension EntryFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .syntax(let error): "not JSON: \(error)"
    case .content(let faults): "not an entry of a journal: \(faults)"
    case .notCanonical: "not in the canonical encoding"
    }
  }
}

/// The kinds of event by their written names.
package enum EventKind: String, CaseIterable, Sendable {
  case scheduled, participantAdmitted, observerAdmitted, participantDisqualified, participantReinstated, openingMoved,
    opened, stageBegan, turnsOrdered, bidPlaced, bidRefused, offerSealed, sealRefused, offerOpened, offerVoid,
    offerUnreadable, bidderLeft, offerRetracted, offerWithdrawn, proxySet, proxyDropped, lotExtended, paused, resumed,
    interrupted, rulesChanged, closedEarly, lotClosed, seedRevealed, closed, cancelled
}
