// Identifiers: one written form, version 7 in order of time.

import Auditing
import Auctions
import Testing

@Suite struct IDTests {
  private static let text = "018f2a3c-4b5d-7e6f-8a9b-0c1d2e3f4a5b"

  @Test func readAndWritten() {
    let id = CompanyID(Self.text)
    #expect(id?.bits == 0x018f2a3c_4b5d_7e6f_8a9b_0c1d2e3f4a5b)
    #expect(id?.description == Self.text)
    #expect(CompanyID(Self.text.uppercased()) == id)
    #expect(CompanyID.none.description == "00000000-0000-0000-0000-000000000000")
    #expect(CompanyID(bits: .max).description == "ffffffff-ffff-ffff-ffff-ffffffffffff")
  }

  @Test(arguments: [
    "", "018f2a3c4b5d7e6f8a9b0c1d2e3f4a5b", "{018f2a3c-4b5d-7e6f-8a9b-0c1d2e3f4a5b}",
    "018f2a3c-4b5d-7e6f-8a9b-0c1d2e3f4a5", "018f2a3c-4b5d-7e6f-8a9b-0c1d2e3f4a5b0",
    "018f2a3c-4b5d-7e6f-8a9b-0c1d2e3f4a5g", "018f2a3c+4b5d-7e6f-8a9b-0c1d2e3f4a5b",
    "018f2a3-c4b5d-7e6f-8a9b-0c1d2e3f4a5b", " 18f2a3c-4b5d-7e6f-8a9b-0c1d2e3f4a5b",
    "018f2a3c-4b5d-7e6f-8a9b-0c1d2e3f4a٥", "urn:uuid:018f2a3c-4b5d-7e6f-8a9b-0c1d2e3f4a5b",
  ])
  func neverRead(_ text: String) { #expect(CompanyID(text) == nil) }

  @Test func roundTrip() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<1_000 {
      let id = CompanyID(bits: UInt128(random.next()) << 64 | UInt128(random.next()))
      #expect(CompanyID(id.description) == id)
    }
  }

  /// RFC 9562, A.6: the example of a version 7 UUID.
  @Test func version7OfTheRFC() {
    let random: UInt128 = 0xCC3 << 64 | 0x18C4_DC0C_0C07_398F
    let id = CompanyID.version7(at: Instant(milliseconds: 0x017F_22E2_79B0), random: random)
    #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
  }

  @Test func version7IsInOrderOfTime() {
    var random = SplitMix64(seed: 3)
    func next() -> UInt128 { UInt128(random.next()) << 64 | UInt128(random.next()) }
    for ms in stride(from: Int64(0), to: 4_000_000_000_000, by: 40_000_000_017) {
      let id = CompanyID.version7(at: Instant(milliseconds: ms), random: next())
      let later = CompanyID.version7(at: Instant(milliseconds: ms + 1), random: next())
      #expect(id < later)
      #expect(id.bits >> 80 == UInt128(ms))
      #expect(id.bits >> 76 & 0xF == 7)
      #expect(id.bits >> 62 & 0b11 == 0b10)
    }
  }
}
