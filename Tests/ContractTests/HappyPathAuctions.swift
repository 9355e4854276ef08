// The main path's auctions: what a buyer does to one, what bidders do besides bidding, and the rules.

import Auctions
import HTTPTypes
import SiteSupport
import StrictJSON
import Testing

// MARK: - The buyer

extension Story {
  /// Terms for the supplier, and somebody who looks on.
  func admit(to auction: String, of requirement: String) async throws {
    let terms = example("admitParticipant")
    try await ask(.put, "\(auction)/participants/\(supplier.id)", as: buyer.program, terms)
    let onlooker = try await house.company("Onlooker")
    _ = try await invite("\(onlooker.id)", to: requirement)
    try await ask(.put, "\(auction)/observers/\(onlooker.id)", as: buyer.program)
    let program = try await house.token(of: onlooker).caller
    let seen = try await ask(.get, auction, as: program)
    #expect(seen.json?["viewer"]?.text == "observer")
  }

  /// Everything that a buyer may do to a running auction of which both lots have an offer. Closes the second.
  func intervene(in auction: String) async throws {
    let participant = "\(auction)/participants/\(supplier.id)"
    let bid = example("placeSurrogateBid").with("supplier", supplier.id)
    try await ask(.post, "\(auction)/surrogate-bids", as: buyer.program, bid)
    let withdrawal = example("withdrawOffer").with("supplier", supplier.id)
    try await ask(.post, "\(auction)/withdrawals", as: buyer.program, withdrawal)
    try await ask(.put, "\(auction)/rules", as: buyer.program, example("changeAuctionRules"))
    try await ask(.put, "\(auction)/pause", as: buyer.program, example("pauseAuction"))
    #expect(try await ask(.get, auction, as: supplier.program).json?["paused"] == .bool(true))
    try await ask(.delete, "\(auction)/pause", as: buyer.program)
    try await ask(.put, "\(participant)/disqualification", as: buyer.program, example("disqualifyParticipant"))
    let seen = try await ask(.get, auction, as: supplier.program)
    #expect(seen.json?["lots"]?[1]?["disqualified"] == .bool(true))
    try await ask(.put, "\(participant)/reinstatement", as: buyer.program, example("reinstateParticipant"))
    try await self.bid("1", "1260.00", in: auction)
    try await ask(.put, "\(auction)/lots/1/proxy", as: supplier.program, example("setProxy"))
    #expect(try await ask(.get, auction, as: supplier.program).json?["lots"]?[0]?["proxy"]?["limit"]?.text == "1200.00")
    try await ask(.delete, "\(auction)/lots/1/proxy", as: supplier.program)
    let end = "\(house.clock.now.adding(milliseconds: 40 * 60_000))"
    try await ask(.put, "\(auction)/extension", as: buyer.program, example("extendAuction").with("closesAt", end))
    try await ask(.put, "\(auction)/closing", as: buyer.program, example("closeAuctionEarly"))
  }
}

// MARK: - Other clocks

extension Story {
  /// A supplier leaves a falling clock; in an auction with turns it takes back what it has offered.
  func runOtherFormats() async throws {
    let clock = try await announce("japanese")
    try await pass(1, in: clock)
    try await ask(.get, clock, as: supplier.program)
    try await ask(.put, "\(clock)/lots/1/departure", as: supplier.program)
    #expect(try await ask(.get, clock, as: supplier.program).json?["lots"]?[0]?["departure"]?.text == "saidSo")
    try await pass(61, in: clock)
    #expect(try await ask(.get, clock, as: supplier.program).json?["phase"]?.text == "closed")

    let turns = try await announce("three-rounds", opensIn: 60)
    try await bid("1", "1290.00", in: turns)
    try await ask(.get, turns, as: supplier.program)
    try await pass(61, in: turns)
    try await pass(301, in: turns)
    try await bid("1", "1200.00", in: turns)
    let pending = try await ask(.get, turns, as: supplier.program)
    #expect(pending.json?["lots"]?[0]?["pendingPrice"]?.text == "1200.00")
    try await ask(.delete, "\(turns)/lots/1/offer", as: supplier.program)
    #expect(try await ask(.get, turns, as: buyer.program).json?["lots"]?[0]?["bestPrice"]?.text == "1290.00")
    try await ask(.put, "\(turns)/cancellation", as: buyer.program, example("cancelAuction"))
  }

  private func pass(_ seconds: Int64, in auction: String) async throws {
    try await house.pass(seconds: seconds, in: String(auction.dropFirst("/api/auctions/".count)))
  }

  /// An auction by a preset, of a requirement of its own, which the supplier has accepted.
  private func announce(_ preset: String, opensIn seconds: Int64 = 0) async throws -> String {
    let draft = try await ask(.post, "/api/requirements", as: buyer.program, example("createRequirement"))
    let requirement = try #require(draft.headers[.location])
    try await ask(.put, "\(requirement)/publication", as: buyer.program)
    let invitation = try await invite(supplier.id, to: requirement)
    try await ask(.put, "\(invitation)/response", as: supplier.program, example("answerInvitation"))
    let opensAt = house.clock.now.adding(milliseconds: seconds * 1_000)
    let body = JSON.sample(#"{"preset": "\#(preset)", "opensAt": "\#(opensAt)"}"#)
    let scheduled = try await ask(.post, "\(requirement)/auctions", as: buyer.program, body)
    return try #require(scheduled.headers[.location])
  }
}

// MARK: - Rules

extension Story {
  func readRules() async throws {
    let presets = try await ask(.get, "/api/rules", as: supplier.program).json?["items"]?.elements ?? []
    #expect(presets.count == 18)
    for preset in presets {
      let name = try #require(preset["name"]?.text)
      #expect(try await ask(.get, "/api/rules/\(name)", as: supplier.program).json == preset["rules"])
    }
    try await ask(.post, "/api/rules/check", as: buyer.program, example("checkRules"))
  }
}
