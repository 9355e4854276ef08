// Writes rules as a document: every member, in its fixed order, so that the same rules are always the same bytes.

import Auctions
package import StrictJSON

extension RulesDocument: JSONWritable {
  /// What is not set (a soft close, a floor, a limit) is left out; everything else is written, defaults too.
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("format", Format.first)
      $0.optionalMember("name", name)
      $0.object("clock", rules.clock.writeMembers)
      $0.object("admissibility", rules.admissibility.writeMembers)
      $0.object("ranking", rules.ranking.writeMembers)
      $0.object("visibility", rules.visibility.writeMembers)
      $0.object("closing", rules.closing.writeMembers)
    }
  }
}

extension Portion {
  func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .amount(let amount): writer.member("amount", amount)
    case .percent(let hundredths): writer.percent("percent", hundredths)
    }
  }
}

extension JSONWriter {
  /// Hundredths of a percent, as short as can be: "0.5" for 50, "2" for 200.
  mutating func percent(_ name: String, _ hundredths: Int64) {
    var text = Quantity(tenThousandths: hundredths * 100).description
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    member(name, text)
  }
}
