// The presets and the check of rules over the API.

import Auctions
import Foundation
import HTTPTypes
import SiteSupport
import StrictJSON
import TestSupport
import Testing
import Transcript

@testable import Web

@Suite struct RulesAPITests {
  @Test func presetsAreToldInTheReadersLanguage() async throws {
    try await TestHouse.open { house in
      let trader = try await house.trader("Reader")
      func titles(_ language: String?) async throws -> [String] {
        var call = HTTPCall(.get, "/api/rules", as: trader.caller)
        call.headers[.acceptLanguage] = language
        let items = try await house.succeed(call).json?["items"]?.elements ?? []
        #expect(items.compactMap { $0["name"]?.text } == Presets.supplied)
        return items.compactMap { $0["title"]?.text }
      }
      let english = try await titles(nil)
      #expect(english[5] == "Open auction: prices fall, and everybody sees all of them.")
      #expect(try await titles("ro-MD, ro;q=0.9") != english)
      #expect(try await titles("ru") != english)
      #expect(try await titles("tlh") == english)
    }
  }

  @Test func aPresetIsADocumentThatMayBeSent() async throws {
    try await TestHouse.open { house in
      let trader = try await house.trader("Reader")
      for name in Presets.supplied {
        let document = try await house.succeed(HTTPCall(.get, "/api/rules/\(name)", as: trader.caller)).json
        let check = HTTPCall(.post, "/api/rules/check", as: trader.caller, body: document)
        let report = try await house.succeed(check).json
        #expect(report?["chapters"]?.elements?.count ?? 0 >= 4, "\(name)")
        #expect(report?["warnings"]?.elements?.contains { $0["severity"]?.text == "wrong" } == false, "\(name)")
      }
      #expect(try await house.send(HTTPCall(.get, "/api/rules/other", as: trader.caller)).reason == "notFound")
      #expect(try await house.send(HTTPCall(.get, "/api/rules")).reason == "unauthenticated")
    }
  }

  @Test func mistakesAreNamedAllAtOnceAndDoubtsInWords() async throws {
    try await TestHouse.open { house in
      let trader = try await house.trader("Reader")
      func check(_ rules: String) async throws -> HTTPAnswer {
        var call = HTTPCall(.post, "/api/rules/check", as: trader.caller, body: .sample(rules))
        call.headers[.acceptLanguage] = "ru"
        return try await house.send(call)
      }
      let unsound = try await check(
        SampleDocuments.rules(clock: #"{"kind": "hourglass"}"#, admissibility: #"{"decimals": 9, "wrong": 1}"#))
      #expect((unsound.status, unsound.reason) == (422, "invalidDocument"))
      let pointers = unsound.json?["errors"]?.elements?.compactMap { $0["pointer"]?.text } ?? []
      #expect(pointers == ["/clock/kind", "/admissibility/decimals", "/admissibility/wrong"])
      let together = try await check(SampleDocuments.rules(ranking: #"{"ties": "drawn"}"#))
      #expect(together.json?["errors"]?[0]?["pointer"]?.text == "/ranking/ties")
      let short = try await check(SampleDocuments.rules(clock: #"{"kind": "english", "durationMilliseconds": 1800}"#))
      #expect(short.json?["warnings"]?[0]?["pointer"]?.text == "/clock/durationMilliseconds")
      let sentence = short.json?["warnings"]?[0]?["sentence"]?.text ?? ""
      #expect(sentence.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) }, "\(sentence)")
    }
  }

  @Test(arguments: Language.allCases) func everyPresetHasATitle(language: Language) throws {
    let texts = try #require(ViewTests.renderer).texts(language)
    for name in Presets.supplied { #expect(texts.text("preset.\(name)") != nil, "\(language) \(name)") }
  }

  /// An unsound or a missing file stops the start, and says which it is.
  @Test func aPresetThatCannotBeUsedStopsTheStart() throws {
    let folder = TestFiles.root.appending(path: "contracts/rules")
    let copy = FileManager.default.temporaryDirectory.appending(path: "presets-\(UUID())")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(at: folder, to: copy)
    #expect(try Presets(directory: copy.path).names == Presets.supplied)
    let own = copy.appending(path: "house-rules.json")
    try FileManager.default.copyItem(at: copy.appending(path: "japanese.json"), to: own)
    expectRefusal(copy, "house-rules.json: /name must be house-rules.")
    let text = try String(contentsOf: own, encoding: .utf8)
      .replacing(#""name": "japanese""#, with: #""name": "house-rules""#)
    try Data(text.utf8).write(to: own)
    #expect(try Presets(directory: copy.path)["house-rules"] != nil)
    try Data(text.replacing(#""percent": "1""#, with: #""percent": "0""#).utf8).write(to: own)
    expectRefusal(copy, "house-rules.json: /clock/step/percent")
    try Data("{".utf8).write(to: own)
    expectRefusal(copy, "house-rules.json: ")
    try FileManager.default.removeItem(at: own)
    try FileManager.default.removeItem(at: copy.appending(path: "dutch.json"))
    expectRefusal(copy, "dutch.json: There is no such file.")
  }

  private func expectRefusal(_ directory: URL, _ words: String) {
    let error = #expect(throws: UnsoundPreset.self) { try Presets(directory: directory.path) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }
}
