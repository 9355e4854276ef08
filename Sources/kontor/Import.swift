// kontor import: a tender record of another system becomes a draft requirement.

import ArgumentParser
import Auctions
import Commerce
import Foundation
import Interchange
import Store
import Web

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Import tender records: OCDS releases, packages and records, Prozorro tenders.",
    discussion: "Each file is imported whole or not at all; what is wrong with it is listed with its place.")

  @OptionGroup var database: DatabaseOptions

  @Argument(help: "JSON files.", completion: .file(extensions: ["json"]))
  var files: [String]

  @Option(help: "E-mail address of the buyer for whose company to import.")
  var `as`: String

  @Option(help: "Delivery date, as 2026-12-31, instead of the one recorded.")
  var deliverBy: String?

  func run() async throws {
    let deliverBy = try deliverBy.map { text in
      guard let day = CalendarDate(text) else { throw Complaint("--deliver-by must be a date such as 2026-12-31") }
      return day
    }
    let settings = try await Settings(database)
    let premises = try await Premises.open(settings, say: say)
    do {
      try await premises.prepare(settings, say: say)
      try await importAll(premises, settings, deliverBy)
    } catch {
      await premises.close()
      throw error
    }
    await premises.close()
  }

  private func importAll(_ premises: Premises, _ settings: Settings, _ deliverBy: CalendarDate?) async throws {
    let database = Database(premises.application, connections: 1)
    let codes = try CodeLists(directory: settings.resources.codeLists)
    var failed = 0
    for file in files {
      do {
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: file)))
        let stored = try await TenderDesk(database: database, codes: codes)
          .import(bytes, forPersonWith: `as`, deliverBy: deliverBy, at: wallClock())
        for one in stored { print("\(file): requirement \(one.record.id) \(one.record.content.title)") }
      } catch let faults as ImportFaults {
        failed += 1
        for fault in faults.list { say("\(file): \(fault)") }
        if faults.omitted > 0 { say("\(file): and \(faults.omitted) more") }
      } catch {
        failed += 1
        say("\(file): \(error)")
      }
    }
    await database.shutdown()
    if failed > 0 { throw ExitCode.failure }
  }
}
