// Which passwords may be chosen (NIST SP 800-63B): long enough, not among the first that anybody would guess.

package enum PasswordRefusal: Error, Hashable, Sendable {
  /// Lengths are counted in Unicode scalars.
  case tooShort(minimum: Int)
  case tooLong(maximum: Int)
  case common
  /// It is little more than the name of the person, the company or this program.
  case containsName
}

extension PasswordRefusal: CustomStringConvertible {
  /// A sentence without its subject, as faults have.
  package var description: String {
    switch self {
    case .tooShort(let minimum): "must have at least \(minimum) characters"
    case .tooLong(let maximum): "must have at most \(maximum) characters"
    case .common: "is among the first that anybody would guess"
    case .containsName: "must be more than a known name"
    }
  }
}

package enum PasswordPolicy {
  /// No rules about which characters: they make passwords predictable, not strong.
  /// - Parameter names: what an attacker knows: e-mail address, the person's and the company's name.
  package static func check(_ password: String, names: [String]) throws(PasswordRefusal) {
    let length = password.unicodeScalars.count
    let allowed = Limits.passwordLength
    guard length >= allowed.lowerBound else { throw .tooShort(minimum: allowed.lowerBound) }
    guard length <= allowed.upperBound else { throw .tooLong(maximum: allowed.upperBound) }
    let lower = password.lowercased()
    guard !isCommon(lower) else { throw .common }
    let known = (names + ["kontor"]).flatMap(parts).filter { $0.count >= 4 }
    guard !known.contains(where: { lower.contains($0) && lower.count - $0.count < secretCharacters }) else {
      throw .containsName
    }
  }

  /// How many characters must be left when a known name is taken out.
  private static let secretCharacters = 6

  private static func isCommon(_ password: String) -> Bool {
    let letters = password.filter { $0.isLetter }
    return Set(password).count < 4 || isRepetition(password) || common.contains(password)
      || commonWords.contains(letters) && password.count - letters.count < secretCharacters
  }

  /// "abcabcabcabc": a beginning of at most a third of it, over and over.
  private static func isRepetition(_ password: String) -> Bool {
    let characters = Array(password)
    return (1...max(1, characters.count / 3)).contains { period in
      characters.indices.allSatisfy { characters[$0] == characters[$0 % period] }
    }
  }

  /// "Ana.Popescu@example.com" → the whole, "ana.popescu", "ana", "popescu", "example".
  private static func parts(of name: String) -> [String] {
    let name = name.lowercased()
    let words = name.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let local = name.split(separator: "@").first.map(String.init) ?? name
    return [name, local] + words
  }

  /// Words that stay guessable with digits and signs around them.
  private static let commonWords: Set<String> = [
    "password", "passwort", "parola", "parolamea", "welcome", "letmein", "iloveyou", "qwerty", "qwertz", "azerty",
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "admin", "administrator", "changeme", "monkey", "dragon", "football",
    "baseball", "superman", "princess", "sunshine", "master", "shadow", "trustno", "starwars", "computer", "internet",
    "whatever", "secret", "geheim", "default", "пароль", "йцукен", "любовь", "привет", "abcdefghij", "abcdefgh",
    "moldova", "romania", "chisinau", "bucuresti", "qweasdzxc", "passwordpassword",
  ]

  /// Common ones of at least ten characters that are not a word with digits.
  private static let common: Set<String> = [
    "1234567890", "0123456789", "12345678910", "0987654321", "9876543210", "123456789a", "123456789q", "1234567891",
    "1q2w3e4r5t", "1q2w3e4r5t6y", "q1w2e3r4t5", "1qaz2wsx3edc", "zaq12wsxcde3", "qazwsxedcrfv", "1qazxsw23edc",
    "qwer1234tyui", "asdf1234jkl;", "a1b2c3d4e5", "abc123def456", "abcd123456", "123qweasdzxc", "qwe123asd456",
    "correcthorsebatterystaple", "correct horse battery staple", "йцукенгшщз", "1й2ц3у4к5е",
  ]
}
