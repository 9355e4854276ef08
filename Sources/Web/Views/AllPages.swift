// Every page there is: the renderer checks their templates at start, the test checks every name in them.

enum AllPages {
  static let types: [any PageView.Type] = [
    HomePage.self, SignInPage.self, RegisterPage.self, ErrorPage.self, ProblemPage.self, DashboardPage.self,
    RequirementsPage.self, RequirementFormPage.self, RequirementPage.self, AuctionStartPage.self,
    AuctionFormFragment.self, AuctionSecretsPage.self, SupplierTermsPage.self, AuctionsPage.self,
    AuctionRoomPage.self, SealingPage.self,
    InvitationsPage.self, SuppliersPage.self, OrdersPage.self, OrderPage.self, IdeasPage.self, IdeaFormPage.self,
    IdeaPage.self, CompanyPage.self, VerificationsPage.self,
  ]
}
