// Terms: what a price comes to under each value model, the way back, and what cannot be reckoned with.

import Auditing
import Auctions
import Testing

@Suite struct TermsTests {
  private static let features = ValueModel.features([
    .init(code: "warranty", maximum: Measure(tenThousandths: 1_000)),
    .init(code: "delivery", maximum: Measure(tenThousandths: 2_000)),
  ])
  private static let landed = ValueModel.totalCost([
    .init(code: "duty", kind: .percent), .init(code: "freight", kind: .amount),
    .init(code: "days", kind: .each(cost: Measure(tenThousandths: 125_000))),
  ])
  private static func index(_ unit: ValueModel.Index.Unit) -> ValueModel {
    .index(.init(name: "copper", reference: Money(tenThousandths: 9_000_0000), unit: unit))
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var model: ValueModel
    var direction = Ranking.Direction.lower
    var declared: [String: Int64] = [:]
    var rate: (Int128, Int128) = (1, 1)
    var price: Int64
    var value: (Int128, Int128)
    var testDescription: String { "\(model) \(declared) \(price)" }
  }

  @Test(arguments: [
    Case(model: .price, price: 1_0000, value: (1_0000, 1)),
    Case(model: .price, price: -5, value: (-5, 1)),
    Case(model: .price, rate: (10_000, 11_172), price: 1_117_2000, value: (1_000_0000, 1)),
    // 1 + (0.1 + 0.2) / (1 - 0.3) = 10/7.
    Case(model: features, declared: ["warranty": 1_000, "delivery": 2_000], price: 1_000, value: (700, 1)),
    Case(
      model: features, direction: .higher, declared: ["warranty": 1_000, "delivery": 2_000], price: 700,
      value: (1_000, 1)),
    Case(model: features, declared: ["warranty": 500], price: 1_0000, value: (1_0000 * 14, 15)),
    Case(model: features, price: 1_0000, value: (1_0000, 1)),
    Case(model: .lifeCycleCost, declared: ["nonPriceCost": 2_5000], price: 1_0000, value: (3_5000, 1)),
    Case(model: .lifeCycleCost, price: 1_0000, value: (1_0000, 1)),
    Case(model: .mixed, declared: ["denominator": 1_2500, "addition": 300], price: 1_0000, value: (8_300, 1)),
    Case(model: .mixed, declared: ["denominator": 3_0000], price: 1_0000, value: (1_0000, 3)),
    Case(
      model: landed, declared: ["duty": 5_0000, "freight": 37_5000, "days": 10_0000], price: 1_000_0000,
      value: (1_212_5000, 1)),
    Case(model: landed, declared: ["duty": -2_0000, "freight": -50_0000], price: 100_0000, value: (48_0000, 1)),
    // First the rate, then duty, then freight.
    Case(
      model: landed, declared: ["duty": 5_0000, "freight": 37_5000], rate: (1, 2), price: 2_000_0000,
      value: (1_087_5000, 1)),
    Case(model: index(.amount), price: -40_0000, value: (8_960_0000, 1)),
    Case(model: index(.percent), price: -1_2500, value: (8_887_5000, 1)),
    // A premium in percent knows no currency.
    Case(model: index(.percent), rate: (1, 2), price: 2_5000, value: (9_225_0000, 1)),
  ])
  func values(_ one: Case) throws {
    let ranking = Ranking(model: one.model, direction: one.direction)
    let declared = one.model.codes.compactMap { code in
      one.declared[code].map { Declaration(code: code, value: Measure(tenThousandths: $0)) }
    }
    let rate = try #require(Fraction(one.rate.0, over: one.rate.1))
    let terms = try ranking.terms(declared, lot: LotNumber(1), rate: rate)
    let price = Money(tenThousandths: one.price)
    #expect(terms.value(of: price) == Fraction(one.value.0, over: one.value.1))
    #expect(terms.price(of: terms.value(of: price)) == Fraction(one.price))
  }

  /// The last word on a code counts, and what is said of another lot does not.
  @Test func declarationsByLot() throws {
    func said(_ value: Int64, _ lot: Int32?) -> Declaration {
      Declaration(code: "nonPriceCost", lot: lot.map { LotNumber($0) }, value: Measure(tenThousandths: value))
    }
    let ranking = Ranking(model: .lifeCycleCost)
    let all = [said(1, nil), said(2, 2), said(3, nil), said(4, 3)]
    for (lot, expected) in [(1, 3), (2, 3), (3, 4)] as [(Int32, Int64)] {
      let terms = try ranking.terms(all, lot: LotNumber(lot), rate: .one)
      #expect(terms.value(of: .zero) == Fraction(expected), "lot \(lot)")
    }
  }

