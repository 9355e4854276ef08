// The command line.

import ArgumentParser

@main struct Kontor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kontor",
    abstract: "A trading platform: requirements, reverse auctions, orders, feedback.",
    discussion: """
      kontor serve starts the server. Without a database address it runs a private PostgreSQL in its data directory.
      Every option can also be an environment variable (--port is KONTOR_PORT, --database-url is KONTOR_DATABASE_URL)
      or a member of the JSON file named by --config; options win over the environment, the environment over the file.
      """,
    version: version, subcommands: [Serve.self, Demo.self, Migrate.self, Import.self, Operator.self, RulesCommand.self])

  static let version = "0.1.0"
}

/// A message for whoever typed the command, without a usage text.
struct Complaint: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
