/// Writes JSON straight into bytes, without building a tree: the journal, the live feed and the API use it.
///
///     var writer = JSONWriter()
///     writer.object {
///       $0.member("id", "4711")
///       $0.array("lots") { for lot in lots { $0.value(lot) } }
///     }
///
/// No white space, members in the order given, only the escapes that RFC 8259 requires. A document of the wrong
/// form (a value without a name in an object, a second value at the top) is a mistake of the program and stops it.
package struct JSONWriter: Sendable {
  /// What has been written, UTF-8.
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private var afterName = false
  private var depth = 0

  /// One bit for each open container, the innermost lowest: 1 is an object.
  private var containers: UInt64 = 0

  package init() {}

  /// - Parameter capacity: the expected number of bytes.
  package init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Starts anew and keeps the memory.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    (needsComma, afterName, depth, containers) = (false, false, 0, 0)
  }
}

// MARK: Values: an element of an array, the value after a name, or the whole document

extension JSONWriter {
  /// An object; the closure writes its members. At most 64 containers inside one another.
  package mutating func object(_ members: (inout JSONWriter) -> Void) {
    open(Byte.openBrace, isObject: true)
    members(&self)
    close(Byte.closeBrace)
  }

  /// An array; the closure writes its elements.
  package mutating func array(_ elements: (inout JSONWriter) -> Void) {
    open(Byte.openBracket, isObject: false)
    elements(&self)
    close(Byte.closeBracket)
  }

  /// Any value that knows how to write itself.
  package mutating func value(_ value: some JSONWritable) { value.write(to: &self) }

  package mutating func string(_ text: String) {
    beginValue()
    quote(text)
  }

  package mutating func integer(_ value: some FixedWidthInteger) { token(String(value)) }

  package mutating func number(_ value: JSON.Number) { token(value.text) }

  package mutating func bool(_ value: Bool) { token(value ? "true" : "false") }

  package mutating func null() { token("null") }
}

// MARK: Members of an object

extension JSONWriter {
  /// The name of a member; its value must come next.
  package mutating func name(_ name: String) {
    precondition(isInObject && !afterName, "a name belongs into an object, before its value")
    if needsComma { bytes.append(Byte.comma) }
    quote(name)
    bytes.append(Byte.colon)
    needsComma = false
    afterName = true
  }

  /// A member; a value that is nil is written as null.
  package mutating func member(_ name: String, _ value: some JSONWritable) {
    self.name(name)
    value.write(to: &self)
  }

  /// A member, or nothing at all if the value is nil.
  package mutating func optionalMember(_ name: String, _ value: (some JSONWritable)?) {
    if let value { member(name, value) }
  }

  package mutating func object(_ name: String, _ members: (inout JSONWriter) -> Void) {
    self.name(name)
    object(members)
  }

  package mutating func array(_ name: String, _ elements: (inout JSONWriter) -> Void) {
    self.name(name)
    array(elements)
  }
}

// MARK: Form

extension JSONWriter {
  private var isInObject: Bool { containers & 1 == 1 }

  private mutating func open(_ bracket: UInt8, isObject: Bool) {
    precondition(depth < JSON.Limits.deepest, "the document is nested too deep")
    beginValue()
    bytes.append(bracket)
    containers = containers << 1 | (isObject ? 1 : 0)
    depth += 1
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    precondition(!afterName, "a name has no value")
    bytes.append(bracket)
    containers >>= 1
    depth -= 1
    needsComma = true
  }

  private mutating func beginValue() {
    precondition(afterName || !isInObject, "a value in an object needs a name")
    precondition(depth > 0 || !needsComma, "a document is one value")
    if needsComma { bytes.append(Byte.comma) }
    needsComma = true
    afterName = false
  }

  private mutating func token(_ text: String) {
    beginValue()
    bytes.append(contentsOf: text.utf8)
  }
}

// MARK: Text

extension JSONWriter {
  /// Copies first and looks afterwards: most text needs no escape, and looking at an array is fast.
  private mutating func quote(_ text: String) {
    bytes.append(Byte.quote)
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    if let first = bytes[start...].firstIndex(where: Self.needsEscape) {
      let rest = Array(bytes[first...])
      bytes.removeSubrange(first...)
      for byte in rest { appendEscaped(byte) }
    }
    bytes.append(Byte.quote)
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < Byte.firstPrintable || byte == Byte.quote || byte == Byte.backslash
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    guard Self.needsEscape(byte) else { return bytes.append(byte) }
    bytes.append(Byte.backslash)
    switch byte {
    case Byte.quote, Byte.backslash: bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      bytes.append(contentsOf: byte < 0x10 ? "u000".utf8 : "u001".utf8)
      bytes.append(contentsOf: String(byte & 0xF, radix: 16).utf8)
    }
  }
}
