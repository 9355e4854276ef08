// Shares on paper: written, read, mistyped.

import Auctions
import Testing

@testable import Sealing

@Suite struct ShareTextTests {
  static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  @Test func readsWhatItWrites() throws {
    for seed in UInt64(0)..<50 {
      let key = try Sample.key(seed: seed, openers: 5)
      for share in key.shares { #expect(try Share(text: share.text, for: Sample.round) == share) }
    }
    let many = try Sample.key(openers: 255, needed: 255).shares[254]
    #expect(try Share(text: many.text, for: Sample.round) == many)
  }

  @Test func isFourLinesOfSixGroupsOfFive() throws {
    let text = try Sample.key().shares[0].text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 4)
    for line in lines {
      #expect(line.split(separator: " ", omittingEmptySubsequences: false).map(\.count) == [5, 5, 5, 5, 5, 5])
    }
    #expect(text.allSatisfy { $0 == "\n" || $0 == " " || Self.alphabet.contains($0) })
  }

  @Test func toleratesHowPeopleCopy() throws {
    let share = try Sample.key().shares[0]
    let text = share.text
    let plain = text.filter { $0 != " " && $0 != "\n" }
    let variants = [
      text.lowercased(), plain, plain.lowercased(), "  \t\(text)\r\n\n",
      text.map { $0 == " " ? "-" : String($0) }.joined(), plain.map { "\($0)\u{2013}" }.joined(),
      plain.map { "\($0)\u{00A0}" }.joined(),
      text.map { $0 == "0" ? "O" : $0 == "1" ? "I" : String($0) }.joined(),
      text.map { $0 == "0" ? "o" : $0 == "1" ? "l" : String($0) }.joined(),
    ]
    for variant in variants { #expect(try Share(text: variant, for: Sample.round) == share) }
  }

  @Test func everyWrongCharacterIsFound() throws {
    let plain = Array(try Sample.key().shares[0].text.filter { $0 != " " && $0 != "\n" })
    var named = 0
    for place in plain.indices {
      for wrong in Self.alphabet where wrong != plain[place] {
        var changed = plain
        changed[place] = wrong
        let fault = #expect(throws: WrittenFault.self) { try Share(text: String(changed), for: Sample.round) }
        guard fault != .mistypedSomewhere else { continue }
        #expect(fault == .mistyped(group: place / 5 + 1))
        named += 1
      }
    }
    // Taking 0 for Z is the one slip that a group does not show.
    #expect(named > 120 * 30)
  }

  @Test func exchangedNeighboursAreFound() throws {
    for seed in UInt64(0)..<20 {
      let plain = Array(try Sample.key(seed: seed).shares[0].text.filter { $0 != " " && $0 != "\n" })
      for place in plain.indices.dropLast() where plain[place] != plain[place + 1] {
        var changed = plain
        changed.swapAt(place, place + 1)
        #expect(throws: WrittenFault.self) { try Share(text: String(changed), for: Sample.round) }
      }
    }
  }

  @Test func exchangedGroupsAreFound() throws {
    let groups = try Sample.key().shares[0].text.split { $0 == " " || $0 == "\n" }
    for a in groups.indices {
      for b in groups.indices where groups[a] != groups[b] {
        var changed = groups
        changed.swapAt(a, b)
        let fault = #expect(throws: WrittenFault.self) {
          try Share(text: changed.joined(separator: " "), for: Sample.round)
        }
        #expect(fault == .mistyped(group: min(a, b) + 1))
      }
    }
  }

  @Test func faultsAreNamed() throws {
    let share = try Sample.key().shares[0]
    let plain = share.text.filter { $0 != " " && $0 != "\n" }
    let table: [(String, SealedRound, WrittenFault)] = [
      ("", Sample.round, .wrongLength(0)),
      (String(plain.dropLast()), Sample.round, .wrongLength(119)),
      (plain + "0", Sample.round, .wrongLength(121)),
      (String(repeating: plain, count: 50), Sample.round, .wrongLength(121)),
      ("U" + plain.dropFirst(), Sample.round, .unknownCharacter("U", group: 1)),
      (plain.dropLast() + "é", Sample.round, .unknownCharacter("é", group: 24)),
      (plain.dropLast() + "٣", Sample.round, .unknownCharacter("٣", group: 24)),
      (share.text, Sample.otherAuction, .otherAuction(Sample.round.auction)),
      (share.text, Sample.otherRound, .otherRound(1)),
      (Share(round: Sample.round, index: 0, secret: share.secret).text, Sample.round, .noIndex),
    ]
    for (text, round, fault) in table {
      #expect(throws: fault) { try Share(text: text, for: round) }
    }
  }
}
