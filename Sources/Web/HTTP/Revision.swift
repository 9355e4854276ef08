// Shared records carry their revision as ETag; whoever writes says with If-Match which one they saw (RFC 9110, 13).
import HTTPTypes
import Hummingbird

/// What a writer knows of a record.
enum Precondition: Equatable {
  /// `If-Match: *`: any, as long as it exists.
  case any
  /// Strong tags only; a weak or a foreign tag matches nothing and is not kept.
  case revisions([Int64])

  func admits(_ revision: Int64) -> Bool {
    switch self {
    case .any: true
    case .revisions(let seen): seen.contains(revision)
    }
  }

  /// 412 unless the record is at one of the revisions seen.
  func check(_ revision: Int64) throws(Problem) {
    guard admits(revision) else { throw .changedMeanwhile }
  }
}

extension Request {
  /// The precondition of a write on a shared record: 428 without `If-Match`, 400 if it is malformed.
  func precondition() throws(Problem) -> Precondition {
    guard let text = headers[.ifMatch] else { throw .revisionRequired }
    if text == "*" { return .any }
    guard let tags = EntityTag.list(text) else {
      throw .badRequest("malformedIfMatch", "If-Match must be * or a list of entity tags such as \"17\".")
    }
    return .revisions(tags.compactMap { $0.isWeak ? nil : $0.revision })
  }

  /// Whether the client holds that revision already, so that 304 is answer enough.
  func holds(revision: Int64) -> Bool { holds(tag: "\(revision)") }

  /// Whether `If-None-Match` names that tag, weak or not.
  func holds(tag: String) -> Bool {
    guard let text = headers[.ifNoneMatch] else { return false }
    return text == "*" || (EntityTag.list(text) ?? []).contains { $0.text == tag }
  }
}

extension Response {
  /// Names the record's revision.
  mutating func setRevision(_ revision: Int64) { headers[.eTag] = "\"\(revision)\"" }
}

/// `"17"`, `W/"17"`.
struct EntityTag: Equatable {
  let text: String
  let isWeak: Bool

  /// The revision that the tag names, written as this server writes it.
  var revision: Int64? { Int64(text).flatMap { "\($0)" == text ? $0 : nil } }

  /// Nil unless the whole text is a list of at least one tag.
  static func list(_ text: String) -> [EntityTag]? {
    var rest = Substring(text)
    var tags: [EntityTag] = []
    repeat {
      rest.skipBlanks()
      guard let tag = next(&rest) else { return nil }
      tags.append(tag)
      rest.skipBlanks()
    } while rest.take(",")
    return rest.isEmpty ? tags : nil
  }

  private static func next(_ rest: inout Substring) -> EntityTag? {
    let isWeak = rest.hasPrefix("W/")
    if isWeak { rest.removeFirst(2) }
    guard rest.take("\"") else { return nil }
    let text = rest.prefix { $0 != "\"" }
    rest = rest[text.endIndex...]
    guard rest.take("\""), text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else { return nil }
    return EntityTag(text: String(text), isWeak: isWeak)
  }
}
