// Rules over the API: the presets, and what a document of one's own says and looks like.

import Auctions
import HTTPTypes
import Hummingbird
import StrictJSON
import Transcript

struct RulesAPI: Sendable {
  let house: House

  /// The presets with their titles, in the language of Accept-Language.
  func list(_ call: Call) async throws -> Response {
    let texts = texts(for: call)
    return Response.json(ItemList(house.presets.documents.map { PresetDocument($0, texts) }))
  }

  /// A preset as it is: what may be sent as the rules of an auction.
  func get(_ call: Call) async throws -> Response {
    let name = call.context.parameters.get("name")
    guard let document = house.presets.documents.first(where: { $0.name == name }) else { throw Problem.notFound }
    return Response.json(document)
  }

  /// Every mistake of a rules document with its place; of a sound one what is doubtful, and what it says in words.
  func check(_ call: Call) async throws -> Response {
    let document = try await call.json()
    let rules = try document.decode(RulesDocument.init(fields:)).rules
    return Response.json(RulesReport(rules, texts(for: call)))
  }

  private func texts(for call: Call) -> Texts {
    house.renderer.texts(.preferred(acceptLanguage: call.request.headers[.acceptLanguage]))
  }
}

/// A preset in a list.
private struct PresetDocument: JSONWritable {
  let document: RulesDocument
  let title: String

  init(_ document: RulesDocument, _ texts: Texts) {
    self.document = document
    title = texts.title(of: document)
  }

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.optionalMember("name", document.name)
      $0.member("title", title)
      $0.member("rules", document)
    }
  }
}

extension Texts {
  /// What kind of auction a preset makes, in a sentence. One that does not come with the program says how it runs.
  func title(of preset: RulesDocument) -> String {
    preset.name.flatMap { text("preset.\($0)") }
      ?? RuleText.chapters(for: preset.rules, self).first?.sentences.first ?? ""
  }
}

/// What sound rules say, and what looks like a mistake in them.
private struct RulesReport: JSONWritable {
  let warnings: [Warning]
  let chapters: [RuleChapter]

  init(_ rules: Rules, _ texts: Texts) {
    let words = RuleWords(rules: rules, texts: texts, currency: nil, lotCount: nil)
    warnings = rules.warnings().map { Warning(warning: $0, sentence: words.sentence(for: $0)) }
    chapters = RuleText.chapters(for: rules, texts)
  }

  struct Warning: JSONWritable {
    let warning: Rules.Warning
    let sentence: String

    func write(to writer: inout JSONWriter) {
      writer.object {
        $0.member("pointer", warning.pointer)
        $0.member("severity", warning.severity.rawValue)
        $0.member("sentence", sentence)
      }
    }
  }

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("warnings", warnings)
      $0.array("chapters") { for chapter in chapters { $0.value(chapter) } }
    }
  }
}

extension RuleChapter: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("heading", heading)
      $0.member("sentences", sentences)
    }
  }
}
