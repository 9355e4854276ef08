// The inputs of the auction form: for each format those that mean something there, seam by seam.

import Auctions

/// One seam of the rules in the form.
struct RuleSection: Sendable {
  /// The member of the document; the heading has the key `ruleForm.section_<name>`.
  let name: String
  let groups: [RuleGroup]

  var inputs: [RuleInput] { groups.flatMap(\.inputs) }
}

/// Inputs that belong together.
struct RuleGroup: Sendable {
  /// The heading has the key `ruleForm.group_<name>`; `nil`: none is needed.
  var name: String?
  let inputs: [RuleInput]
}

extension RuleSection {
  static func all(for kind: Clock.Kind, hasSeveralLots: Bool) -> [RuleSection] {
    let lots = hasSeveralLots ? [RuleGroup(name: "lots", inputs: lotOrder(kind))] : []
    return [
      RuleSection(name: "clock", groups: [RuleGroup(inputs: clock(kind))] + lots),
      RuleSection(name: "admissibility", groups: admissibility(kind)),
      RuleSection(name: "ranking", groups: ranking(kind)),
      RuleSection(name: "visibility", groups: visibility),
      RuleSection(name: "closing", groups: closing(kind)),
    ].filter { !$0.inputs.isEmpty }
  }
}

// MARK: - The clock

extension RuleSection {
  private static func clock(_ kind: Clock.Kind) -> [RuleInput] {
    switch kind {
    case .english: [RuleInput("clock/durationMilliseconds", .length), RuleInput("clock/phases", .number)]
    case .japanese:
      [
        RuleInput("clock/step", .portion(isOptional: false), label: "clock_stepDown"),
        RuleInput("clock/intervalMilliseconds", .length),
        RuleInput("clock/floor", .portion(isOptional: true)),
      ]
    case .dutch:
      [
        RuleInput("clock/start", .portion(isOptional: false)),
        RuleInput("clock/step", .portion(isOptional: false), label: "clock_stepUp"),
        RuleInput("clock/intervalMilliseconds", .length), RuleInput("clock/smallestShare", .percent),
      ]
    case .sealed:
      [
        RuleInput("clock/durationMilliseconds", .length, label: "clock_sealedDuration"),
        RuleInput("clock/openersNeeded", .number), RuleInput("clock/pricing", .choice(["first", "second"])),
        RuleInput("clock/rounds", .number), RuleInput("clock/pauseMilliseconds", .length),
        RuleInput("clock/advancing", .number),
      ]
    case .turns:
      [
        RuleInput("clock/rounds", .number), RuleInput("clock/turnMilliseconds", .length),
        RuleInput("clock/firstPauseMilliseconds", .length), RuleInput("clock/pauseMilliseconds", .length),
        RuleInput("clock/finalPauseMilliseconds", .length),
      ]
    }
  }

  private static func lotOrder(_ kind: Clock.Kind) -> [RuleInput] {
    // The openers of sealed offers open all lots of a round at once: these cannot come one after another.
    let orders =
      switch kind {
      case .english: ["independent", "parallel", "serial", "staggered"]
      case .sealed: ["independent", "parallel", "staggered"]
      case .japanese, .dutch, .turns: ["independent", "serial"]
      }
    let serial = RuleCondition("serial", "clock/lots/order", is: ["serial"])
    let staggered = RuleCondition("staggered", "clock/lots/order", is: ["staggered"])
    return [
      RuleInput("clock/lots/order", .choice(orders)),
      RuleInput("clock/lots/pauseMilliseconds", .length, when: serial, usual: "300000"),
      RuleInput("clock/lots/intervalMilliseconds", .length, when: staggered, usual: "300000"),
    ]
  }
}

// MARK: - Admissibility

extension RuleSection {
  private static func admissibility(_ kind: Clock.Kind) -> [RuleGroup] {
    let hasSteps = kind == .english || kind == .turns || kind == .sealed
    let steps = [
      RuleGroup(name: "step", inputs: decrement), RuleGroup(name: "buffers", inputs: buffers),
      RuleGroup(name: "largest", inputs: largest),
    ]
    return (hasSteps ? steps : []) + [
      RuleGroup(name: "price", inputs: prices(kind)), RuleGroup(name: "conduct", inputs: conduct(kind)),
    ]
  }

