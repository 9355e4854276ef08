// Log records on standard error, one line each: text for people, JSON for machines.
import Auctions
import Foundation
package import Logging
import StrictJSON

/// A log handler; each record is one write, so that lines of several threads do not mix.
package struct LogLines: LogHandler {
  package enum Format: String, CaseIterable, Sendable {
    case text, json
  }

  package var logLevel: Logger.Level
  package var metadata: Logger.Metadata = [:]
  package var metadataProvider: Logger.MetadataProvider?
  private let label: String
  private let format: Format
  private let write: @Sendable ([UInt8]) -> Void

  /// - Parameter write: takes whole lines; by default they go to standard error.
  package init(
    label: String, format: Format, level: Logger.Level = .info,
    write: @escaping @Sendable ([UInt8]) -> Void = { FileHandle.standardError.write(Data($0)) }
  ) {
    self.label = label
    self.format = format
    self.logLevel = level
    self.write = write
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var fields = metadata
    if let provided = metadataProvider?.get() { fields.merge(provided) { $1 } }
    if let own = event.metadata { fields.merge(own) { $1 } }
    if let error = event.error { fields["error"] = "\(String(reflecting: error))" }
    let sorted = fields.map { (Self.name($0.key), $0.value.description) }.sorted { $0.0 < $1.0 }
    let time = Date().timeIntervalSince1970 * 1000
    let record = Record(
      time: Instant(milliseconds: Int64(time)), level: event.level, label: label, message: "\(event.message)",
      fields: sorted)
    write(format == .json ? record.json : record.text)
  }

  /// The framework's name for the request is shortened.
  private static func name(_ key: String) -> String { key == "hb.request.id" ? "request" : key }
}

private struct Record {
  var time: Instant
  var level: Logger.Level
  var label: String
  var message: String
  var fields: [(name: String, value: String)]

  /// `{"time":"…","level":"info","logger":"kontor","message":"…","request":"…"}`
  var json: [UInt8] {
    var writer = JSONWriter(capacity: 256)
    writer.object {
      $0.member("time", time.description)
      $0.member("level", level.rawValue)
      $0.member("logger", label)
      $0.member("message", message)
      for field in fields where !Self.reserved.contains(field.name) { $0.member(field.name, field.value) }
    }
    return writer.bytes + "\n".utf8
  }

  /// `2026-11-21T22:30:00.123Z info kontor: Something happened request=4f1c path="/a b"`
  var text: [UInt8] {
    var line = "\(time) \(level.rawValue) \(label): \(Self.oneLine(message))"
    for field in fields { line += " \(field.name)=\(Self.quoted(field.value))" }
    return Array((line + "\n").utf8)
  }

  private static let reserved = ["time", "level", "logger", "message"]

  /// Nobody can write a second line into the log.
  private static func oneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.map { isControl($0) ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined()
  }

  private static func quoted(_ value: String) -> String {
    let needsQuotes = value.isEmpty || value.unicodeScalars.contains { $0 == " " || $0 == "\"" || $0 == "=" }
    let line = oneLine(value)
    return needsQuotes ? "\"\(line.replacing("\"", with: "\\\""))\"" : line
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .format: true
    default: false
    }
  }
}
