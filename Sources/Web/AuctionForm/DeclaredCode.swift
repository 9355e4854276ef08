// What is declared for suppliers under a value model: its codes, and how a value of each is written in a form.

import Auctions

struct DeclaredCode: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// A part of one, written as a percentage.
    case fraction
    case amount, percent, number
  }

  let code: String
  let kind: Kind

  /// Reads what was typed; a bonus is below zero.
  func value(_ text: String) -> Measure? {
    switch kind {
    case .fraction:
      guard let percent = Quantity(text), percent.decimals <= 2 else { return nil }
      return Measure(tenThousandths: percent.tenThousandths / 100)
    case .amount, .percent, .number:
      guard text.hasPrefix("-") || text.hasPrefix("\u{2212}") else { return Measure(text) }
      return Measure(String(text.dropFirst())).map { Measure(tenThousandths: -$0.tenThousandths) }
    }
  }

  /// A value as it would be typed.
  func text(_ value: Measure) -> String {
    let size = Int64(clamping: value.tenThousandths.magnitude)
    let text = RuleDraft.plain(Quantity(tenThousandths: kind == .fraction ? size * 100 : size))
    return value < .zero ? "-" + text : text
  }
}

extension ValueModel {
  var declaredCodes: [DeclaredCode] {
    switch self {
    case .price, .index: []
    case .features(let features): features.map { DeclaredCode(code: $0.code, kind: .fraction) }
    case .lifeCycleCost: [DeclaredCode(code: "nonPriceCost", kind: .amount)]
    case .mixed: [DeclaredCode(code: "denominator", kind: .number), DeclaredCode(code: "addition", kind: .amount)]
    case .totalCost(let criteria): criteria.map { DeclaredCode(code: $0.code, kind: $0.kind.declared) }
    }
  }
}

extension ValueModel.Criterion.Kind {
  fileprivate var declared: DeclaredCode.Kind {
    switch self {
    case .amount: .amount
    case .percent: .percent
    case .each: .number
    }
  }
}
