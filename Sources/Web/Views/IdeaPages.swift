// Product ideas: the list with votes, the form, and the page of one idea.

/// `/ideas`
struct IdeasPage: PageView {
  static let template = "ideas/list"
  let filters: [FilterLink]
  let rows: [IdeaRow]
  var nextHref: String?

  static let names: Names<IdeasPage> = [
    "filters": .list { $0.filters }, "rows": .list { $0.rows }, "nextHref": .text { $0.nextHref },
    "isEmpty": .flag { $0.rows.isEmpty },
  ]
}

/// One idea with its votes. Voting posts `vote` (`1`, or `0` to take it back) and `returnTo` to `/ideas/{id}/vote`.
struct IdeaRow: View {
  let ideaID: String
  let title: String
  /// The beginning of its text.
  let excerpt: String
  let supplierName: String
  /// Formatted number.
  let votes: String
  /// The reader has voted for it.
  let hasVoted: Bool
  var mayVote = true
  let badge: Badge

  static let names: Names<IdeaRow> = [
    "ideaID": .text { $0.ideaID }, "title": .text { $0.title }, "excerpt": .text { $0.excerpt },
    "supplierName": .text { $0.supplierName }, "votes": .text { $0.votes }, "hasVoted": .flag { $0.hasVoted },
    "mayVote": .flag { $0.mayVote }, "badge": .view { $0.badge },
  ]
}

/// `/ideas/new`. Posts `supplier` (company id), `title`, `text` to `/ideas`.
struct IdeaFormPage: PageView {
  static let template = "ideas/form"
  let supplier: ChoiceField
  let title: Field
  let text: Field
  var problems: ErrorSummary?

  static let names: Names<IdeaFormPage> = [
    "supplier": .view { $0.supplier }, "title": .view { $0.title }, "text": .view { $0.text },
    "problems": .view { $0.problems },
  ]
}

/// `/ideas/{id}`. The owner's answer posts `status` (`open`, `planned`, `started`, `completed`, `declined`), `text` and
/// `revision` to `/ideas/{id}/response`.
struct IdeaPage: PageView {
  static let template = "ideas/idea"
  let idea: IdeaRow
  let text: String
  let author: String
  let createdAt: Moment
  var response: IdeaResponse?
  /// The owner's form.
  var responseForm: IdeaResponseForm?
  var problems: ErrorSummary?

  static let names: Names<IdeaPage> = [
    "idea": .view { $0.idea }, "title": .text { $0.idea.title }, "text": .text { $0.text },
    "author": .text { $0.author }, "createdAt": .view { $0.createdAt }, "response": .view { $0.response },
    "responseForm": .view { $0.responseForm }, "problems": .view { $0.problems },
  ]
}

/// What the owner of the product answered.
struct IdeaResponse: View {
  let text: String
  let by: String
  let at: Moment

  static let names: Names<IdeaResponse> = [
    "responseText": .text { $0.text }, "by": .text { $0.by }, "at": .view { $0.at },
  ]
}

/// The owner's form.
struct IdeaResponseForm: View {
  let revision: String
  let status: ChoiceField
  let text: Field

  /// - Parameter status: the idea's present status.
  init(revision: String, status: String, text: Field, texts: Texts) {
    let states = ["open", "planned", "started", "completed", "declined"]
    self.revision = revision
    self.status = ChoiceField("status", status, of: states.map { ($0, texts["state.idea_\($0)"]) })
    self.text = text
  }

  static let names: Names<IdeaResponseForm> = [
    "revision": .text { $0.revision }, "status": .view { $0.status }, "text": .view { $0.text },
  ]
}
