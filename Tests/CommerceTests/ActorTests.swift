// Rights: their names in documents and how they add up.

import Auctions
import Commerce
import Testing

@Suite struct ActorTests {
  @Test func rightsHaveNamesBothWays() {
    for (name, right) in Rights.all {
      #expect(Rights(names: [name]) == right)
      #expect(right.names == [name])
    }
    #expect(Rights(names: ["partner", "administrator"])?.names == ["administrator", "partner"])
    #expect(Rights(names: [] as [String]) == [])
    #expect(Rights(names: ["buyer", "owner"]) == nil)
    #expect(Rights(names: ["Buyer"]) == nil)
  }

  @Test func anyOfTheNamedRightsIsEnough() {
    let partner = Role.buyersPartner.actor
    #expect(partner.may([.buyer, .partner]))
    #expect(!partner.may([.buyer, .supplier]))
    #expect(!Role.platformOperator.actor.may([.administrator, .buyer, .supplier, .partner]))
  }
}
