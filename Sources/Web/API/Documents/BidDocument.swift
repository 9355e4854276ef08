// A bid as it is sent.

import Auctions
import StrictJSON

/// What a bidder offers: `lot`, `price`, and where they are needed `share` (percent of the lot) and `currency`.
struct BidDocument {
  let lot: LotNumber
  let price: Money
  /// In ten-thousandths of the lot.
  let share: Int
  let currency: CurrencyCode?

  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let (lot, price) = (fields.lot(), fields.signedMoney("price"))
    let share = fields.optionalValue("share", expected: "a percentage of the lot such as 40 or 12.5") {
      Quantity($0).flatMap(Self.share)
    }
    let currency = fields.optionalValue(
      "currency", expected: "a currency code such as USD (ISO 4217)", CurrencyCode.init)
    try fields.end()
    self.lot = try lot.get()
    self.price = try price.get()
    self.share = try share.get() ?? Clock.wholeLot
    self.currency = try currency.get()
  }

  /// Percent with two decimals at most, above nothing and up to the whole.
  private static func share(_ percent: Quantity) -> Int? {
    let (hundredths, rest) = percent.tenThousandths.quotientAndRemainder(dividingBy: 100)
    return rest == 0 && (1...Int64(Clock.wholeLot)).contains(hundredths) ? Int(hundredths) : nil
  }
}
