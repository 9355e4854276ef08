// Rules while they are being adjusted: the inputs of the form, laid over the rules document that they were made from.

import Auctions
import StrictJSON
import Transcript

struct RuleDraft: Sendable {
  let sections: [RuleSection]
  /// As a form was posted: every value a text, right or wrong, under the names of the document.
  let form: JSON

  init(_ sections: [RuleSection], posted form: JSON) {
    self.sections = sections
    self.form = form
  }

  /// The form that shows a document.
  init(_ sections: [RuleSection], showing document: JSON) {
    self.sections = sections
    form = sections.flatMap(\.inputs).reduce(.nothing) { form, input in
      form.setting(input.path, to: input.shown(in: document))
    }
  }

  /// What the form says, as a document: members that it does not show stay as they are.
  func document(over base: JSON) -> JSON { base.merged(with: patch) }

  /// A JSON Merge Patch. What an input takes out goes last: it takes out what other inputs have set.
  private var patch: JSON {
    let inputs = sections.flatMap(\.inputs)
    let members = inputs.reduce(JSON.nothing) { patch, input in
      guard let value = input.value(in: form) else { return patch }
      return patch.setting(input.path, to: value)
    }
    return inputs.reduce(members) { patch, input in
      guard let part = input.removes, !input.isPresent(in: form) else { return patch }
      return patch.setting(part, to: .null)
    }
  }
}

extension RuleInput {
  /// Whether the part that hangs on this input is there.
  fileprivate func isPresent(in form: JSON) -> Bool {
    switch widget {
    case .presence: form.at(path)?.text == "1"
    case .portion: form.at(path + ["kind"])?.text != "none"
    default: form.at(path)?.text != "none"
    }
  }
}

// MARK: - From the form to the document

extension RuleInput {
  /// What the document is to have; null takes the member out, `nil` leaves it.
  fileprivate func value(in form: JSON) -> JSON? {
    if case .presence = widget { return nil }
    if let when, !when.holds(in: form) { return .null }
    let typed = form.at(path)
    switch widget {
    case .length: return typed.flatMap(Self.milliseconds) ?? .null
    case .number: return typed?.typedText.map(Self.number) ?? .null
    case .amount, .percent, .text: return typed?.typedText.map(JSON.string) ?? .null
    case .flag: return .bool(typed?.text == "1")
    case .choice: return typed?.typedText.map(JSON.string) ?? .null
    case .portion: return Self.portion(typed ?? .nothing)
    case .rows(let row): return .array((typed?.elements ?? []).compactMap(row.value))
    case .presence: return nil
    }
  }

  private static func number(_ text: String) -> JSON {
    guard let number = JSON.Number(text: text), number.isInteger else { return .string(text) }
    return .number(number)
  }

  /// "1.5" and "minutes". What is no length stays a text, which the reader of the document refuses.
  private static func milliseconds(_ typed: JSON) -> JSON? {
    guard let text = typed["value"]?.typedText else { return nil }
    guard let unit = typed["unit"]?.text.flatMap(LengthUnit.init(rawValue:)), let count = Quantity(text) else {
      return .string(text)
    }
    let product = Int128(count.tenThousandths) * Int128(unit.milliseconds)
    guard product % 10_000 == 0, let exact = Int64(exactly: product / 10_000) else { return .string(text) }
    return .number(JSON.Number(exact))
  }

  private static func portion(_ typed: JSON) -> JSON {
    let (kind, value) = (typed["kind"]?.text ?? "", typed["value"]?.typedText.map(JSON.string) ?? .null)
    if kind == "none" { return .null }
    return JSON.nothing.setting(["amount"], to: kind == "amount" ? value : .null)
      .setting(["percent"], to: kind == "percent" ? value : .null)
  }
}

extension RuleRow {
  /// `nil` for a row that nobody has written in.
  fileprivate func value(_ typed: JSON) -> JSON? {
    guard columns.contains(where: { !$0.isChoice && typed[$0.name]?.typedText != nil }) else { return nil }
    return columns.enumerated().reduce(.nothing) { row, column in
      let (index, column) = column
      if let only = column.onlyWith, typed[columns[index - 1].name]?.text != only { return row }
      guard let text = typed[column.name]?.typedText else { return row }
      return row.setting([column.name], to: .string(column.isFraction ? Self.fraction(text) : text))
    }
  }

