// The main path's sealed auction: keys and shares, one offer, the opening, the check.

import HTTPTypes
import SiteSupport
import StrictJSON
import Testing

extension Story {
  /// Buyer and supplier open it together.
  func sealedTender() async throws {
    let draft = try await ask(.post, "/api/requirements", as: buyer.program, example("createRequirement"))
    let requirement = try #require(draft.headers[.location])
    try await ask(.put, "\(requirement)/publication", as: buyer.program)
    let invitation = example("invite").with("supplier", supplier.id)
    let invited = try await ask(.post, "\(requirement)/invitations", as: buyer.program, invitation)
    let path = try #require(invited.headers[.location])
    try await ask(.put, "\(path)/response", as: supplier.program, example("answerInvitation"))
    let openers = JSON.array([buyer.id, supplier.id].map { .string($0) })
    let announcement = JSON.sample(#"{"preset": "sealed-first-price"}"#).with("openers", openers)
    // Not by `ask`: the same key is answered without the secrets.
    let answer = try await house.succeed(
      HTTPCall(.post, "\(requirement)/auctions", as: buyer.program, body: announcement))
    let auction = try #require(answer.headers[.location])
    let sealing = try #require(answer.json?["sealing"])
    try await house.pass(seconds: 1, in: try #require(answer.json?["id"]?.text))
    let code = try #require(sealing["handovers"]?[0]?["code"]?.text)
    let collected = try await ask(
      .post, "\(auction)/shares", as: supplier.program, example("collectShares").with("code", code))
    try await ask(.get, "\(auction)/sealing", as: supplier.program)
    try await ask(.post, "\(auction)/sealed-offers", as: supplier.program, example("sealOffer"))
    try await house.pass(minutes: 24 * 60, in: try #require(answer.json?["id"]?.text))
    try await ask(.get, "\(auction)/sealing", as: buyer.program)
    for (side, share) in [(supplier, collected.json?["shares"]), (buyer, sealing["shares"])] {
      let text = try #require(share?[0]?["text"]?.text)
      try await ask(.put, "\(auction)/openings/1", as: side.program, example("openRound").with("share", text))
    }
    let record = try await ask(.get, "\(auction)/sealed-offers", as: buyer.program)
    #expect(record.json?["items"]?[0]?["outcome"]?.text == "opened")
    for side in [buyer, supplier] { try await ask(.get, auction, as: side.program) }
  }
}
