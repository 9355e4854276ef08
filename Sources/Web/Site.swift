// Every route of the site on one page: method, path, who may use it, what answers.

import Commerce
import HTTPTypes
import Hummingbird

extension House {
  /// The API. Paths are resources; `contracts/openapi.yaml` describes each of them.
  func addAPI(to routes: Routes) {
    let companies = CompaniesAPI(house: self)
    let session = SessionAPI(house: self)
    let requirements = RequirementsAPI(house: self)
    let invitations = InvitationsAPI(house: self)
    let auctions = AuctionsAPI(house: self)
    let awards = AwardsAPI(house: self)
    let orders = OrdersAPI(house: self)
    let ideas = IdeasAPI(house: self)

    routes.on(.post, "/api/registrations", .anyone, companies.register)
    routes.on(.post, "/api/session", .anyone, session.signIn)
    routes.on(.get, "/api/session", .person, session.get)
    routes.on(.delete, "/api/session", .person, session.signOut)
    routes.on(.put, "/api/session/company", .person, session.act)
    routes.on(.get, "/api/sessions", .person, session.sessions)
    routes.on(.delete, "/api/sessions/{id}", .person, session.endSession)
    routes.on(.get, "/api/tokens", .company(.administrator), session.tokens)
    routes.on(.post, "/api/tokens", .company(.administrator), session.createToken)
    routes.on(.delete, "/api/tokens/{id}", .company(.administrator), session.revokeToken)

    routes.on(.get, "/api/companies", .anyRight, companies.suppliers)
    routes.on(.get, "/api/companies/{id}", .anyRight, companies.get)
    routes.on(.put, "/api/companies/{id}", .company(.administrator), companies.changeProfile)
    routes.on(.get, "/api/members", .anyRight, companies.members)
    routes.on(.post, "/api/members", .company(.administrator), companies.addMember)
    routes.on(.put, "/api/members/{id}", .company(.administrator), companies.changeMember)
    routes.on(.delete, "/api/members/{id}", .company(.administrator), companies.removeMember)
    routes.on(.get, "/api/verifications", .platformOperator, companies.verifications)
    routes.on(.put, "/api/verifications/{id}", .platformOperator, companies.verify)

    routes.on(.get, "/api/requirements", .company([.buyer, .supplier]), requirements.list)
    routes.on(.post, "/api/requirements", .company(.buyer), requirements.create)
    routes.on(.post, "/api/imports", .company(.buyer), requirements.import)
    routes.on(.get, "/api/requirements/{id}", .company([.buyer, .supplier]), requirements.get)
    routes.on(.put, "/api/requirements/{id}", .company(.buyer), requirements.revise)
    routes.on(.get, "/api/requirements/{id}/events", .company([.buyer, .supplier]), requirements.timeline)
    routes.on(.put, "/api/requirements/{id}/publication", .company(.buyer), requirements.publish)
    routes.on(.put, "/api/requirements/{id}/cancellation", .company(.buyer), requirements.cancel)
    routes.on(.get, "/api/requirements/{id}/matches", .company(.buyer), requirements.matches)
    routes.on(.get, "/api/requirements/{id}/invitations", .company([.buyer, .supplier]), requirements.invitations)
    routes.on(.post, "/api/requirements/{id}/invitations", .company([.buyer, .supplier]), requirements.invite)
    routes.on(.post, "/api/requirements/{id}/auctions", .company(.buyer), auctions.schedule)
    routes.on(.get, "/api/requirements/{id}/awards", .company([.buyer, .supplier]), awards.list)
    routes.on(.post, "/api/requirements/{id}/awards", .company(.buyer), awards.create)

    routes.on(.get, "/api/invitations", .company(.supplier), invitations.list)
    routes.on(.get, "/api/invitations/{id}", .company([.buyer, .supplier]), invitations.get)
    routes.on(.put, "/api/invitations/{id}/response", .company(.supplier), invitations.respond)
    routes.on(.put, "/api/invitations/{id}/withdrawal", .company(.buyer), invitations.withdraw)

    routes.on(.get, "/api/auctions", .company([.buyer, .supplier]), auctions.list)
    routes.on(.get, "/api/auctions/{id}", .company([.buyer, .supplier]), auctions.get)
    routes.on(.get, "/api/auctions/{id}/rules", .company([.buyer, .supplier]), auctions.rules)
    routes.on(.get, "/api/auctions/{id}/events", .company([.buyer, .supplier]), auctions.events)
    routes.on(.post, "/api/auctions/{id}/bids", .company(.supplier), auctions.bid)
    routes.on(.put, "/api/auctions/{id}/opening", .company(.buyer), auctions.open)
    routes.on(.put, "/api/auctions/{id}/cancellation", .company(.buyer), auctions.cancel)

    routes.on(.get, "/api/awards/{id}", .company([.buyer, .supplier]), awards.get)
    routes.on(.put, "/api/awards/{id}/cancellation", .company(.buyer), awards.cancel)
    routes.on(.post, "/api/awards/{id}/orders", .company(.buyer), awards.order)

    routes.on(.get, "/api/orders", .company([.buyer, .supplier, .partner]), orders.list)
    routes.on(.get, "/api/orders/{id}", .company([.buyer, .supplier, .partner]), orders.get)
    routes.on(.get, "/api/orders/{id}/events", .company([.buyer, .supplier, .partner]), orders.timeline)
    routes.on(.put, "/api/orders/{id}/acknowledgement", .company(.supplier), orders.acknowledge)
    routes.on(.post, "/api/orders/{id}/shipments", .company(.supplier), orders.ship)
    routes.on(.put, "/api/orders/{id}/shipments/{number}/delivery", .company(.supplier), orders.deliver)
    routes.on(.put, "/api/orders/{id}/acceptance", .company([.buyer, .partner]), orders.accept)
    routes.on(.put, "/api/orders/{id}/invoice", .company(.supplier), orders.invoice)
    routes.on(.put, "/api/orders/{id}/payment", .company(.buyer), orders.pay)
    routes.on(.put, "/api/orders/{id}/cancellation", .company(.buyer), orders.cancel)
    routes.on(.get, "/api/orders/{id}/feedback", .company([.buyer, .supplier, .partner]), orders.feedback)
    routes.on(.post, "/api/orders/{id}/feedback", .company([.buyer, .partner]), orders.giveFeedback)

    routes.on(.get, "/api/ideas", .anyRight, ideas.list)
    routes.on(.post, "/api/ideas", .company([.buyer, .partner]), ideas.propose)
    routes.on(.get, "/api/ideas/{id}", .anyRight, ideas.get)
    routes.on(.put, "/api/ideas/{id}/vote", .anyRight, ideas.vote)
    routes.on(.delete, "/api/ideas/{id}/vote", .anyRight, ideas.withdrawVote)
    routes.on(.put, "/api/ideas/{id}/response", .company([.administrator, .supplier]), ideas.respond)
  }
}
