// What an import brings: a requirement ready to be checked by its buyer, and what the source says besides.

package import Auctions
package import Commerce

package struct ImportedRequirement: Equatable, Sendable {
  /// What kind of document it was.
  package enum Format: String, Equatable, Sendable {
    case prozorroTender, ocdsRelease, ocdsRecord
  }

  /// Who bought in the source. The requirement's buyer is whoever imports it.
  package struct Buyer: Equatable, Sendable {
    package var name: String
    package var nameEnglish: String?
    package var identifier: Company.Identifier?
  }

  package var format: Format
  package var content: RequirementContent
  /// The source's own translation, where it has one; `content` keeps the original.
  package var titleEnglish: String?
  package var descriptionEnglish: String?
  package var buyer: Buyer?
  /// By when the source wanted the goods (the earliest day, if its items differ), whatever `content` now says.
  package var recordedDeliveryDate: CalendarDate?
  /// Titles of the lots that were cancelled in the source, and hence left out.
  package var omittedLots: [String]
}