  private static var decrement: [RuleInput] {
    let kind = "admissibility/decrement/kind"
    func when(_ name: String, _ kinds: [String]) -> RuleCondition { RuleCondition(name, kind, is: kinds) }
    let any = RuleCondition("decrement", kind, isNot: "none")
    let percent = when("step-percent", ["percent", "either"])
    let bases = Admissibility.Decrement.Base.allCases.map(\.rawValue)
    return [
      RuleInput(
        kind, .choice(["none", "percent", "amount", "either", "banded"]), removes: "admissibility/decrement"),
      RuleInput("admissibility/decrement/percent", .percent, when: percent, usual: "0.5"),
      RuleInput("admissibility/decrement/amount", .amount, when: when("step-amount", ["amount", "either"])),
      RuleInput(
        "admissibility/decrement/choice", .choice(["larger", "smaller"]), when: when("step-either", ["either"])),
      RuleInput(
        "admissibility/decrement/bands",
        .rows(
          RuleRow(label: "bands", columns: [.init(name: "above", cell: .amount), .init(name: "step", cell: .amount)])),
        when: when("step-banded", ["banded"])),
      RuleInput("admissibility/decrement/base", .choice(bases), when: any),
      RuleInput(
        "admissibility/decrement/percentOf", .choice(Admissibility.Decrement.PercentOf.allCases.map(\.rawValue)),
        when: percent),
      RuleInput("admissibility/decrement/appliesTo", .choice(["every", "lead"]), when: any),
      RuleInput("admissibility/decrement/exactMultiples", .flag, when: any),
    ]
  }

  private static var buffers: [RuleInput] {
    let front = "admissibility/buffers/front"
    return [
      RuleInput(front, .portion(isOptional: true), removes: "admissibility/buffers"),
      RuleInput(
        "admissibility/buffers/back", .portion(isOptional: true),
        when: RuleCondition("buffers", front + "/kind", isNot: "none")),
    ]
  }

  private static var largest: [RuleInput] {
    let step = "admissibility/largestDecrement/step"
    let isThere = RuleCondition("largest", step + "/kind", isNot: "none")
    return [
      RuleInput(step, .portion(isOptional: true), removes: "admissibility/largestDecrement"),
      RuleInput("admissibility/largestDecrement/base", .choice(["own", "best"]), when: isThere),
      RuleInput("admissibility/largestDecrement/percentOf", .choice(["base", "start"]), when: isThere),
      RuleInput("admissibility/largestDecrement/passesWhenRepeated", .flag, when: isThere, usual: "1"),
    ]
  }

  private static func prices(_ kind: Clock.Kind) -> [RuleInput] {
    let decimals = RuleInput("admissibility/decimals", .number)
    guard kind == .english || kind == .turns || kind == .sealed else { return [decimals] }
    let improve = RuleInput("admissibility/ownMustImprove", .flag)
    let belowZero = RuleInput("admissibility/belowZero", .flag)
    guard kind != .sealed else { return [decimals, improve, belowZero] }
    return [
      decimals, RuleInput("admissibility/tiesAllowed", .flag), improve,
      RuleInput("admissibility/leaderMayImprove", .flag), belowZero,
    ]
  }

  private static func conduct(_ kind: Clock.Kind) -> [RuleInput] {
    let withdrawal = RuleInput(
      "admissibility/withdrawal", .choice(kind == .turns ? ["byBuyer", "withinTurn", "never"] : ["byBuyer", "never"]))
    let activity = RuleInput("admissibility/activity", .choice(["none", "everyRound"]))
    let surrogate = RuleInput("admissibility/surrogateBids", .flag)
    switch kind {
    case .english:
      return [
        RuleInput("admissibility/preBids", .choice(["none", "allowed", "required"])), withdrawal, activity,
        RuleInput("admissibility/proxyBids", .flag), surrogate,
      ]
    case .turns, .japanese, .dutch: return [withdrawal, surrogate]
    case .sealed: return [withdrawal, activity]
    }
  }
}

// MARK: - Ranking

extension RuleSection {
  private static func ranking(_ kind: Clock.Kind) -> [RuleGroup] {
    let ties = RuleInput(
      "ranking/ties",
      .choice(["earlierFirst", "equalBest", "equalWorst"] + (kind == .sealed ? ["drawn"] : [])))
    switch kind {
    case .dutch: return []
    case .japanese: return [RuleGroup(inputs: [ties])]
    case .english, .turns, .sealed:
      let direction = RuleInput("ranking/direction", .choice(["lower", "higher"]))
      return [
        RuleGroup(inputs: model), RuleGroup(name: "order", inputs: [direction, ties]),
        RuleGroup(name: "low", inputs: low),
      ]
    }
  }

