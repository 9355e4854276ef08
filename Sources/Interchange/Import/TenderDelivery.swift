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

  mutating func recordedDeliveryDate(of items: [Place], _ tender: Place) -> CalendarDate? {
    datePlaces(items, tender).compactMap { findings.date($0) }.min()
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
      findings.record((items.first.map(addressPlace) ?? ofTender).absence)
      return RequirementContent.Address(street: "", locality: Findings.filler, postalCode: "", country: Findings.filler)
    }
    let address = read(place)
    for other in ofItems.dropFirst() where read(other) != address { findings.refuse(other, .deliveryAddressDiffers) }
    origins["/delivery/address/street"] = place["streetAddress"]
    origins["/delivery/address/locality"] = place["locality"]
    origins["/delivery/address/postalCode"] = place["postalCode"]
    return address
  }

  /// OCDS 1.2 has a list, of which the first counts.
  private func addressPlace(_ place: Place) -> Place {
    place["deliveryAddress"].or(place["deliveryAddresses"].elements.first ?? place["deliveryAddress"])
  }

  private mutating func read(_ address: Place) -> RequirementContent.Address {
    RequirementContent.Address(
      street: findings.optionalText(address["streetAddress"]) ?? "", locality: findings.text(address["locality"]),
      postalCode: findings.optionalText(address["postalCode"]) ?? "", country: country(of: address))
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
    guard let code = codes.country(named: name) else {
      findings.refuse(place, .unknownCountry)
      return Findings.filler
    }
    return code
  }
}

extension CodeLists {
  /// The code of a country by its English name, by its code, or by a name that documents in other languages use.
  fileprivate func country(named name: String) -> String? {
    let name = name.lowercased()
    if let code = Self.otherCountryNames[name] { return code }
    return countries.first { $0.name.lowercased() == name || $0.code.lowercased() == name }?.code
  }

  /// Names that documents use and the list does not: long forms, and the languages of the neighbourhood.
  private static let otherCountryNames = [
    "україна": "UA", "украина": "UA", "ucraina": "UA",
    "молдова": "MD", "республіка молдова": "MD", "республика молдова": "MD", "republica moldova": "MD",
    "republic of moldova": "MD", "moldova, republic of": "MD",
    "румунія": "RO", "румыния": "RO", "românia": "RO",
    "польща": "PL", "польша": "PL", "polska": "PL", "polonia": "PL",
    "німеччина": "DE", "германия": "DE", "deutschland": "DE", "germania": "DE",
    "united kingdom": "GB", "united kingdom of great britain and northern ireland": "GB", "great britain": "GB",
    "united states": "US", "united states of america": "US", "usa": "US",
  ]
}
