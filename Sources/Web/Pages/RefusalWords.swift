// A refused offer in the reader's language: the rule, the line that it draws, and what would be accepted instead.

import Auctions

extension Texts {
  /// - Parameter unit: what the prices are counted in, a currency or "%".
  func words(for refusal: Refusal, unit: String) -> String {
    let format = Format(language)
    var sentences = [self["problem.\(refusal.reason.rawValue)"]]
    if let line = refusal.threshold {
      sentences.append(self("room.lineIs", ["price": format.amount("\(line)", unit)]))
    }
    if let next = refusal.nextAdmissible {
      sentences.append(self("room.nextIs", ["price": format.amount("\(next)", unit)]))
    }
    return sentences.joined(separator: " ")
  }
}
