// What stands against a posted form, in the reader's words: some of it belongs beside a field, the rest above them all.

import Commerce
import HTTPTypes
import Interchange
import Store
import StrictJSON

struct Objections: Sendable {
  private(set) var byField: [String: String] = [:]
  private(set) var general: [String] = []
  /// What was typed, by field name; nothing if the record has changed meanwhile, so that the page shows it as it is.
  private(set) var typed: [String: String] = [:]
  private(set) var isStale = false
  private(set) var status = HTTPResponse.Status.ok
  private(set) var headers: HTTPFields = [:]

  /// A page that is shown for the first time.
  static let none = Objections()

  private init() {}

  /// Nil for errors that have nothing to do with the form: those become a page of their own.
  init?(_ error: any Error, to form: PostedForm, names: [String: String] = [:], _ texts: Texts) {
    typed = form.typed
    status = .unprocessableContent
    switch error {
    case let faults as JSON.Faults:
      for fault in faults.list {
        let field = names[fault.pointer.description] ?? FieldName.of(pointer: fault.pointer.description)
        object(texts.words(for: fault.reason, of: field), to: field)
      }
    case let faults as Commerce.Faults:
      for fault in faults.list {
        let field = names[fault.pointer] ?? FieldName.of(pointer: fault.pointer)
        object(texts.words(for: fault.reason, of: field), to: field)
      }
    case let faults as ImportFaults:
      general = faults.list.map { "\($0.pointer) \(texts.words(for: $0.reason))" }
      if faults.omitted > 0 { general.append(texts.count("count.moreErrors", faults.omitted)) }
    default:
      guard let problem = Problem.told(error), problem.concernsForm else { return nil }
      take(problem, texts)
    }
  }

  private mutating func take(_ problem: Problem, _ texts: Texts) {
    isStale = problem == .changedMeanwhile
    status = isStale ? .conflict : problem == House.wrongCredentials ? .unprocessableContent : problem.status
    headers = problem.headers
    if isStale { typed = [:] }
    let words = isStale ? texts["notice.staleRevision"] : texts.words(for: problem)
    object(words, to: Self.fields[problem.reason] ?? "")
  }

  private mutating func object(_ words: String, to field: String) {
    if field.isEmpty { general.append(words) } else { byField[field] = byField[field] ?? words }
  }

  /// The field that a refusal of the domain is about.
  private static let fields = [
    "reasonMissing": "reason", "carrierMissing": "carrier", "invoiceNumberMissing": "invoiceNumber",
    "noAccount": "email",
  ]
}

extension Objections {
  /// Nil when there is nothing to say.
  func summary(order: [String] = [], _ texts: Texts) -> ErrorSummary? {
    ErrorSummary(errors: byField, order: order, general: general, texts: texts)
  }

  /// For pages that have no place for a summary.
  var notice: Notice? {
    let sentences = general + byField.sorted { $0.key < $1.key }.map(\.value)
    return sentences.isEmpty ? nil : Notice(tone: .bad, text: sentences.joined(separator: " "))
  }

  /// The field with what was typed, or else `fresh`, and with what is wrong with it.
  func field(_ name: String, _ fresh: String = "") -> Field { Field(name, typed[name] ?? fresh, errors: byField) }

  func choice(_ name: String, _ fresh: String, of choices: [(value: String, label: String)]) -> ChoiceField {
    ChoiceField(name, typed[name] ?? fresh, of: choices, error: byField[name])
  }

  /// Whether a box is ticked: as it was sent, or else as `fresh` says.
  func isTicked(_ name: String, _ fresh: Bool = false) -> Bool { typed.isEmpty ? fresh : typed[name] == "1" }
}

extension Problem {
  /// The problem that any foreseen error is.
  static func told(_ error: any Error) -> Problem? { of(error) ?? Problem(known: error) }

  /// Whether the person who sent the form can do something about it: other problems are a page of their own.
  fileprivate var concernsForm: Bool {
    [.forbidden, .conflict, .preconditionFailed, .contentTooLarge, .unprocessableContent, .tooManyRequests]
      .contains(status) || self == House.wrongCredentials
  }
}
