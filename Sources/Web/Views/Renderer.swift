// Turns a page's view and its frame into HTML.
import Foundation
import Mustache

/// All templates and texts, read once at start.
struct Renderer: Sendable {
  private let library: MustacheLibrary
  private let catalogue: [Language: Texts]

  /// - Parameters:
  ///   - templates: directory with the `.mustache` files; a template's name is its path without the ending.
  ///   - texts: directory with `en.json`, `ru.json` and `ro.json`.
  /// - Throws: `MalformedTemplate` for a template that cannot be parsed or is missing; errors of reading and decoding.
  init(templates: String, texts: String) throws {
    library = try Self.library(directory: templates)
    catalogue = try Texts.catalogue(directory: texts)
    for page in AllPages.types where library.getTemplate(named: page.template) == nil {
      throw MalformedTemplate(path: page.template, reason: "There is no such template.")
    }
  }

  func texts(_ language: Language) -> Texts { catalogue[language] ?? Texts(language: language, flat: [:]) }

  /// The whole page.
  func html<Content: PageView>(_ content: Content, in frame: Frame) -> String {
    library.render(Page(frame: frame, content: content), withTemplate: Content.template) ?? ""
  }

  private static func library(directory: String) throws -> MustacheLibrary {
    MustacheContentTypes.register(EscapedHTML(), named: EscapedHTML.name)
    var library = MustacheLibrary()
    let ending = ".mustache"
    let root = URL(filePath: directory).resolvingSymlinksInPath()
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) where path.hasSuffix(ending) {
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      do {
        try library.register(EscapedHTML.pragma + text, named: String(path.dropLast(ending.count)))
      } catch { throw MalformedTemplate(path: path, reason: "\(error)") }
    }
    return library
  }
}

/// A template that Mustache cannot parse. Lines in the reason count one too many: the pragma stands before the first.
struct MalformedTemplate: Error {
  let path: String
  let reason: String
}

/// One page as the templates see it: names of the content first, then those of the frame.
private struct Page<Content: PageView>: MustacheParent {
  let frame: Frame
  let content: Content
  func child(named name: String) -> Any? { content.child(named: name) ?? frame.child(named: name) }
}
