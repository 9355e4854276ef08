// Damaged documents: cut off, with parts missing, with parts of another kind. They are refused in words or still sound.

import Auctions
import Commerce
import Foundation
import StrictJSON
import Testing

@testable import Interchange

@Suite struct ImportDamageTests {
  let codes: CodeLists
  init() throws { codes = try CodeListTests.loaded.get() }

  static let files = [
    Documents.cables, Documents.operatingRoom, Documents.medicines, Documents.energyService,
    Documents.cycleLanes("1.1", "ocds-213czf-000-00001-02-tender"),
    Documents.cycleLanes("1.1", "record/ocds-213czf-000-00001"),
  ]

  @Test(arguments: files) func cutOffAnywhere(file: URL) throws {
    let bytes = try file.bytes
    let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
    for place in 0..<200 {
      let answer = Answer(Array(bytes[..<(end * place / 200)]), codes: codes)
      guard case .notJSON = answer.faults.only?.reason else {
        return #expect(Bool(false), "cut at \(end * place / 200): \(answer)")
      }
    }
  }

  @Test(arguments: files) func anythingMissing(file: URL) throws {
    let document = try file.tree
    let whole = Answer(document.encoded(), codes: codes)
    for path in document.paths {
      let damaged = try #require(document.replacing(path[...], with: nil))
      let answer = Answer(damaged.encoded(), codes: codes)
      expectSound(answer)
      guard answer != whole, answer.requirements.isEmpty, !isFeltElsewhere(path) else { continue }
      // A gap is named by itself or by what is around it.
      let names = answer.faults.map(\.pointer)
      #expect(names.contains { path.pointer == $0 || path.pointer.hasPrefix($0 + "/") }, "\(path.pointer): \(names)")
    }
  }

  /// Whether a gap at the path leaves something else unexplained: the elements after a missing one have other numbers,
  /// a lot that is not cancelled any more needs a value, an address differs from the others, a party is not found.
  private func isFeltElsewhere(_ path: [Step]) -> Bool {
    guard case .member(let name) = path.last else { return true }
    return ["status", "lots", "postalCode", "parties"].contains(name)
      || ["/parties/0/id", "/parties/0/address", "/procuringEntity/id"].contains { path.pointer.hasSuffix($0) }
  }

  @Test(
    arguments: files.filter { !$0.path.contains("record") },
    [JSON.null, .bool(true), .string("x"), .array([]), .object(.init()), .parsed("-0.00001")])
  func anythingOfAnotherKind(file: URL, value: JSON) throws {
    let document = try file.tree
    for path in document.paths {
      let damaged = try #require(document.replacing(path[...], with: value))
      expectSound(Answer(damaged.encoded(), codes: codes))
    }
  }

  /// What the cables cannot be without.
  @Test func theNecessary() throws {
    let document = try Documents.cables.tree
    let necessary = document.paths.filter { path in
      guard let damaged = document.replacing(path[...], with: nil) else { return false }
      return Answer(damaged.encoded(), codes: codes).requirements.isEmpty
    }
    #expect(
      Set(necessary.map(\.pointer).filter { !$0.hasPrefix("/items/") || $0.hasPrefix("/items/0") }) == [
        "/tenderID", "/title", "/procurementMethod", "/value", "/value/amount", "/value/currency",
        "/minimalStep/amount", "/items", "/items/0/description", "/items/0/quantity", "/items/0/unit",
        "/items/0/unit/code",
        "/items/0/classification", "/items/0/classification/scheme", "/items/0/classification/id",
        "/items/0/deliveryAddress/locality", "/items/0/deliveryAddress/countryName",
        // The other items' addresses have one.
        "/items/0/deliveryAddress/postalCode",
      ])
  }

  @Test func naughtyStringsComeBackUnharmed() throws {
    let strings = try #require(JSON(parsing: Documents.naughtyStrings.bytes).elements).compactMap(\.text)
    #expect(strings.count == 515)
    for string in strings {
      let document = JSON.sampleTender.with("/tender/title", .string(string))
        .with("/tender/description", .string(string)).with("/tender/lots/0/title", .string(string))
        .with("/tender/items/0/description", .string(string))
      let answer = Answer(document.encoded(), codes: codes)
      if string.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
        #expect(answer.faults.map(\.pointer).contains("/tender/title"))
        continue
      }
      let content = try #require(answer.requirements.only?.content, "\(string)")
      let texts = [content.title, content.lots[0].title, content.lots[0].items[0].description]
      #expect(texts.allSatisfy { Array($0.utf8) == Array(string.utf8) })
      #expect(Array(content.description.utf8) == Array((string + "\n\n2. Halogen-free.").utf8))
    }
  }

  /// Either faults, each with a place and a sentence, or requirements that keep every rule.
  private func expectSound(_ answer: Answer) {
    switch answer {
    case .refused(let faults):
      #expect(!faults.list.isEmpty)
      #expect(faults.list.allSatisfy { !$0.sentence.isEmpty && ($0.pointer.isEmpty || $0.pointer.hasPrefix("/")) })
    case .imported(let requirements):
      #expect(!requirements.isEmpty)
      for requirement in requirements {
        #expect(requirement.content.check(today: today).isEmpty)
        let items = requirement.content.lots.flatMap(\.items)
        #expect(codes.currency(requirement.content.currency) != nil)
        #expect(codes.country(requirement.content.delivery.address.country) != nil)
        #expect(items.allSatisfy { codes.unit($0.unit) != nil && codes.category($0.category)?.code == $0.category })
      }
    }
  }
}