  /// "5" percent is 0.05 of one.
  private static func fraction(_ percent: String) -> String {
    guard let percent = Quantity(percent), percent.decimals <= 2 else { return percent }
    return Measure(tenThousandths: percent.tenThousandths / 100).description
  }
}

extension RuleRow.Column {
  fileprivate var isChoice: Bool { if case .choice = cell { true } else { false } }
  fileprivate var isFraction: Bool { if case .fraction = cell { true } else { false } }
}

// MARK: - From the document to the form

extension RuleInput {
  fileprivate func shown(in document: JSON) -> JSON {
    let value = document.at(path)
    switch widget {
    case .length: return LengthUnit.shown(value?.int64 ?? Int64(usual))
    case .number: return .string(value?.int64.map(String.init) ?? usual)
    case .amount, .percent, .text: return .string(value?.text ?? usual)
    case .flag: return .string(value.map { $0.boolean == true ? "1" : "" } ?? usual)
    case .presence: return .string(removes.flatMap(document.at) == nil ? "" : "1")
    case .choice(let values, _): return .string(value?.text ?? (removes == nil ? values[0] : "none"))
    case .portion(let isOptional): return Self.shown(portion: value, isOptional)
    case .rows(let row): return .array((value?.elements ?? []).map(row.shown))
    }
  }

  private static func shown(portion: JSON?, _ isOptional: Bool) -> JSON {
    let kind = portion?["amount"] != nil ? "amount" : portion?["percent"] != nil || !isOptional ? "percent" : "none"
    return JSON.nothing.setting(["kind"], to: .string(kind))
      .setting(["value"], to: .string(portion?[kind]?.text ?? ""))
  }
}

extension RuleRow {
  fileprivate func shown(_ value: JSON) -> JSON {
    columns.reduce(.nothing) { row, column in
      let text = value[column.name]?.text ?? ""
      return row.setting([column.name], to: .string(column.isFraction ? Self.percent(text) : text))
    }
  }

  private static func percent(_ fraction: String) -> String {
    guard let part = Measure(fraction) else { return fraction }
    return RuleDraft.plain(Quantity(tenThousandths: part.tenThousandths * 100))
  }
}

extension RuleDraft {
  /// As short as can be: "12.5", "3".
  static func plain(_ quantity: Quantity) -> String {
    let parts = "\(quantity)".split(separator: ".")
    let fraction = parts[1].prefix(quantity.decimals)
    return fraction.isEmpty ? String(parts[0]) : "\(parts[0]).\(fraction)"
  }
}

/// The units that people set lengths of time in.
enum LengthUnit: String, CaseIterable {
  case seconds, minutes, hours, days

  var milliseconds: Int64 {
    switch self {
    case .seconds: 1_000
    case .minutes: 60_000
    case .hours: 3_600_000
    case .days: 86_400_000
    }
  }

  /// In the largest unit that it is a whole number of.
  fileprivate static func shown(_ milliseconds: Int64?) -> JSON {
    let length = milliseconds ?? 0
    let unit = allCases.last { length >= $0.milliseconds && length % $0.milliseconds == 0 } ?? usual(length)
    let (whole, part) = length.quotientAndRemainder(dividingBy: unit.milliseconds)
    let count = Quantity(tenThousandths: whole * 10_000 + part * 10_000 / unit.milliseconds)
    return JSON.nothing.setting(["value"], to: .string(milliseconds == nil ? "" : RuleDraft.plain(count)))
      .setting(["unit"], to: .string(unit.rawValue))
  }

  private static func usual(_ length: Int64) -> LengthUnit { length == 0 ? .minutes : .seconds }
}

extension JSON {
  /// What was typed, without the space around it; `nil` where nothing was.
  var typedText: String? {
    guard let text else { return nil }
    let trimmed = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    return trimmed.isEmpty ? nil : trimmed
  }
}
