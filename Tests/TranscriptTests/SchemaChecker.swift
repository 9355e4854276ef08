// As much of JSON Schema 2020-12 as contracts/ uses. A keyword it does not know is an error, never ignored.

import Foundation
import StrictJSON
import Testing

struct SchemaChecker {
  private let root: JSON
  private let patterns = Patterns()
  init(_ root: JSON) { self.root = root }

  func accepts(_ json: JSON) throws -> Bool { try accepts(json, root) }

  private func accepts(_ json: JSON, _ schema: JSON) throws -> Bool {
    for keyword in try #require(schema.members).entries {
      guard try holds(keyword.name, keyword.value, for: json, in: schema) else { return false }
    }
    return true
  }

  private func holds(_ keyword: String, _ value: JSON, for json: JSON, in schema: JSON) throws -> Bool {
    switch keyword {
    case "$schema", "$id", "$defs", "title", "description": return true
    case "$ref": return try accepts(json, resolve(value))
    case "type": return (value.elements ?? [value]).contains { Self.type($0.text, of: json) }
    case "const": return json == value
    case "enum": return try #require(value.elements).contains(json)
    case "oneOf": return try #require(value.elements).count { try accepts(json, $0) } == 1
    case "properties", "required", "additionalProperties":
      guard let members = json.members else { return true }
      return try objectHolds(keyword, value, members, schema)
    case "items": return try (json.elements ?? []).allSatisfy { try accepts($0, value) }
    case "minItems": return try (json.elements?.count ?? .max) >= #require(value.int64)
    case "maxItems": return try (json.elements?.count ?? .min) <= #require(value.int64)
    case "pattern": return try json.text.map { try patterns.match($0, #require(value.text)) } ?? true
    case "maxLength": return try (json.text?.unicodeScalars.count ?? 0) <= #require(value.int64)
    case "minimum": return try (json.clampedInteger ?? .max) >= #require(value.int64)
    case "maximum": return try (json.clampedInteger ?? .min) <= #require(value.int64)
    default:
      Issue.record("the checker does not know \(keyword)")
      return false
    }
  }

  private func objectHolds(
    _ keyword: String, _ value: JSON, _ members: JSON.Members, _ schema: JSON
  ) throws -> Bool {
    switch keyword {
    case "properties":
      return try #require(value.members).entries.allSatisfy { property in
        try members[property.name].map { try accepts($0, property.value) } ?? true
      }
    case "required":
      return try #require(value.elements).allSatisfy { try members[#require($0.text)] != nil }
    default:
      let known = try #require(schema["properties"]?.members)
      return members.entries.allSatisfy { known[$0.name] != nil }
    }
  }

  private func resolve(_ reference: JSON) throws -> JSON {
    let name = try #require(reference.text?.split(separator: "/").last)
    return try #require(root["$defs"]?[String(name)])
  }

  private static func type(_ name: String?, of json: JSON) -> Bool {
    switch (name, json) {
    case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("null", .null): true
    case ("integer", .number(let number)): number.isInteger
    default: false
    }
  }
}

extension JSON {
  /// The value of a whole number; one beyond 64 bits is the largest or the smallest that they hold.
  fileprivate var clampedInteger: Int64? {
    guard case .number(let number) = self, number.isInteger else { return nil }
    return number.int64 ?? (number.text.hasPrefix("-") ? .min : .max)
  }
}

/// Regular expressions take long to prepare, and few are used often.
private final class Patterns {
  private var prepared: [String: NSRegularExpression] = [:]

  /// Whether the whole text matches.
  func match(_ text: String, _ pattern: String) throws -> Bool {
    let expression = try prepared[pattern] ?? NSRegularExpression(pattern: pattern)
    prepared[pattern] = expression
    let whole = NSRange(text.startIndex..., in: text)
    return expression.firstMatch(in: text, range: whole)?.range == whole
  }
}
