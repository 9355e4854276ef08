// Keys as they are passed on.

import Testing

@testable import Ledger

@Suite struct VerifierKeyTests {
  @Test func oneSpelling() throws {
    let key = try Sample.signer().verifierKey
    let text = key.description
    #expect(try VerifierKey(parsing: text) == key)
    for (place, character) in text.enumerated() {
      for other in "Aa0+ =\n/" where other != character {
        var changed = Array(text)
        changed[place] = other
        #expect((try? VerifierKey(parsing: String(changed))) != key)
      }
      var shorter = Array(text)
      shorter.remove(at: place)
      #expect((try? VerifierKey(parsing: String(shorter))) == nil, "without character \(place)")
    }
  }

  static let faults: [(key: String, fault: VerifierKeyFault)] = [
    ("", .missingPart), ("a", .missingPart), ("a+b", .missingPart),
    ("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name(.empty)),
    ("a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .name(.forbidden(" ", at: 2))),
    ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .idDiffers(computed: 0xc74f_20a3)),
    ("PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .idDiffers(computed: 0xc74f_20a3)),
    ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .idDiffers(computed: 0xc74f_20a3)),
    ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", .notBase64),
    ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq-LDE4izWy10TW", .notBase64),
    ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n", .notBase64),
    ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAAAA", .keyLength(35)),
    ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy", .keyLength(29)),
    ("PeterNeumann+c74f20a3+", .keyLength(0)),
    ("PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .unknownType(2)),
  ]

  @Test(arguments: faults.indices) func everyFaultHasItsName(index: Int) {
    let (key, expected) = Self.faults[index]
    #expect(fault { () throws(VerifierKeyFault) in try VerifierKey(parsing: key) } == expected, "\(key)")
  }

  @Test func theIDBelongsToNameAndKey() throws {
    let ids = try ["a", "b", "ab"].flatMap { name in
      try (1...5).map { try Sample.signer(name, seed: $0).verifierKey.id }
    }
    #expect(Set(ids).count == ids.count)
  }

  @Test func base64HasOneSpelling() throws {
    var generator = SplitMix64(seed: 5)
    for count in 0..<70 {
      let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      let text = Base64.encode(bytes)
      #expect(try Base64.decode(text[...]) == bytes)
      for place in text.indices {
        for byte in UInt8.min...UInt8.max where byte != text[place] {
          var changed = text
          changed[place] = byte
          #expect((try? Base64.decode(changed[...])) != bytes)
        }
      }
      for cut in 1...3 where text.count >= cut {
        #expect(throws: Base64.Fault.self) { try Base64.decode(text.dropLast(cut)) }
      }
    }
  }

  @Test func numbersHaveOneSpelling() {
    for (text, value): (String, UInt64?) in [
      ("0", 0), ("7", 7), ("10", 10), ("18446744073709551615", .max), ("18446744073709551616", nil), ("", nil),
      ("00", nil), ("01", nil), ("+1", nil), ("-1", nil), (" 1", nil), ("1 ", nil), ("1e3", nil), ("0x1", nil),
      ("١", nil), ("1_000", nil),
    ] { #expect((try? UInt64(decimal: Array(text.utf8))) == value, "\(text)") }
    #expect(throws: DecimalFault.tooLarge) { try UInt64(decimal: Array("99999999999999999999999".utf8)) }
    #expect(throws: DecimalFault.notDecimal) { try UInt64(decimal: Array("9999999999999999999999x".utf8)) }
  }
}
