/// Damaged documents, thousands of them from a fixed seed: no crash, and nothing accepted that another reader refuses.
import Foundation
import StrictJSON
import Testing

@Suite struct MutationTests {
  static let document = Array(
    #"{"a":[1,-2.5e+3,"\u00e9\ud83d\ude00é\n",{"b":true,"a":[[],{}]}],"é":null,"d":"x","n":[0,10,false]}"#.utf8)
  static let replacements = Array("\"\\{}[],:0-+.eEutn/ \u{1}\u{e9}\u{20ac}".utf8) + [0x80, 0xC3, 0xED, 0xFF]

  @Test(arguments: 1...8)
  func whatIsAcceptedIsSound(seed: UInt64) throws {
    var random = Generator(state: seed)
    var accepted = 0
    for _ in 0..<2_000 {
      let damaged = mutated(&random)
      guard let json = try? JSON(parsing: damaged) else { continue }
      accepted += 1
      let text = String(decoding: damaged, as: UTF8.self)
      #expect(throws: Never.self, "\(text)") {
        try JSONSerialization.jsonObject(with: Data(damaged), options: .fragmentsAllowed)
      }
      #expect(try JSON(parsing: json.encoded()) == json, "\(text)")
    }
    #expect(accepted > 20)
  }

  /// One to three bytes replaced, removed, inserted or doubled.
  private func mutated(_ random: inout Generator) -> [UInt8] {
    var bytes = Self.document
    for _ in 0...random.next(below: 3) {
      let place = random.next(below: bytes.count)
      let byte = Self.replacements[random.next(below: Self.replacements.count)]
      switch random.next(below: 4) {
      case 0: bytes[place] = byte
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(byte, at: place)
      default: bytes.insert(contentsOf: bytes[place...].prefix(5), at: place)
      }
    }
    return bytes
  }

  /// Knuth's linear congruential generator: the same numbers everywhere.
  private struct Generator {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }
}
