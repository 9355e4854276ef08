// The pages on which a buyer starts an auction: first a format, then its rules, and beside them what suppliers read.

/// `/requirements/{id}/auction`: without a format its presets as cards, otherwise the form.
struct AuctionStartPage: PageView {
  static let template = "requirements/auction"
  let requirementTitle: String
  let requirementHref: String
  /// Empty once one is chosen.
  var groups: [PresetGroupView] = []
  var form: AuctionForm?
  var problems: ErrorSummary?

  static let names: Names<AuctionStartPage> = [
    "requirementTitle": .text { $0.requirementTitle }, "requirementHref": .text { $0.requirementHref },
    "groups": .list { $0.groups }, "form": .view { $0.form }, "problems": .view { $0.problems },
  ]
}

/// The form alone, which the script puts in place of the one that was checked.
struct AuctionFormFragment: PageView {
  static let template = "requirements/auction-fragment"
  let form: AuctionForm

  static let names: Names<AuctionFormFragment> = ["form": .view { $0.form }]
}

/// Presets that run alike.
struct PresetGroupView: View {
  let name: String
  let title: String
  let about: String
  let presets: [PresetCard]

  static let names: Names<PresetGroupView> = [
    "groupName": .text { $0.name }, "groupTitle": .text { $0.title }, "groupAbout": .text { $0.about },
    "presets": .list { $0.presets },
  ]
}

/// A format to choose.
struct PresetCard: View {
  let href: String
  /// The picture in `icons/formats.svg`.
  let picture: String
  let title: String
  /// One plain sentence.
  let about: String
  /// What it is good for.
  var fits: String?
  /// Whether it is the one to take in doubt.
  var isUsual = false

  static let names: Names<PresetCard> = [
    "href": .text { $0.href }, "picture": .text { $0.picture }, "presetTitle": .text { $0.title },
    "presetAbout": .text { $0.about }, "fits": .text { $0.fits }, "isUsual": .flag { $0.isUsual },
  ]
}

/// Posted to `/requirements/{id}/auction`, and by the script to `…/auction/check`.
///
/// `preset` is the one that the rules were made from. The rules themselves are there three times: as inputs under the
/// names of the rules document (`clock[durationMilliseconds][value]` …, present if `adjusted` is `1`), as the document
/// that these were made from (`base`), and as the document in a text (`document`), which wins where it says something
/// else than `base`. Besides: `opens` (`now`, `at`), `opensAt` (UTC), `opensAtInstant` (RFC 3339, set by a script),
/// `practice`, `lots[0][floor]`, `rates[0][currency]`, `…[units]`, `…[equal]`, `openers`, the terms of suppliers (see
/// `TermsReader`), `confirmed` (the warnings that were confirmed), and `action`: `check`, `announce`, `add:<rows>`.
struct AuctionForm: View {
  let requirementID: String
  /// ISO 4217
  let currency: String
  let preset: String
  let presetTitle: String
  let presetAbout: String
  let picture: String
  /// Whether the form was made from inputs that a preset does not have as it is.
  let opens: ChoiceField
  let opensAt: Field
  let practice: CheckField
  /// Who opens sealed offers; nil where nothing is sealed.
  var openers: OpenersField?
  let sections: [RuleSectionView]
  let floors: [FloorField]
  let areFloorsOpen: Bool
  let rates: RowsField
  let areRatesOpen: Bool
  /// Nil as long as nobody has accepted.
  var terms: TermsView?
  let base: String
  let document: Field
  let documentFaults: [DocumentFaultView]
  let isDocumentOpen: Bool
  let check: AuctionCheckView

  static let names: Names<AuctionForm> = [
    "requirementID": .text { $0.requirementID }, "currency": .text { $0.currency }, "preset": .text { $0.preset },
    "presetTitle": .text { $0.presetTitle }, "presetAbout": .text { $0.presetAbout }, "picture": .text { $0.picture },
    "opens": .view { $0.opens }, "opensAt": .view { $0.opensAt }, "practice": .view { $0.practice },
    "openers": .view { $0.openers }, "sections": .list { $0.sections }, "floors": .list { $0.floors },
    "areFloorsOpen": .flag { $0.areFloorsOpen }, "rates": .view { $0.rates },
    "areRatesOpen": .flag { $0.areRatesOpen }, "terms": .view { $0.terms }, "base": .text { $0.base },
    "document": .view { $0.document }, "documentFaults": .list { $0.documentFaults },
    "hasDocumentFaults": .flag { !$0.documentFaults.isEmpty }, "isDocumentOpen": .flag { $0.isDocumentOpen },
    "check": .view { $0.check },
  ]
}