  @Test(
    arguments: [
      (.price, "nonPriceCost", 1, .unknownCode), (features, "nonPriceCost", 1, .unknownCode),
      (features, "warranty", -1, .outOfRange), (features, "warranty", 1_001, .outOfRange),
      (features, "warranty", 1_000, nil), (features, "warranty", 0, nil),
      (.mixed, "denominator", 0, .outOfRange), (.mixed, "denominator", -1, .outOfRange),
      (.mixed, "denominator", 1, nil), (.mixed, "denominator", .max, nil), (.mixed, "addition", -.max, nil),
      (.mixed, "warranty", 1, .unknownCode), (.lifeCycleCost, "nonPriceCost", .max, nil),
      (.lifeCycleCost, "nonPriceCost", -.max, nil), (landed, "duty", -100_0000, .outOfRange),
      (landed, "duty", -99_9999, nil), (landed, "duty", 1_000_0000, nil), (landed, "duty", .max, .overflow), (landed, "freight", -.max, nil),
      (landed, "days", .max, nil), (landed, "days", -.max, nil), (index(.amount), "premium", 1, .unknownCode),
    ] as [(ValueModel, String, Int64, Ranking.DeclarationFault?)])
  func faults(_ model: ValueModel, _ code: String, _ value: Int64, expected: Ranking.DeclarationFault?) {
    var fault: Ranking.DeclarationFault?
    do throws(Ranking.DeclarationFault) {
      let declared = [Declaration(code: code, value: Measure(tenThousandths: value))]
      _ = try Ranking(model: model).terms(declared, lot: LotNumber(1), rate: .one)
    } catch { fault = error }
    #expect(fault == expected)
  }

  @Test func whatWouldNotFitIsRefused() throws {
    let huge = try #require(Fraction(.max, over: 1))
    let tiny = try #require(Fraction(1, over: .max))
    #expect(Terms(rate: .one, slope: huge, addition: .zero) == nil)
    #expect(Terms(rate: .one, slope: tiny, addition: .one) == nil)
    #expect(Terms(rate: .one, slope: .zero, addition: .one) == nil)
    #expect(Terms(rate: .zero, slope: .one, addition: .one) == nil)
    #expect(Terms(rate: .one, slope: .one, addition: huge) == nil)
    #expect(Terms(rate: .one, slope: .one, addition: .zero) == .plain)
    // A rate of nine digits and terms with every digit do not fit beside the largest price.
    let rate = try #require(Fraction(99_999_999_999, over: 99_999_999_977))
    let ranking = Ranking(model: .mixed)
    let declared = [
      Declaration(code: "denominator", value: Measure(tenThousandths: 1_000_000_007)),
      Declaration(code: "addition", value: Measure(tenThousandths: .max)),
    ]
    #expect(throws: Ranking.DeclarationFault.overflow) { try ranking.terms(declared, lot: LotNumber(1), rate: rate) }
  }

  /// There and back is where one was, dearer is worth more, and the model of any length agrees.
  @Test func thereAndBack() throws {
    var random = SplitMix64(seed: 21)
    for _ in 0..<1_500 {
      let slope = try #require(Fraction(.random(in: 1...99_999, using: &random), over: .random(in: 1...99_999, using: &random)))
      let addition = try #require(Fraction(.random(in: -9_999_999...9_999_999, using: &random), over: 10_000))
      let terms = try #require(Terms(rate: .one, slope: slope, addition: addition))
      let price = Int64.random(in: -.max...(.max), using: &random) >> Int64.random(in: 0...60, using: &random)
      let value = terms.value(of: Money(tenThousandths: price))
      #expect(terms.price(of: value) == Fraction(price))
      let (up, down) = (BigNumber(slope.numerator), BigNumber(slope.denominator))
      let exact = BigNumber(Int128(price)) * up * BigNumber(addition.denominator) + BigNumber(addition.numerator) * down
      #expect(BigNumber(value.numerator) * down * BigNumber(addition.denominator) == exact * BigNumber(value.denominator))
      if price < .max { #expect(value < terms.value(of: Money(tenThousandths: price + 1))) }
    }
  }
}
