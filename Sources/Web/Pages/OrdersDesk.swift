// Orders: the list, the page of one, and what both sides do with it.

import Auctions
import Commerce
import Hummingbird
import Store
import StrictJSON

struct OrdersDesk: Sendable {
  func list(_ visit: Visit) async throws -> Response {
    let request: PageRequest<OrderNoun> = visit.pageRequest()
    let page = try await visit.read { try $0.orders(request) }
    let rows = OrderRows(visit, try visit.call.actor()).rows(page.items)
    return visit.page(OrdersPage(filters: [], rows: rows, nextHref: visit.nextHref(page, \.id)))
  }

  func show(_ visit: Visit) async throws -> Response { try await show(visit.call.id("id"), visit, .none) }

  /// The page of an order, with what stands against the form that was sent from it.
  private func show(_ id: OrderID, _ visit: Visit, _ objections: Objections) async throws -> Response {
    let sheet = try await visit.read { try OrderSheet(id, $0) }
    return visit.page(OrderPage(sheet, visit, objections), at: "/orders/\(id)")
  }

  func acknowledge(_ visit: Visit) async throws -> Response {
    try await act(visit) { form in
      try form.acceptance() ? .acknowledge : .refuse(reason: form.trimmed("reason"))
    }
  }

  func ship(_ visit: Visit) async throws -> Response {
    try await act(visit) { form in
      .ship(carrier: form.trimmed("carrier"), trackingNumber: form.trimmed("trackingNumber"))
    }
  }

  /// Everything that is on its way has arrived.
  func deliver(_ visit: Visit) async throws -> Response {
    try await change(visit) { _, order in
      let onTheWay = order.shipments.filter { $0.deliveredAt == nil }
      guard !onTheWay.isEmpty else { throw Order.Rejection.alreadyDelivered }
      return onTheWay.map { .deliver(shipment: $0.number) }
    }
  }

  func accept(_ visit: Visit) async throws -> Response {
    try await act(visit) { form in
      try form.acceptance() ? .acceptDelivery : .rejectDelivery(reason: form.trimmed("reason"))
    }
  }

  func invoice(_ visit: Visit) async throws -> Response {
    try await act(visit) { .invoice(number: $0.trimmed("invoiceNumber")) }
  }

  func pay(_ visit: Visit) async throws -> Response {
    try await act(visit) { _ in .pay }
  }

  func cancel(_ visit: Visit) async throws -> Response {
    try await act(visit) { .cancel(reason: $0.trimmed("reason")) }
  }

  /// Feedback on the order, on its supplier, or on both.
  func rate(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.call.id("id", OrderNoun.self), try await visit.form())
    return try await visit.answer(form) {
      let ratings = try Rating.read(form)
      try await visit.write { work in
        for rating in ratings {
          _ = try work.giveFeedback(on: id, subject: rating.subject, rating: rating.stars, text: rating.text)
        }
      }
      return visit.go(to: "/orders/\(id)", .thanks)
    } again: {
      try await show(id, visit, $0)
    }
  }
}

extension OrdersDesk {
  private func act(
    _ visit: Visit, _ command: @escaping @Sendable (PostedForm) throws -> Order.Command
  ) async throws -> Response {
    try await change(visit) { form, _ in [try command(form)] }
  }

  /// Carries out commands, all of them or none, on the order as the person has seen it.
  private func change(
    _ visit: Visit, _ commands: @escaping @Sendable (PostedForm, Order) throws -> [Order.Command]
  ) async throws -> Response {
    let (id, form) = (try visit.call.id("id", OrderNoun.self), try await visit.form())
    return try await visit.answer(form) {
      try await visit.write { work in
        var seen: [Int64]? = form.seen
        for command in try commands(form, work.order(id).record) {
          _ = try work.perform(command, on: id, expecting: seen)
          seen = nil
        }
      }
      return visit.go(to: "/orders/\(id)", .saved)
    } again: {
      try await show(id, visit, $0)
    }
  }
}

extension PostedForm {
  /// `answer`: accepted or rejected.
  fileprivate func acceptance() throws -> Bool {
    try decode { fields in try fields.enumeration("answer", Acceptance.self).get() == .accepted }
  }
}

/// What one half of the feedback form says.
private struct Rating: Sendable {
  let subject: Feedback.Subject
  let stars: Int
  let text: String

  /// At least one half must be rated; words without stars are no rating.
  static func read(_ form: PostedForm) throws -> [Rating] {
    try form.decode { fields in
      let halves = Feedback.Subject.allCases.map { subject in
        (
          subject, stars: fields.optionalInt("\(subject.rawValue)Rating", in: 1...5),
          text: fields.optionalString("\(subject.rawValue)Text", length: 0...Feedback.textLimit)
        )
      }
      let isUnrated = halves.map { $0.stars.value == .some(.none) }
      for (half, isUnrated) in zip(halves, isUnrated) where isUnrated && half.text.value?.map(\.isEmpty) == false {
        fields.refuse("\(half.0.rawValue)Rating", .missing)
      }
      if isUnrated.allSatisfy(\.self) { fields.refuse("orderRating", .missing) }
      return try halves.compactMap { subject, stars, text in
        try stars.get().map { Rating(subject: subject, stars: $0, text: try text.get() ?? "") }
      }
    }
  }
}
