// Every line of the journal is read back as it was written, byte for byte, and nothing else is read.

import Auctions
import StrictJSON
import Testing
import Transcript

@Suite struct EntryCodecTests {
  @Test func roundTrip() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<5_000 {
      let entry = random.entry()
      let line = EntryCodec.encode(entry)
      let again = try EntryCodec.decode(line)
      guard again == entry, EntryCodec.encode(again) == line, !line.contains(0x0A) else {
        Issue.record("\(line.text)")
        return
      }
    }
  }

  @Test(arguments: Pinned.all) func pinned(_ example: Pinned) throws {
    let line = try Contract.bytes("events/\(example.file)")
    #expect(line.text == EntryCodec.encode(example.entry).text + "\n")
    #expect(try EntryCodec.decode(line.dropLast()) == example.entry)
  }

  @Test func everyKindIsPinned() throws {
    #expect(Set(Pinned.all.map(\.entry.event.kind)) == Set(EventKind.allCases))
    #expect(try Contract.names("events") == Pinned.all.map(\.file).sorted())
    for example in Pinned.all { #expect(example.file.hasPrefix(example.entry.event.kind.rawValue)) }
  }

  /// Cut anywhere, or with any one byte another, a line is refused or says something else: never the same.
  @Test func damagedLines() throws {
    for example in Pinned.all {
      let line = EntryCodec.encode(example.entry)
      for cut in line.indices {
        #expect(throws: EntryFault.self) { try EntryCodec.decode(Array(line[..<cut])) }
        for byte in [UInt8(0x20), 0x22, 0x30, 0xFF] where line[cut] != byte {
          var damaged = line
          damaged[cut] = byte
          let read = try? EntryCodec.decode(damaged)
          guard read != example.entry else {
            Issue.record("\(example.file): byte \(cut) as \(byte) goes unnoticed")
            return
          }
        }
      }
    }
  }

  @Test(arguments: [
    // line                                                              what is said
    ("", "not JSON: line 1, column 1: the document is empty"),
    ("[]", "not an entry of a journal: : must be an object, not an array"),
    ("{}", "not an entry of a journal: /position: is required\n/at: is required\n/kind: is required"),
    (
      #"{"position":-1,"at":"2026-11-21","kind":"bidSold"}"#,
      """
      not an entry of a journal: /position: must be between 0 and 9223372036854775807
      /at: must be a time such as 2026-12-31T09:30:00.000Z
      /kind: must be one of: scheduled, participantAdmitted, openingMoved, opened, bidPlaced, bidRefused, \
      lotExtended, lotClosed, closed, cancelled
      """
    ),
    (
      #"{"position":1,"at":"2026-11-21T22:30:00.000Z","kind":"opened","by":"me"}"#,
      "not an entry of a journal: /by: is not a known member of this object"
    ),
    (
      #"{"position":1,"at":"2026-11-21T22:30:00.000Z","kind":"lotClosed","lot":"1","winner":"me"}"#,
      """
      not an entry of a journal: /lot: must be an integer, not a string
      /winner: must be an identifier such as 01932f7c-6a3e-7c1b-9a55-0242ac120002
      """
    ),
    (
      #"{"position":1,"at":"2026-11-21T22:30:00.000Z","kind":"bidPlaced","lot":1,"price":"1,5"}"#,
      """
      not an entry of a journal: /bidder: is required
      /price: must be a decimal amount such as 1234.50
      /key: is required
      /placedBy: is required
      """
    ),
    // Each means something, but none is written so.
    (#"{"position": 1,"at":"2026-11-21T22:30:00.000Z","kind":"opened"}"#, "not in the canonical encoding"),
    (#"{"at":"2026-11-21T22:30:00.000Z","position":1,"kind":"opened"}"#, "not in the canonical encoding"),
    (#"{"position":1,"at":"2026-11-21T22:30:00Z","kind":"opened"}"#, "not in the canonical encoding"),
    (#"{"position":1,"at":"2026-11-21T23:30:00.000+01:00","kind":"opened"}"#, "not in the canonical encoding"),
    (#"{"position":1,"at":"2026-11-21T22:30:00.000Z","kind":"\u006fpened"}"#, "not in the canonical encoding"),
    (
      #"{"position":1,"at":"2026-11-21T22:30:00.000Z","kind":"lotClosed","lot":1,"winner":null}"#,
      "not in the canonical encoding"
    ),
    (#"{"position":1,"at":"2026-11-21T22:30:00.000Z","kind":"opened"}"# + "\n", "not in the canonical encoding"),
  ])
  func refusedLines(_ line: String, said: String) {
    do throws(EntryFault) {
      let entry = try EntryCodec.decode(Array(line.utf8))
      Issue.record("read as \(entry)")
    } catch {
      #expect(error.description == said)
    }
  }

  @Test func anAnnouncementSaysWhatIsWrongWithItsRules() throws {
    let line = try Contract.bytes("events/scheduled.json").dropLast().text
      .replacingFirst("\"percent\":\"0.5\"", "\"percent\":\"100\"").replacingFirst("\"ceiling\":\"", "\"ceiling\":\"x")
    do throws(EntryFault) {
      _ = try EntryCodec.decode(Array(line.utf8))
      Issue.record("read")
    } catch {
      #expect(
        error.description == """
          not an entry of a journal: /lots/0/ceiling: must be a decimal amount such as 1234.50
          /rules/admissibility/decrement/percent: must be a percentage from 0.01 to 99.99 such as 0.5
          """)
    }
  }
}

extension [UInt8] {
  fileprivate func dropLast() -> [UInt8] { Array(self[..<(count - 1)]) }
}

extension String {
  fileprivate func replacingFirst(_ old: String, _ new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return self[..<range.lowerBound] + new + self[range.upperBound...]
  }
}
