// kontor operator: gives a person the right to verify companies.

import ArgumentParser
import Foundation
import Store
import Web

struct Operator: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Create the account of an operator, who verifies companies.",
    discussion: "The password is read from standard input, one line.")

  @OptionGroup var database: DatabaseOptions

  @Option(help: "E-mail address to sign in with.")
  var email: String

  @Option(help: "Name that others see.")
  var name: String

  func run() async throws {
    let settings = try await Settings(database)
    guard let password = readLine(strippingNewline: true), !password.isEmpty else {
      throw Complaint("give the password on standard input")
    }
    let premises = try await Premises.open(settings, say: say)
    do {
      try await premises.prepare(settings, say: say)
      let database = Database(premises.application, connections: 1)
      try await OperatorDesk(database: database).create(name: name, email: email, password: password, at: wallClock())
      await database.shutdown()
    } catch {
      await premises.close()
      throw error
    }
    await premises.close()
    say("operator \(email) created")
  }
}
