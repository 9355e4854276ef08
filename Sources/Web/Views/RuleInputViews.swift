// The inputs of rules on a page: a text, a choice, a box, a length of time, an amount or percentage, rows of these.

/// One seam of the rules.
struct RuleSectionView: View {
  let name: String
  let title: String
  let about: String
  let isOpen: Bool
  let groups: [RuleGroupView]

  static let names: Names<RuleSectionView> = [
    "sectionName": .text { $0.name }, "sectionTitle": .text { $0.title }, "sectionAbout": .text { $0.about },
    "isOpen": .flag { $0.isOpen }, "groups": .list { $0.groups },
  ]
}

struct RuleGroupView: View {
  var title: String?
  let inputs: [RuleInputView]

  static let names: Names<RuleGroupView> = ["groupTitle": .text { $0.title }, "inputs": .list { $0.inputs }]
}

/// One input, of one kind.
struct RuleInputView: View {
  enum Kind: Sendable {
    case text(Field, suffix: String?)
    case choice(ChoiceField)
    case flag(CheckField)
    case measured(MeasuredField)
    case rows(RowsField)
  }

  let label: String
  var hint: String?
  /// `when-…` hides it while it means nothing.
  var condition: String?
  let kind: Kind

  static let names: Names<RuleInputView> = [
    "ruleLabel": .text { $0.label }, "ruleHint": .text { $0.hint }, "condition": .text { $0.condition },
    "text": .view { $0.text }, "suffix": .text { $0.suffix }, "choice": .view { $0.choice },
    "flag": .view { $0.flag }, "measured": .view { $0.measured }, "rows": .view { $0.rows },
  ]

  private var text: Field? { if case .text(let field, _) = kind { field } else { nil } }
  private var suffix: String? { if case .text(_, let suffix) = kind { suffix } else { nil } }
  private var choice: ChoiceField? { if case .choice(let field) = kind { field } else { nil } }
  private var flag: CheckField? { if case .flag(let field) = kind { field } else { nil } }
  private var measured: MeasuredField? { if case .measured(let field) = kind { field } else { nil } }
  private var rows: RowsField? { if case .rows(let field) = kind { field } else { nil } }
}

/// A number with its unit beside it, posted as `…[value]` and `…[unit]` or `…[kind]`.
struct MeasuredField: View {
  /// Of both inputs together.
  let name: String
  let value: String
  let unit: ChoiceField
  var error: String?

  static let names: Names<MeasuredField> = [
    "id": .text { Field.id($0.name) }, "valueName": .text { "\($0.name)[value]" }, "value": .text { $0.value },
    "unit": .view { $0.unit }, "error": .text { $0.error },
  ]
}

/// Rows that come and go. A row that is left empty does not count.
struct RowsField: View {
  let name: String
  let rows: [RowView]
  /// What the script copies for a new row; its index is `__row__`.
  let blank: RowView
  let addLabel: String
  /// What is wrong with the rows as a whole.
  var error: String?

  static let names: Names<RowsField> = [
    "rowsID": .text { Field.id($0.name) }, "rowsName": .text { $0.name }, "rowViews": .list { $0.rows },
    "blankRow": .view { $0.blank }, "addLabel": .text { $0.addLabel }, "rowsError": .text { $0.error },
  ]
}

struct RowView: View {
  let cells: [CellView]

  static let names: Names<RowView> = ["cells": .list { $0.cells }]
}

struct CellView: View {
  let label: String
  var text: Field?
  var suffix: String?
  var choice: ChoiceField?
  /// `only-…`: hidden while the choice before it says something else.
  var condition: String?

  static let names: Names<CellView> = [
    "cellLabel": .text { $0.label }, "cellText": .view { $0.text }, "cellSuffix": .text { $0.suffix },
    "cellChoice": .view { $0.choice }, "cellCondition": .text { $0.condition },
  ]
}

// MARK: - Terms of single suppliers

/// What single suppliers have of their own.
struct TermsView: View {
  let suppliers: [SupplierTermsView]
  let isOpen: Bool
  /// Whether the value model wants values for each supplier.
  let wantsValues: Bool

  static let names: Names<TermsView> = [
    "termsOf": .list { $0.suppliers }, "areTermsOpen": .flag { $0.isOpen }, "wantsValues": .flag { $0.wantsValues },
  ]
}

struct SupplierTermsView: View {
  let companyID: String
  let name: String
  let prefix: String
  /// Nil where there is only one.
  var currency: ChoiceField?
  /// For all lots.
  let scope: TermsScopeView
  /// For each lot, where there are several.
  let lots: [TermsScopeView]
  var error: String?
  /// What can no longer be changed.
  var isFixed = false

  static let names: Names<SupplierTermsView> = [
    "companyID": .text { $0.companyID }, "companyName": .text { $0.name }, "termsName": .text { $0.prefix },
    "termsID": .text { Field.id($0.prefix) }, "ownCurrency": .view { $0.currency }, "allLots": .view { $0.scope },
    "lotTerms": .list { $0.lots }, "hasLotTerms": .flag { !$0.lots.isEmpty }, "termsError": .text { $0.error },
    "isFixed": .flag { $0.isFixed },
  ]
}

/// Ceiling and declared values, on all lots or on one.
struct TermsScopeView: View {
  /// `terms[0][scopes][1]`
  let prefix: String
  /// Empty: all lots.
  let lot: String
  /// "Lot 2: Cables"
  let title: String
  let fields: [CellView]

  static let names: Names<TermsScopeView> = [
    "scopeName": .text { $0.prefix }, "scopeLot": .text { $0.lot }, "scopeTitle": .text { $0.title },
    "termsFields": .list { $0.fields },
  ]
}

/// `/requirements/{id}/terms`: the terms of suppliers, once the auction is announced. Posts what `TermsReader` takes.
struct SupplierTermsPage: PageView {
  static let template = "requirements/terms-page"
  let requirementTitle: String
  let requirementHref: String
  let auctionHref: String
  let action: String
  let terms: TermsView
  var problems: ErrorSummary?

  static let names: Names<SupplierTermsPage> = [
    "requirementTitle": .text { $0.requirementTitle }, "requirementHref": .text { $0.requirementHref },
    "auctionHref": .text { $0.auctionHref }, "action": .text { $0.action }, "terms": .view { $0.terms },
    "hasSuppliers": .flag { !$0.terms.suppliers.isEmpty }, "problems": .view { $0.problems },
  ]
}
