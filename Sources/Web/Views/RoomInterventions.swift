// What the buyer can do to an auction that runs: a menu of small forms, each with its reason.

struct RoomInterventions: View {
  let forms: [RoomIntervention]

  static let names: Names<RoomInterventions> = ["interventionForms": .list { $0.forms }]
}

/// One form of the menu. Fields that it does not need are absent.
struct RoomIntervention: View {
  /// The last step of its address, and the prefix of its fields' identifiers.
  let action: String
  let title: String
  var hint: String?
  let submit: String
  /// Asked before it is sent.
  var confirmation: String?
  var isDangerous = false
  /// It was sent and not accepted.
  var isOpen = false
  var lot: ChoiceField?
  var bidder: ChoiceField?
  var minutes: Field?
  var price: Field?
  var rules: Field?
  var reason: Field?

  static let names: Names<RoomIntervention> = [
    "action": .text { $0.action }, "actionTitle": .text { $0.title }, "actionHint": .text { $0.hint },
    "actionSubmit": .text { $0.submit }, "confirmation": .text { $0.confirmation },
    "isDangerous": .flag { $0.isDangerous }, "isOpenForm": .flag { $0.isOpen }, "lotField": .view { $0.lot },
    "bidderField": .view { $0.bidder }, "minutesField": .view { $0.minutes }, "priceField": .view { $0.price },
    "rulesField": .view { $0.rules }, "reasonField": .view { $0.reason },
  ]
}
