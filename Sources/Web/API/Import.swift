// Imported tenders become drafts of the acting company, all of a document or none.

import Auctions
import Commerce
import HTTPTypes
import Interchange
import Store

extension Work {
  func importTender(_ bytes: [UInt8], deliverBy: CalendarDate?, codes: CodeLists) throws -> [Stored<Requirement>] {
    let imported = try TenderImport.read(bytes, codes: codes, today: now.date, deliverBy: deliverBy)
    return try imported.map { try createRequirement($0.content.normalised) }
  }
}

extension Problem {
  init(_ faults: ImportFaults) {
    self.init(
      .unprocessableContent, "importFailed", title: "The document cannot be imported",
      errors: faults.list.map { Entry(pointer: $0.pointer, detail: $0.sentence) })
    if faults.omitted > 0 { members = [Member("omittedErrors", faults.omitted)] }
  }
}

extension RequirementContent {
  /// Text in NFC, as everything that comes in over the API.
  fileprivate var normalised: RequirementContent {
    var content = self
    content.title = title.normalised
    content.description = description.normalised
    for lot in content.lots.indices {
      content.lots[lot].title = content.lots[lot].title.normalised
      for item in content.lots[lot].items.indices {
        content.lots[lot].items[item].description = content.lots[lot].items[item].description.normalised
      }
    }
    return content
  }
}
