// As much of JSON Schema 2020-12 as contracts/ uses. A keyword that it does not know is a fault, never ignored.

import Foundation
package import StrictJSON

/// Checks values against schemas that may refer to one another across documents.
package struct JSONSchema: Sendable {
  private let documents: [String: JSON]
  private let isStrict: Bool

  /// - Parameters:
  ///   - documents: whole documents by the name that references call them; "" is the one that schemas come from.
  ///   - isStrict: whether members that a schema does not name are faults even where it leaves them open.
  package init(_ documents: [String: JSON], isStrict: Bool = false) {
    self.documents = documents
    self.isStrict = isStrict
  }

  /// What is wrong with the value, each with its place; empty if it is valid.
  package func faults(of value: JSON, against schema: JSON) -> [String] {
    faults(Place(value: value, pointer: "", document: ""), schema)
  }

  /// What a reference stands for, and in which document that is.
  package func resolve(_ reference: String, from document: String = "") -> (schema: JSON, document: String)? {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].isEmpty ? document : String(parts[0])
    guard var schema = documents[name] else { return nil }
    for step in parts.dropFirst().flatMap({ $0.split(separator: "/") }) {
      let name = String(step.replacing("~1", with: "/").replacing("~0", with: "~"))
      guard let next = schema[name] else { return nil }
      schema = next
    }
    return (schema, name)
  }
}

/// A value on its way through a schema.
private struct Place {
  var value: JSON
  var pointer: String
  /// The document that the schema's references start from.
  var document: String

  func step(_ name: String, _ value: JSON) -> Place {
    Place(value: value, pointer: "\(pointer)/\(name)", document: document)
  }

  func fault(_ sentence: String) -> [String] { ["\(pointer.isEmpty ? "/" : pointer) \(sentence)"] }
}

extension JSONSchema {
  private func faults(_ place: Place, _ schema: JSON) -> [String] {
    guard let keywords = schema.members?.entries else {
      return schema == .bool(true) ? [] : place.fault("is not allowed")
    }
    let isOpen = schema["properties"] != nil && schema["additionalProperties"] == nil
    let strict = isStrict && isOpen ? unknownMembers(place, schema) : []
    return strict + keywords.flatMap { faults(place, $0.name, $0.value, schema) }
  }

  private func faults(_ place: Place, _ keyword: String, _ value: JSON, _ schema: JSON) -> [String] {
    switch keyword {
    case "$schema", "$id", "$defs", "title", "description", "example", "examples": []
    case "$ref": reference(place, value)
    case "type", "const", "enum", "oneOf": kind(place, keyword, value)
    case "properties", "required", "additionalProperties": members(place, keyword, value, schema)
    case "items", "minItems", "maxItems", "uniqueItems": elements(place, keyword, value)
    case "pattern", "minLength", "maxLength", "format": text(place, keyword, value)
    case "minimum", "maximum": number(place, keyword, value)
    default: place.fault("meets the unknown keyword \(keyword)")
    }
  }

  private func reference(_ place: Place, _ value: JSON) -> [String] {
    guard let name = value.text, let (schema, document) = resolve(name, from: place.document) else {
      return place.fault("meets a reference that leads nowhere: \(value)")
    }
    var place = place
    place.document = document
    return faults(place, schema)
  }

  private func kind(_ place: Place, _ keyword: String, _ value: JSON) -> [String] {
    switch keyword {
    case "type":
      let types = (value.elements ?? [value]).compactMap(\.text)
      return types.contains { place.value.isOf(type: $0) } ? [] : place.fault("is no \(types.joined(separator: ", "))")
    case "const": return place.value == value ? [] : place.fault("is not \(value.brief)")
    case "enum":
      let isOne = value.elements?.contains(place.value) == true
      return isOne ? [] : place.fault("is none of \(value.brief): \(place.value.brief)")
    default:
      let matching = value.elements?.count { faults(place, $0).isEmpty } ?? 0
      return matching == 1 ? [] : place.fault("is valid for \(matching) schemas of exactly one")
    }
  }

  private func members(_ place: Place, _ keyword: String, _ value: JSON, _ schema: JSON) -> [String] {
    guard let members = place.value.members else { return [] }
    switch keyword {
    case "properties":
      return (value.members?.entries ?? []).flatMap { property in
        members[property.name].map { faults(place.step(property.name, $0), property.value) } ?? []
      }
    case "required":
      let missing = (value.elements ?? []).compactMap(\.text).filter { members[$0] == nil }
      return missing.flatMap { place.fault("lacks \($0)") }
    default:
      if value == .bool(false) { return unknownMembers(place, schema) }
      let known = schema["properties"]?.members
      return members.entries.filter { known?[$0.name] == nil }.flatMap { faults(place.step($0.name, $0.value), value) }
    }
  }

  private func unknownMembers(_ place: Place, _ schema: JSON) -> [String] {
    let known = schema["properties"]?.members
    let unknown = (place.value.members?.entries ?? []).filter { known?[$0.name] == nil }
    return unknown.flatMap { place.step($0.name, $0.value).fault("is not described") }
  }

  private func elements(_ place: Place, _ keyword: String, _ value: JSON) -> [String] {
    guard let elements = place.value.elements else { return [] }
    switch keyword {
    case "items": return elements.enumerated().flatMap { faults(place.step("\($0)", $1), value) }
    case "minItems": return value.allows { elements.count >= $0 } ? [] : place.fault("has too few elements")
    case "maxItems": return value.allows { elements.count <= $0 } ? [] : place.fault("has too many elements")
    default:
      let isRepeated = elements.indices.contains { elements[..<$0].contains(elements[$0]) }
      return isRepeated ? place.fault("has an element twice") : []
    }
  }

  private func text(_ place: Place, _ keyword: String, _ value: JSON) -> [String] {
    guard let text = place.value.text else { return [] }
    let isValid =
      switch keyword {
      case "pattern": value.text.map { text.range(of: $0, options: .regularExpression) != nil } ?? false
      case "minLength": value.allows { text.unicodeScalars.count >= $0 }
      case "maxLength": value.allows { text.unicodeScalars.count <= $0 }
      default: text.isOf(format: value.text ?? "")
      }
    return isValid ? [] : place.fault("does not keep \(keyword) \(value.brief): \(place.value.brief)")
  }

  private func number(_ place: Place, _ keyword: String, _ value: JSON) -> [String] {
    guard let number = place.value.int64 else { return [] }
    let isValid = value.allows { keyword == "minimum" ? number >= $0 : number <= $0 }
    return isValid ? [] : place.fault("does not keep \(keyword) \(value.brief)")
  }
}

extension JSON {
  fileprivate func allows(_ isKept: (Int64) -> Bool) -> Bool { int64.map(isKept) ?? false }

  fileprivate var brief: String { String(String(decoding: encoded(), as: UTF8.self).prefix(80)) }

  fileprivate func isOf(type: String) -> Bool {
    switch (type, self) {
    case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("null", .null): true
    case ("number", .number): true
    case ("integer", .number(let number)): number.isInteger
    default: false
    }
  }
}

extension String {
  /// A format that is not known is one that nothing has.
  fileprivate func isOf(format: String) -> Bool {
    switch format {
    case "uuid": wholeMatch(of: /(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil
    case "date": wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil
    case "date-time": wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/) != nil
    case "email": wholeMatch(of: /[^@\s]+@[^@\s]+/) != nil
    case "uri-reference": !isEmpty && utf8.allSatisfy { (0x21...0x7E).contains($0) }
    default: false
    }
  }
}
