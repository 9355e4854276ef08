// Reads single values and keeps every fault. A faulty value is replaced by a harmless one, so that the rest can be
// checked as well: a document with a fault becomes no requirement anyway.

import Auctions
import Commerce
import StrictJSON

struct Findings {
  private var list: [ImportFault] = []
  private var omitted = 0

  var count: Int { list.count + omitted }
  var faults: ImportFaults? { list.isEmpty ? nil : ImportFaults(list: list, omitted: omitted) }

  mutating func refuse(_ place: Place, _ reason: ImportFault.Reason) {
    record(ImportFault(pointer: "\(place.pointer)", reason: reason))
  }

  /// One fault is one line, however many values stumble over it; behind the last line they are only counted.
  mutating func record(_ fault: ImportFault) {
    if list.count == JSON.Faults.recorded {
      omitted += 1
    } else if !list.contains(fault) {
      list.append(fault)
    }
  }
}

extension Findings {
  /// Text that must be there.
  mutating func text(_ place: Place) -> String { required(place) ?? Self.filler }

  /// Text that may be absent, which it also is when it is empty: other systems write "" for "none".
  mutating func optionalText(_ place: Place) -> String? {
    guard let json = place.json else {
      if place.isObstructed { record(place.absence) }
      return nil
    }
    guard let text = json.text else { return refused(place, .wrongKind(expected: .string)) }
    // PostgreSQL cannot keep U+0000.
    guard !text.utf8.contains(0) else { return refused(place, .requirement(.containsControlCharacters)) }
    return text.isEmpty ? nil : text
  }

  /// An identifier or a code that must be there: OCDS 1.0 writes some of them as numbers.
  mutating func identifier(_ place: Place) -> String? {
    let limit = 200
    guard let identifier = place.wholeNumber ?? required(place) else { return nil }
    guard identifier.utf8.count <= limit else { return refused(place, .requirement(.tooLong(limit: limit))) }
    return identifier
  }

  private mutating func required(_ place: Place) -> String? {
    guard place.exists else {
      record(place.absence)
      return nil
    }
    guard case .string(let text) = place.json, text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
      return optionalText(place)
    }
    return refused(place, .requirement(.empty))
  }

  private mutating func refused(_ place: Place, _ reason: ImportFault.Reason) -> String? {
    refuse(place, reason)
    return nil
  }

  mutating func number<Value: FixedPoint>(_ place: Place, _: Value.Type = Value.self) -> Value {
    let filler = Value(tenThousandths: 10_000)
    guard let json = place.json else {
      record(place.absence)
      return filler
    }
    guard case .number(let number) = json else {
      refuse(place, .wrongKind(expected: .number))
      return filler
    }
    do throws(InexactNumber) { return try Value(exactly: number) } catch {
      refuse(place, error == .tooPrecise ? .tooPrecise : .tooLarge)
      return filler
    }
  }

  /// The elements of a list that may be absent; none if there are more than `limit`.
  mutating func elements(_ place: Place, atMost limit: Int = .max) -> [Place] {
    guard let json = place.json else { return [] }
    if let count = json.elements?.count, count <= limit { return place.elements }
    refuse(place, json.elements == nil ? .wrongKind(expected: .array) : .requirement(.tooMany(limit: limit)))
    return []
  }

  /// The elements of a list that must not be empty, or `reason` is what is wrong with it.
  mutating func elements(_ place: Place, atLeastOne reason: ImportFault.Reason) -> [Place] {
    if place.json?.elements?.isEmpty == true { refuse(place, reason) }
    return elements(place)
  }

  mutating func date(_ place: Place) -> CalendarDate? {
    if place.date == nil, identifier(place) != nil { refuse(place, .malformedDate) }
    return place.date
  }

  /// Stands in for text that is missing.
  static let filler = "?"
}
