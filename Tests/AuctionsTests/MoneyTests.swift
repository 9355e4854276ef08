// Money and quantities: what is read, what is written, how they multiply.

import Auditing
import Auctions
import Testing

@Suite struct MoneyTests {
  @Test(
    arguments: [
      // text            ten-thousandths     written
      ("0", 0, "0.00"),
      ("0.0000", 0, "0.00"),
      ("1", 1_0000, "1.00"),
      ("007", 7_0000, "7.00"),
      ("1234.5", 1234_5000, "1234.50"),
      ("1234.50", 1234_5000, "1234.50"),
      ("0.0001", 1, "0.0001"),
      ("0.01", 100, "0.01"),
      ("0.001", 10, "0.001"),
      ("0.0010", 10, "0.001"),
      ("1.2345", 1_2345, "1.2345"),
      ("177499.00", 177_499_0000, "177499.00"),
      ("922337203685477.5807", .max, "922337203685477.5807"),
    ] as [(String, Int64, String)])
  func readAndWritten(_ text: String, value: Int64, written: String) {
    #expect(Money(text)?.tenThousandths == value)
    #expect(Quantity(text)?.tenThousandths == value)
    #expect(Money(tenThousandths: value).description == written)
    #expect(Money(written)?.tenThousandths == value)
  }

  @Test(arguments: [
    "", " ", "1,5", "1e5", "1E5", "+1", "-1", "-0", " 1", "1 ", "1.", ".5", ".", "1..5", "1.2.3", "0.00001", "1.23456",
    "1.00000", "0x10", "1_000", "1 000", "1\u{A0}000", "1'000", "NaN", "nan", "inf", "Infinity", "null", "€5", "5€",
    "922337203685477.5808",  // one more than 64 bits hold
    "922337203685478", "999999999999999", "999999999999999.9999",  // 15 digits, beyond 64 bits
    "1000000000000000", "0000000000000001",  // 16 digits
    "100000000000000000000000000000000", "٣", "١٢", "１２", "²", "½", "1\u{301}", "1\u{0}", "\u{FEFF}1", "1\n", "\t1",
    "1.٥", "𝟏", "Ⅷ", "一",
  ])
  func neverRead(_ text: String) {
    #expect(Money(text) == nil)
    #expect(Quantity(text) == nil)
  }

  @Test func fifteenDigitsAreRead() {
    #expect(Money("100000000000000")?.tenThousandths == 1_000_000_000_000_000_000)
    #expect(Money("000000000000001")?.tenThousandths == 1_0000)
    #expect(Money("922337203685477")?.tenThousandths == 9_223_372_036_854_770_000)
  }

  @Test func belowZeroIsWrittenThoughNeverRead() {
    #expect(Money(tenThousandths: -1).description == "-0.0001")
    #expect(Money(tenThousandths: -15_0000).description == "-15.00")
    #expect(Money(tenThousandths: .min).description == "-922337203685477.5808")
  }

  @Test func everyWrittenFormIsReadBack() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<10_000 {
      let largest = Int64.max >> Int64.random(in: 0...62, using: &random)
      let money = Money(tenThousandths: .random(in: 0...largest, using: &random))
      #expect(Money(money.description) == money)
    }
  }

  @Test(arguments: [
    ("5", 0), ("5.00", 0), ("5.10", 1), ("5.01", 2), ("5.001", 3), ("5.0001", 4), ("0", 0), ("1000", 0), ("0.1", 1),
  ])
  func decimals(_ text: String, expected: Int) {
    #expect(Money(text)?.decimals == expected)
  }

  @Test(
    arguments: [
      // price          quantity  product
      ("2.50", "4", "10.00"),
      ("0.0001", "0.5", "0.0001"),  // half a ten-thousandth goes away from zero
      ("0.0001", "0.4999", "0.00"),
      ("0.0003", "0.5", "0.0002"),
      ("1234.5678", "1.0001", "1234.6913"),  // 1234.69125678
      ("922337203685477.5807", "1", "922337203685477.5807"),
      ("922337203685477.5807", "1.0001", nil),
      ("922337203685477.5807", "922337203685477.5807", nil),
      ("100000000", "9223372.0368", "922337203680000.00"),
      ("0", "922337203685477.5807", "0.00"),
    ] as [(String, String, String?)])
  func times(_ price: String, quantity: String, product: String?) throws {
    let (price, quantity) = (try #require(Money(price)), try #require(Quantity(quantity)))
    #expect(price.times(quantity)?.description == product)
  }

  @Test func timesBelowZeroRoundsAwayFromZero() {
    #expect(Money(tenThousandths: -1).times(Quantity(tenThousandths: 5_000)) == Money(tenThousandths: -1))
    #expect(Money(tenThousandths: -1).times(Quantity(tenThousandths: 4_999)) == .zero)
    #expect(Money(tenThousandths: .min).times(Quantity(tenThousandths: 10_000)) == Money(tenThousandths: .min))
  }
}
