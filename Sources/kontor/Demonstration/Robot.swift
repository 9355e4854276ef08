// A simulated supplier: looks at the auction every few seconds and undercuts as long as it pays.

import Auctions
import Foundation
import StrictJSON

struct Robot: Sendable {
  let client: APIClient
  let auction: String
  /// The share of the ceiling below which the robot does not go.
  let floorPercent: Int64

  func bidUntilTheEnd() async throws {
    var looks = 0
    while !Task.isCancelled {
      // Lively at first, then at a pace that lasts to the end.
      let pause = looks < 4 ? 3_000...8_000 : 12_000...40_000
      try await Task.sleep(for: .milliseconds(Int.random(in: pause)))
      looks += 1
      guard let reply = try? await client.send("GET", "/api/auctions/\(auction)"), reply.status == 200 else { continue }
      guard let phase = reply.body["phase"]?.text, phase == "open" || phase == "scheduled" else { return }
      for lot in reply.body["lots"]?.elements ?? [] where lot["phase"]?.text == "open" { try await bid(in: lot) }
    }
  }

  private func bid(in lot: JSON) async throws {
    guard lot["leading"]?.boolean != true, let id = lot["id"]?.text, let price = price(for: lot) else { return }
    // A robot that does not hear the answer asks again under the same key.
    let key = UUID().uuidString
    let body = "{\"lot\":\"\(id)\",\"price\":\"\(price)\"}"
    for _ in 0..<3 {
      let reply = try? await client.send("POST", "/api/auctions/\(auction)/bids", body, key: key)
      if let reply, reply.status != 503 { return }
      try await Task.sleep(for: .seconds(1))
    }
  }

  /// A little below the highest admissible price and below the best, in whole units; `nil` when it does not pay.
  private func price(for lot: JSON) -> Money? {
    guard let ceiling = lot["ceiling"]?.text.flatMap({ Money($0) }),
      let next = lot["nextAdmissiblePrice"]?.text.flatMap({ Money($0) })
    else { return nil }
    let best = lot["bestPrice"]?.text.flatMap { Money($0) } ?? ceiling
    let step = ceiling.tenThousandths / 1_000 * Int64.random(in: 1...9)
    let target = min(next.tenThousandths, best.tenThousandths - step)
    let whole = target / 1_000_000 * 1_000_000
    guard whole >= ceiling.tenThousandths / 100 * floorPercent else { return nil }
    return Money(tenThousandths: whole)
  }
}
