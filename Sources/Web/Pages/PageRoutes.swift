// Every page of the site and every form on one: method, path, who may use it, what answers.

import Commerce
import HTTPTypes
import Hummingbird

extension House {
  /// The pages. They do what the API does, with the same commands; people come with a session.
  func addPages(to routes: Routes) {
    addPublicPages(to: routes)
    addBuyingPages(to: routes)
    addSellingPages(to: routes)
    addOrderPages(to: routes)
    addCompanyPages(to: routes)
  }

  private func addPublicPages(to routes: Routes) {
    let (home, signIn, registration) = (HomeDesk(), SignInDesk(), RegistrationDesk())

    routes.page(.get, "/", .anyone, home.show)
    routes.page(.post, "/language", .anyone, home.changeLanguage)
    routes.page(.get, "/problems/{reason}", .anyone, home.explainProblem)
    routes.page(.get, "/sign-in", .anyone, signIn.show)
    routes.page(.post, "/sign-in", .anyone, signIn.signIn)
    routes.page(.post, "/sign-out", .anyone, signIn.signOut)
    routes.page(.post, "/acting-company", .person, signIn.act)
    routes.page(.get, "/register", .anyone, registration.show)
    routes.page(.post, "/register", .anyone, registration.register)
    routes.page(.get, "/dashboard", .person, DashboardDesk().show)
  }

  private func addBuyingPages(to routes: Routes) {
    let (requirements, forms, start) = (RequirementsDesk(), RequirementFormDesk(), AuctionStartDesk())
    let (awards, directory) = (AwardsDesk(), DirectoryDesk())

    routes.page(.get, "/requirements", .company(.buyer), requirements.list)
    routes.page(.post, "/imports", .company(.buyer), requirements.import)
    routes.page(.get, "/requirements/new", .company(.buyer), forms.new)
    routes.page(.post, "/requirements", .company(.buyer), forms.create)
    routes.page(.get, "/requirements/{id}", .company([.buyer, .supplier]), requirements.show)
    routes.page(.get, "/requirements/{id}/edit", .company(.buyer), forms.edit)
    routes.page(.post, "/requirements/{id}", .company(.buyer), forms.revise)
    routes.page(.post, "/requirements/{id}/publication", .company(.buyer), requirements.publish)
    routes.page(.post, "/requirements/{id}/cancellation", .company(.buyer), requirements.cancel)
    routes.page(.post, "/requirements/{id}/invitations", .company(.buyer), requirements.invite)
    routes.page(.get, "/requirements/{id}/auction", .company(.buyer), start.show)
    routes.page(.post, "/requirements/{id}/auction", .company(.buyer), start.announce)
    routes.page(.post, "/requirements/{id}/auction/check", .company(.buyer), start.check)
    routes.page(.get, "/requirements/{id}/terms", .company(.buyer), SupplierTermsDesk().show)
    routes.page(.post, "/requirements/{id}/terms", .company(.buyer), SupplierTermsDesk().save)
    routes.page(.post, "/requirements/{id}/awards", .company(.buyer), awards.award)
    routes.page(.post, "/awards/{id}/order", .company(.buyer), awards.order)
    routes.page(.get, "/suppliers", .anyRight, directory.list)
  }

  private func addSellingPages(to routes: Routes) {
    let (invitations, auctions) = (InvitationsDesk(), AuctionsDesk())

    routes.page(.get, "/invitations", .company(.supplier), invitations.list)
    routes.page(.post, "/invitations/{id}/response", .company(.supplier), invitations.respond)
    routes.page(.post, "/requirements/{id}/participation", .company(.supplier), RequirementsDesk().takePart)
    routes.page(.get, "/auctions", .company([.buyer, .supplier]), auctions.list)
    routes.page(.get, "/auctions/{id}", .company([.buyer, .supplier]), auctions.room)
    addInterventions(to: routes)
  }

