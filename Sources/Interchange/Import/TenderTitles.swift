// Titles and descriptions. What is too long for a title is cut there and kept whole in the description.

import Commerce
import StrictJSON

extension TenderReader {
  static let titleLimit = 300

  /// - Parameter pointer: where the lot will be in the requirement, "" for the requirement itself.
  mutating func title(_ place: Place, at pointer: String) -> String {
    origins[pointer + "/title"] = place["title"]
    return findings.text(place["title"]).shortened(to: Self.titleLimit)
  }

  /// The tender's own description after its title, if that had to be cut; then what lots say besides a short title,
  /// under their numbers.
  mutating func description(_ tender: Place, _ parts: TenderParts) -> String {
    origins["/description"] = tender["description"].exists ? tender["description"] : tender["title"]
    let own = [longTitle(tender), findings.optionalText(tender["description"])]
    let ofLots = parts.kept.enumerated().map { number, part in
      part.isWhole ? nil : remark(part.place).map { "\(number + 1). \($0)" }
    }
    return (own + ofLots).compactMap(\.self).joined(separator: "\n\n")
  }

  private mutating func remark(_ lot: Place) -> String? {
    let texts = [longTitle(lot), findings.optionalText(lot["description"])].compactMap(\.self)
    return texts.isEmpty ? nil : texts.joined(separator: "\n")
  }

  private func longTitle(_ place: Place) -> String? {
    guard let title = place["title"].plainText else { return nil }
    return title.unicodeScalars.count > Self.titleLimit ? title : nil
  }
}

extension String {
  /// Cut between words, with an ellipsis, to that many Unicode scalars.
  func shortened(to limit: Int) -> String {
    guard unicodeScalars.count > limit else { return self }
    var scalars = 0
    let beginning = prefix { character in
      scalars += character.unicodeScalars.count
      return scalars < limit
    }
    let words = beginning.lastIndex(where: \.isWhitespace).map { beginning[..<$0] } ?? beginning
    // A text without spaces, or one that ends in a very long word, is cut within the word.
    return (words.count * 2 > beginning.count ? words : beginning) + "…"
  }
}
