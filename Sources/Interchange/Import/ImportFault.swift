// Why a document cannot be imported: everything at once, each with its place and a sentence.

package import Commerce
package import StrictJSON

package struct ImportFaults: Error, Equatable, Sendable {
  /// In the order found, never empty, at most `JSON.Faults.recorded`.
  package let list: [ImportFault]
  /// How many more were found, not listed.
  package let omitted: Int
}

package struct ImportFault: Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    /// The document as a whole.
    case notJSON(JSON.SyntaxError)
    case unknownFormat
    case noTender
    case onlyLinkedReleases

    /// One value by itself.
    case missing
    case wrongKind(expected: JSON.Fault.Kind)
    case malformedDate
    case tooPrecise
    case tooLarge
    case unknownCurrency
    case unknownCountry
    case unknownUnit
    case unknownUnitScheme
    case unknownCategory
    case unknownCategoryScheme
    case unknownMethod
    case directAward

    /// Values that do not fit one another, or not what a requirement can say.
    case higherIsBetter
    case currencyDiffers(from: String)
    case deliveryAddressDiffers
    case deliveryDateDiffers
    case duplicateLot
    case unknownLot
    case withoutLot
    case allLotsCancelled
    case lotWithoutItems
    /// A rule that holds for every requirement, wherever it comes from.
    case requirement(Commerce.Fault.Reason)
  }

  /// A JSON Pointer (RFC 6901) into the document that was read: `/items/2/unit/code`.
  package let pointer: String
  package let reason: Reason
}

extension ImportFault: CustomStringConvertible {
  package var description: String { "\(pointer): \(sentence)" }

  /// One English sentence without its subject: "must be a string".
  package var sentence: String {
    switch reason {
    case .notJSON(let error): "is not JSON: \(error)"
    case .unknownFormat:
      "is neither a Prozorro tender record nor an OCDS release, release package, record or record package"
    case .noTender: "has no tender section with items"
    case .onlyLinkedReleases: "only links to its releases; import a record with a compiled release"
    case .missing: "is required"
    case .wrongKind(let expected):
      "must be \(expected == .array || expected == .object ? "an" : "a") \(expected.rawValue)"
    case .malformedDate: "must begin with a date such as 2026-11-21"
    case .tooPrecise: "must not have more than four decimals"
    case .tooLarge: "is too large"
    case .unknownCurrency: "is not a currency of ISO 4217 that is in use"
    case .unknownCountry: "names no country known here; give its two letters of ISO 3166-1 in \"country\""
    case .unknownUnit: "is not a unit of UN/ECE Recommendation 20"
    case .unknownUnitScheme: "must be UNCEFACT, the units of UN/ECE Recommendation 20"
    case .unknownCategory: "is not a code of the Common Procurement Vocabulary (CPV)"
    case .unknownCategoryScheme: "must be CPV, or ДК021, its Ukrainian edition"
    case .unknownMethod: "must be open, selective or limited"
    case .directAward: "is a direct award, in which suppliers do not compete"
    case .higherIsBetter: "lots without value: higher-is-better tenders are not supported yet"
    case .currencyDiffers(let currency): "must be \(currency), the currency of the other amounts"
    case .deliveryAddressDiffers: "differs from the delivery address of the first item; a requirement has one"
    case .deliveryDateDiffers: "differs from the delivery date of the first item; choose one date for all"
    case .duplicateLot: "is the identifier of an earlier lot as well"
    case .unknownLot: "is the identifier of no lot"
    case .withoutLot: "belongs to no lot, though the tender has lots"
    case .allLotsCancelled: "has only cancelled lots"
    case .lotWithoutItems: "has no items"
    case .requirement(.inThePast): "lies in the past; choose a new delivery date"
    case .requirement(let reason): reason.sentence
    }
  }
}