  private func addInterventions(to routes: Routes) {
    let (interventions, sealing) = (InterventionsDesk(), SealingDesk())

    routes.page(.post, "/auctions/{id}/opening", .company(.buyer), interventions.open)
    routes.page(.post, "/auctions/{id}/pause", .company(.buyer), interventions.pause)
    routes.page(.post, "/auctions/{id}/resumption", .company(.buyer), interventions.resume)
    routes.page(.post, "/auctions/{id}/extension", .company(.buyer), interventions.extend)
    routes.page(.post, "/auctions/{id}/closure", .company(.buyer), interventions.closeEarly)
    routes.page(.post, "/auctions/{id}/surrogate", .company(.buyer), interventions.bidForSupplier)
    routes.page(.post, "/auctions/{id}/withdrawal", .company(.buyer), interventions.withdraw)
    routes.page(.post, "/auctions/{id}/disqualification", .company(.buyer), interventions.disqualify)
    routes.page(.post, "/auctions/{id}/reinstatement", .company(.buyer), interventions.reinstate)
    routes.page(.post, "/auctions/{id}/rules", .company(.buyer), interventions.changeRules)
    routes.page(.post, "/auctions/{id}/cancellation", .company(.buyer), interventions.cancel)
    routes.page(.get, "/auctions/{id}/sealing", .company([.buyer, .supplier]), sealing.show)
    routes.page(.post, "/auctions/{id}/shares", .company([.buyer, .supplier]), sealing.collect)
    routes.page(.post, "/auctions/{id}/openings", .company([.buyer, .supplier]), sealing.give)
  }

  private func addOrderPages(to routes: Routes) {
    let (orders, ideas) = (OrdersDesk(), IdeasDesk())

    routes.page(.get, "/orders", .company([.buyer, .supplier, .partner]), orders.list)
    routes.page(.get, "/orders/{id}", .company([.buyer, .supplier, .partner]), orders.show)
    routes.page(.post, "/orders/{id}/acknowledgement", .company(.supplier), orders.acknowledge)
    routes.page(.post, "/orders/{id}/shipments", .company(.supplier), orders.ship)
    routes.page(.post, "/orders/{id}/delivery", .company(.supplier), orders.deliver)
    routes.page(.post, "/orders/{id}/acceptance", .company([.buyer, .partner]), orders.accept)
    routes.page(.post, "/orders/{id}/invoice", .company(.supplier), orders.invoice)
    routes.page(.post, "/orders/{id}/payment", .company(.buyer), orders.pay)
    routes.page(.post, "/orders/{id}/cancellation", .company(.buyer), orders.cancel)
    routes.page(.post, "/orders/{id}/feedback", .company([.buyer, .partner]), orders.rate)

    routes.page(.get, "/ideas", .anyRight, ideas.list)
    routes.page(.get, "/ideas/new", .company([.buyer, .partner]), ideas.new)
    routes.page(.post, "/ideas", .company([.buyer, .partner]), ideas.propose)
    routes.page(.get, "/ideas/{id}", .anyRight, ideas.show)
    routes.page(.post, "/ideas/{id}/vote", .anyRight, ideas.vote)
    routes.page(.post, "/ideas/{id}/response", .company([.administrator, .supplier]), ideas.respond)
  }

  private func addCompanyPages(to routes: Routes) {
    let (company, access, verifications) = (CompanyDesk(), CompanyAccessDesk(), VerificationDesk())

    routes.page(.get, "/company", .anyRight, company.show)
    routes.page(.post, "/company/profile", .company(.administrator), company.changeProfile)
    routes.page(.post, "/company/members", .company(.administrator), access.addMember)
    routes.page(.post, "/company/members/{id}", .company(.administrator), access.changeMember)
    routes.page(.post, "/company/tokens", .company(.administrator), access.createToken)
    routes.page(.post, "/company/tokens/{id}/revocation", .company(.administrator), access.revokeToken)
    routes.page(.post, "/company/sessions/{id}/revocation", .person, access.endSession)
    routes.page(.get, "/verifications", .platformOperator, verifications.list)
    routes.page(.post, "/verifications/{id}", .platformOperator, verifications.decide)
  }
}

extension Routes {
  typealias PageHandler = @Sendable (Visit) async throws -> Response

  /// A page, or a form on one. Whoever is not signed in is shown the way; other problems are told as a page, in the
  /// frame of who is signed in.
  func page(_ method: HTTPRequest.Method, _ path: RouterPath, _ access: Access, _ handler: @escaping PageHandler) {
    let isSafe = method == .get || method == .head
    let house = house
    router.on(path, method: method) { request, context in
      let visit = Visit(request, context, house)
      do {
        try access.check(context.visitor, isSafe: isSafe)
        return try await handler(visit)
      } catch {
        guard request.wantsPage, let problem = Problem.told(error) else { throw error }
        return visit.refusal(problem)
      }
    }
  }
}
