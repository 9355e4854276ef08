// The auction form as a view: what was read of it, with the sentences and warnings of its rules.

import Auctions
import Commerce
import StrictJSON
import Transcript

extension AuctionForm {
  /// - Parameter grown: rows that are to have an empty one at their end, by name.
  init(_ reading: AuctionReading, _ id: RequirementID, _ subject: AuctionSubject, _ visit: Visit, grown: String = "") {
    let (texts, currency, form) = (visit.texts, subject.content.currency, reading.posted)
    let errors = reading.faults.byField
    let words = InputWords(texts: texts, currency: currency, errors: errors, grown: grown)
    let warnings = reading.warnings(for: subject)
    let opens = ["now", "at"].map { (value: $0, label: texts["auctionForm.opens_\($0)"]) }
    let rates = form.rateRows
    let floors = Self.floors(reading, subject, visit)
    self.init(
      requirementID: "\(id)", currency: currency, preset: reading.preset,
      presetTitle: texts.name(ofPreset: reading.preset), presetAbout: texts.text("format.\(reading.preset)") ?? "",
      picture: PresetGroup.picture(of: reading.preset, reading.kind),
      opens: ChoiceField("opens", form["opens"] == "at" ? "at" : "now", of: opens),
      opensAt: Field("opensAt", form["opensAt"], errors: errors),
      practice: CheckField("practice", texts["auctionForm.practice"], checked: form.isTicked("practice")),
      openers: reading.kind == .sealed ? Self.openers(form, subject, errors) : nil,
      sections: reading.draft.views(words, open: ["clock"] + warnings.wrongSeams), floors: floors,
      areFloorsOpen: floors.contains { $0.field.error != nil },
      rates: RuleRow.rates.field("rates", rates, words),
      areRatesOpen: grown == "rates" || errors.keys.contains { $0.hasPrefix("rates[") },
      terms: TermsView(reading, subject, words), base: reading.base,
      document: Field("document", reading.document, error: nil),
      documentFaults: reading.faults.document.map { DocumentFaultView(place: $0.place, message: $0.message) },
      isDocumentOpen: !reading.faults.document.isEmpty || form["expert"] == "1",
      check: AuctionCheckView(reading, warnings, subject, texts))
  }

  private static func floors(
    _ reading: AuctionReading, _ subject: AuctionSubject, _ visit: Visit
  ) -> [FloorField] {
    let typed = reading.posted.tree["lots"]?.elements ?? []
    return subject.content.lots.enumerated().map { index, lot in
      let name = "lots[\(index)][floor]"
      let value = typed.indices.contains(index) ? typed[index]["floor"]?.text ?? "" : ""
      return FloorField(
        field: Field(name, value, errors: reading.faults.byField), lotNumber: "\(index + 1)", lotTitle: lot.title,
        ceiling: visit.format.money(lot.targetPrice, subject.content.currency))
    }
  }

  /// One's own company holds a share unless it was unticked.
  private static func openers(
    _ form: PostedForm, _ subject: AuctionSubject, _ errors: [String: String]
  ) -> OpenersField {
    let isFresh = form["base"].isEmpty
    let chosen = isFresh ? subject.openers.prefix(1).map { "\($0.id)" } : form.openers
    return OpenersField(
      companies: subject.openers.map { Choice("\($0.id)", $0.name, selected: chosen.contains("\($0.id)")) },
      error: errors["openers"])
  }
}

extension AuctionReading {
  func warnings(for subject: AuctionSubject) -> [Rules.Warning] {
    guard let rules else { return [] }
    let floors = plan?.floors ?? [:]
    let lots = subject.content.lots.enumerated().map { index, lot in
      let number = LotNumber(Int32(index + 1))
      return Announcement.Lot(number: number, ceiling: lot.targetPrice, floor: floors[number])
    }
    return rules.warnings(for: lots, bidders: subject.bidders, opensAtOnce: posted["opens"] != "at")
  }

  /// What is said of the rules as they would be announced.
  fileprivate func chapters(for subject: AuctionSubject, _ texts: Texts) -> [RuleChapter] {
    guard let rules else { return [] }
    var words = RuleWords(
      rules: rules, texts: texts, currency: subject.content.currency, lotCount: subject.content.lots.count)
    words.isPractice = posted.isTicked("practice")
    words.rates = plan?.rates ?? []
    return words.chapters
  }
}

extension AuctionCheckView {
  fileprivate init(
    _ reading: AuctionReading, _ warnings: [Rules.Warning], _ subject: AuctionSubject, _ texts: Texts
  ) {
    let wrong = warnings.confirmation
    self.init(
      chapters: reading.chapters(for: subject, texts).map { chapter in
        ChapterView(heading: chapter.heading, sentences: chapter.sentences.map(RuleText.init))
      },
      warnings: reading.rules.map { rules in
        let words = RuleWords(
          rules: rules, texts: texts, currency: subject.content.currency, lotCount: subject.content.lots.count)
        let ordered = warnings.filter { $0.severity == .wrong } + warnings.filter { $0.severity == .doubtful }
        return ordered.map { WarningView($0, words) }
      } ?? [],
      toConfirm: wrong.isEmpty ? nil : wrong, isConfirmed: !wrong.isEmpty && reading.posted["confirmed"] == wrong,
      hasFaults: !reading.faults.isEmpty,
      // A fresh form has only the buyer as an opener, and nobody wants to be blamed for that.
      lacksOpeners: reading.posted["base"].isEmpty && (reading.rules?.clock.openersNeeded ?? 0) > 1)
  }
}

extension Clock {
  /// Nil where nothing is sealed.
  fileprivate var openersNeeded: Int? {
    if case .sealed(let sealed) = format { sealed.openersNeeded } else { nil }
  }
}

extension WarningView {
  fileprivate init(_ warning: Rules.Warning, _ words: RuleWords) {
    self.init(
      tone: warning.severity == .wrong ? .bad : .warning, severity: words.texts["warning.\(warning.severity.rawValue)"],
      text: words.sentence(for: warning), place: warning.pointer)
  }
}

extension [Rules.Warning] {
  /// The members of the document in which something is wrong.
  fileprivate var wrongSeams: [String] {
    filter { $0.severity == .wrong }.compactMap { $0.pointer.split(separator: "/").first.map(String.init) }
  }

  /// The places that must be confirmed, so that a tick for one mistake does not stand for the next.
  var confirmation: String { filter { $0.severity == .wrong }.map(\.pointer).joined(separator: " ") }
}

extension Texts {
  /// The name of a preset; of one that does not come with the program, its own.
  func name(ofPreset name: String) -> String { text("format.\(name)_name") ?? name }
}

extension RuleRow {
  /// Rates of other currencies.
  fileprivate static let rates = RuleRow(
    label: "rates",
    columns: [
      .init(name: "units", cell: .text), .init(name: "currency", cell: .text), .init(name: "equal", cell: .amount),
    ])
}
