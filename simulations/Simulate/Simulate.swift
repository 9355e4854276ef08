// bin/simulate: random auctions, judged by a second implementation of the rules.

import ArgumentParser

@main struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Plays random auctions and has every answer checked.", subcommands: [RulesRun.self])
}
