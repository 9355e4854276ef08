// kontor demo: the server with a live auction to watch and to join.

import ArgumentParser
import Foundation
import Interchange
import Logging
import Web

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start the server with a demonstration.",
    discussion: """
      A real tender is imported, three simulated suppliers bid for it over the public API, and you can join them.
      The data stays: the next start goes on with it.
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var server: ServerOptions

  func run() async throws {
    // Nobody wants to read about each request of the robots.
    let settings = try await Settings(database, server, usualLogLevel: "warning")
    guard settings.databaseURL == nil else {
      throw Complaint("the demonstration works on a private database only: leave the database address out")
    }
    let logger = settings.makeLogger()
    try await Host.run(settings, logger: logger) { house in
      try await Self.perform(house, settings, logger)
    }
  }

  private static func perform(_ house: House, _ settings: Settings, _ logger: Logger) async throws {
    let file = URL(filePath: settings.resources.demonstration).appending(path: "tender.json")
    let tender = try [UInt8](Data(contentsOf: file))
    let cast = try await Cast.assemble(
      DemonstrationDesk(house), categories: ["31000000-6", "44000000-0"], directory: settings.dataDirectory,
      at: wallClock())
    let origin = "http://127.0.0.1:\(settings.port)"
    welcome(origin, cast)
    do {
      try await Demonstration(origin: origin, cast: cast, tender: tender).run { say("  live auction:  \($0)\n") }
    } catch is CancellationError {
    } catch {
      logger.error("the demonstration has stopped", metadata: ["reason": "\(error)"])
    }
  }

  private static func welcome(_ origin: String, _ cast: Cast) {
    say("\nKontor is running:  \(origin)\n\nSign in with the password  \(cast.password)  as")
    for (email, part) in Cast.signIns {
      say("  \(email.padding(toLength: 24, withPad: " ", startingAt: 0))\(part)")
    }
    say("")
  }
}
