// Shares on their way: the code opens its own share, and nothing else does.

import Testing

@testable import Sealing

@Suite struct HandoverTests {
  @Test func opensWithItsCodeOnly() throws {
    let key = try Sample.key()
    let (code, other) = (HandoverCode.random(), HandoverCode.random())
    for share in key.shares {
      let locked = share.locked(with: code)
      #expect(locked.bytes.count == 48)
      #expect(locked.share(of: Sample.round, index: share.index, code) == share)
      #expect(locked.share(of: Sample.round, index: share.index, other) == nil)
      #expect(locked.share(of: Sample.otherRound, index: share.index, code) == nil)
      #expect(locked.share(of: Sample.otherAuction, index: share.index, code) == nil)
      #expect(locked.share(of: Sample.round, index: share.index + 1, code) == nil)
    }
  }

  @Test func everyTurnedBitIsFound() throws {
    let share = try Sample.key().shares[0]
    let code = HandoverCode.random()
    let locked = share.locked(with: code)
    for bit in 0..<(48 * 8) {
      let changed = LockedShare(bytes: locked.bytes.turning(bit: bit))
      #expect(changed.share(of: Sample.round, index: 1, code) == nil)
    }
    for length in [0, 15, 16, 47, 49] {
      let changed = LockedShare(bytes: Array((locked.bytes + [0]).prefix(length)))
      #expect(changed.share(of: Sample.round, index: 1, code) == nil)
    }
  }

  @Test func codesAreReadAsTheyAreWritten() throws {
    let codes = (0..<50).map { _ in HandoverCode.random() }
    #expect(Set(codes.map(\.text)).count == 50)
    for code in codes {
      #expect(code.text.split(separator: " ").map(\.count) == Array(repeating: 5, count: 8))
      #expect(try HandoverCode(text: code.text.lowercased().replacing(" ", with: "-")) == code)
      #expect("\(code)" == "HandoverCode(…)")
    }
  }

  @Test func slipsAreFound() throws {
    let plain = Array(HandoverCode.random().text.filter { $0 != " " })
    for place in plain.indices {
      var changed = plain
      changed[place] = plain[place] == "7" ? "8" : "7"
      #expect(throws: WrittenFault.mistyped(group: place / 5 + 1)) { try HandoverCode(text: String(changed)) }
    }
    #expect(throws: WrittenFault.wrongLength(39)) { try HandoverCode(text: String(plain.dropLast())) }
    #expect(throws: WrittenFault.wrongLength(41)) { try HandoverCode(text: String(plain) + "0") }
    #expect(throws: WrittenFault.unknownCharacter("U", group: 1)) {
      try HandoverCode(text: "U" + String(plain.dropFirst()))
    }
  }
}