/// The lowest price that counts for a lot.
struct FloorField: View {
  let field: Field
  let lotNumber: String
  let lotTitle: String
  /// The target price, formatted: no offer may be above it.
  let ceiling: String

  static let names: Names<FloorField> = [
    "floor": .view { $0.field }, "lotNumber": .text { $0.lotNumber }, "lotTitle": .text { $0.lotTitle },
    "ceiling": .text { $0.ceiling },
  ]
}

/// Companies of which some must act together to open sealed offers.
struct OpenersField: View {
  /// Value = company id.
  let companies: [Choice]
  var error: String?

  static let names: Names<OpenersField> = [
    "companies": .list { $0.companies }, "openersError": .text { $0.error },
  ]
}

/// A place of the rules document that is wrong.
struct DocumentFaultView: View {
  let place: String
  let message: String

  static let names: Names<DocumentFaultView> = ["place": .text { $0.place }, "faultMessage": .text { $0.message }]
}

/// What suppliers will read, and what looks like a mistake.
struct AuctionCheckView: View {
  let chapters: [ChapterView]
  let warnings: [WarningView]
  /// What must be ticked to announce in spite of warnings: their names. Nil where nothing is wrong.
  var toConfirm: String?
  var isConfirmed = false
  /// Whether something stands against the form.
  let hasFaults: Bool
  /// Whether it is still to be chosen who opens the offers.
  var lacksOpeners = false

  static let names: Names<AuctionCheckView> = [
    "chapters": .list { $0.chapters }, "warnings": .list { $0.warnings },
    "hasWarnings": .flag { !$0.warnings.isEmpty }, "toConfirm": .text { $0.toConfirm },
    "isConfirmed": .flag { $0.isConfirmed }, "hasFaults": .flag { $0.hasFaults },
    "lacksOpeners": .flag { $0.lacksOpeners },
    "isFine": .flag { !$0.hasFaults && $0.warnings.isEmpty }, "isReadable": .flag { !$0.chapters.isEmpty },
  ]
}

struct ChapterView: View {
  let heading: String
  let sentences: [RuleText]

  static let names: Names<ChapterView> = ["heading": .text { $0.heading }, "sentences": .list { $0.sentences }]
}

struct WarningView: View {
  let tone: Tone
  /// "wrong" or "doubtful"
  let severity: String
  let text: String
  /// A JSON Pointer.
  let place: String

  static let names: Names<WarningView> = [
    "tone": .text { $0.tone.rawValue }, "severity": .text { $0.severity }, "warningText": .text { $0.text },
    "place": .text { $0.place },
  ]
}

/// The answer to the announcement of a sealed auction, and nowhere else: the buyer's own share of the keys, and the
/// codes with which the other openers fetch theirs.
struct AuctionSecretsPage: PageView {
  static let template = "requirements/auction-secrets"
  let auctionHref: String
  let sealingHref: String
  let requirementTitle: String
  let shares: [SecretShareView]
  let hasSeveralRounds: Bool
  let handovers: [HandoverView]

  static let names: Names<AuctionSecretsPage> = [
    "auctionHref": .text { $0.auctionHref }, "sealingHref": .text { $0.sealingHref },
    "requirementTitle": .text { $0.requirementTitle }, "shares": .list { $0.shares },
    "hasShares": .flag { !$0.shares.isEmpty }, "hasSeveralRounds": .flag { $0.hasSeveralRounds },
    "handovers": .list { $0.handovers }, "hasHandovers": .flag { !$0.handovers.isEmpty },
  ]
}

struct SecretShareView: View {
  let round: String
  let text: String

  static let names: Names<SecretShareView> = ["shareRound": .text { $0.round }, "shareText": .text { $0.text }]
}

struct HandoverView: View {
  let name: String
  let code: String

  static let names: Names<HandoverView> = ["openerName": .text { $0.name }, "openerCode": .text { $0.code }]
}
