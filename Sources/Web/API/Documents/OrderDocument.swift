// An order on paper, with its lines, shipments and timeline.

import Auctions
import Commerce
import Store
package import StrictJSON

/// An order as both of its companies read it.
struct OrderDocument: JSONWritable {
  var stored: Stored<Order>
  var names: [CompanyID: String]

  func write(to writer: inout JSONWriter) {
    let order = stored.record
    writer.object {
      $0.member("id", order.id)
      $0.member("revision", stored.revision)
      $0.member("number", order.number)
      $0.member("title", order.title)
      $0.company("buyer", order.buyer, names[order.buyer] ?? "")
      $0.company("supplier", order.supplier, names[order.supplier] ?? "")
      $0.member("award", order.award)
      $0.member("life", order.life.rawValue)
      $0.member("delivery", order.delivery.rawValue)
      $0.member("billing", order.billing.rawValue)
      $0.member("acknowledgement", order.acknowledgement.rawValue)
      $0.member("currency", order.currency)
      $0.member("total", order.total)
      $0.optionalMember("invoiceNumber", order.invoiceNumber)
      $0.member("deliverTo", order.deliverTo)
      $0.array("lines") { for line in order.lines { $0.value(line) } }
      $0.array("shipments") { for shipment in order.shipments { $0.value(shipment) } }
      $0.member("createdAt", stored.createdAt)
    }
  }
}

extension Order.Line: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("description", description)
      $0.member("category", category)
      $0.member("quantity", quantity)
      $0.member("unit", unit)
    }
  }
}

extension Order.Shipment: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("number", number)
      $0.member("carrier", carrier)
      $0.member("trackingNumber", trackingNumber)
      $0.member("shippedAt", shippedAt)
      $0.optionalMember("deliveredAt", deliveredAt.map { "\($0)" })
    }
  }
}

extension Store.OrderLine: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("number", number)
      $0.member("title", title)
      $0.company("buyer", buyer, buyerName)
      $0.company("supplier", supplier, supplierName)
      $0.member("currency", currency)
      $0.member("total", total)
      $0.member("life", life.rawValue)
      $0.member("delivery", delivery.rawValue)
      $0.member("billing", billing.rawValue)
      $0.member("acknowledgement", acknowledgement.rawValue)
      $0.member("createdAt", createdAt)
    }
  }
}

extension Store.TimelineEntry: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("position", position)
      $0.member("kind", kind)
      $0.member("at", at)
      $0.company("company", company, companyName)
      // Written by the store itself, so it reads back.
      if let details = try? JSON(parsing: details) { $0.member("details", details) }
    }
  }
}

extension Feedback: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("order", order)
      $0.member("subject", subject.rawValue)
      $0.member("rating", rating)
      $0.member("text", text)
      $0.member("givenAt", givenAt)
    }
  }
}
