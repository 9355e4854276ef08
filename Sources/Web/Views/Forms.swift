// Fields of forms: a value, the error beside it, and the summary of errors above.
import Foundation

/// A text field, whatever its type: the template says which. The value is what the person typed, right or wrong.
struct Field: View {
  /// Name in the posted form, e.g. `lots[0][items][1][quantity]`.
  let name: String
  let value: String
  let error: String?

  init(_ name: String, _ value: String = "", error: String? = nil) {
    self.name = name
    self.value = value
    self.error = error
  }

  /// Takes the field's error, if it has one, from errors by field name.
  init(_ name: String, _ value: String, errors: [String: String]) {
    self.init(name, value, error: errors[name])
  }

  /// The element's id: `lots[0][title]` → `lots-0-title`.
  static func id(_ name: String) -> String {
    String(name.map { $0 == "[" ? "-" : $0 }.filter { $0 != "]" })
  }

  static let names: Names<Field> = [
    "id": .text { Field.id($0.name) }, "name": .text { $0.name }, "value": .text { $0.value },
    "error": .text { $0.error },
  ]
}

/// A field with given values: select box or radio buttons.
struct ChoiceField: View {
  let name: String
  let choices: [Choice]
  let error: String?

  /// - Parameter choices: value and label, in the order shown.
  init(_ name: String, _ value: String, of choices: [(value: String, label: String)], error: String? = nil) {
    self.name = name
    self.choices = choices.map { Choice($0.value, $0.label, selected: $0.value == value) }
    self.error = error
  }

  static let names: Names<ChoiceField> = [
    "id": .text { Field.id($0.name) }, "name": .text { $0.name }, "choices": .list { $0.choices },
    "error": .text { $0.error },
  ]
}

/// A box to tick; posts `1` when ticked and nothing otherwise.
struct CheckField: View {
  let name: String
  let label: String
  let isChecked: Bool

  init(_ name: String, _ label: String, checked: Bool = false) {
    self.name = name
    self.label = label
    self.isChecked = checked
  }

  static let names: Names<CheckField> = [
    "name": .text { $0.name }, "label": .text { $0.label }, "isChecked": .flag { $0.isChecked },
  ]
}

/// Everything wrong with a form, above it, each with a link to its field.
struct ErrorSummary: View {
  let errors: [FieldError]

  /// `nil` when nothing is wrong.
  /// - Parameters:
  ///   - errors: message by field name.
  ///   - order: field names from top to bottom; errors of other fields follow in the order of their names.
  ///   - general: what is wrong with the form as a whole.
  ///   - texts: labels of fields have the key `field.<name>`.
  init?(errors: [String: String], order: [String] = [], general: [String] = [], texts: Texts) {
    let ordered = order.filter { errors[$0] != nil }
    let rest = errors.keys.filter { !ordered.contains($0) }.sorted {
      $0.compare($1, options: .numeric) == .orderedAscending
    }
    let fields = (ordered + rest).compactMap { name in
      errors[name].map { FieldError(field: name, message: Self.label(name, texts) + $0) }
    }
    self.errors = general.map { FieldError(field: nil, message: $0) } + fields
    if self.errors.isEmpty { return nil }
  }

  /// `lots[0][items][1][unit]` → "Lot 1, Item 2, Unit: "; empty for a field without a label.
  private static func label(_ name: String, _ texts: Texts) -> String {
    let parts = name.split(whereSeparator: { $0 == "[" || $0 == "]" }).map(String.init)
    guard let last = parts.last, let label = texts.text("field.\(last)") else { return "" }
    let nouns = ["lots": "requirement.lot", "items": "requirement.item"]
    let place = zip(parts, parts.dropFirst()).compactMap { noun, index in
      nouns[noun].flatMap { key in Int(index).map { "\(texts[key]) \($0 + 1)" } }
    }
    return (place + [label]).joined(separator: ", ") + ": "
  }

  static let names: Names<ErrorSummary> = ["errors": .list { $0.errors }]
}

/// One line of the summary.
struct FieldError: View {
  let field: String?
  let message: String

  static let names: Names<FieldError> = [
    "target": .text { $0.field.map { "#" + Field.id($0) } }, "message": .text { $0.message },
  ]
}
