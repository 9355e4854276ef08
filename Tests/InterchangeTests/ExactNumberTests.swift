// Amounts and quantities of foreign documents, digit by digit.

import Auctions
import StrictJSON
import Testing

@testable import Interchange

@Suite struct ExactNumberTests {
  @Test(arguments: [
    ("0", "0.00"), ("-0", "0.00"), ("0.0000000", "0.00"), ("0e999999999999999999999", "0.00"),
    ("682000", "682000.00"), ("1780000.0", "1780000.00"), ("19142212.2", "19142212.20"), ("0.0001", "0.0001"),
    ("0.00010", "0.0001"), ("1.50000000000000000000000000000000", "1.50"), ("6.82e5", "682000.00"),
    ("6.82E+5", "682000.00"), ("1e14", "100000000000000.00"), ("12345e-4", "1.2345"), ("1000000e-10", "0.0001"),
    ("0.1", "0.10"), ("0.3", "0.30"), ("9007199254740.9931", "9007199254740.9931"),
    ("922337203685477.5807", "922337203685477.5807"), ("-12.5", "-12.50"),
  ])
  func exact(written: String, value: String) throws {
    let number = try #require(JSON.Number(text: written))
    #expect(try Money(exactly: number).description == value)
  }

  @Test(
    arguments: [
      ("0.00001", .tooPrecise), ("1.23456", .tooPrecise), ("1e-5", .tooPrecise),
      ("1e-99999999999999999999", .tooPrecise), ("922337203685477.5808", .tooLarge), ("1e15", .tooLarge),
      ("1e400", .tooLarge), ("-1e400", .tooLarge),
      ("1e99999999999999999999", .tooLarge), ("9999999999999999999999", .tooLarge),
    ] as [(String, InexactNumber)])
  func inexact(written: String, reason: InexactNumber) throws {
    let number = try #require(JSON.Number(text: written))
    #expect(throws: reason) { try Money(exactly: number) }
  }

  @Test func aMillionDigitsAreNoTrouble() throws {
    let digits = String(repeating: "7", count: 1_000_000)
    let large = try #require(JSON.Number(text: digits))
    #expect(throws: InexactNumber.tooLarge) { try Quantity(exactly: large) }
    let small = try #require(JSON.Number(text: "0." + digits))
    #expect(throws: InexactNumber.tooPrecise) { try Quantity(exactly: small) }
  }
}
