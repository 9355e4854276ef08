// What stands against sealing and opening, as problems.

import Auctions
import HTTPTypes
import Sealing

extension Problem {
  static let openersNotNeeded = unprocessable(
    "openersNotNeeded", "Nothing is sealed in this auction: it needs no openers.")
  static let openersOnly = forbidden("openersOnly", "Your company holds no share of this auction's keys.")
  static let openerTwice = unprocessable("openerTwice", "Each company holds at most one share.")
  static let alreadyCollected = conflict(
    "alreadyCollected", "These shares were fetched already, or their rounds are over. Each is handed out once.")
  static let codeWrong = unprocessable("codeWrong", "This is not the code that the shares of your company wait for.")
  static let shareOfOtherOpener = unprocessable(
    "shareOfOtherOpener", "This is another opener's share: every opener gives its own.")
  static let shareWrong = unprocessable("shareWrong", "This is not the share that your company was given.")
  static let roundOver = conflict(
    "roundOver", "The lot takes no offers of that round now: seal for the present one, if there is one.")
  static let keyPartLost = conflict(
    "keyPartLost", "The server's part of the key is gone: the round is opened, or never can be.")
  static let keyDiffers = conflict(
    "keyDiffers", "The shares are right, but with the server's part they do not give the key of this round.")

  /// An offer that was refused without anybody having seen its price.
  static func ofSealing(_ refusal: Refusal) -> Problem {
    var problem = of(refusal, currency: "")
    problem.members.removeAll { $0.name == "offered" }
    return problem
  }

  /// Does something of `Sealing`; what stands against it becomes a problem.
  static func translating<Value, Fault: Error>(_ body: () throws(Fault) -> Value) throws(Problem) -> Value {
    do throws(Fault) { return try body() } catch { throw sealing(error) }
  }

  private static func sealing(_ fault: some Error) -> Problem {
    switch fault {
    case let fault as WrittenFault: of(fault)
    case let fault as CombiningFault: of(fault)
    case let refusal as PastDeadline.Refusal: of(refusal)
    default: internalError(id: "")
    }
  }

  private static func of(_ fault: WrittenFault) -> Problem {
    switch fault {
    case .unknownCharacter(_, let group): mistyped("Group \(group) holds a character that is never used.", group)
    case .wrongLength(let count): mistyped("There are \(count) characters instead of all of them.", nil)
    case .mistyped(let group): mistyped("Group \(group) is mistyped.", group)
    case .mistypedSomewhere: mistyped("A character is mistyped: a 0 in place of a Z, perhaps.", nil)
    case .unknownVersion, .noIndex: mistyped("This is no share that this server knows how to read.", nil)
    case .otherAuction: unprocessable("shareOfOtherAuction", "This is a share of another auction.")
    case .otherRound(let round): unprocessable("shareOfOtherRound", "This is a share of round \(round).")
    }
  }

  private static func mistyped(_ detail: String, _ group: Int?) -> Problem {
    var problem = unprocessable("mistyped", detail)
    if let group { problem.members = [Member("group", group)] }
    return problem
  }

  private static func of(_ fault: CombiningFault) -> Problem {
    switch fault {
    case .unknownShare, .wrongShare: shareWrong
    // Never met: shares are counted and checked before they are put together.
    case .tooFewShares, .shareTwice, .otherRound: shareWrong
    case .keyDiffers: keyDiffers
    }
  }

  private static func of(_ refusal: PastDeadline.Refusal) -> Problem {
    switch refusal {
    case .cancelled: return conflict("alreadyOver", "The auction was cancelled: what was sealed stays sealed.")
    case .notSealed: return conflict("notSealed", "The auction is not sealed.")
    case .unknownRound: return notFound
    case .tooEarly(let deadline):
      var problem = conflict(
        "deadlineNotPassed", "Some lot of this round still takes offers. Keep the share until the deadline.")
      if let deadline { problem.members = [Member("deadline", "\(deadline)")] }
      return problem
    }
  }
}
