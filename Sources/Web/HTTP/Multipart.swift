// Takes a `multipart/form-data` body apart (RFC 2046, 5.1 and RFC 7578).
import Foundation
import Glibc
import NIOCore

struct Multipart {
  struct Part {
    var name: String
    /// Nil for an ordinary input.
    var fileName: String?
    var contentType: String?
    var bytes: ByteBuffer
  }

  /// Completes "The upload …".
  enum Malformation: String, Error {
    case noBoundary = "does not start with its boundary"
    case cutShort = "ends before its closing boundary"
    case badPart = "has a part that is malformed"
    case tooManyParts = "has too many parts"
    case notOneFile = "must hold exactly one file"
  }

  let parts: [Part]

  init(parsing body: ByteBuffer, boundary: String) throws(Malformation) {
    let delimiter = Array("\r\n--\(boundary)".utf8)
    var rest = body
    guard rest.take(delimiter.dropFirst(2)) else { throw .noBoundary }
    var parts: [Part] = []
    while true {
      if rest.take("--".utf8) { break }
      guard rest.take("\r\n".utf8) else { throw .badPart }
      guard parts.count < Limits.formInputs else { throw .tooManyParts }
      guard let content = rest.take(until: delimiter) else { throw .cutShort }
      parts.append(try Part(content))
    }
    self.parts = parts
  }
}

extension Multipart.Part {
  fileprivate init(_ content: ByteBuffer) throws(Multipart.Malformation) {
    var rest = content
    guard let head = rest.take(until: Array("\r\n\r\n".utf8)), head.readableBytes <= Limits.partHeaderBytes,
      let lines = String(validating: head.readableBytesView, as: UTF8.self)
    else { throw .badPart }
    let fields = lines.split(separator: "\r\n").map(Self.field)
    guard let disposition = fields.first(where: { $0.name == "content-disposition" })?.value,
      let names = Self.names(disposition)
    else { throw .badPart }
    name = names.name
    fileName = names.fileName
    contentType = fields.first { $0.name == "content-type" }?.value
    bytes = rest
  }

  private static func field(_ line: Substring) -> (name: String, value: String) {
    let halves = line.split(separator: ":", maxSplits: 1)
    let value = halves.count == 2 ? halves[1].trimmingCharacters(in: .whitespaces) : ""
    return (halves.first.map { $0.lowercased() } ?? "", value)
  }

  /// `form-data; name="file"; filename="tender.json"`. Browsers write a quote as %22 and leave backslashes alone.
  private static func names(_ disposition: String) -> (name: String, fileName: String?)? {
    let items = disposition.splitOutsideQuotes(";").map { $0.trimmingCharacters(in: .whitespaces) }
    guard items.first?.lowercased() == "form-data" else { return nil }
    var name: String?
    var fileName: String?
    for item in items.dropFirst() {
      let halves = item.split(separator: "=", maxSplits: 1)
      guard halves.count == 2, let value = unquoted(halves[1]) else { return nil }
      switch halves[0].lowercased() {
      case "name": name = value
      case "filename": fileName = value
      default: break
      }
    }
    guard let name, !name.isEmpty, name.utf8.count <= Limits.formNameBytes else { return nil }
    return (name, fileName)
  }

  private static func unquoted(_ text: Substring) -> String? {
    guard text.first == "\"" else { return String(text) }
    guard text.count >= 2, text.last == "\"" else { return nil }
    return String(text.dropFirst().dropLast()).replacing("%22", with: "\"").replacing("%0D%0A", with: " ")
  }
}

extension String {
  fileprivate func splitOutsideQuotes(_ separator: Character) -> [String] {
    var pieces = [""]
    var isQuoted = false
    for character in self {
      if character == "\"" { isQuoted.toggle() }
      if character == separator, !isQuoted { pieces.append("") } else { pieces[pieces.count - 1].append(character) }
    }
    return pieces
  }
}

extension ByteBuffer {
  /// Steps over those bytes if they are next.
  fileprivate mutating func take(_ bytes: some Collection<UInt8>) -> Bool {
    guard readableBytesView.starts(with: bytes) else { return false }
    moveReaderIndex(forwardBy: bytes.count)
    return true
  }

  /// What comes before those bytes, and steps over them; nil, and nothing taken, if they do not come.
  fileprivate mutating func take(until bytes: [UInt8]) -> ByteBuffer? {
    guard let length = distance(to: bytes), let before = readSlice(length: length) else { return nil }
    moveReaderIndex(forwardBy: bytes.count)
    return before
  }

  /// How many bytes come before those. Leaps from one first byte to the next, which libc finds fast.
  private func distance(to bytes: [UInt8]) -> Int? {
    withUnsafeReadableBytes { hay -> Int? in
      guard let start = hay.baseAddress, let first = bytes.first else { return nil }
      var next = start
      while let found = memchr(next, Int32(first), start + hay.count - next) {
        guard start + hay.count - UnsafeRawPointer(found) >= bytes.count else { return nil }
        if memcmp(found, bytes, bytes.count) == 0 { return UnsafeRawPointer(found) - start }
        next = UnsafeRawPointer(found) + 1
      }
      return nil
    }
  }
}
