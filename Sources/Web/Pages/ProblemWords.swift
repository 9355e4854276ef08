// Refusals and mistakes in the reader's language.

import Commerce
import Interchange
import StrictJSON

extension Texts {
  /// A problem in a sentence: by its reason, or else as the API says it.
  func words(for problem: Problem) -> String { text("problem.\(problem.reason)") ?? problem.detail ?? problem.title }

  /// What is wrong with a field, in a sentence. A refusal in a caller's words may be a key of the catalogue.
  func words(for reason: JSON.Fault.Reason, of field: String) -> String {
    switch reason {
    case .missing, .null, .empty, .tooFewElements: self["validation.required"]
    case .tooShort(let minimum): self("validation.tooShort", ["n": "\(minimum)"])
    case .tooLong(let maximum): self("validation.tooLong", ["n": "\(maximum)"])
    case .tooManyElements(let maximum): self("validation.tooMany", ["n": "\(maximum)"])
    case .outOfRange(let minimum, let maximum):
      self("validation.outOfRange", ["minimum": "\(minimum)", "maximum": "\(maximum)"])
    case .malformed, .notOneOf, .wrongKind, .unknownMember: self[Self.malformed(field)]
    case .nullCharacter: self["validation.controlCharacters"]
    case .refused(let sentence): refusal(sentence, of: field)
    }
  }

  /// What is wrong with a field by the rules of its record.
  func words(for reason: Commerce.Fault.Reason, of field: String) -> String {
    switch reason {
    case .empty, .tooFew: self["validation.required"]
    case .tooLong(let limit): self("validation.tooLong", ["n": "\(limit)"])
    case .tooMany(let limit): self("validation.tooMany", ["n": "\(limit)"])
    case .notPositive: self["validation.notPositive"]
    case .tooLarge: self["validation.tooLarge"]
    case .inThePast: self["validation.inThePast"]
    case .outOfRange, .malformed: self[Self.malformed(field)]
    case .unknownCode: self["validation.unknownCode"]
    case .duplicate: self["validation.duplicate"]
    case .containsControlCharacters: self["validation.controlCharacters"]
    }
  }

  private func refusal(_ sentence: String, of field: String) -> String {
    if let words = text(sentence) { return words }
    switch Self.lastStep(field) {
    case "deliveryDate": return self["validation.inThePast"]
    case "targetPrice", "quantity": return self["validation.notPositive"]
    default: return sentence
    }
  }

  /// How a value that does not follow its grammar should look.
  private static func malformed(_ field: String) -> String {
    switch lastStep(field) {
    case "targetPrice": "validation.notAPrice"
    case "quantity": "validation.notANumber"
    case "deliveryDate", "deliverBy", "opensAt", "opensAtInstant": "validation.notADate"
    case "email": "validation.notAnEmail"
    case "currency", "country", "unit", "category", "categories", "identifierScheme": "validation.unknownCode"
    default: "validation.malformed"
    }
  }

  private static func lastStep(_ field: String) -> String { FieldName.steps(of: field)?.last ?? field }
}

extension Texts {
  /// What is wrong with a value of an imported document, as a sentence without its subject.
  func words(for reason: ImportFault.Reason) -> String {
    switch reason {
    case .notJSON(let error): self("import.notJSON", ["place": "\(error.line):\(error.column)"])
    case .wrongKind(let expected): self("import.wrongKind", ["kind": expected.rawValue])
    case .currencyDiffers(let currency): self("import.currencyDiffers", ["currency": currency])
    case .requirement(let reason): words(for: reason, of: "")
    case .missing: self["validation.required"]
    case .malformedDate: self["validation.notADate"]
    case .tooLarge: self["validation.tooLarge"]
    case .unknownFormat, .noTender, .onlyLinkedReleases, .tooPrecise, .unknownCurrency, .unknownCountry, .unknownUnit,
      .unknownUnitScheme, .unknownCategory, .unknownCategoryScheme, .unknownMethod, .directAward, .higherIsBetter,
      .deliveryAddressDiffers, .deliveryDateDiffers, .duplicateLot, .unknownLot, .withoutLot, .allLotsCancelled,
      .lotWithoutItems:
      // Cases without values are named as their keys are.
      self["import.\(reason)"]
    }
  }
}
