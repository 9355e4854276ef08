// Configuration: options over environment over file over defaults.

import ArgumentParser
import Configuration
import Foundation
import Logging
import SystemPackage
import Web

/// Options that every command has which needs the database.
struct DatabaseOptions: ParsableArguments {
  @Option(help: "PostgreSQL to use, as postgresql://kontor_app@host/kontor. Default: a private one.")
  var databaseURL: String?

  @Option(help: "The same database as the owner of its tables, for migrations.")
  var migrationDatabaseURL: String?

  @Option(
    help:
      "Where a private PostgreSQL and other state are kept. Default: .kontor, or /var/lib/kontor for root in its home.")
  var dataDirectory: String?

  @Option(help: "A JSON file with settings.")
  var config: String?

  @Option(help: "trace, debug, info, notice, warning, error or critical. Default: info")
  var logLevel: String?

  @Option(help: "text or json. Default: text")
  var logFormat: String?
}

/// Options of the web server.
struct ServerOptions: ParsableArguments {
  @Option(help: "Address to listen on. Default: 127.0.0.1")
  var host: String?

  @Option(help: "Port to listen on. Default: 8080")
  var port: Int?

  @Option(help: "The address people use, as https://trade.example.com, if it is not the one the server listens on.")
  var publicOrigin: String?

  @Option(help: "How many proxies stand in front and append to X-Forwarded-For. Default: 0")
  var trustedProxies: Int?
}

/// What the options, the environment and the file say together.
struct Settings: Sendable {
  var databaseURL: String?
  var migrationDatabaseURL: String?
  var dataDirectory: String
  var logLevel: Logger.Level
  var logFormat: LogLines.Format
  var host: String
  var port: Int
  var publicOrigin: String?
  var trustedProxies: Int
  var connections: Int
  var resources: Resources

  /// - Parameter usualLogLevel: what is logged unless somebody says otherwise.
  init(
    _ options: DatabaseOptions, _ server: ServerOptions? = nil, usualLogLevel: String = "info"
  ) async throws {
    let reader = try await Self.reader(options, server)
    databaseURL = reader.string(forKey: "database.url", isSecret: true)
    migrationDatabaseURL = reader.string(forKey: "migration.database.url", isSecret: true)
    dataDirectory = reader.string(forKey: "data.directory", default: Self.usualDataDirectory)
    host = reader.string(forKey: "host", default: "127.0.0.1")
    port = try Self.int(reader, "port", 8080)
    publicOrigin = reader.string(forKey: "public.origin")
    trustedProxies = try Self.int(reader, "trusted.proxies", 0)
    connections = try Self.int(reader, "database.connections", 8)
    logLevel = try Self.choice(reader, "log.level", usualLogLevel, Logger.Level.init(rawValue:))
    logFormat = try Self.choice(reader, "log.format", "text", LogLines.Format.init(rawValue:))
    resources = try Resources.find(reader.string(forKey: "resources"))
    guard (0...65_535).contains(port) else { throw Complaint("port must be from 0 to 65535, not \(port)") }
    guard (1...200).contains(connections) else { throw Complaint("database.connections must be from 1 to 200") }
    guard trustedProxies >= 0 else { throw Complaint("trusted.proxies must not be negative") }
  }

  var exposure: Exposure {
    Exposure(
      behindTLS: publicOrigin?.hasPrefix("https://") ?? false, publicOrigins: publicOrigin.map { [$0] } ?? [],
      trustedProxies: trustedProxies)
  }

  /// `.kontor` here. As root a private PostgreSQL runs as another user, who may not enter root's home: then it is
  /// `/var/lib/kontor`.
  private static var usualDataDirectory: String {
    let here = FileManager.default.currentDirectoryPath
    guard getuid() == 0 else { return here + "/.kontor" }
    var url = URL(filePath: here)
    while url.path.count > 1 {
      var status = stat()
      guard stat(url.path, &status) == 0, status.st_mode & S_IXOTH != 0 else { return "/var/lib/kontor" }
      url = url.deletingLastPathComponent()
    }
    return here + "/.kontor"
  }

  /// A number; one that is mistyped is an error and not the usual one.
  private static func int(_ reader: ConfigReader, _ key: ConfigKey, _ usual: Int) throws -> Int {
    do { return try reader.requiredInt(forKey: key) } catch {
      guard let text = reader.string(forKey: key) else { return usual }
      throw Complaint("\(key) must be a whole number, not \"\(text)\"")
    }
  }

  private static func choice<Value>(
    _ reader: ConfigReader, _ key: ConfigKey, _ usual: String, _ parse: (String) -> Value?
  ) throws -> Value {
    let text = reader.string(forKey: key, default: usual)
    guard let value = parse(text) else { throw Complaint("\(key) cannot be \"\(text)\"; see kontor --help") }
    return value
  }

  private static func reader(_ options: DatabaseOptions, _ server: ServerOptions?) async throws -> ConfigReader {
    let given: [(AbsoluteConfigKey, String?)] = [
      ("database.url", options.databaseURL), ("migration.database.url", options.migrationDatabaseURL),
      ("data.directory", options.dataDirectory), ("log.level", options.logLevel), ("log.format", options.logFormat),
      ("host", server?.host), ("public.origin", server?.publicOrigin),
    ]
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for (key, text) in given {
      values[key] = text.map { ConfigValue(.string($0), isSecret: key.components.last == "url") }
    }
    values["port"] = server?.port.map { ConfigValue(.int($0), isSecret: false) }
    values["trusted.proxies"] = server?.trustedProxies.map { ConfigValue(.int($0), isSecret: false) }
    var providers: [any ConfigProvider] = [
      InMemoryProvider(name: "options", values: values), EnvironmentVariablesProvider().prefixKeys(with: "kontor"),
    ]
    let environment = ConfigReader(providers: providers)
    if let file = options.config ?? environment.string(forKey: "config") {
      do { providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file))) } catch {
        throw Complaint("the settings in \(file) cannot be read: \(error)")
      }
    }
    return ConfigReader(providers: providers)
  }
}
