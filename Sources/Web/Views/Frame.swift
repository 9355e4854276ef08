// What stands around every page: who is signed in, for which company, where one can go, and in which language.

/// The frame of a page.
struct Frame: View {
  let texts: Texts
  /// Path and query of this page, so that a change of language comes back to it.
  let path: String
  /// The signed-in person; `nil` on public pages.
  var person: SignedInPerson?
  /// A message from the request before, shown once.
  var notice: Notice?

  var format: Format { Format(texts.language) }

  static let names: Names<Frame> = [
    "t": .texts { $0.texts },
    "language": .text { $0.texts.language.rawValue },
    "languages": .list { frame in
      Language.allCases.map { Choice($0.rawValue, $0.ownName, selected: $0 == frame.texts.language) }
    },
    "path": .text { $0.path },
    "person": .view { $0.person },
    "notice": .view { $0.notice },
    "navigation": .list { $0.person?.navigation(texts: $0.texts, path: $0.path) ?? [] },
  ]
}

/// The signed-in person and the company they act for.
struct SignedInPerson: View {
  let name: String
  let email: String
  /// Name of the acting company; `nil` for a person who belongs to none.
  var company: String?
  /// Every company the person belongs to, the acting one selected: value = company id.
  var companies: [Choice] = []
  var isBuyer = false
  var isSupplier = false
  var isPartner = false
  var isOperator = false

  static let names: Names<SignedInPerson> = [
    "personName": .text { $0.name },
    "personEmail": .text { $0.email },
    "initials": .text { $0.initials },
    "companyName": .text { $0.company },
    "companies": .list { $0.companies },
    "hasSeveralCompanies": .flag { $0.companies.count > 1 },
  ]

  private var initials: String {
    name.split(separator: " ").prefix(2).compactMap { $0.first.map(String.init) }.joined().uppercased()
  }

  /// Where the person may go with the rights they have in the acting company.
  fileprivate func navigation(texts: Texts, path: String) -> [NavigationLink] {
    let trades = isBuyer || isSupplier
    let links: [(allowed: Bool, href: String, icon: String)] = [
      (true, "/dashboard", "dashboard"), (isBuyer, "/requirements", "requirement"),
      (isSupplier, "/invitations", "invitation"),
      (trades, "/auctions", "auction"), (trades || isPartner, "/orders", "order"), (isBuyer, "/suppliers", "supplier"),
      (true, "/ideas", "idea"), (company != nil, "/company", "company"), (isOperator, "/verifications", "verification"),
    ]
    return links.filter(\.allowed).map { link in
      NavigationLink(
        href: link.href, icon: link.icon, label: texts["nav." + link.href.dropFirst()],
        isCurrent: path == link.href || path.hasPrefix(link.href + "/") || path.hasPrefix(link.href + "?"))
    }
  }
}

/// One link of the navigation.
struct NavigationLink: View {
  let href: String
  /// Name in the sprite `icons/icons.svg`.
  let icon: String
  let label: String
  let isCurrent: Bool

  static let names: Names<NavigationLink> = [
    "href": .text { $0.href }, "icon": .text { $0.icon }, "label": .text { $0.label },
    "isCurrent": .flag { $0.isCurrent },
  ]
}

/// A message above the content: what has just been done, or why it was not.
struct Notice: View {
  let tone: Tone
  let text: String

  static let names: Names<Notice> = [
    "tone": .text { $0.tone.rawValue }, "noticeText": .text { $0.text }, "isBad": .flag { $0.tone == .bad },
  ]
}
