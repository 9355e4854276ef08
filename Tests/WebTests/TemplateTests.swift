// Every name in every template exists in the views it is read from, and every text in every language.
import Foundation
import Testing

@testable import Web

@Suite struct TemplateTests {
  static let web = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Web")

  static func read(_ path: String) throws -> String {
    try String(contentsOf: web.appending(path: "Templates/\(path).mustache"), encoding: .utf8)
  }

  static func templateNames() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: web.appending(path: "Templates").resolvingSymlinksInPath().path)
      .filter { $0.hasSuffix(".mustache") }.map { String($0.dropLast(".mustache".count)) }.sorted()
  }

  @Test func everyNameExists() throws {
    var walk = TemplateWalk(texts: try Self.keys(.en))
    for page in AllPages.types { try walk.visit(page) }
    #expect(walk.mistakes.isEmpty, "\(walk.mistakes.sorted().joined(separator: "\n"))")
  }

  @Test func everyTemplateIsUsed() throws {
    var walk = TemplateWalk(texts: try Self.keys(.en))
    for page in AllPages.types { try walk.visit(page) }
    let unused = try Self.templateNames().filter { !walk.visited.contains($0) }
    #expect(unused.isEmpty, "\(unused)")
  }

  @Test func everyNameOfAViewIsUsed() throws {
    var walk = TemplateWalk(texts: try Self.keys(.en))
    for page in AllPages.types { try walk.visit(page) }
    #expect(walk.unused.isEmpty, "\(walk.unused.sorted())")
  }

  @Test func nothingInline() throws {
    for name in try Self.templateNames() {
      let text = try Self.read(name)
      #expect(text.firstMatch(of: /\sstyle=|\son[a-z]+=|<style|javascript:/) == nil, "\(name)")
      #expect(text.firstMatch(of: /<script(?![^>]*\ssrc=)/) == nil, "\(name)")
      #expect(text.firstMatch(of: /\s(?:href|src|action)="?https?:/) == nil, "\(name)")
    }
  }

  @Test func everyLanguageHasEveryText() throws {
    let english = try Self.texts(.en)
    for language in Language.allCases {
      let texts = try Self.texts(language)
      #expect(Set(texts.keys) == Set(english.keys), "\(language)")
      for (key, text) in texts {
        #expect(!text.isEmpty, "\(language) \(key)")
        #expect(Self.placeholders(text) == Self.placeholders(english[key] ?? ""), "\(language) \(key)")
        let forms = text.split(separator: "|").count
        #expect(forms == 1 || forms == (language == .en ? 2 : 3), "\(language) \(key) has \(forms) plural forms")
      }
    }
  }

  private static func placeholders(_ text: String) -> Set<String> {
    Set(text.matches(of: /\{[a-z]+\}/).map { String($0.0) })
  }
  private static func keys(_ language: Language) throws -> Set<String> { Set(try texts(language).keys) }
  private static func texts(_ language: Language) throws -> [String: String] {
    try Texts.flat(language, directory: web.appending(path: "Texts").path)
  }
}

/// Walks a page's template as the renderer would, with types in place of values.
private struct TemplateWalk {
  let texts: Set<String>
  var mistakes: Set<String> = []
  var visited: Set<String> = []
  private var known: Set<String> = []
  private var used: Set<String> = []

  init(texts: Set<String>) { self.texts = texts }

  var unused: Set<String> { known.subtracting(used) }

  mutating func visit(_ page: any PageView.Type) throws {
    try walk(template: page.template, stack: [Frame.self, page], blocks: [:])
  }

  private mutating func walk(
    template: String, stack: [any View.Type], blocks: [String: [TemplateNode]]
  ) throws {
    visited.insert(template)
    try walk(TemplateReader.nodes(of: TemplateTests.read(template)), in: template, stack, blocks)
  }

  private mutating func walk(
    _ nodes: [TemplateNode], in template: String, _ stack: [any View.Type], _ blocks: [String: [TemplateNode]]
  ) throws {
    for node in nodes {
      switch node {
      case .variable(let name): _ = kind(of: name, in: template, stack)
      case .section(let name, let content):
        var inner = stack
        if case .view(let type) = kind(of: name, in: template, stack) { inner.append(type) }
        try walk(content, in: template, inner, blocks)
      case .partial(let name, let own):
        try walk(template: name, stack: stack, blocks: blocks.merging(own) { outer, _ in outer })
      case .block(let name, let usual): try walk(blocks[name] ?? usual, in: template, stack, blocks)
      }
    }
  }

  /// The innermost view that has the name, as Mustache looks it up.
  private mutating func kind(of name: String, in template: String, _ stack: [any View.Type]) -> NameKind? {
    for type in stack { known.formUnion(type.kinds.keys.map { "\(type).\($0)" }) }
    if name == "." { return .text }
    if name.hasPrefix("t.") {
      used.insert("Frame.t")
      if !texts.contains(String(name.dropFirst(2))) { mistakes.insert("\(template): no text \(name)") }
      return .text
    }
    for type in stack.reversed() {
      guard let kind = type.kinds[name] else { continue }
      used.insert("\(type).\(name)")
      return kind
    }
    mistakes.insert("\(template): no name \(name) in \(stack.reversed())")
    return nil
  }
}
