// Orders in lists, each with what its reader should do next.

import Auctions
import Commerce
import Store

struct OrderRows {
  private let visit: Visit
  private let actor: Actor

  init(_ visit: Visit, _ actor: Actor) {
    self.visit = visit
    self.actor = actor
  }

  func rows(_ lines: [Store.OrderLine]) -> [OrderRow] { lines.map(row) }

  /// Those of one side that wait for the reader.
  func waiting(_ lines: [Store.OrderLine], where isOfSide: (Store.OrderLine) -> Bool) -> [OrderRow] {
    rows(lines.filter { isOfSide($0) && todo($0) != nil })
  }

  private func row(_ line: Store.OrderLine) -> OrderRow {
    let texts = visit.texts
    return OrderRow(
      href: "/orders/\(line.id)", number: line.number, title: line.title,
      counterparty: line.buyer == actor.company ? line.supplierName : line.buyerName,
      total: visit.format.money(line.total, line.currency), life: Badge("life", line.life.rawValue, texts),
      delivery: Badge("delivery", line.delivery.rawValue, texts), placedAt: visit.format.moment(line.createdAt),
      todo: todo(line).map { texts["order.todo_\($0)"] })
  }

  private func todo(_ line: Store.OrderLine) -> String? {
    guard line.life == .open, line.acknowledgement != .rejected else { return nil }
    if line.buyer == actor.company {
      if line.delivery == .delivered, actor.may([.buyer, .partner]) { return "accept" }
      return line.billing == .invoiced && actor.may(.buyer) ? "pay" : nil
    }
    guard actor.may(.supplier) else { return nil }
    if line.acknowledgement == .pending { return "acknowledge" }
    return line.delivery == .notShipped || line.delivery == .rejected ? "ship" : nil
  }
}
