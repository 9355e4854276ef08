// A place in a foreign document, whether or not anything is there, so that a reader can look in several places.

import Auctions
import StrictJSON

struct Place {
  let pointer: JSON.Pointer
  /// `nil` where the document has nothing, or null, which OCDS takes for the same.
  let json: JSON?
  /// What to say where nothing is: the highest place above that is missing, or that is no object.
  let absence: ImportFault

  init(document: JSON) {
    self.init(.root, document, absence: ImportFault(pointer: "", reason: .missing))
  }

  private init(_ pointer: JSON.Pointer, _ json: JSON?, absence: ImportFault) {
    self.pointer = pointer
    self.json = json == .null ? nil : json
    self.absence = absence
  }

  subscript(_ name: String) -> Place {
    let below = pointer.appending(name)
    guard let json else { return Place(below, nil, absence: absence) }
    let isObject = json.members != nil
    let absence = ImportFault(
      pointer: "\(isObject ? below : pointer)", reason: isObject ? .missing : .wrongKind(expected: .object))
    return Place(below, json[name], absence: absence)
  }

  /// The elements of a list; none where there is no list.
  var elements: [Place] {
    (json?.elements ?? []).enumerated().map { index, json in
      let below = pointer.appending(index)
      return Place(below, json, absence: ImportFault(pointer: "\(below)", reason: .missing))
    }
  }
}

extension Place {
  var exists: Bool { json != nil }

  /// Whether nothing is here because something above is no object.
  var isObstructed: Bool { json == nil && absence.reason != .missing }

  /// This place, unless nothing is here and something is there.
  func or(_ other: Place) -> Place { exists || !other.exists ? self : other }

  /// The text that is here, for those who only compare it.
  var plainText: String? { json?.text ?? wholeNumber }

  /// A day, or the day of a moment as it is written there: `2024-12-31T00:00:00+02:00` is the last of December.
  var date: CalendarDate? {
    guard let text = json?.text else { return nil }
    let day = String(text.prefix(10))
    return text == day || Instant(text) != nil ? CalendarDate(day) : nil
  }

  /// The digits of a whole number.
  var wholeNumber: String? {
    guard case .number(let number) = json, number.isInteger else { return nil }
    return number.text
  }
}
