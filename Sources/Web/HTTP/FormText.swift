// The text of forms and queries, `application/x-www-form-urlencoded`, read without leniency.

/// Names and values in the order sent.
struct FormText {
  struct Input: Equatable {
    var name: String
    var value: String
  }

  /// Why a text is no such form; completes "The form …".
  enum Malformation: String, Error {
    case tooManyInputs = "has too many inputs"
    case emptyInput = "has an input without a name or without an equals sign"
    case nameTooLong = "has an input with a name that is too long"
    case badEscape = "has a percent sign that is not followed by two hexadecimal digits"
    case invalidUTF8 = "is not UTF-8"
    case badName = "has an input with brackets in its name that do not match"
  }

  let inputs: [Input]

  /// `a=1&b=x+y%21`. Nothing at all is a form without inputs.
  init(parsing text: some Collection<UInt8>) throws(Malformation) {
    var inputs: [Input] = []
    guard !text.isEmpty else {
      self.inputs = inputs
      return
    }
    for pair in text.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
      guard inputs.count < Limits.formInputs else { throw .tooManyInputs }
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), equals > pair.startIndex else { throw .emptyInput }
      guard pair[..<equals].count <= Limits.formNameBytes else { throw .nameTooLong }
      let name = try Self.decoded(pair[..<equals])
      inputs.append(Input(name: name, value: try Self.decoded(pair[pair.index(after: equals)...])))
    }
    self.inputs = inputs
  }

  private static func decoded(_ text: some Collection<UInt8>) throws(Malformation) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var rest = text.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.next()?.hexadecimalDigit, let low = rest.next()?.hexadecimalDigit else {
          throw .badEscape
        }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else { throw .invalidUTF8 }
    return decoded
  }
}

extension UInt8 {
  fileprivate var hexadecimalDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
