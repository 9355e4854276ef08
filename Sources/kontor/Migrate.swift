// kontor migrate: brings the tables up to date, or says how far they are.

import ArgumentParser
import Store
import Web

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the database's tables up to date.",
    discussion: "Needs --migration-database-url (the owner of the tables) where the database is not a private one.")

  @OptionGroup var database: DatabaseOptions

  @Flag(help: "Change nothing; list the migrations and when they were applied.")
  var status = false

  func run() async throws {
    let settings = try await Settings(database)
    let premises = try await Premises.open(settings, say: say)
    do { try await migrate(premises, settings) } catch {
      await premises.close()
      throw error
    }
    await premises.close()
  }

  private func migrate(_ premises: Premises, _ settings: Settings) async throws {
    guard let owner = premises.owner else {
      throw Complaint("name the owner's connection in --migration-database-url or KONTOR_MIGRATION_DATABASE_URL")
    }
    let migrator = Migrator(directory: settings.resources.migrations, settings: owner)
    if !status { _ = try await migrator.migrate() }
    for line in try await migrator.status() {
      print(line.migration.fileName, line.appliedAt.map { "\($0)" } ?? "not applied")
    }
  }
}
