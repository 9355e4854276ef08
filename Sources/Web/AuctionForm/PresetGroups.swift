// The presets as a buyer chooses among them: by the way they run, the usual ones first.

import Auctions
import Commerce
import Transcript

/// Presets that run alike. The heading has the key `format.group_<name>`.
struct PresetGroup: Sendable {
  let name: String
  let presets: [RulesDocument]

  private static let order: [(name: String, presets: [String])] = [
    (
      "english",
      [
        "english-ranked", "english-open", "english-gated", "english-buffered", "dynamic-close", "staggered-lots",
        "total-cost",
      ]
    ),
    ("clocks", ["japanese", "dutch", "dutch-partial"]),
    ("sealed", ["sealed-first-price", "sealed-second-price", "sealed-rounds"]),
    ("turns", ["three-rounds", "three-rounds-features"]),
    ("law", ["ru-44fz", "eu-article-35", "georgia"]),
  ]

  /// The one that is right for most purchases.
  static let usual = "english-ranked"

  /// Those that have a picture of their own in `icons/formats.svg`. The others have that of their format.
  private static let pictured = [
    "english-ranked", "english-open", "english-gated", "english-buffered", "dynamic-close", "staggered-lots",
    "total-cost", "dutch-partial", "sealed-second-price", "sealed-rounds", "three-rounds-features",
  ]

  static func picture(of preset: String, _ kind: Clock.Kind) -> String {
    if pictured.contains(preset) { return preset }
    return order.last?.presets.contains(preset) == true ? "law" : kind.rawValue
  }

  /// All of them; those that whoever runs the server has added come last.
  static func all(_ presets: Presets) -> [PresetGroup] {
    let documents = presets.documents
    let known = order.map { group in
      PresetGroup(name: group.name, presets: group.presets.compactMap { name in documents.first { $0.name == name } })
    }
    let listed = order.flatMap(\.presets)
    let others = documents.filter { document in !listed.contains(document.name ?? "") }
    return (known + [PresetGroup(name: "others", presets: others)]).filter { !$0.presets.isEmpty }
  }
}

extension Rules {
  /// The rules of a preset for what is bought: prices have the decimals that the target prices need, and a step is the
  /// one that the record was imported with.
  func fitted(to content: RequirementContent) -> Rules {
    var rules = self
    let step = content.minimalStep.flatMap { takesStep ? $0 : nil }
    if let step { rules.admissibility.decrement?.step = .portion(.amount(step)) }
    let needed = (content.lots.map(\.targetPrice) + [step].compactMap(\.self)).map(\.decimals)
    rules.admissibility.decimals = max(admissibility.decimals, needed.max() ?? 0)
    return rules
  }

  /// Whether the step is the buyer's to choose: where it is owed for the lead only, a law says how large it is.
  private var takesStep: Bool {
    guard let decrement = admissibility.decrement, case .portion = decrement.step else { return false }
    return decrement.appliesTo == .every
  }
}
