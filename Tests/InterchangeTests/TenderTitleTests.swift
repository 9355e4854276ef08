// How titles are cut.

import Testing

@testable import Interchange

@Suite struct TenderTitleTests {
  @Test(arguments: [
    ("short", 10, "short"), ("just right", 10, "just right"), ("one word too many", 12, "one word…"),
    ("unbroken-and-long", 10, "unbroken-…"), ("a unbroken-and-long", 10, "a unbroke…"),
    ("", 10, ""), ("tab\tand\nline feed", 12, "tab\tand…"),
    // Never within a letter of several code points: a flag has two.
    ("🇲🇩🇷🇴🇺🇦🇵🇱", 6, "🇲🇩🇷🇴…"),
  ])
  func shortened(text: String, limit: Int, result: String) {
    #expect(text.shortened(to: limit) == result)
    #expect(result.unicodeScalars.count <= limit)
  }
}
