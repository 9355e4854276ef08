// A template as a tree, for the test that checks every name in it. Mustache's own tree is not public.
import Foundation

indirect enum TemplateNode {
  case variable(String)
  case section(String, [TemplateNode])
  case partial(String, blocks: [String: [TemplateNode]])
  case block(String, [TemplateNode])
}

/// Reads the tags of one template.
struct TemplateReader {
  struct Malformed: Error { let tag: String }

  private var tags: [(mark: Character, name: String)]
  private var position = 0

  init(_ text: String) throws {
    let pattern = /\{\{([#^\/<>$!%&{=]?)\s*([^}]*?)\s*\}\}/
    tags = try text.matches(of: pattern).compactMap { match in
      let mark = match.1.first ?? " "
      if mark == "!" { return nil }
      // Nothing is ever written without being escaped, and delimiters stay as they are.
      if "&{=%".contains(mark) { throw Malformed(tag: String(match.0)) }
      return (mark, String(match.2))
    }
  }

  static func nodes(of text: String) throws -> [TemplateNode] {
    var reader = try TemplateReader(text)
    return try reader.nodes(until: nil)
  }

  private mutating func nodes(until end: String?) throws -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    while position < tags.count {
      let (mark, name) = tags[position]
      position += 1
      switch mark {
      case "/":
        guard name == end else { throw Malformed(tag: "/" + name) }
        return nodes
      case "#", "^": nodes.append(.section(name, try self.nodes(until: name)))
      case "$": nodes.append(.block(name, try self.nodes(until: name)))
      case ">": nodes.append(.partial(name, blocks: [:]))
      case "<": nodes.append(.partial(name, blocks: Self.blocks(try self.nodes(until: name))))
      default: nodes.append(.variable(name))
      }
    }
    guard end == nil else { throw Malformed(tag: "#" + (end ?? "")) }
    return nodes
  }

  private static func blocks(_ nodes: [TemplateNode]) -> [String: [TemplateNode]] {
    var blocks: [String: [TemplateNode]] = [:]
    for case .block(let name, let content) in nodes { blocks[name] = content }
    return blocks
  }
}
