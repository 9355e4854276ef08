// The texts of the pages in one language, by key `area.name`.
import Foundation
import Mustache

/// Languages the pages are written in.
enum Language: String, CaseIterable, Sendable {
  case en, ru, ro

  /// The language's own name for itself.
  var ownName: String {
    switch self {
    case .en: "English"
    case .ru: "Русский"
    case .ro: "Română"
    }
  }

  /// The best of our languages for an `Accept-Language` header; English when none fits.
  /// - Parameter header: e.g. `ru-RU,ru;q=0.9,en;q=0.8`. The order counts, weights are taken as already sorted.
  static func preferred(acceptLanguage header: String?) -> Language {
    for part in (header ?? "").split(separator: ",") {
      let tag = part.drop { $0 == " " }.prefix { $0 != "-" && $0 != ";" }
      if let language = Language(rawValue: tag.lowercased()) { return language }
    }
    return .en
  }
}

/// All texts of one language. Templates read `{{t.area.name}}`; Swift asks `texts["area.name"]`.
struct Texts: MustacheParent, Sendable {
  let language: Language
  private let areas: [String: [String: String]]

  /// - Parameter flat: texts by `area.name`, as in the catalogue files. A key without an area is left out.
  init(language: Language, flat: [String: String]) {
    self.language = language
    var areas: [String: [String: String]] = [:]
    for (key, text) in flat {
      guard let (area, name) = Self.split(key) else { continue }
      areas[area, default: [:]][name] = text
    }
    self.areas = areas
  }

  func child(named area: String) -> Any? { areas[area] }

  /// The text of a key; the key itself when there is none, so that the mistake is seen and not a hole.
  subscript(key: String) -> String { text(key) ?? key }

  /// The text of a key that may be missing.
  func text(_ key: String) -> String? {
    guard let (area, name) = Self.split(key) else { return nil }
    return areas[area]?[name]
  }

  /// A text with `{placeholders}` filled in.
  func callAsFunction(_ key: String, _ values: KeyValuePairs<String, String>) -> String {
    values.reduce(self[key]) { $0.replacing("{\($1.key)}", with: $1.value) }
  }

  /// A text whose form depends on a number: its forms stand in one text, separated by `|`, and `{n}` is the number.
  /// English has one|other, Russian one|few|many, Romanian one|few|other.
  func count(_ key: String, _ number: Int) -> String {
    let forms = self[key].split(separator: "|", omittingEmptySubsequences: false)
    let form = forms[min(language.pluralForm(of: number), forms.count - 1)]
    return String(form).replacing("{n}", with: Format(language).number(number))
  }

  private static func split(_ key: String) -> (area: String, name: String)? {
    guard let dot = key.firstIndex(of: ".") else { return nil }
    return (String(key[..<dot]), String(key[key.index(after: dot)...]))
  }
}

extension Texts {
  /// The texts of every language below a directory.
  static func catalogue(directory: String) throws -> [Language: Texts] {
    var catalogue: [Language: Texts] = [:]
    for language in Language.allCases {
      catalogue[language] = Texts(language: language, flat: try flat(language, directory: directory))
    }
    return catalogue
  }

  /// Reads `<language>.json` and, for subjects large enough to stand alone, every file of the folder `<language>`.
  /// - Throws: `TextTwice` for a key that two files have; errors of reading and decoding.
  static func flat(_ language: Language, directory: String) throws -> [String: String] {
    let root = URL(filePath: directory)
    let folder = root.appending(path: language.rawValue)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
      .sorted()
    var flat: [String: String] = [:]
    for file in [root.appending(path: "\(language.rawValue).json")] + names.map({ folder.appending(path: $0) }) {
      let texts = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
      try flat.merge(texts) { first, _ in throw TextTwice(file: file.lastPathComponent, text: first) }
    }
    return flat
  }
}

/// A key that two files of a language have, with the text of the first.
struct TextTwice: Error {
  let file: String
  let text: String
}

extension Language {
  /// Which of the language's plural forms a number takes (CLDR cardinal rules for whole numbers).
  fileprivate func pluralForm(of number: Int) -> Int {
    let tens = number % 100
    switch self {
    case .en: return number == 1 ? 0 : 1
    case .ru:
      let ones = number % 10
      if ones == 1, tens != 11 { return 0 }
      return (2...4).contains(ones) && !(12...14).contains(tens) ? 1 : 2
    case .ro:
      if number == 1 { return 0 }
      return number == 0 || (1...19).contains(tens) ? 1 : 2
    }
  }
}
