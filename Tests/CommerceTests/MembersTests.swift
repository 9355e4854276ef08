// Members of a company: an administrator decides who belongs, and one always remains.

import Auctions
import Testing

@testable import Commerce

@Suite struct MembersTests {
  @Test func everyCommandInEveryStateByEveryone() {
    LifeTable<Members>(
      states: ["alone": alone, "two": two, "full": full],
      rows: [
        .init("add", .add(newcomer, .buyer), by: administrators, others: .administratorsOnly),
        .init("addNobody", .add(newcomer, []), by: administrators, others: .administratorsOnly),
        .init("addAgain", .add(founder, .buyer), by: administrators, others: .administratorsOnly),
        .init("changeFounder", .change(founder, .buyer), by: administrators, others: .administratorsOnly),
        .init("keepFounder", .change(founder, .administrator), by: administrators, others: .administratorsOnly),
        .init("disarm", .change(founder, []), by: administrators, others: .administratorsOnly),
        .init("changeNewcomer", .change(newcomer, .buyer), by: administrators, others: .administratorsOnly),
        .init("removeFounder", .remove(founder), by: administrators, others: .administratorsOnly),
        .init("removeNewcomer", .remove(newcomer), by: administrators, others: .administratorsOnly),
      ],
      text: """
        add             full   !tooManyMembers
        add             *      memberAdded
        addNobody       *      !noRights
        addAgain        *      !alreadyMember
        changeFounder   two    rightsChanged
        changeFounder   *      !lastAdministrator
        keepFounder     *      -
        disarm          *      !noRights
        changeNewcomer  *      !notAMember
        removeFounder   two    memberRemoved
        removeFounder   *      !lastAdministrator
        removeNewcomer  *      !notAMember
        """
    ).check()
  }

  /// Two thousand random commands in each of eight companies: an administrator is always left, nobody is in twice,
  /// and nobody is a member without rights.
  @Test(arguments: UInt64(1)...8) func oneAdministratorAlwaysRemains(seed: UInt64) {
    var random = Seeded(seed: seed)
    var members = alone
    for _ in 0..<2_000 {
      let command = Members.Command.random(using: &random)
      guard let events = try? members.decide(command, by: Role.buyersAdministrator.actor, at: noon) else { continue }
      for event in events { members.fold(event) }
      #expect(members.list.contains { $0.rights.contains(.administrator) })
      #expect(members.list.allSatisfy { !$0.rights.isEmpty })
      #expect(Set(members.list.map(\.person)).count == members.list.count)
    }
  }

  @Test func timeline() {
    let added = Members.Event.memberAdded(founder, [.administrator, .buyer])
    #expect(added.details == [EventDetail("person", "\(founder)"), EventDetail("rights", "administrator buyer")])
    #expect(Members.Event.rightsChanged(founder, .partner).details.last == EventDetail("rights", "partner"))
    #expect(Members.Event.memberRemoved(founder).details == [EventDetail("person", "\(founder)")])
    #expect(two.after(.rightsChanged(founder, .partner)).member(founder)?.rights == .partner)
  }

  private let administrators = [Role.buyersAdministrator]
  private let founder = PersonID(bits: 1)
  private let newcomer = PersonID(bits: 9)
  private var alone: Members {
    Members(company: House.buyer, list: [.init(person: founder, rights: .administrator)])
  }
  private var two: Members {
    alone.after(.memberAdded(PersonID(bits: 2), [.administrator, .supplier]))
  }
  private var full: Members {
    let others = (1..<UInt128(Members.limit)).map { Members.Member(person: PersonID(bits: 100 + $0), rights: .buyer) }
    return Members(company: House.buyer, list: alone.list + others)
  }
}

extension Members.Command {
  /// About one of five persons, so that commands often meet.
  fileprivate static func random(using random: inout Seeded) -> Self {
    let person = PersonID(bits: UInt128.random(in: 1...5, using: &random))
    let rights = Rights(rawValue: Int16.random(in: 0...15, using: &random))
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return .add(person, rights)
    case 1: return .change(person, rights)
    default: return .remove(person)
    }
  }
}
