// A small release with two lots (OCDS lots extension) that imports as it is, for tests that spoil one thing in it.

import StrictJSON

extension JSON {
  static let sampleTender = parsed(
    """
    {
      "ocid": "ocds-kontor-1", "date": "2026-11-01T00:00:00Z",
      "parties": [{
        "id": "MD-1", "name": "Port of Giurgiulești", "identifier": {"scheme": "MD-IDNO", "id": 1002600000001},
        "address": {"streetAddress": "Quay 1", "locality": "Giurgiulești", "postalCode": "5318", "country": "MD"}
      }],
      "tender": {
        "title": "Cables", "title_en": "Cables for cranes", "description": "As before.", "description_en": "Again.",
        "procurementMethod": "selective", "procuringEntity": {"id": "MD-1", "name": "Port"},
        "contractPeriod": {"endDate": "2027-03-31T00:00:00+02:00"},
        "lots": [
          {"id": "1", "title": "Overhead cables", "value": {"amount": 1000.5, "currency": "EUR"}},
          {"id": 2, "title": "Control cables", "value": {"amount": 2e3, "currency": "EUR"},
           "description": "Halogen-free.", "minimalStep": {"amount": 5, "currency": "EUR"}},
          {"id": "3", "title": "Old cables", "status": "cancelled", "value": {"amount": 1, "currency": "USD"}}
        ],
        "items": [
          {"id": "a", "description": "Type A", "quantity": 100, "relatedLot": "1",
           "unit": {"scheme": "UNCEFACT", "id": "MTR"}, "classification": {"scheme": "CPV", "id": "31320000-5"}},
          {"id": "b", "description": "Type B", "quantity": 0.5, "relatedLot": 2, "unit": {"id": "KMT"},
           "classification": {"scheme": "UNSPSC", "id": "26121600"},
           "additionalClassifications": [{"scheme": "CPV", "id": 31320000}]},
          {"id": "c", "description": "Type C", "relatedLot": "3"}
        ]
      }
    }
    """)

  /// The value of a text that the test writes down; a misspelt one is null, which no reader accepts.
  static func parsed(_ text: String) -> JSON { (try? JSON(parsing: text.utf8)) ?? .null }
}
