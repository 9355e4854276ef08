// Who asks: nobody in particular, a person with a session, or a program with an API token.

import Auctions
import Commerce
import Hummingbird
import NIOCore
import Store

enum Visitor: Sendable {
  case anonymous
  case person(SignedIn)
  case program(TokenBearer)

  /// The company acted for, and with which rights.
  var actor: Actor? {
    switch self {
    case .anonymous: nil
    case .person(let signedIn): signedIn.actor
    case .program(let bearer): bearer.actor
    }
  }

  var signedIn: SignedIn? {
    if case .person(let signedIn) = self { signedIn } else { nil }
  }
}

/// What Hummingbird hands from middleware to handler.
struct SiteContext: RequestContext, ConnectionContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel
  var visitor = Visitor.anonymous

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}

/// Who may use a route.
enum Access: Sendable {
  case anyone
  /// A person, whether acting for a company or not.
  case person
  /// Whoever acts for a company with one of these rights.
  case company(Rights)
  /// A person who runs the platform.
  case platformOperator

  static let anyRight: Access = .company([.administrator, .buyer, .supplier, .partner])

  /// First whether anybody is there, then what they may do. What the record says comes after both.
  func check(_ visitor: Visitor, isSafe: Bool) throws(Problem) {
    if case .anyone = self { return }
    if case .anonymous = visitor { throw .unauthenticated }
    if case .program(let bearer) = visitor, bearer.isReadOnly, !isSafe {
      throw .forbidden("tokenIsReadOnly", "This API token may only read.")
    }
    switch self {
    case .anyone: return
    case .person:
      guard visitor.signedIn != nil else {
        throw .forbidden("personsOnly", "Only a person who is signed in may do this.")
      }
    case .company(let rights):
      guard let actor = visitor.actor else {
        throw .forbidden("noCompany", "Act for a company first: this person belongs to none.")
      }
      guard actor.may(rights) else {
        throw .forbidden("rightMissing", "This needs one of the rights: \(rights.names.joined(separator: ", ")).")
      }
    case .platformOperator:
      guard visitor.signedIn?.isOperator == true else {
        throw .forbidden("operatorsOnly", "Only operators of the platform may do this.")
      }
    }
  }
}
