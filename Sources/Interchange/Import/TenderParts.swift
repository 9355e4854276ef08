// The lots of a tender with their items, or the tender itself as the only lot.

import StrictJSON

struct TenderParts {
  struct Part {
    /// The lot, or the tender where it has none.
    let place: Place
    let isWhole: Bool
    var items: [Place] = []
  }

  private(set) var kept: [Part] = []
  /// Titles of the cancelled lots.
  private(set) var omitted: [String] = []

  /// By identifier: the index in `kept`.
  private var numbers: [String: Int] = [:]
  private var cancelled: Set<String> = []

  init(of tender: Place, _ findings: inout Findings) {
    let items = findings.elements(tender["items"], atMost: Self.itemLimit)
    let hasLots = tender["lots"].exists && tender["lots"].json?.elements?.isEmpty != true
    guard hasLots else {
      kept = [Part(place: tender, isWhole: true, items: items)]
      return
    }
    if !tender["items"].exists { findings.record(tender["items"].absence) }
    let lots = findings.elements(tender["lots"], atMost: Self.lotLimit)
    guard !lots.isEmpty else { return }
    for lot in lots { add(lot, &findings) }
    if cancelled.count == lots.count { findings.refuse(tender["lots"], .allLotsCancelled) }
    for item in items { assign(item, &findings) }
  }

  /// What is read of one tender at most, the cancelled parts included; a requirement has its own, lower limits.
  private static let lotLimit = 1_000
  private static let itemLimit = 10_000

  private mutating func add(_ lot: Place, _ findings: inout Findings) {
    guard let id = findings.identifier(lot["id"]) else { return }
    guard numbers[id] == nil, !cancelled.contains(id) else { return findings.refuse(lot["id"], .duplicateLot) }
    if ["cancelled", "withdrawn"].contains(lot["status"].plainText) {
      cancelled.insert(id)
      omitted.append(lot["title"].plainText ?? id)
    } else {
      numbers[id] = kept.count
      kept.append(Part(place: lot, isWhole: false))
    }
  }

  private mutating func assign(_ item: Place, _ findings: inout Findings) {
    let related = item["relatedLot"]
    guard related.exists else { return findings.refuse(item, .withoutLot) }
    guard let id = findings.identifier(related), !cancelled.contains(id) else { return }
    guard let number = numbers[id] else { return findings.refuse(related, .unknownLot) }
    kept[number].items.append(item)
  }
}
