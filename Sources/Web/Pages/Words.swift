// Amounts, quantities, days, places and companies as pages write them.

import Auctions
import Commerce
import Interchange
import Store
import StrictJSON

extension Format {
  func money(_ amount: Money, _ currency: String) -> String { self.amount("\(amount)", currency) }

  /// With as many decimals as the quantity needs.
  func quantity(_ quantity: Quantity) -> String {
    let parts = "\(quantity)".split(separator: ".")
    let fraction = parts[1].prefix(quantity.decimals)
    return decimal(fraction.isEmpty ? String(parts[0]) : "\(parts[0]).\(fraction)")
  }

  func day(_ date: CalendarDate) -> String { self.date("\(date)") }
  func moment(_ at: Instant) -> Moment { moment(milliseconds: at.milliseconds) }

  /// "−12.4 %": how far a price lies below the target price; nil if it does not by as much as can be shown.
  func saving(_ price: Money, against target: Money) -> String? {
    guard target > .zero, price < target else { return nil }
    let difference = Int128(target.tenThousandths) - Int128(price.tenThousandths)
    let thousandths = Int64((difference * 1_000 + Int128(target.tenThousandths) / 2) / Int128(target.tenThousandths))
    guard thousandths > 0 else { return nil }
    return decimal("-\(thousandths / 10).\(thousandths % 10)") + "\u{A0}%"
  }

  /// "0.5 %"
  func percent(hundredths: Int64) -> String {
    let fraction = String(hundredths % 100 + 100).dropFirst()
    let digits = fraction.last == "0" ? fraction.dropLast() : fraction
    return decimal(hundredths % 100 == 0 ? "\(hundredths / 100)" : "\(hundredths / 100).\(digits)") + "\u{A0}%"
  }
}

extension CodeLists {
  /// A unit in words, its code where it is not known.
  func unitName(_ code: String) -> String { unit(code).map { $0.symbol ?? $0.name } ?? code }

  func tag(_ category: String) -> CategoryTag {
    CategoryTag(code: category, label: self.category(category)?.name ?? "")
  }

  /// A place of delivery on one line.
  func line(_ address: RequirementContent.Address) -> String {
    let place = [address.postalCode, address.locality].filter { !$0.isEmpty }.joined(separator: " ")
    let country = self.country(address.country)?.name ?? address.country
    return [address.street, place, country].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension Party {
  init(_ company: Company) {
    self.init(
      name: company.profile.name,
      identifier: "\(company.profile.identifier.scheme) \(company.profile.identifier.id)",
      country: company.profile.country, isVerified: company.verification == .verified)
  }

  init(_ supplier: SupplierLine) {
    self.init(name: supplier.name, country: supplier.country, isVerified: true)
  }
}

extension Work {
  /// A company as its partners know it; nameless where this company may not know it.
  func party(_ id: CompanyID) throws -> Party {
    do { return try Party(company(id).record) } catch RecordError.notFound { return Party(name: "–") }
  }
}

extension TimelineEntry {
  /// - Parameter noun: `order` or `requirement`; the texts have the key `timeline.<noun>_<kind>`.
  init(_ entry: Store.TimelineEntry, of noun: String, _ visit: Visit) {
    self.init(
      at: visit.format.moment(entry.at), what: visit.texts["timeline.\(noun)_\(entry.kind)"], who: entry.companyName,
      note: Self.note(entry), tone: Self.tone(entry.kind))
  }

  /// What was said with it. Details are written by the store itself, so they read back.
  private static func note(_ entry: Store.TimelineEntry) -> String? {
    guard let details = try? JSON(parsing: entry.details) else { return nil }
    let names = ["reason", "carrier", "trackingNumber", "invoiceNumber", "rating"]
    let texts = names.compactMap { name in
      details[name]?.text.map { name == "rating" ? "\($0) / 5" : $0 }
    }
    let note = texts.filter { !$0.isEmpty }.joined(separator: " · ")
    return note.isEmpty ? nil : note
  }

  private static func tone(_ kind: String) -> Tone {
    switch kind {
    case "cancelled", "refused", "deliveryRejected": .bad
    case "published", "acknowledged", "delivered", "deliveryAccepted", "paid", "completed", "feedbackGiven": .good
    case "shipped", "invoiced": .info
    default: .neutral
    }
  }
}
