// The answer to one HTTP/1.1 request, as far as a load generator wants to know it.

import CPolling
import Glibc

struct Reply {
  var status: Int
  var body: UnsafeRawBufferPointer

  /// Nil until the whole answer is there. Answers here have a Content-Length; any other ends the run.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let head = Reply.head(of: bytes), let status = Reply.status(bytes) else { return nil }
    let length = Reply.contentLength(UnsafeRawBufferPointer(rebasing: bytes[..<head]))
    guard bytes.count >= head + length else { return nil }
    self.status = status
    body = UnsafeRawBufferPointer(rebasing: bytes[head..<head + length])
  }

  /// Where the body begins.
  static func head(of bytes: UnsafeRawBufferPointer) -> Int? { bytes.end(of: "\r\n\r\n") }

  /// `HTTP/1.1 201 Created`
  static func status(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count > 12 else { return nil }
    return bytes[9..<12].reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  private static func contentLength(_ head: UnsafeRawBufferPointer) -> Int {
    var start = 0
    while start < head.count {
      let line = UnsafeRawBufferPointer(rebasing: head[start...])
      if line[0] | 32 == UInt8(ascii: "c"), let value = line.value(of: "content-length:") { return value }
      guard let end = line.endOfLine else { break }
      start += end + 1
    }
    return 0
  }
}

extension UnsafeRawBufferPointer {
  /// The place of the first line feed.
  var endOfLine: Int? {
    guard let start = baseAddress, let found = memchr(start, 10, count) else { return nil }
    return UnsafeRawPointer(found) - start
  }

  /// The place behind the first occurrence of the text.
  func end(of text: StaticString) -> Int? {
    guard let start = baseAddress, let found = memmem(start, count, text.utf8Start, text.utf8CodeUnitCount) else {
      return nil
    }
    return UnsafeRawPointer(found) - start + text.utf8CodeUnitCount
  }

  /// What follows the first occurrence of the text.
  func after(_ text: StaticString) -> UnsafeRawBufferPointer? {
    end(of: text).map { UnsafeRawBufferPointer(rebasing: self[$0...]) }
  }

  /// The number behind a lower-case name of a field, in whichever case the field is written.
  fileprivate func value(of name: StaticString) -> Int? {
    let length = name.utf8CodeUnitCount
    guard count > length, strncasecmp(baseAddress!, name.utf8Start, length) == 0 else { return nil }
    var place = length
    while place < count, self[place] == 32 { place += 1 }
    return Int(UnsafeRawBufferPointer(rebasing: self[place...]).leadingInteger)
  }

  /// The decimal digits that it begins with.
  var leadingInteger: Int64 {
    var value: Int64 = 0
    for byte in self {
      guard byte &- 48 < 10 else { break }
      value = value * 10 + Int64(byte) - 48
    }
    return value
  }

  /// An amount such as `1200.50` or `7` that it begins with, in cents.
  var leadingCents: Int64 {
    let whole = leadingInteger
    var place = 0
    while place < count, self[place] &- 48 < 10 { place += 1 }
    guard place < count, self[place] == UInt8(ascii: ".") else { return whole * 100 }
    let tens = place + 1 < count && self[place + 1] &- 48 < 10 ? Int64(self[place + 1]) - 48 : 0
    let ones = place + 2 < count && self[place + 2] &- 48 < 10 ? Int64(self[place + 2]) - 48 : 0
    return whole * 100 + tens * 10 + ones
  }

  /// The text up to the next quotation mark.
  var quoted: String { String(decoding: prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self) }
}
