// The auction form as it was posted: what it says as rules and as a plan, and what stands against it.

import Auctions
import Commerce
import Interchange
import StrictJSON
import Transcript

/// What the form of an auction is about.
struct AuctionSubject: Sendable {
  var content: RequirementContent
  /// Who has accepted and may be admitted.
  var suppliers: [AuctionSupplier] = []
  /// How many will take part at most, where that is known.
  var bidders: Int?
  /// Who can hold a share of what opens sealed offers; the buyer is the first.
  var openers: [AuctionSupplier] = []

  var hasSeveralLots: Bool { content.lots.count > 1 }
}

struct AuctionSupplier: Equatable, Sendable {
  var id: CompanyID
  var name: String
}

/// The form with everything that it shows, right or wrong.
struct AuctionReading: Sendable {
  /// Of the preset that it started from.
  let preset: String
  /// Of the format that the inputs are for.
  let kind: Clock.Kind
  let draft: RuleDraft
  /// The document as JSON, as it was written or as it has become.
  private(set) var document: String
  /// The document that the inputs were made from.
  private(set) var base: String
  private(set) var faults = AuctionFaults()
  /// Nil where they cannot be read.
  private(set) var rules: Rules?
  /// Nil where something stands against it.
  private(set) var plan: AuctionPlan?
  /// What was posted; nothing in a fresh form.
  let posted: PostedForm

  /// A fresh form.
  init(_ preset: RulesDocument, for subject: AuctionSubject) {
    self.preset = preset.name ?? ""
    let rules = preset.rules.fitted(to: subject.content)
    let tree = RulesDocument(rules: rules).tree
    kind = rules.clock.kind
    draft = RuleDraft(.all(for: kind, hasSeveralLots: subject.hasSeveralLots), showing: tree)
    document = tree.indented
    base = document
    self.rules = rules
    plan = AuctionPlan(rules: rules)
    posted = .empty
  }

  /// The form as it was posted. A document that was changed as JSON wins over the inputs.
  /// - Parameter fallback: what the inputs are for where no document can be read.
  init(_ form: PostedForm, _ fallback: RulesDocument, for subject: AuctionSubject, _ codes: CodeLists, _ texts: Texts) {
    preset = fallback.name ?? ""
    posted = form
    let written = form["document"]
    let fresh = RulesDocument(rules: fallback.rules.fitted(to: subject.content)).tree
    let old = (try? JSON(parsing: form["base"].utf8)) ?? fresh
    let wish = RulesWish(form, old: old, hasSeveralLots: subject.hasSeveralLots)
    do {
      let document = try wish.document(written)
      rules = document.rules
      // Rules that were adjusted are not the preset's any more.
      let tree = RulesDocument(rules: document.rules).tree
      self.document = tree.indented
      base = self.document
      kind = document.rules.clock.kind
      draft = RuleDraft(.all(for: kind, hasSeveralLots: subject.hasSeveralLots), showing: tree)
    } catch {
      kind = wish.kind
      base = old.indented
      document = wish.isWritten(written) ? written : base
      draft =
        wish.isWritten(written)
        ? RuleDraft(wish.sections, showing: old) : RuleDraft(wish.sections, posted: form.tree)
      switch error {
      case .syntax(let error): faults = AuctionFaults(error, texts)
      case .faults(let found, isWritten: true): faults = AuctionFaults(found, texts)
      case .faults(let found, isWritten: false): faults = AuctionFaults(found, in: wish.sections, texts)
      }
    }
    var reader = PlanReader(form: form, rules: rules, subject: subject, codes: codes, texts: texts)
    plan = reader.plan()
    faults.byField.merge(reader.faults.byField) { first, _ in first }
    if !faults.isEmpty { plan = nil }
  }
}

/// The rules that a form asks for.
private struct RulesWish {
  enum Unreadable: Error {
    case syntax(JSON.SyntaxError)
    case faults(JSON.Faults, isWritten: Bool)
  }

  let form: PostedForm
  let old: JSON
  let kind: Clock.Kind
  let sections: [RuleSection]

  init(_ form: PostedForm, old: JSON, hasSeveralLots: Bool) {
    self.form = form
    self.old = old
    kind = old["clock"]?["kind"]?.text.flatMap(Clock.Kind.init(rawValue:)) ?? .english
    sections = RuleSection.all(for: kind, hasSeveralLots: hasSeveralLots)
  }

  /// Whether the document was changed as JSON: white space does not count.
  func isWritten(_ text: String) -> Bool {
    guard text.typedJSON else { return false }
    guard let document = try? JSON(parsing: text.utf8) else { return true }
    return document != old
  }

  func document(_ written: String) throws(Unreadable) -> RulesDocument {
    let isWritten = isWritten(written)
    let tree: JSON
    if isWritten {
      do { tree = try JSON(parsing: written.utf8) } catch { throw .syntax(error) }
    } else {
      tree = form.isTicked("adjusted") ? RuleDraft(sections, posted: form.tree).document(over: old) : old
    }
    do { return try RulesDocument(tree) } catch { throw .faults(error, isWritten: isWritten) }
  }
}

extension String {
  /// Whether anything but white space was written.
  fileprivate var typedJSON: Bool { contains { !$0.isWhitespace } }
}

extension RulesDocument {
  /// As a tree. What was written just now reads back.
  var tree: JSON { (try? JSON(parsing: encoded())) ?? .nothing }
}

extension [RuleSection] {
  fileprivate static func all(for kind: Clock.Kind, hasSeveralLots: Bool) -> [RuleSection] {
    RuleSection.all(for: kind, hasSeveralLots: hasSeveralLots)
  }
}
