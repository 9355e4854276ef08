// Ideas: persons vote, the company addressed answers.

import Auctions
import Commerce
import Testing

@Suite struct IdeaTests {
  /// A vote is a person's, whatever the company and the rights; the answer is the addressee's (here: the supplier).
  @Test func everyCommandInEveryStateByEveryone() {
    LifeTable<Idea>(
      states: ["fresh": idea, "supported": Role.allCases.reduce(idea) { $0.after(.voted($1.person)) }],
      rows: [
        .init("vote", .vote, by: Role.allCases, others: nil),
        .init("withdraw", .withdrawVote, by: Role.allCases, others: nil),
        .init("plan", .respond(.planned, "next spring"), by: addressee, others: .addresseeOnly),
        .init("repeat", .respond(.open, ""), by: addressee, others: .addresseeOnly),
        .init("ramble", .respond(.declined, .letters(5_001)), by: addressee, others: .addresseeOnly),
      ],
      text: """
        vote      fresh      voted
        vote      supported  -
        withdraw  fresh      -
        withdraw  supported  voteWithdrawn
        plan      *          responded
        repeat    *          -
        ramble    *          !textTooLong
        """, metElsewhere: [.personsOnly]
    ).check()
  }

  @Test func aTokenHasNoVote() {
    var token = Role.buyersBuyer.actor
    token.person = nil
    #expect(idea.outcome(of: .vote, by: token) == "!personsOnly")
    #expect(idea.outcome(of: .withdrawVote, by: token) == "!personsOnly")
    var supplying = Role.suppliersSupplier.actor
    supplying.person = nil
    #expect(idea.outcome(of: .respond(.started, .letters(5_000)), by: supplying) == "responded")
  }

  @Test(arguments: Idea.Status.allCases) func theAnswerSetsStatusAndText(status: Idea.Status) {
    let answered = idea.after(.responded(status, "we shall see"))
    #expect(answered.status == status)
    #expect(answered.response == "we shall see")
    #expect(
      Idea.Event.responded(status, "we shall see").details
        == [EventDetail("status", status.rawValue), EventDetail("text", "we shall see")])
  }

  @Test func votesAreCountedOnce() {
    let person = PersonID(bits: 7)
    #expect(idea.after(.proposed, .voted(person)).voters == [person])
    #expect(idea.after(.voted(person), .voteWithdrawn(person)).voters.isEmpty)
    #expect(Idea.Event.voted(person).details.isEmpty)
    #expect(Idea.Event.proposed.kind == "proposed")
  }

  @Test func faults() {
    let rows: [(title: String, text: String, [Fault])] = [
      ("Longer cables", "", []),
      (.letters(200), .letters(10_000), []),
      ("", "", [Fault("/title", .empty)]),
      (
        .letters(201), .letters(10_001),
        [Fault("/title", .tooLong(limit: 200)), Fault("/text", .tooLong(limit: 10_000))]
      ),
      ("\0", "\0", [Fault("/title", .containsControlCharacters), Fault("/text", .containsControlCharacters)]),
    ]
    for row in rows {
      let idea = Idea(id: idea.id, author: idea.author, addressee: idea.addressee, title: row.title, text: row.text)
      #expect(idea.check() == row.2)
    }
  }

  private let addressee = [Role.suppliersAdministrator, .suppliersSupplier]
  private let idea = Idea(
    id: IdeaID(bits: 60), author: House.buyer, addressee: House.supplier, title: "Longer cables", text: "")
}

extension Role {
  fileprivate var person: PersonID { actor.person ?? PersonID(bits: 0) }
}
