// Orders: the list, and the page of one order with its four axes.

/// `/orders`
struct OrdersPage: PageView {
  static let template = "orders/list"
  let filters: [FilterLink]
  let rows: [OrderRow]
  var nextHref: String?

  static let names: Names<OrdersPage> = [
    "filters": .list { $0.filters }, "rows": .list { $0.rows }, "nextHref": .text { $0.nextHref },
    "isEmpty": .flag { $0.rows.isEmpty },
  ]
}

/// One order in a list.
struct OrderRow: View {
  let href: String
  /// As people quote it, e.g. "2026-00017".
  let number: String
  let title: String
  /// The other side's name.
  let counterparty: String
  /// Formatted with currency.
  let total: String
  let life: Badge
  let delivery: Badge
  let placedAt: Moment
  /// What the reader should do next, in words.
  var todo: String?

  static let names: Names<OrderRow> = [
    "href": .text { $0.href }, "number": .text { $0.number }, "title": .text { $0.title },
    "counterparty": .text { $0.counterparty }, "total": .text { $0.total }, "life": .view { $0.life },
    "delivery": .view { $0.delivery }, "placedAt": .view { $0.placedAt }, "todo": .text { $0.todo },
  ]
}

/// `/orders/{id}`. Every action posts `revision`; see `OrderActions`.
struct OrderPage: PageView {
  static let template = "orders/order"
  let id: String
  let revision: String
  let number: String
  let title: String
  let buyer: Party
  let supplier: Party
  let placedAt: Moment
  /// Formatted with currency.
  let total: String
  /// Life, delivery, billing, acknowledgement, in this order.
  let axes: [OrderAxis]
  let lines: [OrderLine]
  /// Address on one line.
  let deliveryPlace: String
  /// Formatted day.
  let deliveryDate: String
  var requirementHref: String?
  var shipments: [ShipmentRow] = []
  let timeline: [TimelineEntry]
  let actions: OrderActions
  var feedback: [FeedbackCard] = []
  var problems: ErrorSummary?

  static let names: Names<OrderPage> = [
    "id": .text { $0.id }, "revision": .text { $0.revision }, "number": .text { $0.number },
    "title": .text { $0.title }, "buyer": .view { $0.buyer }, "supplier": .view { $0.supplier },
    "placedAt": .view { $0.placedAt }, "total": .text { $0.total }, "axes": .list { $0.axes },
    "lines": .list { $0.lines }, "deliveryPlace": .text { $0.deliveryPlace },
    "deliveryDate": .text { $0.deliveryDate }, "requirementHref": .text { $0.requirementHref },
    "shipments": .list { $0.shipments }, "hasShipments": .flag { !$0.shipments.isEmpty },
    "timeline": .list { $0.timeline }, "actions": .view { $0.actions }, "feedback": .list { $0.feedback },
    "hasFeedback": .flag { !$0.feedback.isEmpty }, "problems": .view { $0.problems },
  ]
}

/// One of the four independent states of an order.
struct OrderAxis: View {
  /// `life`, `delivery`, `billing`, `acknowledgement`: the icon and the label `order.axis_<name>`.
  let name: String
  let label: String
  let badge: Badge
  /// e.g. a date or a number that belongs to the state.
  var detail: String?

  static let names: Names<OrderAxis> = [
    "axis": .text { $0.name }, "label": .text { $0.label }, "detail": .text { $0.detail },
    "tone": .text { $0.badge.tone.rawValue }, "state": .text { $0.badge.text },
  ]
}

extension OrderAxis {
  /// - Parameter state: the state's name as in the API.
  init(_ name: String, state: String, detail: String? = nil, texts: Texts) {
    self.init(name: name, label: texts["order.axis_\(name)"], badge: Badge(name, state, texts), detail: detail)
  }
}

/// One line of an order.
struct OrderLine: View {
  let description: String
  let categoryCode: String
  let quantity: String
  let unit: String

  static let names: Names<OrderLine> = [
    "description": .text { $0.description }, "categoryCode": .text { $0.categoryCode },
    "quantity": .text { $0.quantity }, "unit": .text { $0.unit },
  ]
}

/// One despatch.
struct ShipmentRow: View {
  let carrier: String
  let trackingNumber: String
  /// Only `https` addresses.
  var trackingHref: String?
  let at: Moment
  let badge: Badge

  static let names: Names<ShipmentRow> = [
    "carrier": .text { $0.carrier }, "trackingNumber": .text { $0.trackingNumber },
    "trackingHref": .text { $0.trackingHref }, "at": .view { $0.at }, "badge": .view { $0.badge },
  ]
}

/// What the reader may do with the order now. Addresses below `/orders/{id}/`, each with `revision`:
/// `acknowledgement` (`answer` = `accepted`/`rejected`, `reason`), `shipments` (`carrier`, `trackingNumber`),
/// `delivery`, `acceptance` (`answer` and `reason` alike), `invoice` (`invoiceNumber`), `payment`, `cancellation`
/// (`reason`), `feedback` (`orderRating`, `orderText`, `supplierRating`, `supplierText`; ratings 1 to 5).
struct OrderActions: View {
  var mayAcknowledge = false
  var mayShip = false
  var mayDeliver = false
  var mayAccept = false
  var mayInvoice = false
  var mayPay = false
  var mayCancel = false
  var mayRate = false
  /// Values typed and their errors, when a form comes back.
  var reason = Field("reason")
  var carrier = Field("carrier")
  var trackingNumber = Field("trackingNumber")
  var invoiceNumber = Field("invoiceNumber")
  var orderText = Field("orderText")
  var supplierText = Field("supplierText")

  static let names: Names<OrderActions> = [
    "mayAcknowledge": .flag { $0.mayAcknowledge }, "mayShip": .flag { $0.mayShip },
    "mayDeliver": .flag { $0.mayDeliver }, "mayAccept": .flag { $0.mayAccept }, "mayInvoice": .flag { $0.mayInvoice },
    "mayPay": .flag { $0.mayPay }, "mayCancel": .flag { $0.mayCancel }, "mayRate": .flag { $0.mayRate },
    "reason": .view { $0.reason }, "carrier": .view { $0.carrier },
    "trackingNumber": .view { $0.trackingNumber }, "invoiceNumber": .view { $0.invoiceNumber },
    "orderText": .view { $0.orderText }, "supplierText": .view { $0.supplierText },
    "orderRating": .view { _ in RatingScale("orderRating") },
    "supplierRating": .view { _ in RatingScale("supplierRating") },
  ]
}

/// Five radio buttons, 5 first: the style sheet lights the stars after the chosen one.
struct RatingScale: View {
  let name: String
  init(_ name: String) { self.name = name }

  static let names: Names<RatingScale> = [
    "ratingName": .text { $0.name },
    "steps": .list { _ in (1...5).reversed().map { Choice(String($0), String($0)) } },
  ]
}

/// Feedback that was given.
struct FeedbackCard: View {
  /// What it is about: "Order" or the supplier's name.
  let subject: String
  /// 1 to 5
  let rating: Int
  let text: String
  let by: String
  let at: Moment

  static let names: Names<FeedbackCard> = [
    "subject": .text { $0.subject }, "rating": .text { String($0.rating) }, "text": .text { $0.text },
    "by": .text { $0.by }, "at": .view { $0.at },
    "stars": .list { card in (1...5).map { Choice("", "", selected: $0 <= card.rating) } },
  ]
}
