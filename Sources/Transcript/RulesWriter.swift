// Writes rules as a document, members in their fixed order.

import Auctions
package import StrictJSON

extension RulesDocument: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("format", Format.first)
      $0.optionalMember("name", name)
      rules.clock.write(to: &$0)
      rules.admissibility.write(to: &$0)
      $0.object("ranking") { $0.member("ties", rules.ranking.ties) }
      rules.visibility.write(to: &$0)
      rules.closing.write(to: &$0)
    }
  }
}

extension Clock {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object("clock") {
      switch self {
      case .english(let duration):
        $0.member("kind", RulesDocument.ClockKind.english)
        $0.member("durationMilliseconds", duration)
      }
    }
  }
}

extension Admissibility {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object("admissibility") {
      decrement.write(to: &$0)
      $0.member("base", base)
      $0.member("leaderMayImprove", leaderMayImprove)
      $0.member("tiesAllowed", tiesAllowed)
      $0.member("decimals", decimals)
    }
  }
}

extension Admissibility.Decrement {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object("decrement") {
      switch self {
      case .none:
        $0.member("kind", RulesDocument.DecrementKind.none)
      case .absolute(let amount):
        $0.member("kind", RulesDocument.DecrementKind.absolute)
        $0.member("amount", amount)
      case .percent(let hundredths):
        $0.member("kind", RulesDocument.DecrementKind.percent)
        $0.member("percent", Self.percent(hundredths))
      }
    }
  }

  /// As short as it can be: "0.5" for 50, "2" for 200.
  private static func percent(_ hundredths: Int64) -> String {
    var text = Quantity(tenThousandths: hundredths * 100).description
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}

extension Visibility {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object("visibility") {
      $0.member("ownRank", ownRank)
      $0.member("bestPrice", bestPrice)
      $0.member("allPrices", allPrices)
      $0.member("bidderCount", bidderCount)
      $0.member("names", names)
      $0.member("namesToBuyer", namesToBuyer)
      $0.member("observers", observers)
    }
  }
}

extension Closing {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object("closing") {
      guard let softClose else {
        $0.name("softClose")
        return $0.null()
      }
      $0.object("softClose") {
        $0.member("trigger", softClose.trigger)
        $0.member("windowMilliseconds", softClose.windowMilliseconds)
        $0.member("extensionMilliseconds", softClose.extensionMilliseconds)
        $0.member("base", softClose.base)
        $0.optionalMember("limit", softClose.limit)
      }
    }
  }
}
