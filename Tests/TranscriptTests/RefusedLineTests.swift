// What is said of lines that cannot be read: where the fault is and what should stand there.

import Auctions
import StrictJSON
import Testing
import Transcript

@Suite struct RefusedLineTests {
  /// One change to a pinned line: the file, a text in it, and what is put in its place.
  typealias Change = (file: String, old: String, new: String)

  /// Each line still means what it meant, but is not written as it would be.
  static let otherSpellings: [Change] = [
    ("opened", #""position":7"#, #""position": 7"#),
    ("opened", ".000Z", "Z"),
    ("opened", ".000Z", ".0000Z"),
    ("opened", "T22", "t22"),
    ("opened", "22:30:07.000Z", "23:30:07.000+01:00"),
    ("opened", #""opened""#, #""\u006fpened""#),
    ("opened", #""at""#, #""\u0061t""#),
    ("opened", #""}"#, "\"}\n"),
    ("scheduled", #""position":0"#, #""position":-0"#),
    ("stageBegan-opening", "}", #","endsAt":null}"#),
    ("bidPlaced", #","key""#, #","origin":"own","key""#),
    ("bidPlaced", #","key""#, #","origin":null,"key""#),
    ("bidPlaced", #","key""#, #","share":10000,"key""#),
    ("bidPlaced", #","key""#, #","currency":null,"key""#),
    ("bidPlaced", "177499.00", "177499"),
    ("bidPlaced", "177499.00", "177499.0"),
    ("bidPlaced", "177499.00", "177499.000"),
    ("bidPlaced", "177499.00", "0177499.00"),
    ("bidPlaced", "177499.00", "-0.00"),
    ("bidPlaced", "7d44-8f00", "7D44-8F00"),
    ("bidPlaced-share", #""share":2500"#, #""share":10000"#),
    ("lotClosed-shares", #","share":2500"#, #","share":10000"#),
    ("proxySet", #","placedBy""#, #","step":null,"placedBy""#),
    ("participantAdmitted", #""}"#, #"","ceilings":[]}"#),
    ("participantAdmitted", #""}"#, #"","declarations":[]}"#),
    ("participantAdmitted", #""}"#, #"","currency":null}"#),
    ("participantAdmitted-terms", #"{"price":"9500.00"}"#, #"{"lot":null,"price":"9500.00"}"#),
    ("participantAdmitted-terms", #""-2.50""#, #""-2.500""#),
    ("scheduled", #","rules""#, #","practice":false,"rules""#),
    ("scheduled", #","rules""#, #","rates":[],"rules""#),
    ("scheduled", #","rules""#, #","sealing":null,"rules""#),
    ("scheduled", #","rules""#, #","seedCommitment":null,"rules""#),
    ("scheduled", #""ceiling":"12.50""#, #""ceiling":"12.50","floor":null"#),
    ("scheduled", #""kontor-rules/1""#, #""kontor-rules/1","name":"english-open""#),
    ("scheduled", #","phases":1"#, ""),
    ("scheduled-everything", "19.5032", "19.50320"),
    ("scheduled-everything", #""percent":"0.5""#, #""percent":"0.50""#),
    ("bidRefused-threshold", "}}", #","nextAdmissiblePrice":null}}"#),
  ]

  @Test(arguments: otherSpellings) func otherSpelling(_ change: Change) throws {
    #expect(try Self.fault(of: change) == "not in the canonical encoding")
  }

  static let faults: [(Change, said: String)] = [
    (("bidPlaced", "177499.00", "1,5"), "/price: \(amount)"),
    (("bidPlaced", "177499.00", "1E3"), "/price: \(amount)"),
    (("bidPlaced", "177499.00", "922337203685477.5808"), "/price: \(amount)"),
    (("bidPlaced", "177499.00", "-922337203685477.5809"), "/price: \(amount)"),
    (("bidPlaced", "177499.00", "--1.00"), "/price: \(amount)"),
    (("bidPlaced", "177499.00", "-"), "/price: \(amount)"),
    (("bidPlaced", "177499.00", "١٧٧"), "/price: \(amount)"),
    (("bidPlaced", #""lot":1"#, #""lot":2147483648"#), "/lot: must be between -2147483648 and 2147483647"),
    (("bidPlaced", #""lot":1"#, #""lot":"1""#), "/lot: must be an integer, not a string"),
    (("bidPlaced", #"retry \"1\""#, #"\u0000"#), "/key: must not contain the character U+0000"),
    (("bidPlaced-currency", "EUR", "eur"), "/currency: must be a currency code such as USD (ISO 4217)"),
    (("bidPlaced-proxy", #""proxy""#, #""server""#), "/origin: must be one of: own, proxy, surrogate"),
    (
      ("bidRefused", "stepTooSmall", "tooDear"),
      "/refusal/reason: must be one of: " + Refusal.Reason.allCases.map(\.rawValue).joined(separator: ", ")
    ),
    (("offerSealed", "33e70c", "33E70C"), "/commitment: \(hash)"),
    (("offerSealed", "33e70c", "33e7"), "/commitment: \(hash)"),
    (("offerSealed", "3bcb1d", "3BCB1D"), "/envelope: must be hexadecimal digits"),
    (("offerSealed", "3bcb1d", "3bcb1"), "/envelope: must be hexadecimal digits"),
    (("stageBegan-turn", #""round":3,"#, ""), "/round: is required"),
    (("stageBegan-turn", #""}"#, #"","phase":1}"#), "/phase: \(unknown)"),
    (("stageBegan-pause", #""round":1"#, #""round":0"#), "/round: must be between 1 and 9223372036854775807"),
    (
      ("stageBegan-waiting", "waiting", "sleeping"),
      "/stage: must be one of: " + StageKind.allCases.map(\.rawValue).joined(separator: ", ")
    ),
    (("lotExtended-softClose", #""}"#, #"","reason":"x"}"#), "/reason: \(unknown)"),
    (("lotExtended-buyer", #","reason":"power cut at two suppliers""#, ""), "/reason: is required"),
    (("opened", #""}"#, #"","endsAt":null}"#), "/endsAt: \(unknown)"),
    (("participantAdmitted-terms", #""EUR""#, #""EURO""#), "/currency: must have at most 3 characters"),
    (
      ("participantAdmitted-terms", #""lot":2,"price""#, #""lot":0,"price""#),
      "/ceilings/1/lot: must be between 1 and 2147483647"
    ),
    (
      ("scheduled-everything", "19.5032", "19,5"),
      "/rates/0/equal: must be a rate such as 1, eight decimals at most"
    ),
    (("scheduled-sealed", "615de6", "615dE6"), "/sealing/rounds/0/publicKey: \(hash)"),
    (("scheduled-sealed", "52642d", "52642"), "/sealing/rounds/0/shareDigests/0: \(hash)"),
    (
      ("scheduled-japanese", #"{"percent":"1"}"#, #"{"percent":"1","amount":"1.00"}"#),
      "/rules/clock/step: must be either an amount or a percent"
    ),
  ]

  @Test(arguments: faults) func fault(_ change: Change, said: String) throws {
    #expect(try Self.fault(of: change) == "not an entry of a journal: \(said)")
  }

  private static let amount = "must be a decimal amount such as 1234.50"
  private static let hash = "must be 64 hexadecimal digits in lower case"
  private static let unknown = "is not a known member of this object"
  private static let kinds = "must be one of: " + EventKind.allCases.map(\.rawValue).joined(separator: ", ")

  /// All that is wrong is said at once.
  @Test(arguments: [
    ("[]", ": must be an object, not an array"),
    ("null", ": must not be null"),
    ("{}", "/position: is required\n/at: is required\n/kind: is required"),
    (
      #"{"position":-1,"at":"2026-11-21","kind":"bidSold"}"#,
      """
      /position: must be between 0 and 9223372036854775807
      /at: must be a time such as 2026-12-31T09:30:00.000Z
      /kind: \(kinds)
      """
    ),
    (
      #"{"position":1.0,"at":"0000-01-01T00:00:00.000Z","kind":"Opened"}"#,
      """
      /position: must be a whole number without fraction or exponent
      /at: must be a time such as 2026-12-31T09:30:00.000Z
      /kind: \(kinds)
      """
    ),
    (
      #"{"position":1,"at":"2026-11-21T22:30:00.000Z","kind":"lotClosed","lot":"1","winners":["me",{"bidder":"me"}]}"#,
      """
      /lot: must be an integer, not a string
      /winners/0: must be an object, not a string
      /winners/1/bidder: must be an identifier such as 01932f7c-6a3e-7c1b-9a55-0242ac120002
      /winners/1/price: is required
      """
    ),
    (
      #"{"position":1,"at":"2026-11-21T22:30:00.000Z","kind":"bidPlaced","lot":1,"price":"1,5"}"#,
      "/bidder: is required\n/price: \(amount)\n/key: is required\n/placedBy: is required"
    ),
  ])
  func faultsOfALine(_ line: String, said: String) {
    #expect(Self.fault(of: Array(line.utf8)) == "not an entry of a journal: \(said)")
  }

  @Test(arguments: [
    ("", "column 1: the document is empty"),
    ("\u{FEFF}{}", "column 1: the document starts with a byte order mark"),
    (#"{"position":01}"#, "column 13: a number must not start with a superfluous zero"),
    (#"{"position":1,"position":1}"#, "column 15: the name appears twice in one object"),
    (#"{"key":"\ud800"}"#, "column 9: an escaped surrogate must be one of a pair"),
    (#"{"position":1}{}"#, "column 15: only white space may follow the value"),
    ("{'position':1}", "column 2: a member name in double quotes is expected here"),
  ])
  func syntax(_ line: String, said: String) {
    #expect(Self.fault(of: Array(line.utf8)) == "not JSON: line 1, \(said)")
  }

  /// None of these is too much to be refused.
  @Test(arguments: [UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "9"), UInt8(ascii: "\""), 0x00, 0xFF, 0x20])
  func muchOfOneThing(_ byte: UInt8) {
    for count in [1, 9, 65, 100_000] {
      #expect(throws: EntryFault.self) { try EntryCodec.decode(Array(repeating: byte, count: count)) }
    }
  }

  @Test func longLines() {
    let line: [UInt8] = Array(repeating: 0x20, count: (16 << 20) + 1)
    #expect(Self.fault(of: line)?.hasSuffix("the document is larger than 16777216 bytes") == true)
  }

  @Test func deepLines() {
    for depth in [8, 9, 64, 10_000] {
      let line =
        #"{"position":1,"at":"2026-11-21T22:30:00.000Z","kind":"rulesChanged","reason":"x","rules":"#
        + String(repeating: #"{"rules":"#, count: depth) + "1" + String(repeating: "}", count: depth) + "}"
      let said = Self.fault(of: Array(line.utf8))
      #expect(said?.hasSuffix("arrays and objects are nested more than 8 deep") == true, "\(said ?? "read")")
    }
  }

  private static func fault(of change: Change) throws -> String? {
    let line = String(try Contract.bytes("events/\(change.file).json").text.dropLast())
    let changed = line.replacingFirst(change.old, with: change.new)
    try #require(changed != line)
    return fault(of: Array(changed.utf8))
  }

  private static func fault(of line: [UInt8]) -> String? {
    do throws(EntryFault) {
      _ = try EntryCodec.decode(line)
      return nil
    } catch { return error.description }
  }
}
