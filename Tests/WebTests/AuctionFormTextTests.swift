// Every input of the auction form has its words in every language, and every condition its line in the style sheet.

import Auctions
import Foundation
import SiteSupport
import StrictJSON
import Testing
import Transcript

@testable import Web

@Suite struct AuctionFormTextTests {
  static let sections = Clock.Kind.allCases.flatMap { RuleSection.all(for: $0, hasSeveralLots: true) }

  @Test(arguments: Language.allCases) func everyInputHasItsWords(language: Language) throws {
    let texts = try PageWordsTests.texts(language)
    func expect(_ key: String) { #expect(texts.text("ruleForm.\(key)") != nil, "\(key)") }
    for section in Self.sections {
      expect("section_\(section.name)")
      expect("section_\(section.name)_about")
      for group in section.groups { if let name = group.name { expect("group_\(name)") } }
      for input in section.inputs {
        expect(input.label)
        switch input.widget {
        case .choice(let values, let words):
          for value in values { expect("\(words.isEmpty ? input.label : words)_\(value)") }
        case .rows(let row):
          expect("\(row.label)_add")
          #expect(texts.text("ruleFault.notA_\(row.label)") != nil)
          for column in row.columns {
            expect("\(row.label)_\(column.name)")
            if case .choice(let values, let words) = column.cell { for value in values { expect("\(words)_\(value)") } }
          }
        default: break
        }
      }
    }
    for unit in LengthUnit.allCases { expect("unit_\(unit.rawValue)") }
    for fault in Ranking.DeclarationFault.allCases { #expect(texts.text("ruleFault.declaration_\(fault)") != nil) }
  }

  @Test(arguments: Language.allCases) func everyPresetIsIntroduced(language: Language) throws {
    let texts = try PageWordsTests.texts(language)
    let groups = PresetGroup.all(try AuctionFormStage.presets.get())
    #expect(groups.flatMap(\.presets).compactMap(\.name).sorted() == Presets.supplied)
    #expect(groups.map(\.name) == ["english", "clocks", "sealed", "turns", "law"])
    for group in groups {
      #expect(texts.text("format.group_\(group.name)") != nil)
      #expect(texts.text("format.group_\(group.name)_about") != nil)
    }
    for name in Presets.supplied {
      for key in ["format.\(name)_name", "format.\(name)", "format.\(name)_fits"] {
        #expect(texts.text(key) != nil, "\(key)")
      }
    }
  }

  @Test func everyPictureIsDrawn() throws {
    let sprite = try String(
      contentsOf: TemplateTests.web.appending(path: "Assets/icons/formats.svg"), encoding: .utf8)
    let pictures = try AuctionFormStage.presets.get().documents.map {
      PresetGroup.picture(of: $0.name ?? "", $0.rules.clock.kind)
    }
    for name in pictures + Clock.Kind.allCases.map(\.rawValue) {
      #expect(sprite.contains("<symbol id=\"\(name)\" "), "\(name)")
    }
  }

  /// Without its line an input that means nothing would be asked all the same.
  @Test func everyConditionIsInTheStyleSheet() throws {
    let sheet = try String(
      contentsOf: TemplateTests.web.appending(path: "Assets/css/auction-form.css"), encoding: .utf8)
    let conditions = Set(Self.sections.flatMap(\.inputs).compactMap(\.when?.name))
    for name in conditions {
      #expect(sheet.firstMatch(of: try Regex("\\.when-\(name)[,\\s]")) != nil, "\(name)")
    }
  }

  @Test func jsonIsLaidOutToBeRead() throws {
    let json = JSON.sample(#"{"a":{"b":{"c":1,"d":[]},"e":"x\"y"},"f":[{"g":true},{"h":null}]}"#)
    let text = """
      {
        "a": {
          "b": { "c": 1, "d": [] },
          "e": "x\\"y"
        },
        "f": [
          { "g": true },
          { "h": null }
        ]
      }
      """
    #expect(json.indented == text)
    #expect(try JSON(parsing: Array(text.utf8)) == json)
  }
}
