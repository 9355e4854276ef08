// Every line of the journal is read back as it was written, byte for byte, and nothing else is read.

import Auditing
import Auctions
import StrictJSON
import Testing
import Transcript

@Suite struct EntryCodecTests {
  @Test(arguments: EventKind.allCases) func roundTrip(_ kind: EventKind) throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<100 {
      var entry = random.entry()
      entry.event = random.event(kind)
      let line = EntryCodec.encode(entry)
      let again = try EntryCodec.decode(line)
      guard again == entry, again.event.kind == kind, EntryCodec.encode(again) == line, !line.contains(0x0A) else {
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
    #expect(try Contract.events() == Pinned.all.map(\.file).sorted())
    for example in Pinned.all {
      #expect(example.file.split(separator: /[-.]/).first.map(String.init) == example.entry.event.kind.rawValue)
    }
  }

  /// Whatever a member can hold stands in some pinned line: words, members, members left out.
  @Test func everyWordIsPinned() throws {
    let events = Pinned.all.map(\.entry.event)
    let stages = events.compactMap { if case .stageBegan(_, let stage, _) = $0 { stage.kind } else { nil } }
    #expect(Set(stages) == Set(StageKind.allCases))
    let departures = events.compactMap { if case .bidderLeft(_, _, let why) = $0 { why } else { nil } }
    #expect(Set(departures) == Set(Auction.Departure.allCases))
    let origins = events.compactMap { if case .bidPlaced(let bid) = $0 { bid.origin } else { nil } }
    #expect(Set(origins) == Set(Bid.Origin.allCases))
    let formats = events.compactMap { if case .scheduled(let said) = $0 { said.rules.clock.kind } else { nil } }
    #expect(Set(formats) == Set(Clock.Kind.allCases))
  }

  /// A stranger can read a journal with this page: it leaves out no word, and no file.
  @Test func everyWordIsExplained() throws {
    let page = try Contract.bytes("events/README.md").text
    let words =
      EventKind.allCases.map(\.rawValue) + StageKind.allCases.map(\.rawValue)
      + Refusal.Reason.allCases.map(\.rawValue) + Auction.Departure.allCases.map(\.rawValue)
      + Bid.Origin.allCases.map(\.rawValue) + ["softClose", "otherLot", "buyer"]
    for word in words { #expect(page.contains("`\(word)`"), "\(word) is not explained") }
    for name in try Contract.memberNames() { #expect(page.contains("`\(name)`"), "\(name) is not explained") }
    for file in try Contract.events() { #expect(page.contains("(\(file))"), "\(file) is not shown") }
  }

  /// Cut anywhere, or with any one byte another, a line is refused or says something else: never the same.
  @Test(arguments: Pinned.all) func damagedLines(_ example: Pinned) throws {
    let line = EntryCodec.encode(example.entry)
    // Long lines are mostly rules, which have tests of their own.
    for cut in stride(from: 0, to: line.count, by: line.count > 600 ? 23 : 1) {
      var damaged = line
      damaged[cut] = [UInt8(0x20), 0x22, 0x30, 0xFF].filter { $0 != line[cut] }[cut % 3]
      guard (try? EntryCodec.decode(Array(line[..<cut]))) == nil, (try? EntryCodec.decode(damaged)) != example.entry
      else {
        Issue.record("\(example.file): a cut or another byte at \(cut) goes unnoticed")
        return
      }
    }
  }

  /// White space is no part of a line, wherever it stands, and no name stands twice in an object.
  @Test(arguments: Pinned.all) func spacesAndTwins(_ example: Pinned) throws {
    let line = EntryCodec.encode(example.entry)
    for place in line.indicesOutsideOfText {
      let space = Array(" \n\t\r".utf8)[place % 4]
      if line.count < 600 || place % 11 == 0 {
        #expect((try? EntryCodec.decode(Array(line[..<place] + [space] + line[place...]))) == nil)
      }
      guard line[place] == UInt8(ascii: "{"), line[place + 1] != UInt8(ascii: "}") else { continue }
      let twins = Array(line[...place]) + Array(#""zz":1,"zz":1,"#.utf8) + Array(line[(place + 1)...])
      do throws(EntryFault) {
        _ = try EntryCodec.decode(twins)
        Issue.record("\(twins.text)")
      } catch {
        #expect(error.description.hasSuffix("the name appears twice in one object"))
      }
    }
  }

  @Test(arguments: Spoiling.all) func spoiltLines(_ spoiling: Spoiling) throws {
    for example in Pinned.all {
      let sound = try JSON(parsing: EntryCodec.encode(example.entry))
      let spoilt = sound.withOneChange(spoiling.change)
      for spoilt in spoilt.enumerated().filter({ spoilt.count < 60 || $0.offset % 5 == 0 }).map(\.element) {
        let read = try? EntryCodec.decode(spoilt.encoded())
        guard spoiling.isAlwaysRefused ? read == nil : read != example.entry else {
          Issue.record("\(example.file): \(spoilt.encoded().text) is read")
          return
        }
      }
    }
  }

  @Test func anAnnouncementSaysWhatIsWrongWithItsRules() throws {
    let line = try Contract.bytes("events/scheduled-everything.json").dropLast().text
      .replacingFirst("\"percent\":\"0.5\"", with: "\"percent\":\"100\"")
      .replacingFirst("\"ceiling\":\"", with: "\"ceiling\":\"x")
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

extension Contract {
  /// The files of pinned lines, sorted.
  static func events() throws -> [String] { try names("events").filter { $0.hasSuffix(".json") } }

  /// Every name of a member in a pinned line, but for those of the rules, which have a schema of their own.
  fileprivate static func memberNames() throws -> [String] {
    var names: Set<String> = []
    func collect(_ json: JSON) {
      json.elements?.forEach(collect)
      for member in json.members?.entries ?? [] {
        names.insert(member.name)
        if member.name != "rules" { collect(member.value) }
      }
    }
    for file in try events() { collect(try json("events/\(file)")) }
    return names.sorted()
  }
}

extension [UInt8] {
  fileprivate func dropLast() -> [UInt8] { Array(self[..<(count - 1)]) }

  fileprivate var indicesOutsideOfText: [Int] {
    var isText = false
    var isEscaped = false
    return indices.filter { index in
      defer {
        if isEscaped {
          isEscaped = false
        } else if self[index] == UInt8(ascii: "\\") {
          isEscaped = true
        } else if self[index] == UInt8(ascii: "\"") {
          isText.toggle()
        }
      }
      return !isText
    }
  }
}

extension String {
  func replacingFirst(_ old: String, with new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return self[..<range.lowerBound] + new + self[range.upperBound...]
  }
}
