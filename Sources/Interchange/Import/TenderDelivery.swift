// Where and by when: a requirement has one delivery address and one date for all its items.

import Auctions
import Commerce
import StrictJSON

extension TenderReader {
  mutating func delivery(of items: [Place], _ source: TenderSource) -> RequirementContent.Delivery {
    RequirementContent.Delivery(address: address(of: items, source), date: date(of: items, source))
  }

  // MARK: Date

  private mutating func date(of items: [Place], _ source: TenderSource) -> CalendarDate {
    let places = datePlaces(items, source.tender)
    origins["/delivery/date"] = places.first
    if let deliverBy { return deliverBy }
    guard let first = places.first else {
      let inItem = items.first?["deliveryDate"]["endDate"]
      let inTender = source.tender["contractPeriod"]["endDate"]
      findings.record(((source.format == .prozorroTender ? inItem : nil) ?? inTender).absence)
      return today
    }
    let date = findings.date(first)
    for place in places.dropFirst() {
      let other = findings.date(place)
      if let date, let other, other != date { findings.refuse(place, .deliveryDateDiffers) }
    }
    return date ?? today
  }

  /// What is no date is left out: `date(of:_:)` has refused it, unless a chosen date takes its place.
  func recordedDeliveryDate(of items: [Place], _ tender: Place) -> CalendarDate? {
    datePlaces(items, tender).compactMap(\.date).min()
  }

  /// The items' dates, or the end of the contract where they have none.
  private func datePlaces(_ items: [Place], _ tender: Place) -> [Place] {
    let ofItems = items.map(\.["deliveryDate"]["endDate"]).filter(\.exists)
    return ofItems.isEmpty ? [tender["contractPeriod"]["endDate"]].filter(\.exists) : ofItems
  }

  // MARK: Address

  private mutating func address(of items: [Place], _ source: TenderSource) -> RequirementContent.Address {
    if let deliverTo { return deliverTo }
    let ofItems = items.map(addressPlace).filter(\.exists)
    let ofTender = addressPlace(source.tender).or(source.entity["address"]).or(source.party["address"])
    let place = ofItems.first ?? ofTender
    guard place.exists else {
      let inItem = items.first?["deliveryAddress"]
      findings.record(((source.format == .prozorroTender ? inItem : nil) ?? source.party["address"]).absence)
      return Self.nowhere
    }
    let address = read(place)
    for place in ofItems.dropFirst() {
      let other = read(place)
      if let address, let other, other != address { findings.refuse(place, .deliveryAddressDiffers) }
    }
    origins["/delivery/address/street"] = place["streetAddress"]
    origins["/delivery/address/locality"] = place["locality"]
    origins["/delivery/address/postalCode"] = place["postalCode"]
    return address ?? Self.nowhere
  }

  private static let nowhere = RequirementContent.Address(
    street: "", locality: Findings.filler, postalCode: "", country: Findings.filler)

  /// OCDS 1.2 has a list, of which the first counts.
  private func addressPlace(_ place: Place) -> Place {
    place["deliveryAddress"].or(place["deliveryAddresses"].elements.first ?? place["deliveryAddress"])
  }

  /// `nil` if something about it is wrong.
  private mutating func read(_ place: Place) -> RequirementContent.Address? {
    let before = findings.count
    let address = RequirementContent.Address(
      street: findings.optionalText(place["streetAddress"]) ?? "", locality: findings.text(place["locality"]),
      postalCode: findings.optionalText(place["postalCode"]) ?? "", country: country(of: place))
    return findings.count == before ? address : nil
  }

  /// OCDS 1.2 has the code in `country`; everybody else only a name, in whatever language.
  private mutating func country(of address: Place) -> String {
    if address["country"].exists {
      guard let code = findings.identifier(address["country"]) else { return Findings.filler }
      if codes.country(code) == nil { findings.refuse(address["country"], .unknownCountry) }
      return code
    }
    let place = address["countryName"]
    guard let name = findings.identifier(place) else { return Findings.filler }
    guard let code = countryNames[name] else {
      findings.refuse(place, .unknownCountry)
      return Findings.filler
    }
    return code
  }
}
