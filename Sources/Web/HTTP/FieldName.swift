// Names of form fields, `lots[0][items][1][unit]`, and the JSON Pointers they stand for, `/lots/0/items/1/unit`.

enum FieldName {
  /// The steps of a name; nil if its brackets do not match. A closing `[]` is dropped: `tags[]` is `tags`.
  static func steps(of name: String) -> [String]? {
    guard let first = name.firstIndex(of: "[") else { return name.contains("]") ? nil : [name] }
    guard first > name.startIndex, !name[..<first].contains("]") else { return nil }
    var steps = [String(name[..<first])]
    var rest = name[first...]
    while rest.take("[") {
      let step = rest.prefix { $0 != "[" && $0 != "]" }
      rest = rest[step.endIndex...]
      guard rest.take("]"), !step.isEmpty || rest.isEmpty else { return nil }
      if !step.isEmpty { steps.append(String(step)) }
    }
    return rest.isEmpty ? steps : nil
  }

  /// The field that a pointer of a fault speaks of. Rows count densely from 0, as they are shown again.
  static func of(pointer: String) -> String {
    let steps = pointer.split(separator: "/").map {
      $0.replacing("~1", with: "/").replacing("~0", with: "~")
    }
    guard let first = steps.first else { return "" }
    return first + steps.dropFirst().map { "[\($0)]" }.joined()
  }

  /// As `JSON(form:)` wants it: a pointer without its first slash.
  static func path(of name: String) -> String? {
    steps(of: name)?
      .map { $0.replacing("~", with: "~0").replacing("/", with: "~1") }
      .joined(separator: "/")
  }
}