  private static var model: [RuleInput] {
    let kind = "ranking/model/kind"
    func when(_ model: String) -> RuleCondition { RuleCondition(model, kind, is: [model]) }
    let features = RuleRow(
      label: "features", columns: [.init(name: "code", cell: .text), .init(name: "maximum", cell: .fraction)])
    let kinds = RuleRow.Cell.choice(["amount", "percent", "each"], words: "criteria_kind")
    let criteria = RuleRow(
      label: "criteria",
      columns: [
        .init(name: "code", cell: .text), .init(name: "kind", cell: kinds),
        .init(name: "cost", cell: .amount, onlyWith: "each"),
      ])
    return [
      RuleInput(kind, .choice(["price", "totalCost", "features", "lifeCycleCost", "mixed", "index"])),
      RuleInput("ranking/model/features", .rows(features), when: when("features")),
      RuleInput("ranking/model/criteria", .rows(criteria), when: when("totalCost")),
      RuleInput("ranking/model/name", .text, when: when("index")),
      RuleInput("ranking/model/reference", .amount, when: when("index")),
      RuleInput("ranking/model/unit", .choice(["percent", "amount"]), when: when("index")),
    ]
  }

  private static var low: [RuleInput] {
    let low = "ranking/abnormallyLow"
    let isMarked = RuleCondition("low", low + "/present", is: ["1"])
    return [
      RuleInput(low + "/present", .presence, removes: low),
      RuleInput(low + "/belowMeanPercent", .percent, when: isMarked, usual: "40"),
      RuleInput(low + "/belowNextPercent", .percent, when: isMarked, usual: "30"),
    ]
  }
}

// MARK: - Visibility

extension RuleSection {
  private static func exposure(_ name: String) -> RuleInput {
    RuleInput("visibility/\(name)", .choice(["always", "afterOwnOffer", "afterClose", "never"], words: "exposure"))
  }

  private static var visibility: [RuleGroup] {
    let seen = ["ownRank", "bestPrice", "allPrices", "history", "priceGraph", "bidderCount", "names"].map(exposure)
    return [
      RuleGroup(
        name: "suppliers",
        inputs: seen + [
          RuleInput("visibility/aliases", .choice(["stable", "common"])),
          RuleInput("visibility/bestPriceMinimumBidders", .number),
        ]),
      RuleGroup(
        name: "others",
        inputs: [
          RuleInput("visibility/namesToBuyer", .choice(["always", "afterClose", "never"], words: "exposure")),
          RuleInput("visibility/observers", .choice(["nobody", "invited", "everyone"])),
          RuleInput("visibility/observersFrom", .choice(["always", "afterClose"], words: "exposure")),
        ]),
    ]
  }
}

// MARK: - Closing

extension RuleSection {
  private static func closing(_ kind: Clock.Kind) -> [RuleGroup] {
    let outage = RuleInput("closing/outage", .choice(["added", "ignored"]))
    let pause = RuleInput("closing/pause", .choice(["stops", "runsOn", "addedAtEnd"]))
    switch kind {
    case .english:
      return [
        RuleGroup(inputs: softClose),
        RuleGroup(name: "hidden", inputs: hiddenEnd + [RuleInput("closing/improvementMilliseconds", .length)]),
        RuleGroup(name: "trouble", inputs: [pause, outage]),
      ]
    case .sealed: return [RuleGroup(name: "trouble", inputs: [pause, outage])]
    case .japanese, .dutch, .turns: return [RuleGroup(name: "trouble", inputs: [outage])]
    }
  }

  private static var softClose: [RuleInput] {
    let soft = "closing/softClose"
    let isSoft = RuleCondition("soft", soft + "/trigger", isNot: "none")
    let triggers = ["none", "leadChanges", "bestPrice", "anyBid", "someoneBeaten", "rank"]
    return [
      RuleInput(soft + "/trigger", .choice(triggers), removes: soft),
      RuleInput(
        soft + "/rank", .number, when: RuleCondition("soft-rank", soft + "/trigger", is: ["rank"]), usual: "1"),
      RuleInput(soft + "/windowMilliseconds", .length, when: isSoft, usual: "180000"),
      RuleInput(soft + "/extensionMilliseconds", .length, when: isSoft, usual: "180000"),
      RuleInput(soft + "/base", .choice(["receipt", "end", "remaining"]), when: isSoft),
      RuleInput(soft + "/scope", .choice(["lot", "allLots"]), when: isSoft),
      RuleInput(soft + "/limit", .number, when: isSoft), RuleInput(soft + "/totalMilliseconds", .length, when: isSoft),
    ]
  }

  private static var hiddenEnd: [RuleInput] {
    let hidden = "closing/hiddenEnd"
    let isHidden = RuleCondition("hidden", hidden + "/present", is: ["1"])
    return [
      RuleInput(hidden + "/present", .presence, removes: hidden),
      RuleInput(hidden + "/afterExtensions", .number, when: isHidden, usual: "0"),
      RuleInput(hidden + "/earliestMilliseconds", .length, when: isHidden, usual: "0"),
      RuleInput(hidden + "/latestMilliseconds", .length, when: isHidden, usual: "300000"),
    ]
  }
}

extension RuleInput.Widget {
  /// Labelled by the input's own words.
  fileprivate static func choice(_ values: [String]) -> Self { .choice(values, words: "") }
}
