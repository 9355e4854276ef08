// Pages for everybody: the front door, signing in, registering a company, and errors.

/// `/`: what Kontor is, and the two ways in.
struct HomePage: PageView {
  static let template = "public/home"
  var isSignedIn = false

  static let names: Names<HomePage> = ["isSignedIn": .flag { $0.isSignedIn }]
}

/// `/sign-in`. Posts `email`, `password`, `returnTo`.
struct SignInPage: PageView {
  static let template = "public/sign-in"
  var email = Field("email")
  /// Path to go on to after signing in; empty for the dashboard.
  var returnTo = ""
  /// The same words whether the account exists or not.
  var problems: ErrorSummary?

  static let names: Names<SignInPage> = [
    "email": .view { $0.email }, "returnTo": .text { $0.returnTo }, "problems": .view { $0.problems },
  ]
}

/// `/register`: a company and its first person. Posts the names of the fields.
struct RegisterPage: PageView {
  static let template = "public/register"
  /// `companyName`
  let companyName: Field
  /// `country`: ISO 3166-1 alpha-2.
  let country: ChoiceField
  /// `identifierScheme`: org-id.guide code, e.g. `UA-EDR`.
  let identifierScheme: ChoiceField
  /// `identifier`
  let identifier: Field
  /// `buyer` and `supplier`: what the company does here; both may be ticked.
  let roles: [CheckField]
  /// Error of the roles together.
  var rolesError: String?
  /// `personName`
  let personName: Field
  /// `email`
  let email: Field
  /// `password`: value always empty; only the error matters.
  var password = Field("password")
  var problems: ErrorSummary?

  static let names: Names<RegisterPage> = [
    "companyName": .view { $0.companyName }, "country": .view { $0.country },
    "identifierScheme": .view { $0.identifierScheme }, "identifier": .view { $0.identifier },
    "roles": .list { $0.roles }, "rolesError": .text { $0.rolesError }, "personName": .view { $0.personName },
    "email": .view { $0.email }, "password": .view { $0.password }, "problems": .view { $0.problems },
  ]
}

/// Something that cannot be shown: 403, 404, 429, 500, 503.
struct ErrorPage: PageView {
  static let template = "public/error"
  let status: Int
  /// In words; texts have `error.<status>_title` and `error.<status>_detail` for 403, 404, 429, 500 and 503.
  let title: String
  let detail: String
  /// Under which the error stands in the log.
  var incident: String?
  /// Whole seconds, as text, after which another try makes sense.
  var retryAfterSeconds: String?

  static let names: Names<ErrorPage> = [
    "status": .text { String($0.status) }, "title": .text { $0.title }, "detail": .text { $0.detail },
    "incident": .text { $0.incident }, "retryAfterSeconds": .text { $0.retryAfterSeconds },
  ]
}

extension ErrorPage {
  /// The page of a status with the words of the catalogue; an unknown status is shown as 500.
  init(status: Int, texts: Texts, incident: String? = nil, retryAfterSeconds: String? = nil) {
    let known = [403, 404, 429, 500, 503].contains(status) ? status : 500
    self.init(
      status: status, title: texts["error.\(known)_title"], detail: texts["error.\(known)_detail"],
      incident: incident, retryAfterSeconds: retryAfterSeconds)
  }
}

/// `/problems/{reason}`: what a problem type of the API means.
struct ProblemPage: PageView {
  static let template = "public/problem"
  /// e.g. `step-too-small`
  let reason: String
  let title: String
  let explanation: String

  static let names: Names<ProblemPage> = [
    "reason": .text { $0.reason }, "title": .text { $0.title }, "explanation": .text { $0.explanation },
  ]
}
