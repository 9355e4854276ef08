// A requirement's life: draft, published, awarded or called off.

import Auctions
import Commerce
import Testing

@Suite struct RequirementTests {
  @Test func everyCommandInEveryStateByEveryone() {
    LifeTable<Requirement>(
      states: [
        "draft": .sample(.draft), "late": late, "active": .sample(.active), "complete": .sample(.complete),
        "cancelled": .sample(.cancelled),
      ],
      rows: [
        .init("revise", .revise(revised), by: [.buyersBuyer], others: .buyersOnly),
        .init("reviseNothing", .revise(.sample), by: [.buyersBuyer], others: .buyersOnly),
        .init("publish", .publish, by: [.buyersBuyer], others: .buyersOnly),
        .init("cancel", .cancel(reason: "budget cut"), by: [.buyersBuyer], others: .buyersOnly),
        .init("cancelSilently", .cancel(reason: ""), by: [.buyersBuyer], others: .buyersOnly),
        .init("complete", .complete, by: [.buyersBuyer], others: .buyersOnly),
      ],
      text: """
        revise          draft,late                 revised
        revise          *                          !notDraft
        reviseNothing   draft                      -
        reviseNothing   late                       revised
        reviseNothing   *                          !notDraft
        publish         draft                      published
        publish         late                       !deliveryInThePast
        publish         active                     !alreadyPublished
        publish         *                          !alreadyOver
        cancel          draft,late,active          cancelled
        cancel          *                          !alreadyOver
        cancelSilently  draft,late,active          !reasonMissing
        cancelSilently  *                          !alreadyOver
        complete        active                     completed
        complete        complete                   -
        complete        *                          !notPublished
        """, metElsewhere: [.companyNotVerified]
    ).check()
  }

  /// A company that nobody has verified may prepare, but not publish.
  @Test(arguments: Requirement.Status.allCases) func unverified(status: Requirement.Status) {
    var unverified = Role.buyersBuyer.actor
    unverified.isVerified = false
    let requirement = Requirement.sample(status)
    #expect(requirement.outcome(of: .publish, by: unverified) == "!companyNotVerified")
    for command in [Requirement.Command.revise(revised), .cancel(reason: "budget cut"), .complete] {
      let verified = requirement.outcome(of: command, by: Role.buyersBuyer.actor)
      #expect(requirement.outcome(of: command, by: unverified) == verified)
    }
  }

  @Test func deliveryOnTheDayOfPublicationIsNotInThePast() {
    var requirement = Requirement.sample(.draft)
    requirement.content.delivery.date = noon.date
    #expect(requirement.outcome(of: .publish, by: Role.buyersBuyer.actor) == "published")
  }

  @Test func eventsMakeTheState() {
    let draft = Requirement.sample(.draft)
    #expect(draft.after(.revised(revised)).content == revised)
    #expect(draft.after(.created(revised)).content == revised)
    #expect(draft.after(.published).status == .active)
    #expect(draft.after(.published, .completed).status == .complete)
    #expect(draft.after(.cancelled(reason: "budget cut")).status == .cancelled)
  }

  @Test func timeline() {
    #expect(Requirement.Event.created(.sample).kind == "created")
    #expect(Requirement.Event.revised(revised).details == [EventDetail("title", "More cables")])
    #expect(Requirement.Event.cancelled(reason: "budget cut").details == [EventDetail("reason", "budget cut")])
    #expect(Requirement.Event.published.details.isEmpty)
  }

  private var revised: RequirementContent {
    var content = RequirementContent.sample
    content.title = "More cables"
    return content
  }

  private var late: Requirement {
    var requirement = Requirement.sample(.draft)
    requirement.content.delivery.date = noon.date.adding(days: -1)
    return requirement
  }
}
