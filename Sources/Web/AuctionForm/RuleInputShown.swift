// The inputs of the auction form as views: what was typed, the words beside it, what is wrong with it.

import Auctions
import StrictJSON

/// What every input is shown with.
struct InputWords {
  let texts: Texts
  /// ISO 4217
  let currency: String
  let errors: [String: String]
  /// Rows that are to have an empty one at their end.
  var grown = ""

  func label(_ key: String) -> String { texts["ruleForm.\(key)"] }

  /// A choice among raw values, each with its label.
  func choice(_ name: String, _ value: String, _ values: [String], words: String) -> ChoiceField {
    let labels = values.map { (value: $0, label: texts["ruleForm.\(words)_\($0)"]) }
    return ChoiceField(name, value, of: labels, error: errors[name])
  }
}

extension RuleDraft {
  /// - Parameter open: the sections that are open in any case.
  func views(_ words: InputWords, open: [String]) -> [RuleSectionView] {
    sections.map { section in
      let faulty = section.inputs.contains { input in
        words.errors.contains { $0.key == input.name || $0.key.hasPrefix(input.name + "[") }
      }
      let isGrown = section.inputs.contains { $0.name == words.grown }
      return RuleSectionView(
        name: section.name, title: words.label("section_\(section.name)"),
        about: words.label("section_\(section.name)_about"), isOpen: open.contains(section.name) || faulty || isGrown,
        groups: section.groups.map { group in
          RuleGroupView(
            title: group.name.map { words.label("group_\($0)") }, inputs: group.inputs.map { $0.view(of: form, words) })
        })
    }
  }
}

extension RuleInput {
  fileprivate func view(of form: JSON, _ words: InputWords) -> RuleInputView {
    RuleInputView(
      label: words.label(label), hint: words.texts.text("ruleForm.\(label)_hint"),
      condition: when.map { "when-\($0.name)" }, kind: kind(form.at(path), words))
  }

  private func kind(_ typed: JSON?, _ words: InputWords) -> RuleInputView.Kind {
    let text = typed?.text ?? ""
    switch widget {
    case .number, .text: return .text(Field(name, text, errors: words.errors), suffix: nil)
    case .amount: return .text(Field(name, text, errors: words.errors), suffix: words.currency)
    case .percent: return .text(Field(name, text, errors: words.errors), suffix: "%")
    case .flag, .presence: return .flag(CheckField(name, words.label(label), checked: text == "1"))
    case .choice(let values, let shared):
      return .choice(words.choice(name, text, values, words: shared.isEmpty ? label : shared))
    case .length:
      let units = LengthUnit.allCases.map(\.rawValue)
      let unit = words.choice("\(name)[unit]", typed?["unit"]?.text ?? "", units, words: "unit")
      return measured(typed, unit, words)
    case .portion(let isOptional):
      return measured(typed, portion(typed?["kind"]?.text ?? "", isOptional, words), words)
    case .rows(let row): return .rows(row.field(name, typed?.elements ?? [], words))
    }
  }

  private func measured(_ typed: JSON?, _ unit: ChoiceField, _ words: InputWords) -> RuleInputView.Kind {
    .measured(MeasuredField(name: name, value: typed?["value"]?.text ?? "", unit: unit, error: words.errors[name]))
  }

  private func portion(_ kind: String, _ isOptional: Bool, _ words: InputWords) -> ChoiceField {
    let kinds = [(value: "percent", label: "%"), (value: "amount", label: words.currency)]
    let none = isOptional ? [(value: "none", label: words.label("portion_none"))] : []
    return ChoiceField("\(name)[kind]", kind, of: none + kinds)
  }
}

extension RuleRow {
  /// There is always a row to write in.
  func field(_ name: String, _ rows: [JSON], _ words: InputWords) -> RowsField {
    let grown = rows.isEmpty || words.grown == name ? rows + [.nothing] : rows
    return RowsField(
      name: name, rows: grown.enumerated().map { view("\(name)[\($0)]", $1, words) },
      blank: view("\(name)[__row__]", .nothing, words), addLabel: words.label("\(label)_add"), error: words.errors[name]
    )
  }

  private func view(_ name: String, _ typed: JSON, _ words: InputWords) -> RowView {
    RowView(
      cells: columns.map { column in
        let name = "\(name)[\(column.name)]"
        var cell = CellView(
          label: words.label("\(label)_\(column.name)"), condition: column.onlyWith.map { "only-\($0)" })
        let text = typed[column.name]?.text ?? ""
        switch column.cell {
        case .text: cell.text = Field(name, text, errors: words.errors)
        case .amount: (cell.text, cell.suffix) = (Field(name, text, errors: words.errors), words.currency)
        case .fraction: (cell.text, cell.suffix) = (Field(name, text, errors: words.errors), "%")
        case .choice(let values, let shared):
          cell.choice = words.choice(name, text.isEmpty ? values[0] : text, values, words: shared)
        }
        return cell
      })
  }
}
