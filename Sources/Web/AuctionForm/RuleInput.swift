// One input of the auction form: the member of a rules document that it stands for, and how it is shown.

import StrictJSON

struct RuleInput: Sendable {
  enum Widget: Sendable {
    /// Milliseconds, as a number and its unit.
    case length
    case number, amount, percent, text
    /// A box to tick.
    case flag
    /// A box that says whether a part is there at all; no member itself.
    case presence
    /// Raw values. Their labels have the key `ruleForm.<words>_<value>`; `none` is no value but the lack of one.
    case choice([String], words: String)
    /// An amount or a percentage; whether it may also be left out.
    case portion(isOptional: Bool)
    case rows(RuleRow)
  }

  /// From the whole document: `["clock", "durationMilliseconds"]`.
  let path: [String]
  let widget: Widget
  /// The label has the key `ruleForm.<label>`, and a hint, if there is one, `ruleForm.<label>_hint`.
  let label: String
  /// The part of the document that is not there while this input says "none" or is not ticked.
  var removes: [String]?
  /// As long as it does not hold, the member is not there and the input is hidden.
  var when: RuleCondition?
  /// What is offered where the document says nothing.
  var usual = ""

  /// - Parameter label: by default the path.
  init(
    _ path: String, _ widget: Widget, label: String? = nil, removes: String? = nil, when: RuleCondition? = nil,
    usual: String = ""
  ) {
    self.path = path.split(separator: "/").map(String.init)
    self.widget = widget
    self.label = label ?? path.replacing("/", with: "_")
    self.removes = removes.map { $0.split(separator: "/").map(String.init) }
    self.when = when
    self.usual = usual
  }

  /// The name of the input in the form: `clock[durationMilliseconds]`.
  var name: String { FieldName.of(pointer: pointer) }
  var pointer: String { "/" + path.joined(separator: "/") }

  /// Whether a fault at that place belongs beside this input.
  func concerns(_ pointer: String) -> Bool {
    if pointer == self.pointer || pointer.hasPrefix(self.pointer + "/") { return true }
    guard let removes else { return false }
    return pointer == "/" + removes.joined(separator: "/")
  }
}

/// What another input must say for an input to mean something.
struct RuleCondition: Sendable {
  /// The style sheet hides `.when-<name>` while it does not hold.
  let name: String
  private let path: [String]
  private let values: [String]
  private let isExcluded: Bool

  init(_ name: String, _ path: String, is values: [String]) { self.init(name, path, values, isExcluded: false) }
  init(_ name: String, _ path: String, isNot value: String) { self.init(name, path, [value], isExcluded: true) }

  private init(_ name: String, _ path: String, _ values: [String], isExcluded: Bool) {
    self.name = name
    self.path = path.split(separator: "/").map(String.init)
    self.values = values
    self.isExcluded = isExcluded
  }

  func holds(in form: JSON) -> Bool { values.contains(form.at(path)?.text ?? "") != isExcluded }
}

/// A list of the rules document, as rows of cells.
struct RuleRow: Sendable {
  enum Cell: Sendable {
    case text, amount
    /// A fraction of one, written as a percentage.
    case fraction
    /// Raw values, labelled `ruleForm.<words>_<value>`.
    case choice([String], words: String)
  }

  struct Column: Sendable {
    let name: String
    let cell: Cell
    /// The cell means something only beside that value of the column before it.
    var onlyWith: String?
  }

  /// The label of a column has the key `ruleForm.<label>_<column>`.
  let label: String
  let columns: [Column]
}

extension JSON {
  /// What lies under those names, one inside the other.
  func at(_ path: some Collection<String>) -> JSON? {
    path.reduce(JSON?.some(self)) { json, name in json?[name] }
  }

  /// The same tree with a value under those names; objects are made where there are none.
  func setting(_ path: some Collection<String>, to value: JSON) -> JSON {
    guard let name = path.first else { return value }
    var changed = JSON.Members()
    let old = members ?? JSON.Members()
    let rest = path.dropFirst()
    for member in old.entries {
      let isIt = member.name == name
      _ = changed.append(member.name, isIt ? member.value.setting(rest, to: value) : member.value)
    }
    if old[name] == nil { _ = changed.append(name, JSON.object(JSON.Members()).setting(rest, to: value)) }
    return .object(changed)
  }

  static let nothing = JSON.object(JSON.Members())
}
