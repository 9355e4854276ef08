/// Search in one code list, as a person types into a pick list.
struct CodeSearch<Entry: Coded>: Sendable {
  private let entries: [Entry]
  private let keys: [Key]

  private struct Key: Sendable {
    let code: [UInt8]

    /// Name, symbol: in lower case, each word with a space before it.
    let terms: [[UInt8]]

    /// All terms, one after another.
    let words: [UInt8]
  }

  /// How well an entry matches, the best first.
  private enum Rank: Int, CaseIterable {
    case wholeCode, wholeTerm, beginningOfCode, beginning, beginningsOfWords, partsOfWords
  }

  /// More words than a person types; a bound on the work.
  private let maximumWords = 8

  init(_ entries: [Entry]) {
    self.entries = entries
    keys = entries.map { entry in
      let terms = entry.terms.map(Self.words)
      return Key(code: Self.words(entry.code), terms: terms, words: Array(terms.joined()))
    }
  }

  /// Entries that match every word of the text, ignoring case; of equally good matches, those first in the list.
  func find(_ text: String, limit: Int) -> [Entry] {
    let phrase = Self.words(text)
    let words = Array(phrase.split(separator: Self.space).prefix(maximumWords))
    guard !words.isEmpty, limit > 0 else { return [] }
    var found: [[Int]] = Rank.allCases.map { _ in [] }
    for (place, key) in keys.enumerated() {
      if let rank = Self.rank(key, phrase: phrase, words: words) { found[rank.rawValue].append(place) }
    }
    return found.joined().prefix(limit).map { entries[$0] }
  }

  private static func rank(_ key: Key, phrase: [UInt8], words: [ArraySlice<UInt8>]) -> Rank? {
    if key.code.starts(with: phrase) { return key.code.count == phrase.count ? .wholeCode : .beginningOfCode }
    guard words.allSatisfy({ key.words.firstPlace(of: $0) != nil }) else { return nil }
    if key.terms.contains(phrase) { return .wholeTerm }
    if key.words.starts(with: phrase) { return .beginning }
    let beginsEach = words.allSatisfy { key.words.firstPlace(of: [space] + $0) != nil }
    return beginsEach ? .beginningsOfWords : .partsOfWords
  }

  private static var space: UInt8 { UInt8(ascii: " ") }

  /// " office machinery" of "Office-machinery!". Whatever is not ASCII counts as a letter.
  private static func words(_ text: String) -> [UInt8] {
    text.lowercased().utf8.split { !isLetterOrDigit($0) }.reduce(into: []) { $0 += [space] + $1 }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
    default: false
    }
  }
}

extension [UInt8] {
  /// Where the part first begins.
  fileprivate func firstPlace(of part: ArraySlice<UInt8>) -> Int? {
    guard let first = part.first, count >= part.count else { return nil }
    return (0...(count - part.count)).first { self[$0] == first && self[$0...].starts(with: part) }
  }
}
