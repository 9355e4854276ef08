// The presets: rules documents that an auction can run by as they are, read once at start.

package import Auctions
import Foundation
import StrictJSON
import Transcript

/// The files of `contracts/rules`, by name.
package struct Presets: Sendable {
  /// In alphabetical order, all of them with names.
  let documents: [RulesDocument]

  /// - Throws: `UnsoundPreset` where a file cannot be used, or one is missing that comes with the program.
  package init(directory: String) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: directory)
    let names = files.filter { $0.hasSuffix(".json") && $0 != Self.schema }.map { String($0.dropLast(".json".count)) }
    for name in Self.supplied where !names.contains(name) {
      throw UnsoundPreset(file: "\(directory)/\(name).json", reason: "There is no such file.")
    }
    documents = try names.sorted().map { try Self.read("\(directory)/\($0).json", $0) }
  }

  package var names: [String] { documents.compactMap(\.name) }

  package subscript(name: String) -> Rules? { documents.first { $0.name == name }?.rules }

  private static let schema = "rules.schema.json"

  /// What comes with the program. Who runs it may add others.
  static let supplied = [
    "dutch", "dutch-partial", "dynamic-close", "english-buffered", "english-gated", "english-open", "english-ranked",
    "eu-article-35", "georgia", "japanese", "ru-44fz", "sealed-first-price", "sealed-rounds", "sealed-second-price",
    "staggered-lots", "three-rounds", "three-rounds-features", "total-cost",
  ]

  private static func read(_ file: String, _ name: String) throws -> RulesDocument {
    do {
      let document = try RulesDocument(JSON(parsing: Data(contentsOf: URL(filePath: file))))
      guard document.name == name else { throw UnsoundPreset(file: file, reason: "/name must be \(name).") }
      return document
    } catch let unsound as UnsoundPreset { throw unsound } catch { throw UnsoundPreset(file: file, reason: "\(error)") }
  }
}

/// A preset that cannot be used stops the start: nobody wants to learn of it when an auction is to be announced.
package struct UnsoundPreset: Error, CustomStringConvertible {
  let file: String
  let reason: String
  package var description: String { "\(file): \(reason)" }
}
