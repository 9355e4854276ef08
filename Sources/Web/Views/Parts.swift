// Small parts that many pages use: moments, states, links, choices, timelines.

/// How a state feels to its reader; the style sheet has a colour for each.
enum Tone: String, Sendable {
  case neutral, info, good, warning, bad, live
}

/// A moment: RFC 3339 for the machine, words for the reader. Made by `Format.moment`.
struct Moment: View {
  let iso: String
  let text: String

  static let names: Names<Moment> = ["iso": .text { $0.iso }, "moment": .text { $0.text }]
}

/// A state in a coloured pill.
struct Badge: View {
  let tone: Tone
  let text: String

  static let names: Names<Badge> = ["tone": .text { $0.tone.rawValue }, "state": .text { $0.text }]
}

extension Badge {
  /// The badge of a state of a noun; its text has the key `state.<noun>_<state>`.
  /// - Parameters:
  ///   - noun: `requirement`, `auction`, `invitation`, `life`, `delivery`, `billing`, `acknowledgement`, `idea`,
  ///     `verification` …
  ///   - state: the state's name as in the API, e.g. `published`.
  init(_ noun: String, _ state: String, _ texts: Texts) {
    let tone = noun == "auction" && state == "open" ? .live : Self.tone(of: state)
    self.init(tone: tone, text: texts["state.\(noun)_\(state)"])
  }

  private static func tone(of state: String) -> Tone {
    switch state {
    case "open", "published", "scheduled", "shipped", "inTransit", "invoiced", "planned", "started", "placed",
      "partlyShipped":
      .info
    case "awarded", "accepted", "delivered", "paid", "verified", "completed", "confirmed", "active", "ordered": .good
    case "pending", "waiting", "due", "unverified", "invited", "disputed": .warning
    case "cancelled", "rejected", "declined", "overdue", "revoked": .bad
    default: .neutral
    }
  }
}

/// One of several values to choose from.
struct Choice: View {
  let value: String
  let label: String
  let isSelected: Bool

  init(_ value: String, _ label: String, selected: Bool = false) {
    self.value = value
    self.label = label
    self.isSelected = selected
  }

  static let names: Names<Choice> = [
    "value": .text { $0.value }, "label": .text { $0.label }, "isSelected": .flag { $0.isSelected },
  ]
}

/// A company as a partner of a trade.
struct Party: View {
  let name: String
  /// e.g. "UA-EDR 12345678"
  var identifier: String?
  var country: String?
  var isVerified = false

  static let names: Names<Party> = [
    "name": .text { $0.name }, "identifier": .text { $0.identifier }, "country": .text { $0.country },
    "isVerified": .flag { $0.isVerified },
  ]
}

/// One event in the life of a record, newest last.
struct TimelineEntry: View {
  let at: Moment
  /// What happened, in words.
  let what: String
  /// Person or company; `nil` when the system did it.
  var who: String?
  /// The reason or text given with it.
  var note: String?
  var tone: Tone = .neutral

  static let names: Names<TimelineEntry> = [
    "at": .view { $0.at }, "what": .text { $0.what }, "who": .text { $0.who }, "note": .text { $0.note },
    "tone": .text { $0.tone.rawValue },
  ]
}

/// A filter above a list: a link that is current or not, with the number of what it shows.
struct FilterLink: View {
  let href: String
  let label: String
  var count: String?
  var isCurrent = false

  static let names: Names<FilterLink> = [
    "href": .text { $0.href }, "label": .text { $0.label }, "count": .text { $0.count },
    "isCurrent": .flag { $0.isCurrent },
  ]
}
