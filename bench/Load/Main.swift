// bench-load: the clients in the benchmark of the server. The scripts around it set the stage and read its JSON.

import ArgumentParser
import StrictJSON

@main
struct Load: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-load", abstract: "Puts a server under load and prints what came of it as JSON.",
    subcommands: [Bids.self, Orders.self, Viewers.self, Storm.self, Watch.self, Fanout.self])
}

struct StageOption: ParsableArguments {
  @Option(help: "The file that says what was set up.")
  var stage: String
}

extension JSONWriter {
  mutating func members(_ counts: [String: Int]) {
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) { member(name, count) }
  }
}

func report(_ members: (inout JSONWriter) -> Void) {
  var writer = JSONWriter(capacity: 1_024)
  writer.object {
    members(&$0)
    // What the generator took of the processors itself, which the server did not have.
    $0.member("generatorSeconds", Milliseconds(processorSeconds()))
  }
  print(String(decoding: writer.bytes, as: UTF8.self))
}
