// What one viewer sees of a live auction, as the feed and the API send it.

package import Auctions
package import StrictJSON

/// An auction's view with what the auction itself does not know: titles, names, who is there.
///
/// What the rules hide is absent (or an empty list), because the view does not hold it: nothing is left out here.
package struct LiveMessage {
  package var view: AuctionView
  package var context: LiveContext

  package init(_ view: AuctionView, in context: LiveContext) {
    self.view = view
    self.context = context
  }

  /// The message as UTF-8, without white space.
  package func encoded() -> [UInt8] {
    var writer = JSONWriter(capacity: 1_024)
    write(to: &writer)
    return writer.bytes
  }
}

/// What surrounds a view.
package struct LiveContext {
  package var auction: AuctionID
  /// The requirement's identifier, as written.
  package var requirement: String
  package var title: String
  /// ISO 4217.
  package var currency: String
  /// The written name of the clock's format.
  package var format: String
  package var isPractice = false
  /// The last line of the journal that the view knows.
  package var position: Int64
  package var serverTime: Instant
  /// What an unnamed bidder is called before its number: "Bidder", "Ofertant", "Участник".
  package var bidderWord = "Bidder"
  package var lotTitle: (LotNumber) -> String
  /// Asked only for companies that the view names.
  package var companyName: (CompanyID) -> String?
  /// By the number of the alias, from 1 in order of admission. Asked only for the buyer.
  package var isPresent: (Int) -> Bool

  package init(
    auction: AuctionID, requirement: String, title: String, currency: String, format: String, isPractice: Bool,
    position: Int64, serverTime: Instant, lotTitle: @escaping (LotNumber) -> String,
    companyName: @escaping (CompanyID) -> String?,
    isPresent: @escaping (Int) -> Bool
  ) {
    self.auction = auction
    self.requirement = requirement
    self.title = title
    self.currency = currency
    self.format = format
    self.isPractice = isPractice
    self.position = position
    self.serverTime = serverTime
    self.lotTitle = lotTitle
    self.companyName = companyName
    self.isPresent = isPresent
  }

  /// The name where the view shows it, otherwise "Bidder 2"; "Bidder" alone where even the number is hidden.
  func called(_ bidder: Alias) -> String { name(of: bidder) ?? alias(of: bidder) }

  func name(of bidder: Alias) -> String? { bidder.company.flatMap(companyName) }

  func alias(of bidder: Alias) -> String { bidder.number > 0 ? "\(bidderWord) \(bidder.number)" : bidderWord }
}

extension LiveMessage: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", context.auction)
      $0.member("requirement", context.requirement)
      $0.member("title", context.title)
      $0.member("currency", context.currency)
      $0.member("format", context.format)
      if context.isPractice { $0.member("practice", true) }
      $0.member("phase", view.phase)
      if view.isPaused { $0.member("paused", true) }
      $0.member("position", context.position)
      $0.member("serverTime", context.serverTime)
      $0.member("viewer", view.viewer.kind)
      $0.array("lots") { for lot in view.lots { lot.write(to: &$0, context) } }
      $0.array("participants") { writeParticipants(to: &$0) }
    }
  }

  /// The elements of `participants`, for messages that say nothing else.
  package func writeParticipants(to writer: inout JSONWriter) {
    for bidder in view.participants { write(bidder, to: &writer) }
  }

  private func write(_ participant: Alias, to writer: inout JSONWriter) {
    writer.object {
      $0.member("bidder", context.alias(of: participant))
      $0.optionalMember("name", context.name(of: participant))
      $0.member("present", context.isPresent(participant.number))
    }
  }
}

extension Viewer {
  fileprivate var kind: String {
    switch self {
    case .buyer: "buyer"
    case .bidder: "bidder"
    case .observer: "observer"
    }
  }
}
