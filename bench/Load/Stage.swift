// What the scripts have set up for a run: where the server is, who takes part, in which auctions.

import Foundation
import StrictJSON

struct Stage {
  struct Auction {
    var id: String
    /// Milliseconds since 1970; 0 where nobody asks.
    var opensAt: Double
    var closesAt: Double
  }

  var address: Address
  /// Of the bidding suppliers, interleaved: the tokens of one supplier are as far apart as there are suppliers.
  var bidders: [String]
  /// Of companies that look on, one each.
  var viewers: [String]
  var auctions: [Auction]
  /// The first bid is below this one, in cents.
  var ceiling: Int64
  var orders: [String]
  /// Who may read the orders.
  var readers: [String]

  init(file: String) throws {
    let json = try JSON(parsing: Array(Data(contentsOf: URL(filePath: file))))
    func texts(_ name: String) -> [String] { json[name]?.elements?.compactMap(\.text) ?? [] }
    address = Address(host: json["host"]?.text ?? "127.0.0.1", port: UInt16(json["port"]?.int64 ?? 8080))
    bidders = texts("bidders")
    viewers = texts("viewers")
    orders = texts("orders")
    readers = texts("readers")
    ceiling = json["ceiling"]?.int64 ?? 0
    auctions = (json["auctions"]?.elements ?? []).compactMap { auction in
      guard let id = auction["id"]?.text else { return nil }
      return Auction(
        id: id, opensAt: Double(auction["opensAt"]?.int64 ?? 0), closesAt: Double(auction["closesAt"]?.int64 ?? 0))
    }
  }
}

extension [UInt8] {
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Decimal digits, with leading zeros up to the width.
  mutating func append(_ number: Int64, width: Int = 1) {
    var power: Int64 = 1
    var digits = 1
    while digits < width || number / power >= 10 {
      power *= 10
      digits += 1
    }
    while power > 0 {
      append(UInt8(48 + number / power % 10))
      power /= 10
    }
  }

  /// An amount in cents, as `12.34`.
  mutating func append(cents: Int64) {
    append(cents / 100)
    append(UInt8(ascii: "."))
    append(cents % 100, width: 2)
  }
}
