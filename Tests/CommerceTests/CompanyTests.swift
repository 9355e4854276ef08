// A company: its profile is its own business, its verification the operators'.

import Auctions
import Testing

@testable import Commerce

@Suite struct CompanyTests {
  @Test func everyCommandInEveryStateByEveryone() {
    LifeTable<Company>(
      states: [
        "pending": company(.pending), "verified": company(.verified),
        "rejected": company(.rejected(reason: "no record")), "suspended": company(.suspended(reason: "fraud")),
      ],
      rows: [
        .init("change", .changeProfile(renamed), by: [.buyersAdministrator], others: .administratorsOnly),
        .init("changeNothing", .changeProfile(profile), by: [.buyersAdministrator], others: .administratorsOnly),
        .init("verify", .verify, by: [.platformOperator], others: .operatorsOnly),
        .init("reject", .reject(reason: "unreadable"), by: [.platformOperator], others: .operatorsOnly),
        .init("rejectSilently", .reject(reason: ""), by: [.platformOperator], others: .operatorsOnly),
        .init("suspend", .suspend(reason: "fraud"), by: [.platformOperator], others: .operatorsOnly),
        .init("suspendSilently", .suspend(reason: ""), by: [.platformOperator], others: .operatorsOnly),
      ],
      text: """
        change           *         profileChanged
        changeNothing    *         -
        verify           verified  !alreadyVerified
        verify           *         verified
        reject           verified  !alreadyVerified
        reject           *         verificationRejected
        rejectSilently   *         !reasonMissing
        suspend          verified  suspended
        suspend          *         !notVerified
        suspendSilently  *         !reasonMissing
        """
    ).check()
  }

  @Test func anotherBodyMustBeVerifiedAgain() throws {
    var moreCategories = profile
    moreCategories.categories.append("33600000-6")
    var otherNumber = profile
    otherNumber.identifier.id = "1002600000002"
    var otherCountry = profile
    otherCountry.country = "RO"
    let rows: [(Company.Profile, Company.Verification, after: Company.Verification)] = [
      (moreCategories, .verified, .verified),
      (renamed, .verified, .pending),
      (otherNumber, .verified, .pending),
      (otherCountry, .verified, .pending),
      (renamed, .rejected(reason: "no record"), .pending),
      // Only an operator lifts a suspension; a new name does not.
      (renamed, .suspended(reason: "fraud"), .suspended(reason: "fraud")),
      (moreCategories, .suspended(reason: "fraud"), .suspended(reason: "fraud")),
    ]
    for row in rows {
      var company = company(row.1)
      for event in try company.decide(.changeProfile(row.0), by: Role.buyersAdministrator.actor, at: noon) {
        company.fold(event)
      }
      #expect(company.profile == row.0)
      #expect(company.verification == row.after, "\(row)")
    }
  }

  @Test func eventsMakeTheState() {
    let pending = company(.pending)
    #expect(pending.after(.verified).verification == .verified)
    #expect(pending.after(.verificationRejected(reason: "no record")).verification == .rejected(reason: "no record"))
    #expect(pending.after(.verified, .suspended(reason: "fraud")).verification == .suspended(reason: "fraud"))
    #expect(pending.after(.verified, .registered).verification == .pending)
  }

  @Test func timeline() {
    let changed = Company.Event.profileChanged(renamed, needsVerification: true)
    #expect(changed.details == [EventDetail("name", "Nordwind Handel")])
    #expect(Company.Event.suspended(reason: "fraud").details == [EventDetail("reason", "fraud")])
    #expect(Company.Event.registered.kind == "registered")
    #expect(Company.Event.registered.details.isEmpty)
  }

  @Test func profileFaults() {
    let rows: [(Company.Profile, [Fault])] = [
      (profile, []),
      (
        Company.Profile(name: "", identifier: .init(scheme: "", id: ""), country: "MD", categories: []),
        [Fault("/name", .empty), Fault("/identifier/scheme", .empty), Fault("/identifier/id", .empty)]
      ),
      (
        Company.Profile(
          name: .letters(201), identifier: .init(scheme: .letters(41), id: .letters(61)), country: "MD",
          categories: Array(repeating: "31320000-5", count: 101)),
        [
          Fault("/name", .tooLong(limit: 200)), Fault("/identifier/scheme", .tooLong(limit: 40)),
          Fault("/identifier/id", .tooLong(limit: 60)), Fault("/categories", .tooMany(limit: 100)),
          Fault("/categories", .duplicate),
        ]
      ),
      (
        Company.Profile(
          name: .letters(200), identifier: .init(scheme: .letters(40), id: .letters(60)), country: "MD",
          categories: (0..<100).map { "code \($0)" }), []
      ),
    ]
    for (profile, faults) in rows { #expect(profile.check() == faults) }
  }

  private func company(_ verification: Company.Verification) -> Company {
    Company(id: House.buyer, profile: profile, verification: verification)
  }

  private let profile = Company.Profile(
    name: "Nordwind", identifier: .init(scheme: "MD-IDNO", id: "1002600000001"), country: "MD",
    categories: ["31320000-5"])

  private var renamed: Company.Profile {
    var renamed = profile
    renamed.name = "Nordwind Handel"
    return renamed
  }
}
