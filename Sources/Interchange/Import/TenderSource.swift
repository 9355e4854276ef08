// Where the tenders are in a document: each format has its own outside, the inside is nearly the same.

import Auctions
import StrictJSON

/// One tender and what belongs to it.
struct TenderSource {
  let format: ImportedRequirement.Format
  /// What names the contracting process: `tenderID` or `ocid`.
  let id: Place
  /// The object with title, items and lots.
  let tender: Place
  /// Who buys, as the tender says it.
  let entity: Place
  /// Who buys, as the list of parties says it (OCDS 1.1); elsewhere the same as `entity`.
  let party: Place
}

extension TenderSource {
  static func all(in document: Place, _ findings: inout Findings) -> [TenderSource] {
    for root in [document, document["data"]] where root["tenderID"].exists || root["procurementMethodType"].exists {
      return [TenderSource(prozorro: root)]
    }
    if document["records"].exists {
      let records = findings.elements(document["records"], atLeastOne: .noTender)
      return records.flatMap { sources(inRecord: $0, &findings) }
    }
    if document["compiledRelease"].exists || document["releases"].exists && document["ocid"].exists {
      return sources(inRecord: document, &findings)
    }
    if document["releases"].exists {
      let releases = findings.elements(document["releases"], atLeastOne: .noTender)
      return sources(inReleases: releases, .ocdsRelease, &findings)
    }
    if document["ocid"].exists || document["tender"].exists {
      return sources(inReleases: [document], .ocdsRelease, &findings)
    }
    findings.refuse(document, .unknownFormat)
    return []
  }

  private static func sources(inRecord record: Place, _ findings: inout Findings) -> [TenderSource] {
    let compiled = record["compiledRelease"]
    if compiled.exists { return sources(inReleases: [compiled], .ocdsRecord, &findings) }
    // What has nothing but url, date and tag is a link to a release.
    let embedded = findings.elements(record["releases"]).filter { $0["ocid"].exists || $0["tender"].exists }
    guard !embedded.isEmpty else {
      findings.refuse(record, .onlyLinkedReleases)
      return []
    }
    return sources(inReleases: embedded, .ocdsRecord, &findings)
  }

  /// One tender for each contracting process. Releases are not merged (that is what records are for): of several
  /// about one process the latest counts that lists items.
  private static func sources(
    inReleases releases: [Place], _ format: ImportedRequirement.Format, _ findings: inout Findings
  ) -> [TenderSource] {
    byProcess(releases).compactMap { releases in
      let candidates = releases.count == 1 ? releases : releases.filter { $0["tender"]["items"].exists }
      guard let release = candidates.latest, release["tender"].exists else {
        findings.refuse(releases[0], .noTender)
        return nil
      }
      return TenderSource(release: release, format)
    }
  }

  /// In the order of their first releases. A release without `ocid` stands alone.
  private static func byProcess(_ releases: [Place]) -> [[Place]] {
    var processes: [[Place]] = []
    var numbers: [String: Int] = [:]
    for release in releases {
      let id = release["ocid"].plainText
      if let id, let number = numbers[id] {
        processes[number].append(release)
      } else {
        if let id { numbers[id] = processes.count }
        processes.append([release])
      }
    }
    return processes
  }

  private init(prozorro root: Place) {
    let entity = root["procuringEntity"]
    self.init(format: .prozorroTender, id: root["tenderID"], tender: root, entity: entity, party: entity)
  }

  private init(release: Place, _ format: ImportedRequirement.Format) {
    let tender = release["tender"]
    let entity = tender["procuringEntity"].or(release["buyer"])
    let id = entity["id"].plainText
    let party = release["parties"].elements.first { id != nil && $0["id"].plainText == id }
    self.init(format: format, id: release["ocid"], tender: tender, entity: entity, party: party ?? entity)
  }
}

extension [Place] {
  /// The release with the latest date, of equally late ones the last. An unreadable date counts as the earliest.
  fileprivate var latest: Place? {
    enumerated().max { a, b in (a.element.releasedAt, a.offset) < (b.element.releasedAt, b.offset) }?.element
  }
}

extension Place {
  fileprivate var releasedAt: Instant { self["date"].plainText.flatMap(Instant.init) ?? Instant(milliseconds: .min) }
}
