// The way in for tenders of other systems: one document of theirs becomes requirements, or a list of what is wrong.

package import Auctions
package import Commerce
import StrictJSON

package enum TenderImport {
  /// What a document may be at most. Published release packages reach a few megabytes.
  static let limits = JSON.Limits(depth: 32, bytes: 4 << 20)

  /// Reads a Prozorro tender record (as it is, or as the `data` of the API's answer) or an OCDS 1.0 or 1.1 release,
  /// release package, record or record package. Every contracting process in it becomes one requirement.
  ///
  /// Fields that mean nothing here are ignored. Text is kept as it is written, not normalised.
  /// - Parameters:
  ///   - today: the day in UTC.
  ///   - deliverBy: replaces the delivery dates of the document, which often are past.
  ///   - deliverTo: replaces its delivery addresses, which OCDS does not require.
  package static func read(
    _ bytes: [UInt8], codes: CodeLists, today: CalendarDate, deliverBy: CalendarDate? = nil,
    deliverTo: RequirementContent.Address? = nil
  ) throws(ImportFaults) -> [ImportedRequirement] {
    let document = Place(document: try parse(bytes))
    var reader = TenderReader(
      codes: codes, countryNames: CountryNames(codes), today: today, deliverBy: deliverBy, deliverTo: deliverTo)
    var requirements: [ImportedRequirement] = []
    for source in TenderSource.all(in: document, &reader.findings) {
      // Who has a hundred faults to mend need not wait for the rest.
      guard reader.findings.count < JSON.Faults.recorded else { break }
      if let requirement = reader.requirement(source) { requirements.append(requirement) }
    }
    if let faults = reader.findings.faults { throw faults }
    return requirements
  }

  private static func parse(_ bytes: [UInt8]) throws(ImportFaults) -> JSON {
    do throws(JSON.SyntaxError) {
      return try JSON(parsing: bytes, limits: limits)
    } catch {
      throw ImportFaults(list: [ImportFault(pointer: "", reason: .notJSON(error))], omitted: 0)
    }
  }
}
